import Constructions
import ExactNumbers
import ReLUNetworks
import TestSupport
import Testing

@testable import LinearRegions

/// The search by linear programs against an oracle that shares nothing with it.
@Suite("Regions by linear programs: oracle")
struct ProgramOracleTests {
  private static let shapes = [
    [3, 3, 1], [3, 4, 1], [3, 5, 1], [3, 2, 2, 1], [3, 3, 3, 1], [3, 2, 2, 2, 1], [3, 4, 2, 1],
    [4, 4, 1], [4, 3, 2, 1], [4, 2, 3, 1], [5, 4, 1], [5, 3, 2, 1], [1, 3, 3, 1], [2, 3, 3, 1],
  ]

  /// Intervals that the inputs take in turn.
  private static let domains = [
    ["-inf,inf"], ["-1,1"], ["0,inf"], ["-1,1", "-inf,inf"], ["-inf,1/3", "0,1", "-2,inf"],
  ]

  private func expectOracle(
    _ network: ReLUNetwork, _ box: [Interval], usesFilter: Bool = true, _ name: String
  ) throws {
    let expected = SlowSpaceOracle.patterns(of: network, in: box)
    let found = try ProgramFindings(network, box, usesFilter: usesFilter)
    #expect(found.perLayer == expected.map(\.count), "\(name): \(network.text)")
    #expect(Set(found.patterns) == expected.last, "\(name): \(network.text)")
    #expect(found.patterns.count == expected.last?.count, "\(name): \(network.text)")
  }

  private func box(_ dimension: Int, _ generator: inout SplitMix64) throws -> [Interval] {
    let domain = Self.domains[generator.nextInt(below: Self.domains.count)]
    return try (0..<dimension).map { try Interval(text: domain[$0 % domain.count]) }
  }

  @Test("small integers, full of ties", arguments: 0..<6)
  func integers(part: UInt64) throws {
    try withSeeds(50 * part + 1...50 * part + 50) { seed, generator in
      let widths = Self.shapes[generator.nextInt(below: Self.shapes.count)]
      let network = DegenerateNetworks.smallIntegers(widths: widths, using: &generator)
      let box = try box(widths[0], &generator)
      try expectOracle(network, box, usesFilter: seed % 4 > 0, "seed \(seed) in \(box)")
    }
  }

  @Test("fractions", arguments: 0..<2)
  func fractions(part: UInt64) throws {
    try withSeeds(1000 + 40 * part...1039 + 40 * part) { seed, generator in
      let widths = Self.shapes[generator.nextInt(below: Self.shapes.count)]
      let network = NetworkSamples.random(widths: widths, using: &generator)
      try expectOracle(network, try box(widths[0], &generator), "seed \(seed)")
    }
  }

  @Test("floats in general position")
  func floats() throws {
    for (seed, widths) in [[3, 4, 3, 1], [4, 4, 3, 1], [5, 4, 2, 1]].enumerated() {
      let network = try ReLUNetwork.random(widths: widths, seed: UInt64(seed))
      try expectOracle(network, try cube(widths[0], "-1,1"), "\(widths)")
      try expectOracle(network, try cube(widths[0]), "\(widths)")
    }
  }

  @Test("on all of the space, multipliers that are 0 need no exact numbers")
  func narrow() throws {
    for (seed, widths) in [[5, 5, 5, 1], [4, 6, 3, 5, 1], [6, 6, 6, 1], [3, 5, 4, 4, 4, 1]]
      .enumerated()
    {
      let network = try ReLUNetwork.random(widths: widths, seed: UInt64(seed))
      let space = try SpaceNetwork(network, in: try cube(widths[0]), layers: nil)
      let (search, vertices) = (ProgramSearch(space), SpaceSearch(space, countsOnly: true))
      while search.advance() > 0 {}
      while vertices.advance() > 0 {}
      #expect(search.cellsPerLayer == vertices.cellsPerLayer, "\(widths)")
      let counters = search.counters
      #expect(
        counters.multipliers > 100 && counters.exactMultipliers == 0, "\(widths): \(counters)")
    }
  }

  @Test("the oracle counts arrangements")
  func oracle() throws {
    // 5 planes in general position: 1 + 5 + 10 + 10.
    let rows = (1...5).map { (k: Int) in [1, Rational(k), Rational(k * k), Rational(k * k * k)] }
    let box = try cube(3)
    #expect(SlowSpaceOracle.patterns(of: try arrangement(rows), in: box)[0].count == 26)
  }
}
