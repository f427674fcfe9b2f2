import Constructions
import ExactNumbers
@_spi(Benchmarks) import LinearRegions
import ReLUNetworks

/// A random network of many inputs, searched by linear programs, and the count that must come out.
struct ProgramWorkload: Sendable {
  let widths: [Int]
  let expected: Int

  static let all = [
    ProgramWorkload(widths: [6, 12, 12, 12, 1], expected: 1_322_832),
    ProgramWorkload(widths: [8, 12, 12, 1], expected: 653_708),
    ProgramWorkload(widths: [10, 12, 12, 1], expected: 807_234),
  ]

  var name: String {
    "random \(widths.map(String.init).joined(separator: "-")) on [-1,1]^\(widths[0])"
  }

  func network() throws -> ReLUNetwork { try .random(widths: widths, seed: 1) }

  var box: [Interval] { widths.prefix(1).flatMap { Array(repeating: Self.side, count: $0) } }

  private static var side: Interval { Workload.interval(-1, 1) }

  /// Stops the program when a count is not the expected one.
  func check(_ regions: Int) {
    guard regions == expected else {
      fatalError("\(name): \(regions) regions instead of \(expected)")
    }
  }
}

/// The times of one search by linear programs and of its baseline, in turn.
struct ProgramMeasurement {
  private let workload: ProgramWorkload
  private let times: (first: Times, second: Times)

  static let columns = [
    "workload", "regions", "median of a search", "regions per second", "peak memory", "compared",
  ]

  /// Runs a workload; stops the program when a count is not the expected one.
  init(_ workload: ProgramWorkload) throws {
    self.workload = workload
    let network = try workload.network()
    let search = PreparedProgramSearch(network, in: workload.box)
    let plain = PlainPrograms(network, in: workload.box)
    times = Times.alternating(
      { workload.check(search.countRegions().regions) }, { workload.check(plain.countRegions()) })
  }

  /// As `columns` says.
  var row: [String] {
    [
      workload.name, "\(workload.expected)", times.first.milliseconds,
      times.first.rate(workload.expected), Times.peakMemory,
      "search ÷ plain double " + Times.ratio(times.first, times.second),
    ]
  }
}
