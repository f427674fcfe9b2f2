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

  @Test("The x² interpolants of theory.md D1 on [0, 1]", arguments: [(2, 6, 4), (5, 41, 32)])
  func squareInterpolants(depth: Int, patterns: Int, pieces: Int) throws {
    let biases: [Rational] = [0, Rational(-1, 2), 0]
    var hidden = [
      AffineMap(outputDimension: 3, inputDimension: 1, weights: [1, 1, 1], biases: biases)
    ]
    for step in 1..<depth {
      let share = Rational(2, 1 << (2 * step))
      hidden.append(
        AffineMap(
          outputDimension: 3, inputDimension: 3,
          weights: [2, -4, 0, 2, -4, 0, -share, 2 * share, 1], biases: biases))
    }
    let share = Rational(2, 1 << (2 * depth))
    let network = try ReLUNetwork(
      hidden: hidden, output: AffineMap(weights: [[-share, 2 * share, 1]], biases: [0]))
    let counts = SlowPieceOracle.counts(of: network, on: .unit)
    #expect(counts.activationPatterns == patterns && counts.activationRegions == pieces)
    #expect(counts.linearPieces == pieces && counts.affineFunctions == pieces)
    #expect(network([Rational(1, 2)]) == [Rational(1, 4)])
  }

  @Test("Scaling and permuting neurons changes no count", arguments: [64, 65] as [UInt64])
  func invariances(seed: UInt64) throws {
    var generator = SplitMix64(seed: seed)
    for _ in 0..<20 {
      let network = NetworkSamples.random(widths: [1, 3, 3, 1], using: &generator)
      let form = network.standardForm
      // Neuron i of both hidden layers moves to place i + 1 and is scaled by a positive factor.
      let factors = (0..<3).map { _ in Rational(1 + generator.nextInt(below: 5), 3) }
      let move = AffineMap(
        outputDimension: 3, inputDimension: 3,
        weights: [0, 0, factors[0], factors[1], 0, 0, 0, factors[2], 0], biases: [0, 0, 0])
      let back = AffineMap(
        outputDimension: 3, inputDimension: 3,
        weights: [0, 1 / factors[1], 0, 0, 0, 1 / factors[2], 1 / factors[0], 0, 0],
        biases: [0, 0, 0])
      #expect(back.composed(after: move) == .identity(3))
      let changed = try ReLUNetwork(
        hidden: [
          move.composed(after: form.hidden[0]),
          move.composed(after: form.hidden[1]).composed(after: back),
        ], output: form.output.composed(after: back))
      #expect(
        SlowPieceOracle.counts(of: network, on: .wholeLine)
          == SlowPieceOracle.counts(of: changed, on: .wholeLine))
    }
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
