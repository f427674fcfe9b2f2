import TestSupport
import Testing

@testable import ExactNumbers

@Suite("Rational arithmetic")
struct RationalArithmeticTests {
  @Test("field laws for all |p|, q ≤ 6")
  func fieldLaws() {
    let values = allRationals(upTo: 6)
    #expect(values.count == 47)
    for a in values {
      #expect(a + 0 == a && a * 1 == a && a + -a == 0 && a * 0 == 0)
      if let inverse = a.reciprocal { #expect(a * inverse == 1) } else { #expect(a == 0) }
      for b in values {
        let (sum, product) = (a + b, a * b)
        #expect(sum == b + a && product == b * a, "\(a), \(b)")
        #expect(a - b == -(b - a) && (a < b) == ((a - b).sign == .negative), "\(a), \(b)")
        if b != 0 { #expect(a / b * b == a, "\(a), \(b)") }
        // One expectation for all c: a hundred thousand would be slow to record.
        let failures = values.filter { c in
          sum + c != a + (b + c) || product * c != a * (b * c) || a * (b + c) != product + a * c
        }
        #expect(failures.isEmpty, "\(a), \(b) with \(failures)")
      }
    }
  }

  @Test("fractions of small numbers against cross multiplication in Int")
  func smallAgainstCrossMultiplication() {
    for p in -6...6 {
      for q in 1...6 {
        for r in -6...6 {
          for s in 1...6 {
            let (a, b) = (Rational(p, q), Rational(r, s))
            let good =
              isFraction(a + b, p * s + r * q, q * s) && isFraction(a - b, p * s - r * q, q * s)
              && isFraction(a * b, p * r, q * s) && (r == 0 || isFraction(a / b, p * s, q * r))
              && (a < b) == (p * s < r * q) && (a == b) == (p * s == r * q)
            if !good { Issue.record("\(p)/\(q), \(r)/\(s)") }
          }
        }
      }
    }
  }

  private func isFraction(_ value: Rational, _ top: Int, _ bottom: Int) -> Bool {
    guard let n = Int(exactly: value.numerator), let d = Int(exactly: value.denominator) else {
      return false
    }
    return n * bottom == top * d && d > 0
  }

  @Test("numbers of any size against the formulas on integers")
  func againstIntegerFormulas() {
    withSeeds(1...400) { seed, generator in
      let a = randomRational(using: &generator)
      let b = seed % 8 == 0 ? a : randomRational(using: &generator)
      let (p, q, r, s) = (a.numerator, a.denominator, b.numerator, b.denominator)
      var results = [
        (a + b, p * s + r * q, q * s), (a - b, p * s - r * q, q * s), (a * b, p * r, q * s),
        (-a, -p, q),
      ]
      if b != 0 { results.append((a / b, p * s, q * r)) }
      for (value, top, bottom) in results {
        #expect(value.numerator * bottom == top * value.denominator, "seed \(seed): \(a), \(b)")
        #expect(value.isCanonical, "seed \(seed): \(a), \(b)")
      }
      #expect((a < b) == (p * s < r * q) && (a == b) == (p * s == r * q), "seed \(seed)")
      #expect((a + b - b) == a && (a + b - b).hashValue == a.hashValue, "seed \(seed)")
      #expect(a.sign == p.sign && a.magnitude == (a < 0 ? -a : a), "seed \(seed)")
      #expect(a.isInteger == (q == 1), "seed \(seed)")
    }
  }

  @Test("every border of the inline form")
  func wordBorders() {
    let parts = [1, 2, 3, 1 << 31, 1 << 32, 1 << 61, 1 << 62, Int.max - 1, Int.max, .min, -1]
    var values: [Rational] = [0]
    for top in parts { values += parts.map { Rational(top, $0) } }
    for a in values {
      #expect(a.isCanonical, "\(a)")
      for b in values {
        let (p, q, r, s) = (a.numerator, a.denominator, b.numerator, b.denominator)
        let good =
          a + b == Rational(p * s + r * q, q * s) && (a + b).isCanonical
          && a * b == Rational(p * r, q * s) && (a * b).isCanonical
          && (b == 0 || a / b == Rational(p * s, q * r) && (a / b).isCanonical)
          && (a < b) == (p * s < r * q)
        if !good { Issue.record("\(a), \(b)") }
      }
    }
  }

  @Test("powers, reciprocals")
  func powers() {
    for value in allRationals(upTo: 4) + [Rational(Integer.one << 70, 3)] {
      var expected = Rational.one
      for exponent in 0...8 {
        #expect(value.power(exponent) == expected && expected.isCanonical)
        if value != 0 { #expect(value.power(-exponent) == 1 / expected) }
        expected *= value
      }
      #expect(value.reciprocal == (value == 0 ? nil : 1 / value))
    }
  }

  @Test("harmonic numbers: H(n) = H(n-1) + 1/n in place, against one fraction over n!")
  func harmonic() {
    var sum = Rational.zero
    var overFactorial = Integer.zero
    for n in 1...80 {
      sum += Rational(1, n)
      overFactorial = overFactorial * Integer(n) + .factorial(n - 1)
      #expect(sum == Rational(overFactorial, .factorial(n)) && sum.isCanonical, "H(\(n))")
    }
  }

  @Test("construction reduces and moves the sign up")
  func construction() {
    #expect(Rational(6, -4).description == "-3/2" && Rational(-6, -4).description == "3/2")
    #expect(Rational(0, -5).description == "0" && Rational(Int.min, Int.min) == 1)
    #expect(Rational(Int.min, 1).description == "-9223372036854775808")
    #expect(Rational(1, Int.min).description == "-1/9223372036854775808")
    #expect(Rational(UInt64.max).description == "18446744073709551615")
    #expect(Rational(Integer.one << 80, -(Integer.one << 81)) == Rational(-1, 2))
    let literal: Rational = -123_456_789_012_345_678_901_234_567_890
    #expect(literal.numerator.description == "-123456789012345678901234567890")
  }
}
