import ExactNumbers
import ReLUNetworks
import TestSupport
import Testing

@Suite("Affine maps")
struct AffineMapTests {
  let map = AffineMap(
    outputDimension: 2, inputDimension: 3, weights: [1, 2, 0, 0, -1, 3], biases: [5, -7])

  @Test func evaluatesRowByRow() {
    #expect(map([1, 10, 100]) == [26, 283])
    #expect(map([Rational(1, 2), 0, 0]) == [Rational(11, 2), -7])
    #expect(map[1, 2] == 3)
    #expect(Array(map.row(0)) == [1, 2, 0])
  }

  @Test func namesRaggedRowsAndMissingBiases() throws {
    #expect(throws: NetworkError.raggedRow(row: 1, expected: 2, received: 1)) {
      try AffineMap(weights: [[1, 2], [3]], biases: [0, 0])
    }
    #expect(throws: NetworkError.biasCountMismatch(neurons: 2, biases: 1)) {
      try AffineMap(weights: [[1, 2], [3, 4]], biases: [0])
    }
    #expect(throws: NetworkError.raggedRow(row: 0, expected: 3, received: 2)) {
      try AffineMap(weights: [[1, 2]], biases: [0], inputDimension: 3)
    }
    let empty = try AffineMap(weights: [], biases: [], inputDimension: 3)
    #expect(empty.inputDimension == 3 && empty.outputDimension == 0)
  }

  @Test func composesExactly() {
    let outer = AffineMap(
      outputDimension: 1, inputDimension: 2, weights: [2, Rational(1, 3)], biases: [1])
    let composed = outer.composed(after: map)
    #expect(composed.weights == [2, Rational(11, 3), 1])
    #expect(composed.biases == [Rational(26, 3)])
    #expect(AffineMap.identity(2).composed(after: map) == map)
    #expect(map.composed(after: .identity(3)) == map)
  }

  @Test("The algebra of maps is the algebra of their values", arguments: [1, 2, 3] as [UInt64])
  func valuesAgree(seed: UInt64) {
    var generator = SplitMix64(seed: seed)
    func random(_ rows: Int, _ columns: Int) -> AffineMap {
      AffineMap(
        outputDimension: rows, inputDimension: columns,
        weights: NetworkSamples.point(dimension: rows * columns, using: &generator),
        biases: NetworkSamples.point(dimension: rows, using: &generator))
    }
    for _ in 0..<20 {
      let inner = random(3, 2)
      let outer = random(2, 3)
      let other = random(2, 2)
      let x = NetworkSamples.point(dimension: 2, using: &generator)
      let y = NetworkSamples.point(dimension: 3, using: &generator)
      #expect(outer.composed(after: inner)(x) == outer(inner(x)))
      #expect(inner.stacked(over: other)(x) == inner(x) + other(x))
      #expect(inner.directSum(outer)(x + y) == inner(x) + outer(y))
      #expect(outer.beside(other)(y + x) == zip(outer(y), other(x)).map { $0 + $1 })
      #expect(inner.scaled(by: -3)(x) == inner(x).map { -3 * $0 })
      #expect(inner.selectingRows([2, 0, 2])(x) == [2, 0, 2].map { inner(x)[$0] })
    }
  }

  @Test func trapsOnPointsOfTheWrongSize() async {
    await #expect(processExitsWith: .failure) {
      _ = AffineMap.identity(2)([1])
    }
  }
}
