import ExactNumbers
import HyperplaneArrangements

/// An arrangement with the number of its regions.
struct ArrangementWorkload: Sendable {
  /// What is counted, and how.
  enum Work: Sendable {
    case family(ArrangementFamily, Int, CountMethod)
    /// Random hyperplanes, so many in the box [−1, 1]ⁿ.
    case box(dimension: Int, hyperplanes: Int)
  }

  let name: String
  let work: Work
  let expected: Integer

  static let all = [
    ArrangementWorkload(
      name: "resonance 7 by deletion–restriction",
      work: .family(.resonance, 7, .deletionRestriction), expected: 347_326_352),
    ArrangementWorkload(
      name: "resonance 8 by points", work: .family(.resonance, 8, .finiteField),
      expected: 419_172_756_930),
    ArrangementWorkload(
      name: "48 hyperplanes in [-1,1]⁴", work: .box(dimension: 4, hyperplanes: 48),
      expected: 155_778),
    ArrangementWorkload(
      name: "40 hyperplanes in [-1,1]⁵", work: .box(dimension: 5, hyperplanes: 40),
      expected: 555_942),
  ]

  /// The arrangement.
  func arrangement() throws -> HyperplaneArrangement {
    switch work {
    case .family(let family, let n, _): return try HyperplaneArrangement(family, n: n)
    case .box(let dimension, let count):
      var generator = SplitMix64(seed: 5)
      let hyperplanes = try (0..<count).map { _ in
        let normal = (0..<dimension).map { _ in generator.nextGaussian() }
        return try Hyperplane(normal: normal, offset: generator.nextGaussian() / 4)
      }
      return try HyperplaneArrangement(dimension: dimension, hyperplanes: hyperplanes)
    }
  }
}

/// The times of one count of an arrangement's regions.
struct ArrangementMeasurement {
  let workload: ArrangementWorkload
  /// Seconds of a count on one core.
  let counts: Times
  /// Seconds of the count and of the plain-double one, in turn.
  private(set) var compared = (first: Times(), second: Times())

  static let columns = [
    "workload", "regions", "median of a count", "regions per second", "peak memory",
    "count ÷ plain double",
  ]

  /// Runs a workload; stops the program when a count is not the expected one.
  init(_ workload: ArrangementWorkload) throws {
    self.workload = workload
    let arrangement = try workload.arrangement()
    switch workload.work {
    case .family(_, _, let method):
      counts = try Times(of: {
        workload.check(try arrangement.counts(CountRequest(method: method)).regions)
      })
    case .box(let dimension, _):
      let box = try [Interval](repeating: Interval(-1, 1), count: dimension)
      var plain = PlainCellCounter(arrangement.hyperplanes, dimension: dimension)
      compared = try Times.alternating(
        { workload.check(try arrangement.regionCount(in: box)) },
        { workload.check(Integer(plain.count())) })
      counts = compared.first
    }
  }

  /// As `columns` says.
  var row: [String] {
    [
      workload.name, "\(workload.expected)", counts.milliseconds,
      Int(exactly: workload.expected).map(counts.rate) ?? "-", Times.peakMemory,
      Times.ratio(compared.first, compared.second),
    ]
  }
}

extension ArrangementWorkload {
  /// Stops the program when a count is not the expected one.
  fileprivate func check(_ regions: Integer) {
    guard regions == expected else {
      fatalError("\(name): \(regions) regions instead of \(expected)")
    }
  }
}
