import Constructions
import ExactNumbers
import LinearRegions
import ReLUNetworks
import TestSupport
import Testing

/// Seeded random networks against the oracle; a failure prints the seed and the network.
@Suite("Random networks of two inputs")
struct RandomRegionTests {
  private static let shapes = [
    [2, 1, 1], [2, 2, 1], [2, 3, 2], [2, 4, 1], [2, 6, 1], [2, 2, 2, 1], [2, 3, 3, 1],
    [2, 4, 3, 2],
    [2, 2, 2, 2, 1], [2, 3, 3, 3, 1], [2, 2, 2, 2, 2, 1], [2, 3, 1, 3, 2, 1],
  ]

  private func sides(_ generator: inout SplitMix64) throws -> [Interval] {
    let domains = AdversarialNetworks.domains
    return try domains[generator.nextInt(below: domains.count)].map { try Interval(text: $0) }
  }

  @Test("small integers, degenerate", arguments: 0..<4)
  func integers(part: UInt64) throws {
    try withSeeds(40 * part + 1...40 * part + 40) { seed, generator in
      let widths = Self.shapes[generator.nextInt(below: Self.shapes.count)]
      let network = DegenerateNetworks.smallIntegers(widths: widths, using: &generator)
      try expectOracle(network, try sides(&generator), "seed \(seed)")
    }
  }

  @Test("fractions that visit the corners", arguments: 0..<2)
  func fractions(part: UInt64) throws {
    try withSeeds(1000 + 30 * part...1029 + 30 * part) { seed, generator in
      let widths = Self.shapes[generator.nextInt(below: Self.shapes.count)]
      let network = NetworkSamples.random(widths: widths, using: &generator)
      try expectOracle(network, try sides(&generator), "seed \(seed)")
    }
  }

  @Test("floats in general position")
  func floats() throws {
    for seed in 1...4 as ClosedRange<UInt64> {
      let network = try ReLUNetwork.random(widths: [2, 4, 4, 1], seed: seed)
      try expectOracle(network, seed.isMultiple(of: 2) ? box("-1,1") : plane, "seed \(seed)")
    }
  }
}
