import ArgumentParser

/// Where a product and its report go, for commands that make a network or a picture.
struct ProductOptions: ParsableArguments {
  @OptionGroup var run: RunOptions

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "Write the product to a file; the report then goes to standard output.", valueName: "FILE"))
  var output: String?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Write the report to a file.", valueName: "FILE"))
  var report: String?

  func validate() throws {
    if let output, output == report {
      throw ValidationError("--output and --report name the same file.")
    }
  }

  /// Whether there is a place for the report.
  var hasReport: Bool { output != nil || report != nil }

  /// Writes the product, and the report where there is a place for it.
  func write(_ product: String, _ result: @autoclosure () throws -> Report) throws {
    try ReportOptions.write(product, to: output)
    guard hasReport else { return }
    try ReportOptions.write(try result().rendered(as: run.format), to: report)
  }
}
