import ExactNumbers
@_spi(Benchmarks) import LinearRegions
import ReLUNetworks

/// The times of one search of the plane; what is compared alternates in the same process.
struct RegionMeasurement {
  let workload: RegionWorkload
  /// Seconds of a count of activation regions, from the network to the report.
  let counts: Times
  /// Seconds of a count of what is counted by default.
  private(set) var defaults = Times()
  /// What is compared: the dividend and the divisor.
  private(set) var compared = (first: Times(), second: Times())

  static let columns = [
    "workload", "regions", "median of a count", "regions per second", "default counts",
    "peak memory", "compared",
  ]

  /// Runs a workload; stops the program when a count is not the expected one.
  init(_ workload: RegionWorkload) throws {
    self.workload = workload
    let network = try workload.network()
    if workload.comparison == .exactSearch {
      let search = try PreparedSearch(network, in: workload.box, usesFilter: false)
      counts = Times(of: { workload.check(search.countRegions()) })
      return
    }
    if workload.comparison == .twoThreads {
      compared = try Times.alternating(
        by: .wall, { try workload.count([.activationRegions], network) },
        { try workload.count([.activationRegions], network, threads: 2) })
      counts = compared.first
      return
    }
    counts = try Times(of: { try workload.count([.activationRegions], network) })
    defaults = try Times(of: { try workload.count(RegionCountRequest.standardCounts, network) })
    guard workload.comparison == .plainDouble else { return }
    let search = try PreparedSearch(network, in: workload.box)
    var plain = PlainSearch(network, in: workload.box)
    compared = Times.alternating(
      { workload.check(search.countRegions()) }, { workload.check(plain.countRegions()) })
  }

  /// As `columns` says.
  var row: [String] {
    let comparison =
      switch workload.comparison {
      case .plainDouble: "search ÷ plain double " + Times.ratio(compared.first, compared.second)
      case .twoThreads: "one thread ÷ two " + Times.ratio(compared.first, compared.second)
      case .exactSearch, nil: "-"
      }
    return [
      workload.name, "\(workload.expected)", counts.milliseconds, counts.rate(workload.expected),
      defaults.rate(workload.expected), Times.peakMemory, comparison,
    ]
  }
}

extension RegionWorkload {
  /// Searches once and returns the number of regions, for a profiler.
  func counter(isPlain: Bool) throws -> () -> Int {
    if isPlain {
      var search = PlainSearch(try network(), in: box)
      return { search.countRegions() }
    }
    let search = try PreparedSearch(
      network(), in: box, usesFilter: comparison != .exactSearch)
    return { search.countRegions() }
  }

  /// Counts and checks.
  fileprivate func count(
    _ names: Set<RegionCountName>, _ network: ReLUNetwork, threads: Int = 1
  ) throws {
    let counts = try network.regionCounts(
      in: box, RegionCountRequest(counts: names, threads: threads))
    check(counts.activationRegions.flatMap { Int(exactly: $0) })
  }

  /// Stops the program when a count is not the expected one.
  fileprivate func check(_ regions: Int?) {
    guard regions == expected else {
      fatalError("\(name): \(regions ?? 0) regions instead of \(expected)")
    }
  }
}
