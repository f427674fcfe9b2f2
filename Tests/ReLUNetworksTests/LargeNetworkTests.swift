import ExactNumbers
import ReLUNetworks
import TestSupport
import Testing

@Suite("Deep and large networks")
struct LargeNetworkTests {
  /// The H-fold iterate of t ↦ |2t − 1|.
  static func fold(depth: Int) throws -> ReLUNetwork {
    let first = AffineMap(
      outputDimension: 2, inputDimension: 1, weights: [2, -2], biases: [-1, 1])
    let next = AffineMap(
      outputDimension: 2, inputDimension: 2, weights: [2, 2, -2, -2], biases: [-1, 1])
    let output = AffineMap(outputDimension: 1, inputDimension: 2, weights: [1, 1], biases: [0])
    return try ReLUNetwork(
      hidden: [first] + [AffineMap](repeating: next, count: depth - 1), output: output)
  }

  @Test func depthTenThousand() throws {
    let network = try Self.fold(depth: 10_000)
    // 1/3 ↦ 1/3 under |2t − 1|, and 1/5 ↦ 3/5 ↦ 1/5.
    #expect(network([Rational(1, 3)]) == [Rational(1, 3)])
    #expect(network([Rational(1, 5)]) == [Rational(1, 5)])
    #expect(network.architecture.neuronCount == 20_000)
    #expect(network.activationPattern(at: [Rational(1, 3)]).activeCount == 10_000)
    #expect(try ReLUNetwork(json: network.json()) == network)
    #expect(network.padded(toDepth: 10_001).architecture.depth == 10_001)
    let line = network.restricted(to: Line(from: [0], to: [1]))
    #expect(try line.composed(after: network)([Rational(1, 3)]) == [Rational(1, 3)])
  }

  @Test func manyAffineLayersMergeInOrder() throws {
    let step = AffineMap(outputDimension: 1, inputDimension: 1, weights: [1], biases: [1])
    let network = try ReLUNetwork(
      layers: [Layer](repeating: Layer(step, .identity), count: 10_000))
    #expect(network.standardForm.output.biases == [10_000])
    #expect(network([0]) == [10_000])
  }

  @Test func fourHundredThousandWeights() throws {
    let side = 210
    let weights = (0..<side * side).map { Rational($0 % 17 - 8, 16) }
    let map = AffineMap(
      outputDimension: side, inputDimension: side, weights: weights,
      biases: [Rational](repeating: Rational(1, 4), count: side))
    let network = try ReLUNetwork(
      hidden: [AffineMap](repeating: map, count: 9), output: map)
    #expect(network.architecture.parameterCount == 10 * side * (side + 1))
    let copy = try ReLUNetwork(json: network.json())
    #expect(copy == network)
    let x = (0..<side).map { Rational($0 % 3) }
    #expect(copy(x) == network(x))
  }
}
