import ExactNumbers
import TestSupport
import Testing

@testable import Approximation

@Suite("Series at a fixed point")
struct TargetsFixedPointTests {
  /// Whether a coarse result is as near as it says to one with 64 more digits.
  private func agrees(_ coarse: FixedPoint, _ fine: FixedPoint) -> Bool {
    let distance = (fine.center - coarse.center << 64).magnitude
    return distance <= Integer(coarse.radius) << 64 + Integer(fine.radius)
  }

  @Test("are off by no more units than they say")
  func radii() {
    withSeeds(1...300) { seed, generator in
      let x = randomRational(bits: 8 + generator.nextInt(below: 40), using: &generator)
      let bits = 1 + generator.nextInt(below: 150)
      if x.magnitude < 200 {
        #expect(
          agrees(
            .exponential(x, fractionBits: bits), .exponential(x, fractionBits: bits + 64)),
          "exp \(x) at \(bits), seed \(seed)")
      }
      if x.sign != .zero {
        let y = x.magnitude
        #expect(
          agrees(.logarithm(y, fractionBits: bits), .logarithm(y, fractionBits: bits + 64)),
          "ln \(y) at \(bits), seed \(seed)")
      }
      let turns = generator.nextInt(below: 4)
      #expect(
        agrees(
          .sine(x, quarterTurns: turns, fractionBits: bits),
          .sine(x, quarterTurns: turns, fractionBits: bits + 64)),
        "sin \(x) at \(bits), seed \(seed)")
    }
  }

  @Test("the constants lie below by less than 2 units, stored or computed anew")
  func constants() throws {
    // Forty digits each: Abramowitz and Stegun, table 1.1.
    let tables: [((Int) -> Integer, String)] = [
      (FixedPoint.pi, "3.141592653589793238462643383279502884197"),
      (FixedPoint.logarithmOfTwo, "0.6931471805599453094172321214581765680755"),
    ]
    for (constant, text) in tables {
      let digits = try Rational(text: text)
      let near = Rational(constant(128)) / Rational(Integer.one << 128)
      #expect((near - digits).magnitude < (try Rational(text: "2e-38")))
      let fine = constant(6000)
      for bits in Array(0...70) + [200, 1500, 4095, 4096, 4097, 4500, 5900] {
        let exact = Rational(fine) / Rational(Integer.one << (6000 - bits))
        let excess = exact - Rational(constant(bits))
        #expect(excess > -Rational(1, 1 << 60) && excess < 2, "\(text) at \(bits)")
      }
    }
  }

  @Test("polynomials at a fixed point enclose values and ranges")
  func polynomials() {
    withSeeds(1...150) { seed, generator in
      let p = Polynomial(
        (0...generator.nextInt(below: 9)).map { _ in randomRational(bits: 12, using: &generator) })
      let fixed = FixedPolynomial(p, fractionBits: 20 + generator.nextInt(below: 60))
      let interval = TargetsIntervalTests.random(using: &generator)
      let x = TargetsIntervalTests.element(of: interval, using: &generator)
      let value = p.evaluate(at: x)
      #expect(fixed.value(at: x).contains(value), "\(p) at \(x), seed \(seed)")
      #expect(fixed.range(on: interval).contains(value), "\(p) at \(x), seed \(seed)")
      let narrow = RationalInterval(x, x + Rational(1, 1 << 60))
      let fine = FixedPolynomial(p, fractionBits: 1500)
      #expect(fine.value(at: x).width <= Rational(1, 1 << 60), "seed \(seed)")
      let slope = p.derivative.evaluate(at: x).magnitude
      #expect(fine.range(on: narrow).width <= (slope + 1) * narrow.width * 2, "seed \(seed)")
    }
  }
}
