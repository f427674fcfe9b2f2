import ExactNumbers
import TestSupport
import Testing

@Suite("Upper bounds of a layer's spectral norm")
struct SpectralNormTests {
  /// Whether |W x| ≤ bound · |x|, exactly; true where the bound is not finite.
  private func holds(_ bound: Double, _ layer: SampleLayer, _ vector: [Rational]) -> Bool {
    guard let limit = Rational(exactly: bound) else { return true }
    let columns = Array(0..<layer.columns)
    let image = layer.image(vector, active: columns, addsBiases: false)
    func square(_ vector: [Rational]) -> Rational { vector.reduce(0) { $0 + $1 * $1 } }
    return square(image) <= limit * limit * square(vector)
  }

  /// A vector that the matrix stretches nearly most, by power iteration in double, and by how much.
  private func stretched(_ layer: SampleLayer) -> (vector: [Double], norm: Double) {
    let weights = layer.weights.map { Double($0) }
    let (rows, columns) = (layer.rows, layer.columns)
    var vector = (0..<columns).map { 1 + Double($0 % 3) }
    var norm = 0.0
    for _ in 0..<30 {
      let size = vector.reduce(0) { $0 + $1 * $1 }.squareRoot()
      guard size > 0, size.isFinite else { break }
      vector = vector.map { $0 / size }
      let image = (0..<rows).map { row in
        (0..<columns).reduce(0) { $0 + weights[row * columns + $1] * vector[$1] }
      }
      norm = image.reduce(0) { $0 + $1 * $1 }.squareRoot()
      let back = (0..<columns).map { column in
        (0..<rows).reduce(0) { $0 + weights[$1 * columns + column] * image[$1] }
      }
      if !back.allSatisfy({ $0.isFinite }) || back.allSatisfy({ $0 == 0 }) { break }
      vector = back
    }
    return (vector, norm)
  }

  @Test("no vector is stretched further than the bounds say", arguments: SampleKind.allCases)
  func isUpperBound(kind: SampleKind) {
    withSeeds(1...6) { seed, generator in
      let layer = kind.layer(
        2 + generator.nextInt(below: 7), 2 + generator.nextInt(below: 7), using: &generator)
      let doubles = layer.doubles
      var vectors = (0..<4).map { _ in
        (0..<layer.columns).map { _ in generator.nextDyadic(bits: 20) }
      }
      vectors.append(stretched(layer).vector.map { Rational(exactly: $0) ?? 1 })
      for vector in vectors {
        #expect(holds(doubles.bound.spectralNorm, layer, vector), "\(kind), seed \(seed)")
        #expect(
          holds(doubles.refinedBound().spectralNorm, layer, vector), "\(kind), seed \(seed)")
      }
    }
  }

  @Test("for random matrices the refined bound is within a quarter of the norm")
  func isClose() {
    withSeeds(1...3) { seed, generator in
      for (rows, columns) in [(32, 32), (16, 40), (40, 16)] {
        let layer = SampleKind.dyadic.layer(rows, columns, using: &generator)
        let bound = layer.doubles.refinedBound().spectralNorm
        let norm = stretched(layer).norm
        #expect(bound < 1.25 * norm, "seed \(seed)")
        #expect(bound >= norm * (1 - 0x1p-40), "seed \(seed)")
      }
    }
  }

  @Test("a rank-one matrix is met almost exactly")
  func rankOne() {
    let layer = SampleLayer(
      9, 5, weight: { row, column in Rational((row + 1) * (column + 1)) }, bias: { _ in 0 })
    // |(1…9)| |(1…5)| = √(285 · 55).
    let norm = (285.0 * 55).squareRoot()
    let bound = layer.doubles.refinedBound().spectralNorm
    #expect(bound >= norm && bound < norm * 1.001)
  }

  @Test("sums that Floats round down hundreds of times stay covered")
  func systematicRounding() {
    let columns = 4096
    for step in 0..<24 {
      let entry = Rational(1, 2) + Rational(step * 1_398_101 % (1 << 24), 1 << 25)
      let layer = SampleLayer(2, columns, weight: { _, _ in entry }, bias: { _ in 0 })
      // The norm of the matrix whose entries are all v is v √(2 · 4096).
      guard let bound = Rational(exactly: layer.doubles.refinedBound().spectralNorm) else {
        continue
      }
      #expect(bound * bound >= entry * entry * Rational(2 * columns), "\(entry)")
    }
  }

  @Test("powers of two scale the bound, far ones leave the cheap bound in place")
  func scaling() {
    var generator = SplitMix64(seed: 5)
    let layer = SampleKind.dyadic.layer(6, 6, using: &generator)
    let bound = layer.doubles.refinedBound().spectralNorm
    for exponent in [-300, -40, 1, 300] {
      let scale = Rational(2).power(exponent)
      let scaled = SampleLayer(
        6, 6, weight: { layer.weights[$0 * 6 + $1] * scale }, bias: { _ in 0 })
      let found = scaled.doubles.refinedBound().spectralNorm
      #expect((found / (bound * Double(scale)) - 1).magnitude < 0x1p-20)
    }
    for exponent in [-1074, -1000, 950, 1023] {
      let scale = Rational(2).power(exponent)
      let scaled = SampleLayer(6, 6, weight: { _, _ in scale }, bias: { _ in 0 })
      let doubles = scaled.doubles
      #expect(doubles.refinedBound().spectralNorm >= 6 * Double(scale))
    }
  }

  @Test("a zero matrix, one row and one column keep a bound")
  func smallShapes() {
    for (rows, columns) in [(1, 1), (1, 5), (5, 1), (3, 3)] {
      let zero = SampleLayer(rows, columns, weight: { _, _ in 0 }, bias: { _ in 1 })
      let bound = zero.doubles.refinedBound()
      #expect(bound.spectralNorm >= 0 && bound.spectralNorm < 0x1p-400)
      #expect(bound.roundingOfBiases > 0)
      let ones = SampleLayer(rows, columns, weight: { _, _ in 1 }, bias: { _ in 0 })
      #expect(
        holds(ones.doubles.refinedBound().spectralNorm, ones, Array(repeating: 1, count: columns)))
    }
  }
}
