import ExactNumbers
@_spi(Benchmarks) import LinearRegions
import PlainKernels
import ReLUNetworks

/// The times of one count in several inputs; what is compared alternates in the same process.
struct SpaceMeasurement {
  let workload: SpaceWorkload
  /// Seconds of a count of activation regions, from the network to the report.
  let counts: Times
  /// The method that the program chose.
  let method: String
  /// Seconds of a search that visits each region, and of the same in plain doubles.
  private(set) var compared = (first: Times(), second: Times())

  static let columns = [
    "workload", "regions", "method", "median of a count", "regions per second",
    "median of a visit to each", "peak memory", "visit ÷ plain double",
  ]

  /// Runs a workload; stops the program when a count is not the expected one.
  init(_ workload: SpaceWorkload) throws {
    self.workload = workload
    let network = try workload.network()
    let box = workload.box(network)
    let request = RegionCountRequest(counts: [.activationRegions])
    method = try network.regionCounts(in: box, request).method.rawValue
    counts = try Times(of: {
      let counts = try network.regionCounts(in: box, request)
      workload.check(counts.activationRegions.flatMap { Int(exactly: $0) })
    })
    guard workload.hasBaseline else { return }
    let search = try PreparedSpaceSearch(network, in: box, countsOnly: false)
    let plain = PlainCells(network, in: box)
    compared = Times.alternating(
      { workload.check(search.countRegions()) }, { workload.check(plain.countRegions()) })
  }

  /// As `columns` says.
  var row: [String] {
    [
      workload.name, "\(workload.expected)", method, counts.milliseconds,
      counts.rate(workload.expected), compared.first.milliseconds, Times.peakMemory,
      Times.ratio(compared.first, compared.second),
    ]
  }
}

extension SpaceWorkload {
  fileprivate func box(_ network: ReLUNetwork) -> [Interval] {
    Array(repeating: side, count: network.inputDimension)
  }

  /// Visits each region once and returns their number, for a profiler.
  func counter(isPlain: Bool) throws -> () -> Int {
    let network = try network()
    if isPlain {
      let search = PlainCells(network, in: box(network))
      return { search.countRegions() }
    }
    let search = try PreparedSpaceSearch(network, in: box(network), countsOnly: false)
    return { search.countRegions() }
  }

  /// Stops the program when a count is not the expected one.
  fileprivate func check(_ regions: Int?) {
    guard regions == expected else {
      fatalError("\(name): \(regions ?? 0) regions instead of \(expected)")
    }
  }
}

/// The search of cells in plain doubles.
private final class PlainCells {
  private let search: OpaquePointer

  init(_ network: ReLUNetwork, in box: [Interval]) {
    let hidden = network.standardForm.hidden
    let widths = [network.inputDimension] + hidden.map(\.outputDimension)
    let ends = box.flatMap { [$0.lower, $0.upper] }.map { end -> Double in
      guard case .finite(let value) = end else { return end == .positiveInfinity ? 1e9 : -1e9 }
      return Double(value)
    }
    guard
      let search = plain_cells_make(
        hidden.count, widths, hidden.flatMap { $0.weights.map { Double($0) } },
        hidden.flatMap { $0.biases.map { Double($0) } }, ends)
    else { fatalError("no memory") }
    self.search = search
  }

  deinit { plain_cells_free(search) }

  func countRegions() -> Int { plain_cells_count(search) }
}
