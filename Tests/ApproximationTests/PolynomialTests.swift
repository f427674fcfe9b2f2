import ExactNumbers
import TestSupport
import Testing

@testable import Approximation

@Suite("Polynomials")
struct PolynomialTests {
  private static func random(degree: Int, using generator: inout SplitMix64) -> Polynomial {
    Polynomial((0...degree).map { _ in randomSmallRational(using: &generator) })
  }

  @Test("drop leading zeros, so that equal polynomials are equal")
  func canonical() {
    #expect(Polynomial([1, 2, 0, 0]) == Polynomial([1, 2]))
    #expect(Polynomial([0, 0]) == .zero)
    #expect(Polynomial.zero.degree == -1)
    #expect(Polynomial([7]).degree == 0)
    #expect((Polynomial([1, 1]) - Polynomial([0, 1])).degree == 0)
  }

  @Test("read like mathematics")
  func description() {
    #expect(
      Polynomial([Rational(1, 2), -3, Rational(2, 3), 1]).description
        == "1/2 - 3x + (2/3)x^2 + x^3")
    #expect(Polynomial([0, -1]).description == "-x")
    #expect(Polynomial.zero.description == "0")
  }

  @Test("Chebyshev and Legendre: the tables of Abramowitz and Stegun 22.3")
  func families() {
    #expect(Polynomial.chebyshev(0) == .one)
    #expect(Polynomial.chebyshev(5) == Polynomial([0, 5, 0, -20, 0, 16]))
    #expect(Polynomial.chebyshev(10).leadingCoefficient == 512)
    #expect(Polynomial.chebyshev(10)[4] == -400)
    let eighth: [Rational] = [35, 0, -1260, 0, 6930, 0, -12012, 0, 6435]
    #expect(Polynomial.legendre(8) == Rational(1, 128) * Polynomial(eighth))
    #expect(Polynomial.legendre(1) == .x)
    #expect(Polynomial.monomial(3) == Polynomial([0, 0, 0, 1]))
  }

  @Test("Chebyshev polynomials compose: T_m(T_n) = T_mn", arguments: [(2, 3), (3, 4), (5, 2)])
  func chebyshevComposition(_ m: Int, _ n: Int) {
    #expect(
      Polynomial.chebyshev(m).composed(with: .chebyshev(n)) == .chebyshev(m * n))
  }

  @Test("Legendre polynomials solve ((1 - x^2) P')' + n (n + 1) P = 0", arguments: 0...9)
  func legendreEquation(_ n: Int) {
    let p = Polynomial.legendre(n)
    let flux = Polynomial([1, 0, -1]) * p.derivative
    #expect((flux.derivative + Rational(n * (n + 1)) * p).isZero)
    #expect(p.evaluate(at: 1) == 1)
  }

  @Test("evaluation is a homomorphism, and derivatives obey the product and chain rules")
  func laws() {
    withSeeds(1...60) { seed, generator in
      let p = Self.random(degree: generator.nextInt(below: 6), using: &generator)
      let q = Self.random(degree: generator.nextInt(below: 4), using: &generator)
      let x = randomRational(bits: 40, using: &generator)
      let (px, qx) = (p.evaluate(at: x), q.evaluate(at: x))
      #expect((p + q).evaluate(at: x) == px + qx, "seed \(seed)")
      #expect((p - q).evaluate(at: x) == px - qx, "seed \(seed)")
      #expect((p * q).evaluate(at: x) == px * qx, "seed \(seed)")
      #expect(p.composed(with: q).evaluate(at: x) == p.evaluate(at: qx), "seed \(seed)")
      #expect(p.shifted(by: x).evaluate(at: 3) == p.evaluate(at: x + 3), "seed \(seed)")
      #expect(p.withArgument(scaledBy: x).evaluate(at: 2) == p.evaluate(at: 2 * x))
      #expect(
        (p * q).derivative == p.derivative * q + p * q.derivative, "seed \(seed)")
      #expect(
        p.composed(with: q).derivative == p.derivative.composed(with: q) * q.derivative)
      #expect(p.derivative(order: 2) == p.derivative.derivative, "seed \(seed)")
    }
  }

  @Test("the range holds every value, and shrinks to it")
  func range() {
    withSeeds(1...60) { seed, generator in
      let p = Self.random(degree: generator.nextInt(below: 7), using: &generator)
      let ends = [0, 1].map { _ in randomSmallRational(using: &generator) }
      let interval = RationalInterval.between(ends[0], ends[1])
      let range = p.range(on: interval)
      for k in 0...12 {
        let x = interval.lower + interval.width * Rational(k, 12)
        #expect(range.contains(p.evaluate(at: x)), "seed \(seed)")
      }
    }
    #expect(Polynomial([1, -2]).range(on: RationalInterval(0, 3)) == RationalInterval(-5, 1))
    #expect(Polynomial([0, 0, 1]).range(on: RationalInterval(1, 3)) == RationalInterval(1, 9))
    // x² on [−1, 1]: Bernstein coefficients 1, −1, 1.
    #expect(Polynomial([0, 0, 1]).range(on: RationalInterval(-1, 1)) == RationalInterval(-1, 1))
    #expect(Polynomial.zero.range(on: RationalInterval(-1, 1)) == RationalInterval(0))
  }
}
