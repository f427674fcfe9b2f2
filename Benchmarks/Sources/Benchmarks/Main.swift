import Foundation
@_spi(Benchmarks) import LinearRegions

/// Prints one row a workload; each runs in a process of its own, so that peak memory is its own.
///
/// `swift run -c release Benchmarks` runs all, `Benchmarks 3` the fourth alone. `Benchmarks 7 search`
/// and `Benchmarks 7 plain` run a search of regions, or its baseline, three times, for a profiler;
/// a number behind that says how often instead. They tell the fastest time.
@main
struct Main {
  static let lines = Workload.all.count
  static let planes = lines + RegionWorkload.all.count
  static let arrangements = planes + SpaceWorkload.all.count
  static let certificates = arrangements + ArrangementWorkload.all.count
  static let count = certificates + CertificateWorkload.all.count

  static func main() throws {
    let arguments = CommandLine.arguments.dropFirst()
    guard let first = arguments.first else { return try runAll() }
    guard let index = Int(first), 0..<count ~= index else {
      return fail("give no argument, or a number from 0 to \(count - 1)")
    }
    if arguments.count > 1 { return try profile(index, Array(arguments.dropFirst())) }
    let row =
      switch index {
      case ..<lines: try Measurement(Workload.all[index]).row
      case ..<planes: try RegionMeasurement(RegionWorkload.all[index - lines]).row
      case ..<arrangements: try SpaceMeasurement(SpaceWorkload.all[index - planes]).row
      case ..<certificates:
        try ArrangementMeasurement(ArrangementWorkload.all[index - arrangements]).row
      default: try CertificateMeasurement(CertificateWorkload.all[index - certificates]).row
      }
    write(row.joined(separator: " | "))
  }

  private static func runAll() throws {
    for index in 0..<count {
      if index == 0 { write(Measurement.columns.joined(separator: " | ")) }
      if index == lines { write("\n" + RegionMeasurement.columns.joined(separator: " | ")) }
      if index == planes { write("\n" + SpaceMeasurement.columns.joined(separator: " | ")) }
      if index == arrangements {
        write("\n" + ArrangementMeasurement.columns.joined(separator: " | "))
      }
      if index == certificates {
        write("\n" + CertificateMeasurement.columns.joined(separator: " | "))
      }
      let process = Process()
      process.executableURL = URL(filePath: CommandLine.arguments[0])
      process.arguments = ["\(index)"]
      try process.run()
      process.waitUntilExit()
    }
  }

  private static func profile(_ index: Int, _ arguments: [String]) throws {
    guard lines..<arrangements ~= index, ["search", "plain"].contains(arguments[0]),
      let runs = arguments.count > 1 ? Int(arguments[1]) : 3, runs > 0
    else {
      return fail("give a number from \(lines) to \(arrangements - 1), then `search` or `plain`")
    }
    let isPlain = arguments[0] == "plain"
    let count =
      try index < planes
      ? RegionWorkload.all[index - lines].counter(isPlain: isPlain)
      : SpaceWorkload.all[index - planes].counter(isPlain: isPlain)
    var (regions, fastest) = (0, Double.infinity)
    for _ in 0..<runs { fastest = min(fastest, Times.Clock.processor.time { regions = count() }) }
    write("\(regions) regions, \(runs) times, \(String(format: "%.3f", fastest * 1000)) ms at best")
  }

  private static func write(_ line: String) {
    FileHandle.standardOutput.write(Data((line + "\n").utf8))
  }

  private static func fail(_ sentence: String) {
    FileHandle.standardError.write(Data("Benchmarks: \(sentence)\n".utf8))
    exit(64)
  }
}
