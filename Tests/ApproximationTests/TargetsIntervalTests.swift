import ExactNumbers
import TestSupport
import Testing

@testable import Approximation

@Suite("Intervals of rationals")
struct TargetsIntervalTests {
  static func random(using generator: inout SplitMix64) -> RationalInterval {
    let first = randomRational(bits: 30, using: &generator)
    if generator.nextInt(below: 8) == 0 { return RationalInterval(first) }
    return .between(first, randomRational(bits: 30, using: &generator))
  }

  /// A number of an interval: an end or one between.
  static func element(of interval: RationalInterval, using generator: inout SplitMix64) -> Rational
  {
    interval.lower + interval.width * Rational(generator.nextInt(below: 9), 8)
  }

  @Test("arithmetic holds what the arithmetic of members gives")
  func inclusion() {
    withSeeds(1...400) { seed, generator in
      let (a, b) = (Self.random(using: &generator), Self.random(using: &generator))
      let x = Self.element(of: a, using: &generator)
      let y = Self.element(of: b, using: &generator)
      #expect((a + b).contains(x + y), "seed \(seed)")
      #expect((a - b).contains(x - y), "seed \(seed)")
      #expect((a * b).contains(x * y), "seed \(seed)")
      #expect((a * y).contains(x * y) && (a + y).contains(x + y) && (a - y).contains(x - y))
      #expect(a.squared.contains(x * x), "seed \(seed)")
      #expect(a.absoluteValues.contains(x.magnitude) && a.magnitude >= x.magnitude)
      #expect((-a).contains(-x) && a.hull(with: b).contains(x) && a.hull(with: b).contains(y))
      if !b.contains(0) { #expect((a / b).contains(x / y), "seed \(seed)") }
      #expect((a.intersection(with: b)?.contains(x) ?? false) == (a.contains(x) && b.contains(x)))
    }
  }

  @Test("products and squares are as narrow as can be")
  func tight() {
    let signs = [RationalInterval(-2, -1), RationalInterval(-3, 2), RationalInterval(1, 5)]
    for a in signs {
      for b in signs {
        let corners = [a.lower, a.upper].flatMap { x in [b.lower, b.upper].map { x * $0 } }
        let product = a * b
        #expect(product.lower == corners.min() && product.upper == corners.max())
      }
    }
    #expect(RationalInterval(-3, 2).squared == RationalInterval(0, 9))
    #expect(RationalInterval(-3, -2).squared == RationalInterval(4, 9))
    #expect(RationalInterval(-3, 2).absoluteValues == RationalInterval(0, 3))
    #expect(RationalInterval(-3, 2).sign == nil && RationalInterval(0, 2).sign == nil)
    #expect(RationalInterval(0).sign == .zero && RationalInterval(-3, -2).sign == .negative)
  }

  @Test("rounding goes outward, by little, and to few digits")
  func rounding() {
    withSeeds(1...400) { seed, generator in
      let a = Self.random(using: &generator)
      let bits = 1 + generator.nextInt(below: 70)
      let short = a.rounded(bits: bits)
      #expect(short.contains(a), "seed \(seed)")
      for (end, old) in [(short.lower, a.lower), (short.upper, a.upper)] {
        let odd = end.numerator.magnitude
        #expect(odd.bitLength - odd.trailingZeroBitCount <= bits, "seed \(seed)")
        #expect(end.denominator == Integer.one << end.denominator.trailingZeroBitCount)
        let scale = Rational(Integer.one << (bits - 1))
        #expect((end - old).magnitude * scale <= old.magnitude, "seed \(seed)")
      }
      let fixed = a.rounded(fractionBits: bits - 10)
      #expect(fixed.contains(a), "seed \(seed)")
      let unit = Rational(2).power(10 - bits)
      for (end, old) in [(fixed.lower, a.lower), (fixed.upper, a.upper)] {
        #expect((end - old).magnitude < unit, "seed \(seed)")
        #expect((end / unit).isInteger || (end == old), "seed \(seed)")
      }
    }
    #expect(
      RationalInterval(Rational(1, 3)).rounded(bits: 2)
        == RationalInterval(Rational(1, 4), Rational(3, 8)))
    #expect(RationalInterval(5).rounded(bits: 3) == RationalInterval(5))
    #expect(RationalInterval(5).rounded(bits: 2) == RationalInterval(4, 6))
  }

  @Test("a wrong order of ends and a divisor with zero are refused")
  func refusals() async {
    await #expect(processExitsWith: .failure) { _ = RationalInterval(1, 0) }
    await #expect(processExitsWith: .failure) {
      _ = RationalInterval(1) / RationalInterval(-1, 1)
    }
  }
}
