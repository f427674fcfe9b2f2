import ExactNumbers
import TestSupport
import Testing

@testable import Approximation

@Suite("Real roots")
struct PolynomialRealRootTests {
  private static func product(_ roots: [Rational]) -> Polynomial {
    roots.reduce(Polynomial.one) { $0 * Polynomial([-$1, 1]) }
  }

  @Test("rational roots come back exactly, once each, in order")
  func rationalRoots() {
    let roots: [Rational] = [
      -3, Rational(-1, 3), 0, Rational(1, 7), Rational(1, 7), 2, Rational(22, 7),
    ]
    let found = Self.product(roots).realRoots(on: RationalInterval(-3, 5))
    #expect(
      found.map(\.exactValue) == [-3, Rational(-1, 3), 0, Rational(1, 7), 2, Rational(22, 7)])
  }

  @Test("ends and bisection points count once")
  func endsAndMidpoints() {
    let p = Self.product([0, Rational(1, 4), Rational(1, 2), Rational(3, 4), 1])
    let found = p.realRoots(on: RationalInterval(0, 1))
    #expect(
      found.map(\.exactValue) == [0, Rational(1, 4), Rational(1, 2), Rational(3, 4), 1])
    #expect(p.realRoots(on: RationalInterval(1)).map(\.exactValue) == [1])
    #expect(p.realRoots(on: RationalInterval(2)).isEmpty)
    #expect(p.realRoots(on: RationalInterval(Rational(9, 8), 2)).isEmpty)
    #expect(Polynomial([5]).realRoots(on: RationalInterval(0, 1)).isEmpty)
    #expect(Polynomial([5, 1]).realRoots(on: RationalInterval(-5, 1)).map(\.exactValue) == [-5])
  }

  @Test("the square root of 2 to 400 bits")
  func squareRootOfTwo() {
    let found = Polynomial([-2, 0, 1]).realRoots(on: RationalInterval(-2, 2))
    #expect(found.count == 2)
    #expect(found.allSatisfy { $0.exactValue == nil })
    let width = Rational(1, 2).power(400)
    let root = found[1].refined(toWidth: width).enclosure
    #expect(root.width <= width && root.lower.sign == .positive)
    #expect(root.lower * root.lower < 2 && 2 < root.upper * root.upper)
  }

  @Test(
    "Chebyshev's polynomial has n roots in (-1, 1), interlaced by its extrema", arguments: 1...14)
  func chebyshev(_ n: Int) {
    let p = Polynomial.chebyshev(n)
    let roots = p.realRoots(on: RationalInterval(-1, 1))
    #expect(roots.count == n)
    #expect(zip(roots, roots.dropFirst()).allSatisfy { $0.enclosure.upper <= $1.enclosure.lower })
    let extrema = p.derivative.realRoots(on: RationalInterval(-1, 1))
    #expect(extrema.count == n - 1)
  }

  @Test("Mignotte's polynomial: two roots less than 2^-49 apart")
  func mignotte() {
    let a: Rational = 1024
    // x^8 − 2 (a x − 1)²
    let p = Polynomial.monomial(8) - 2 * Polynomial([1, -2 * a, a * a])
    let close = p.realRoots(on: RationalInterval(0, 1))
    #expect(close.count == 2)
    let refined = close.map { $0.refined(toWidth: Rational(1, 2).power(80)).enclosure }
    #expect(refined[0].upper < 1 / a && 1 / a < refined[1].lower)
  }

  @Test("Wilkinson's polynomial of degree 20, whole and with one coefficient moved")
  func wilkinson() {
    let p = Self.product((1...20).map { Rational($0) })
    let all = RationalInterval(-100, 100)
    #expect(p.realRoots(on: all).map(\.exactValue) == (1...20).map { Rational($0) })
    // Wilkinson 1963: after −210 → −210 − 2^-23 ten roots are real.
    let moved = p - Rational(1, 1 << 23) * Polynomial.monomial(19)
    #expect(moved.realRoots(on: all).count == 10)
  }

  @Test("random products of linear and positive factors: the roots, and signs around them")
  func random() {
    withSeeds(1...60) { seed, generator in
      let count = generator.nextInt(below: 5)
      let roots = (0..<count).map { _ in randomSmallRational(using: &generator) }
      let shift = randomSmallRational(using: &generator)
      let irrational = Polynomial([shift * shift - 2, -2 * shift, 1])
      let positive = Polynomial([shift * shift + 1, -2 * shift, 1])
      let p = Self.product(roots) * irrational * positive
      let found = p.realRoots(on: RationalInterval(-30, 30))
      #expect(found.compactMap(\.exactValue) == Set(roots).sorted(), "seed \(seed)")
      #expect(found.count == Set(roots).count + 2, "seed \(seed)")
      for root in found where root.exactValue == nil {
        let fine = root.refined(toWidth: Rational(1, 1 << 40)).enclosure
        #expect(fine.width <= Rational(1, 1 << 40) && root.enclosure.contains(fine))
        let signs = [fine.lower, fine.upper].map { irrational.evaluate(at: $0).sign }
        #expect(signs[0] == -signs[1] && signs[0] != .zero, "seed \(seed)")
      }
    }
  }

  @Test("the zero polynomial is refused")
  func zeroPolynomial() async {
    await #expect(processExitsWith: .failure) {
      _ = Polynomial.zero.realRoots(on: RationalInterval(0, 1))
    }
  }
}
