import TestSupport
import Testing

@testable import ExactNumbers

@Suite("Rounding to integers, mediants, simplest fractions")
struct RationalRoundingTests {
  @Test("the six rules against Double, where Double is exact")
  func rules() {
    let rules: [FloatingPointRoundingRule] = [
      .down, .up, .towardZero, .awayFromZero, .toNearestOrEven, .toNearestOrAwayFromZero,
    ]
    for quarters in -40...40 {
      let value = Rational(quarters, 4)
      for rule in rules {
        let expected = Int((Double(quarters) / 4).rounded(rule))
        #expect(value.rounded(rule) == Integer(expected), "\(value), \(rule)")
      }
    }
  }

  @Test("floor ≤ x < floor + 1, ceiling - 1 < x ≤ ceiling")
  func floorAndCeiling() {
    withSeeds(1...300) { seed, generator in
      let x = randomRational(using: &generator)
      let (below, above) = (Rational(x.floor), Rational(x.ceiling))
      #expect(below <= x && x < below + 1 && above - 1 < x && x <= above, "seed \(seed)")
      #expect((Rational(x.rounded()) - x).magnitude <= Rational(1, 2), "seed \(seed)")
    }
  }

  @Test("the mediant lies between")
  func mediant() {
    let values = allRationals(upTo: 5)
    for (index, a) in values.enumerated() {
      for b in values.dropFirst(index + 1) {
        let between = Rational.mediant(a, b)
        #expect(a < between && between < b, "\(a), \(b)")
      }
    }
  }

  @Test("the simplest fraction between all pairs of |p|, q ≤ 6, by trying every fraction")
  func simplestBySearch() {
    let values = allRationals(upTo: 6)
    for (index, lower) in values.enumerated() {
      for upper in values.dropFirst(index + 1) {
        let found = Rational.simplest(between: lower, and: upper)
        #expect(found == simplestByTrial(lower, upper), "\(lower), \(upper)")
      }
    }
  }

  /// Tries denominators upward; among the integers takes the one nearest to zero.
  private func simplestByTrial(_ lower: Rational, _ upper: Rational) -> Rational? {
    for denominator in 1... {
      let d = Rational(denominator)
      let first = (lower * d).floor + 1
      let last = (upper * d).ceiling - 1
      guard first <= last else { continue }
      let top: Integer = first > 0 ? first : last < 0 ? last : 0
      return Rational(top, Integer(denominator))
    }
    return nil
  }

  @Test("between numbers very close together")
  func simplestBetweenNeighbours() {
    withSeeds(1...100) { seed, generator in
      let a = randomRational(bits: 60, using: &generator)
      let gap = Rational(1, Integer.one << generator.nextInt(below: 200))
      let found = Rational.simplest(between: a, and: a + gap)
      #expect(a < found && found < a + gap, "seed \(seed)")
      #expect(found.denominator <= (a + gap / 2).denominator, "seed \(seed)")
    }
  }
}
