import ExactNumbers
import ReLUNetworks
import TestSupport
import Testing

/// The oracle itself, against counts worked by hand or by other exact methods.
@Suite("The slow oracle")
struct OracleTests {
  private static func shallow(
    _ weights: [Rational], _ biases: [Rational], _ output: [Rational]
  ) throws -> ReLUNetwork {
    try ReLUNetwork(
      hidden: [AffineMap(weights: weights.map { [$0] }, biases: biases)],
      output: AffineMap(weights: [output], biases: [0]))
  }

  @Test func separatesTheDefinitions() throws {
    let identity = try Self.shallow([1, -1], [0, 0], [1, -1])
    #expect(SlowPieceOracle.counts(of: identity, on: .wholeLine) == (3, 2, 1, 1, [2]))
    let bump = try Self.shallow([1, 1, 1], [0, -1, -2], [1, -2, 1])
    #expect(SlowPieceOracle.counts(of: bump, on: .wholeLine) == (4, 4, 4, 3, [4]))
    let cancelled = try Self.shallow([1, 1, 2], [-1, -1, -2], [1, 1, -1])
    let counts = SlowPieceOracle.counts(of: cancelled, on: .wholeLine)
    #expect(counts.activationRegions == 2 && counts.linearPieces == 1)
  }

  @Test func widthsTwoAndTwoGiveSeven() throws {
    // The weights of theory.md A6.
    let network = try ReLUNetwork(
      hidden: [
        AffineMap(weights: [[-2], [3]], biases: [2, -4]),
        AffineMap(weights: [[-4, -3], [4, 3]], biases: [2, -1]),
      ], output: AffineMap(weights: [[2, 1]], biases: [0]))
    #expect(SlowPieceOracle.counts(of: network, on: .wholeLine).linearPieces == 7)
  }

  @Test func countsOnIntervalsAndRays() throws {
    let bump = try Self.shallow([1, 1, 1], [0, -1, -2], [1, -2, 1])
    // [0, 2] ends on breakpoints: at 0 the pattern 000 is new, at 2 it is 110 again.
    #expect(SlowPieceOracle.counts(of: bump, on: try Interval(0, 2)) == (3, 2, 2, 2, [2]))
    let right = try Interval(.finite(1), .positiveInfinity)
    #expect(SlowPieceOracle.counts(of: bump, on: right) == (3, 2, 2, 2, [2]))
    let left = try Interval(.negativeInfinity, .finite(0))
    #expect(SlowPieceOracle.counts(of: bump, on: left) == (1, 1, 1, 1, [1]))
    let pieces = SlowPieceOracle.pieces(of: bump, on: .wholeLine)
    #expect(pieces.breakpoints == [0, 1, 2])
    #expect(pieces.slopes == [[0], [1], [-1], [0]])
    #expect(pieces.intercepts == [[0], [0], [2], [0]])
  }

  @Test func affineNetworksHaveOnePiece() throws {
    let affine = try ReLUNetwork(
      hidden: [], output: AffineMap(weights: [[2], [0]], biases: [1, 3]))
    #expect(SlowPieceOracle.counts(of: affine, on: .wholeLine) == (1, 1, 1, 1, []))
    #expect(SlowPieceOracle.pieces(of: affine, on: .unit).slopes == [[2, 0]])
  }

  @Test("Pieces have the network's values", arguments: [61, 62, 63] as [UInt64])
  func piecesAgreeWithValues(seed: UInt64) {
    var generator = SplitMix64(seed: seed)
    for _ in 0..<30 {
      let depth = 1 + generator.nextInt(below: 3)
      let network = NetworkSamples.random(
        widths: [1] + [Int](repeating: 3, count: depth) + [2], using: &generator)
      let counts = SlowPieceOracle.counts(of: network, on: .wholeLine)
      let pieces = SlowPieceOracle.pieces(of: network, on: .wholeLine)
      #expect(pieces.slopes.count == counts.linearPieces)
      #expect(counts.affineFunctions <= counts.linearPieces)
      #expect(counts.linearPieces <= counts.activationRegions)
      #expect(counts.activationRegions <= counts.activationPatterns)
      #expect(counts.perLayer.last == counts.activationRegions)
      for _ in 0..<10 {
        let x = NetworkSamples.rational(using: &generator)
        let piece = pieces.breakpoints.count { $0 < x }
        let values = zip(pieces.slopes[piece], pieces.intercepts[piece]).map { $0 * x + $1 }
        #expect(values == network([x]))
      }
    }
  }
}
