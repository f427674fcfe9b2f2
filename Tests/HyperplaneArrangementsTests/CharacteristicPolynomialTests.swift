import ExactNumbers
import Testing

@testable import HyperplaneArrangements

@Suite("Characteristic polynomials")
struct CharacteristicPolynomialTests {
  private func check(_ arrangement: HyperplaneArrangement, _ name: String) throws {
    let expected = SlowArrangementOracle.characteristicPolynomial(arrangement)
    let counts = try arrangement.counts(CountRequest(method: .deletionRestriction))
    #expect(counts.characteristicPolynomial == expected, "\(name)")
    let atMinusOne = expected.enumerated().reduce(Integer.zero) {
      $0 + ($1.offset % 2 == 0 ? $1.element : -$1.element)
    }
    #expect(counts.regions == atMinusOne.magnitude, "\(name)")
    #expect(counts.boundedRegions == expected.reduce(0, +).magnitude, "\(name)")
    #expect(counts.rank == SlowArrangementOracle.rank(arrangement.hyperplanes.map(\.normal)))
    // Without symmetry there are q points for each dimension, too many for a debug build.
    let request = CountRequest(method: .finiteField, threads: 2)
    let field = try? FiniteFieldCount(VectorArrangement(arrangement), request)
    if let field, field.estimatedSteps < 20_000 {
      let points = try arrangement.counts(request)
      #expect(points.characteristicPolynomial == expected, "\(name), by points")
    }
  }

  @Test("of degenerate arrangements are those of Whitney's theorem", arguments: 1...4)
  func degenerate(dimension: Int) throws {
    for seed in 0..<40 {
      var generator = SplitMix64(seed: UInt64(1000 * dimension + seed))
      let arrangement = try ArrangementSamples.degenerate(
        dimension: dimension, count: 1 + seed % 8, isCentral: seed % 3 == 0, using: &generator)
      try check(arrangement, "seed \(1000 * dimension + seed)")
    }
  }

  @Test("of entries 0 and 1 in six dimensions", arguments: 0..<4)
  func sixDimensions(seed: Int) throws {
    var generator = SplitMix64(seed: UInt64(7000 + seed))
    var normals: [[Rational]] = []
    while normals.count < 9 {
      let normal = (0..<6).map { _ in Rational(generator.nextInt(below: 2)) }
      if normal.contains(1) { normals.append(normal) }
    }
    let arrangement = try HyperplaneArrangement(
      normals: normals, offsets: normals.map { _ in Rational(seed % 2) })
    try check(arrangement, "seed \(7000 + seed)")
  }

  @Test("do not change under affine maps, whatever arithmetic they need", arguments: 1...5)
  func affineMaps(dimension: Int) throws {
    for seed in 0..<8 {
      var generator = SplitMix64(seed: UInt64(100 * dimension + seed))
      let arrangement = try ArrangementSamples.degenerate(
        dimension: dimension, count: 10, isCentral: seed % 4 == 0, using: &generator)
      let image = try ArrangementSamples.mapped(arrangement, using: &generator)
      let expected = try arrangement.counts()
      let counts = try image.counts(CountRequest(threads: 2))
      #expect(
        counts.characteristicPolynomial == expected.characteristicPolynomial,
        "seed \(100 * dimension + seed)")
    }
  }

  @Test("of the families agree by both methods and any number of threads")
  func methods() throws {
    for (family, n) in [
      (ArrangementFamily.resonance, 5), (.resonance, 6), (.threshold, 5), (.typeD, 5),
      (.catalan, 5), (.shi, 6), (.semiorder, 5), (.linial, 6),
    ] {
      let arrangement = try HyperplaneArrangement(family, n: n)
      let restricted = try arrangement.counts(
        CountRequest(method: .deletionRestriction, threads: 3))
      let points = try arrangement.counts(CountRequest(method: .finiteField, threads: 3))
      #expect(
        restricted.characteristicPolynomial == points.characteristicPolynomial,
        "\(family.rawValue) \(n)")
      #expect(points.method == .finiteField)
    }
  }

  @Test("of type B factor into (t − 1)(t − 3)…, those of Shi arrangements are t (t − n)^(n−1)")
  func factors() throws {
    let typeB = try HyperplaneArrangement(.typeB, n: 4).counts()
    #expect(typeB.characteristicPolynomial == [105, -176, 86, -16, 1])
    let shi = try HyperplaneArrangement(.shi, n: 4).counts()
    #expect(shi.characteristicPolynomial == [0, -64, 48, -12, 1])
    #expect(shi.boundedRegions == 27)
    #expect(shi.whitneyNumbers == [1, 12, 48, 64])
  }

  @Test("have a bound for every minor of their normals")
  func minorBounds() {
    for seed in 0..<30 {
      var generator = SplitMix64(seed: UInt64(seed))
      let size = 2 + seed % 3
      let rows = (0..<6).map { _ in
        (0..<size).map { _ in
          Integer(seed % 2 == 0 ? generator.nextInt(below: 2) : generator.nextInt(below: 9) - 3)
        }
      }
      let bound = MinorBound(rows: rows)
      for first in 0..<(1 << 6) where first.nonzeroBitCount == size {
        let chosen = (0..<6).filter { first >> $0 & 1 == 1 }.map { rows[$0] }
        let minor = determinant(chosen)
        #expect(minor * minor <= bound.square, "seed \(seed)")
      }
    }
    // Sharp for entries 0 and 1 where a Hadamard matrix exists: 2 for r = 3, 32 for r = 7.
    let cube = (1..<8).map { bits in (0..<3).map { Integer(bits >> $0 & 1) } }
    #expect(MinorBound(rows: cube).square == 4)
    let large = (1..<128).map { bits in (0..<7).map { Integer(bits >> $0 & 1) } }
    #expect(MinorBound(rows: large).square == 1024)
  }

  private func determinant(_ rows: [[Integer]]) -> Integer {
    guard let first = rows.first else { return 1 }
    return first.indices.reduce(Integer.zero) { sum, column in
      let minor = determinant(
        rows.dropFirst().map { row in row.indices.filter { $0 != column }.map { row[$0] } })
      return sum + (column % 2 == 0 ? first[column] : -first[column]) * minor
    }
  }

  @Test("are counted modulo primes that are prime")
  func primes() {
    let small = (2..<2000).filter { n in (2..<n).allSatisfy { n % $0 != 0 } }
    #expect((0..<2000).filter { Primes.isPrime(UInt64($0)) } == small)
    #expect(!Primes.isPrime(3_215_031_751))
    #expect(!Primes.isPrime(3_825_123_056_546_413_051))
    #expect(Primes.isPrime((1 << 61) - 1))
    let field = Montgomery(prime: (1 << 61) - 1)
    let number = field.stored(123_456_789_012_345_678)
    #expect(field.product(number, field.inverse(number)) == field.one)
  }

  @Test("are not known when the count is stopped, which leaves a lower bound")
  func stopped() throws {
    let arrangement = try HyperplaneArrangement(.resonance, n: 6)
    let counts = try arrangement.counts(
      CountRequest(method: .deletionRestriction, isCancelled: { true }))
    #expect(!counts.isComplete)
    #expect(counts.characteristicPolynomial == nil && counts.boundedRegions == nil)
    #expect(counts.regions > 0 && counts.regions < 1_066_044)
    let points = try arrangement.counts(
      CountRequest(method: .finiteField, isCancelled: { true }))
    #expect(!points.isComplete && points.regions < 1_066_044)
  }
}
