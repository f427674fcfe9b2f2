import Constructions
import ExactNumbers
import LinearPieces
import LinearRegions
import ReLUNetworks
import TestSupport
import Testing

/// Networks of one input, whose regions are the pieces that `LinearPieces` counts.
@Suite("Regions of one input")
struct OneInputRegionTests {
  private func expectPieces(
    _ network: ReLUNetwork, _ domain: Interval, _ name: String,
    at location: SourceLocation = #_sourceLocation
  ) throws {
    let found = try regionCounts(network, [domain])
    let pieces = SlowPieceOracle.counts(of: network, on: domain)
    let expected = SlowRegionOracle.Counts(
      (
        pieces.activationPatterns, pieces.activationRegions, pieces.linearPieces,
        pieces.linearPieces, pieces.affineFunctions
      ), perLayer: pieces.perLayer)
    #expect(found == expected, "\(name) on \(domain): \(network.text)", sourceLocation: location)
    let quick = try network.pieceCounts(on: domain)
    #expect(quick.linearPieces == Integer(found.linearRegions), "\(name)", sourceLocation: location)
  }

  @Test("ternary networks", arguments: [[1, 2, 1], [1, 3, 2], [1, 2, 2, 1]])
  func ternary(widths: [Int]) throws {
    let count = NetworkSamples.ternaryCount(widths: widths)
    for index in stride(from: 1, to: count, by: max(1, count / 200) | 1) {
      let network = NetworkSamples.ternary(widths: widths, index: index)
      try expectPieces(network, index.isMultiple(of: 2) ? .wholeLine : .unit, "\(index)")
    }
  }

  @Test("networks full of ties")
  func ties() throws {
    try withSeeds(1...60) { seed, generator in
      let network = try TieNetworks.network(depth: 1 + Int(seed % 3), using: &generator)
      for domain in ["-inf,inf", "-1,1", "0,inf", "-inf,1/3"] {
        try expectPieces(network, try Interval(text: domain), "seed \(seed)")
      }
    }
  }

  @Test("folds")
  func folds() throws {
    try expectPieces(.absoluteFold(depth: 5), .wholeLine, "absolute fold")
    try expectPieces(.sawtooth(width: 4, depth: 2), .unit, "sawtooth")
    try expectPieces(.zigzag(width: 3, depth: 3), .wholeLine, "zigzag")
    try expectPieces(.takagi(depth: 5), .unit, "Takagi")
  }
}
