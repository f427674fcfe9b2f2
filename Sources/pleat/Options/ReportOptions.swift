import ArgumentParser
import Foundation
import Reporting

extension ReportFormat: ExpressibleByArgument {}

/// What every command takes: the report's form, threads, and how much to say on the way.
struct RunOptions: ParsableArguments {
  @Option(help: "The form of the report.")
  var format: ReportFormat = .text

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Cores to use (default: all).", valueName: "N"))
  var threads: String?

  @Flag(help: "Say nothing on standard error but errors.")
  var quiet = false

  @Flag(help: "Show progress on standard error even where that is no terminal.")
  var progress = false

  /// The number of threads, checked.
  func threadCount() throws -> Int {
    guard let threads else { return ProcessInfo.processInfo.activeProcessorCount }
    return try ArgumentText.integer(threads, in: 1...4096, option: "--threads")
  }

  /// A progress line for this run.
  func reporter(_ title: String, unit: String) -> ProgressReporter {
    ProgressReporter(title: title, unit: unit, isForced: progress, isQuiet: quiet)
  }

  /// Says something on standard error that is no part of the report.
  func remark(_ sentence: String) {
    if !quiet { StandardError.write("pleat: \(sentence)\n") }
  }
}

/// Where the report goes, for commands whose product is the report.
struct ReportOptions: ParsableArguments {
  @OptionGroup var run: RunOptions

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Write the report to a file.", valueName: "FILE"))
  var output: String?

  /// Writes a report to the file, or to standard output.
  func write(_ report: Report) throws {
    try ReportOptions.write(report.rendered(as: run.format), to: output)
  }

  /// Writes a text to a file, or to standard output.
  static func write(_ text: String, to path: String?) throws {
    let file = try path.map { try OutputFile(path: $0) } ?? OutputFile.standardOutput()
    try file.write(text)
    try file.commit()
  }
}
