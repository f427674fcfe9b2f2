import ExactNumbers
import Testing

@Suite("Seeded draws")
struct RandomTests {
  @Test("first words for seed 1234567, as other implementations of splitmix64 print them")
  func knownWords() {
    var generator = SplitMix64(seed: 1_234_567)
    let words = (0..<5).map { _ in generator.next() }
    #expect(
      words == [
        6_457_827_717_110_365_317, 3_203_168_211_198_807_973, 9_817_491_932_198_370_423,
        4_593_380_528_125_082_431, 16_408_922_859_458_223_821,
      ])
  }

  @Test("bounded draws stay in range and reach every value about equally often")
  func boundedDraws() {
    var generator = SplitMix64(seed: 5)
    for bound in [1, 2, 3, 7, 10] {
      var counts = [Int](repeating: 0, count: bound)
      for _ in 0..<(1000 * bound) { counts[generator.nextInt(below: bound)] += 1 }
      // Six standard deviations of a binomial count with mean 1000 are below 200.
      #expect(counts.allSatisfy { (800...1200).contains($0) }, "\(bound): \(counts)")
    }
    #expect((0..<100).allSatisfy { _ in (0..<Int.max).contains(generator.nextInt(below: .max)) })
  }

  @Test("a bound that does not divide 2^64 favours no value")
  func largeBound() {
    // Without rejection, values 2 mod 3 would come from two words each and the others from three.
    var generator = SplitMix64(seed: 8)
    var counts = [0, 0, 0]
    for _ in 0..<3000 { counts[generator.nextInt(below: 3 << 61) % 3] += 1 }
    #expect(counts.allSatisfy { (870...1130).contains($0) }, "\(counts)")
  }

  @Test("dyadic draws take each of their 2^bits values about equally often")
  func dyadicDraws() {
    var generator = SplitMix64(seed: 6)
    var counts: [Rational: Int] = [:]
    for _ in 0..<8000 { counts[generator.nextDyadic(bits: 3), default: 0] += 1 }
    #expect(counts.keys.sorted() == (-4..<4).map { Rational($0, 4) })
    #expect(counts.values.allSatisfy { (800...1200).contains($0) })
    for bits in [1, 24, 53, 62] {
      for _ in 0..<200 {
        let value = generator.nextDyadic(bits: bits)
        #expect(-1 <= value && value < 1)
        #expect((value * Rational(Integer.one << (bits - 1))).isInteger)
      }
    }
  }

  @Test("gaussian draws: by definition from six words, bounded, mean near 0, variance near 1")
  func gaussianDraws() {
    var generator = SplitMix64(seed: 7)
    var copy = generator
    var (sum, squares) = (Rational.zero, Rational.zero)
    for _ in 0..<2000 {
      let value = generator.nextGaussian()
      var expected = Rational(-6)
      for _ in 0..<6 {
        let word = copy.next()
        for half in [word >> 32, word & 0xFFFF_FFFF] {
          expected += Rational(Integer(2 * half + 1), Integer.one << 33)
        }
      }
      #expect(value == expected && value.magnitude < 6)
      sum += value
      squares += value * value
    }
    // Five standard deviations: 5 / √2000 for the mean, 5 · √(2/2000) for the variance.
    #expect((sum / 2000).magnitude < Rational(12, 100))
    #expect((squares / 2000 - 1).magnitude < Rational(16, 100))
  }
}
