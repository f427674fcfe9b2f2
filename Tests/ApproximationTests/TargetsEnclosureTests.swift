import ExactNumbers
import TestSupport
import Testing

@testable import Approximation

@Suite("Enclosures at a point")
struct TargetsEnclosureTests {
  private static let (exp, sin, cos) = (
    ApproximationTarget(.exp), ApproximationTarget(.sin), ApproximationTarget(.cos)
  )
  private static let (log1p, sqrt) = (ApproximationTarget(.log1p), ApproximationTarget(.sqrt))

  @Test(
    "fifty digits of the tables",
    arguments: [
      ("exp", "1", "2.71828182845904523536028747135266249775724709369995"),
      ("exp", "-1", "0.36787944117144232159552377016146086744581113103176"),
      ("exp", "10", "22026.46579480671651695790064528424436635351261855678107"),
      ("log1p", "1", "0.69314718055994530941723212145817656807550013436025"),
      ("log1p", "2", "1.09861228866810969139524523692252570464749055782274"),
      ("log1p", "9", "2.30258509299404568401799145468436420760110148862877"),
      ("sin", "1", "0.84147098480789650665250232163029899962256306079837"),
      ("cos", "1", "0.54030230586813971740093660744297660373231042061792"),
      ("sin", "3", "0.14112000805986722210074480280811027984693326425226"),
      ("sqrt", "2", "1.41421356237309504880168872420969807856967187537694"),
    ])
  func digits(_ name: String, _ x: String, _ text: String) throws {
    let target = try ApproximationTarget(text: name)
    let digits = try Rational(text: text)
    let unit = try Rational(text: "1e-50")
    let value = target.enclosure(at: try Rational(text: x), bits: 200)
    // The table's last digit may be cut or rounded.
    #expect(RationalInterval(digits - unit, digits + unit).contains(value), "\(name) \(x)")
  }

  @Test("the sine and cosine of 10^22, where most libraries once failed")
  func tenToTheTwentySecond() throws {
    let x = try Rational(text: "1e22")
    let unit = try Rational(text: "1e-16")
    let (s, c) = (Self.sin.enclosure(at: x, bits: 70), Self.cos.enclosure(at: x, bits: 70))
    #expect((s.midpoint - (try Rational(text: "-0.8522008497671888"))).magnitude < unit)
    #expect((c.midpoint - (try Rational(text: "0.5232147853951389"))).magnitude < unit)
  }

  @Test("sums of the plain series in exact fractions lie inside")
  func slowSeries() {
    withSeeds(1...40) { seed, generator in
      let x = Rational(generator.nextInt(below: 4001) - 2000, 1 + generator.nextInt(below: 999))
      guard x.magnitude < 3 else { return }
      for bits in [1, 20, 64, 100] {
        let series = SlowSeries(x)
        let pairs: [(ApproximationTarget, RationalInterval)] = [
          (Self.exp, series.exponential), (Self.sin, series.sine), (Self.cos, series.cosine),
        ]
        for (target, value) in pairs {
          let enclosure = target.enclosure(at: x, bits: bits)
          #expect(enclosure.contains(value) || x == 0, "\(target) \(x) \(bits), seed \(seed)")
          #expect(enclosure.width <= Rational(1, 2).power(bits), "\(target) \(x) \(bits)")
        }
        if x > Rational(-3, 4) && x != 0 {
          let value = Self.log1p.enclosure(at: x, bits: bits)
          #expect(value.contains(series.logarithm), "log1p \(x) \(bits), seed \(seed)")
          #expect(value.width <= Rational(1, 2).power(bits), "log1p \(x) \(bits)")
        }
      }
    }
  }

  @Test("exp x exp(-x) = 1, sin^2 + cos^2 = 1, exp(x + y) = exp x exp y, log1p(exp x - 1) = x")
  func identities() {
    withSeeds(1...120) { seed, generator in
      let x = randomRational(bits: 12, using: &generator)
      guard x.magnitude < 40 else { return }
      let bits = 70 + generator.nextInt(below: 80)
      let tiny = Rational(1, 2).power(bits - 64)
      let e = Self.exp.enclosure(at: x, bits: bits)
      let one = e * Self.exp.enclosure(at: -x, bits: bits)
      #expect(one.contains(1) && one.width < tiny, "seed \(seed)")
      let (s, c) = (Self.sin.enclosure(at: x, bits: bits), Self.cos.enclosure(at: x, bits: bits))
      let circle = s.squared + c.squared
      #expect(circle.contains(1) && circle.width < tiny, "seed \(seed)")
      let double = Self.sin.enclosure(at: 2 * x, bits: bits)
      #expect(double.intersection(with: s * c * 2) != nil, "seed \(seed)")
      let sum = Self.exp.enclosure(at: x + Rational(1, 3), bits: bits)
      let third = Self.exp.enclosure(at: Rational(1, 3), bits: bits)
      #expect(sum.intersection(with: e * third) != nil, "seed \(seed)")
      if e.lower.sign == .positive {
        let back = Self.log1p.enclosure(on: e - 1, bits: bits)
        #expect(back.contains(x), "seed \(seed)")
      }
    }
  }

  @Test("logarithms add up, and roots square back")
  func logarithmsAndRoots() {
    withSeeds(1...120) { seed, generator in
      let pair = [0, 1].map { _ in randomRational(bits: 90, using: &generator).magnitude }
      guard pair.allSatisfy({ $0.sign == .positive }) else { return }
      let logs = (pair + [pair[0] * pair[1]]).map { Self.log1p.enclosure(at: $0 - 1, bits: 90) }
      #expect((logs[0] + logs[1]).intersection(with: logs[2]) != nil, "seed \(seed)")
      #expect((logs[0] + logs[1]).width < Rational(1, 1 << 60), "seed \(seed)")
      let root = Self.sqrt.enclosure(at: pair[0], bits: 90)
      #expect(root.squared.contains(pair[0]), "seed \(seed)")
      #expect(Self.sqrt.enclosure(at: pair[0] * pair[0], bits: 5).exactValue == pair[0])
      // f′ = 1/(2 √x) and f″ = −1/(4 x √x).
      let slope = Self.sqrt.enclosure(at: pair[0], derivative: 1, bits: 90)
      #expect((slope * 2 * root).contains(1), "seed \(seed)")
      let second = Self.sqrt.enclosure(at: pair[0], derivative: 2, bits: 90)
      #expect((second * root * (4 * pair[0])).contains(-1), "seed \(seed)")
    }
  }

  @Test("values that are rational are exact")
  func exact() {
    for target in [Self.exp, Self.cos] { #expect(target.enclosure(at: 0, bits: 9).exactValue == 1) }
    for target in [Self.sin, Self.log1p, Self.sqrt] {
      #expect(target.enclosure(at: 0, bits: 9).exactValue == 0)
    }
    #expect(Self.sin.enclosure(at: 0, derivative: 1, bits: 9).exactValue == 1)
    #expect(Self.cos.enclosure(at: 0, derivative: 2, bits: 9).exactValue == -1)
    #expect(Self.sqrt.enclosure(at: Rational(9, 49), bits: 3).exactValue == Rational(3, 7))
    #expect(Self.log1p.enclosure(at: 1, derivative: 2, bits: 3).exactValue == Rational(-1, 4))
    let third = Rational(1, 3)
    let runge = ApproximationTarget(.runge)
    #expect(runge.enclosure(at: third, bits: 1).exactValue == Rational(9, 34))
    #expect(runge.enclosure(at: 0, derivative: 2, bits: 1).exactValue == -50)
    let reciprocal = ApproximationTarget(.reciprocal1p)
    #expect(reciprocal.enclosure(at: -3, derivative: 2, bits: 1).exactValue == Rational(-1, 4))
    let cube = ApproximationTarget(Polynomial.monomial(3))
    #expect(cube.enclosure(at: third, derivative: 1, bits: 1).exactValue == third)
    #expect(
      ApproximationTarget.product.enclosure(at: [third, -2], bits: 1).exactValue == Rational(-2, 3))
    #expect(Self.exp.enclosure(at: [0], bits: 1).exactValue == 1)
  }

  @Test("hard arguments: huge, tiny, beside an end of the domain, beside a zero")
  func adversarial() throws {
    let tiny = Rational(1, 2).power(1000)
    #expect(Self.exp.enclosure(at: try Rational(text: "-1e30"), bits: 80).lower == 0)
    let small = Self.exp.enclosure(at: -1000, bits: 1500)
    #expect(small.lower.sign == .positive && small.width <= Rational(1, 2).power(1500))
    let large = Self.exp.enclosure(at: 1000, bits: 20)
    #expect(large.width <= Rational(1, 1 << 20) && (large * small).contains(1))
    let beside = Self.exp.enclosure(at: tiny, bits: 2100)
    #expect(beside.lower > 1 + tiny && beside.upper < 1 + tiny + tiny * tiny)
    let sine = Self.sin.enclosure(at: tiny, bits: 3200)
    #expect(sine.upper < tiny && sine.lower > tiny - tiny * tiny * tiny / 5)
    // ln(2^-300) = −300 ln 2
    let deep = Self.log1p.enclosure(at: Rational(1, 2).power(300) - 1, bits: 80)
    let two = Self.log1p.enclosure(at: 1, bits: 100)
    #expect((two * -300).intersection(with: deep) != nil && deep.width <= Rational(1, 1 << 62) / 4)
    let high = Self.log1p.enclosure(at: Rational(2).power(500) - 1, bits: 80)
    #expect((two * 500).intersection(with: high) != nil)
    // The fraction 355/113 is within 2.7e-7 of pi.
    let zero = Self.sin.enclosure(at: Rational(355, 113), bits: 100)
    #expect(zero.upper < Rational(-2, 10_000_000) && zero.lower > Rational(-3, 10_000_000))
    // −0 is 0.
    #expect(Self.exp.enclosure(at: try Rational(text: "-0"), bits: 1).exactValue == 1)
    #expect(Self.log1p.enclosure(at: try Rational(text: "-0.0"), bits: 1).exactValue == 0)
  }

  @Test("two thousand bits agree with one hundred", arguments: ElementaryFunction.allCases)
  func manyBits(_ function: ElementaryFunction) {
    let target = ApproximationTarget(function)
    for x in [Rational(1, 3), Rational(17, 5)] {
      for order in 0...2 {
        let coarse = target.enclosure(at: x, derivative: order, bits: 100)
        let fine = target.enclosure(at: x, derivative: order, bits: 2000)
        #expect(coarse.contains(fine) && fine.width <= Rational(1, 2).power(2000))
      }
    }
  }

  @Test("what is not defined stops the caller")
  func refusals() async {
    await #expect(processExitsWith: .failure) {
      _ = ApproximationTarget(.log1p).enclosure(at: -1, bits: 10)
    }
    await #expect(processExitsWith: .failure) {
      _ = ApproximationTarget(.sqrt).enclosure(at: 0, derivative: 1, bits: 10)
    }
    await #expect(processExitsWith: .failure) {
      _ = ApproximationTarget.product.enclosure(at: 1, bits: 10)
    }
  }
}

/// Partial sums in exact fractions with the classical remainders, for |x| < 3 and 100 bits.
private struct SlowSeries {
  let x: Rational

  init(_ x: Rational) { self.x = x }

  /// Terms xᵏ / k!, k < 60; the rest of any of the series is below 2 · 3^60 / 60! < 2^-170.
  private func sum(_ sign: (Int) -> Int) -> RationalInterval {
    var term: Rational = 1
    var total: Rational = 0
    for k in 0..<60 {
      total += Rational(sign(k)) * term
      term *= x / Rational(k + 1)
    }
    let rest = Rational(1, 2).power(170)
    return RationalInterval(total - rest, total + rest)
  }

  var exponential: RationalInterval { sum { _ in 1 } }
  var sine: RationalInterval { sum { [0, 1, 0, -1][$0 % 4] } }
  var cosine: RationalInterval { sum { [1, 0, -1, 0][$0 % 4] } }

  /// 2 artanh(x / (x + 2)) for −3/4 < x < 3: |z| ≤ 3/5, and 150 terms leave less than
  /// 2 · (3/5)^301 / (1 − 9/25) < 2^-170 / 8.
  var logarithm: RationalInterval {
    let z = x / (x + 2)
    var (power, total) = (z, Rational.zero)
    for k in 0..<150 {
      total += 2 * power / Rational(2 * k + 1)
      power *= z * z
    }
    let rest = Rational(1, 2).power(170)
    return RationalInterval(total - rest, total + rest)
  }
}
