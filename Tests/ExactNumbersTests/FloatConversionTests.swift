import TestSupport
import Testing

@testable import ExactNumbers

@Suite("Floats to exact numbers and back")
struct FloatConversionTests {
  @Test("every Float16 converts exactly and back")
  func everyFloat16() {
    for pattern in UInt16.min...UInt16.max {
      let float = Float16(bitPattern: pattern)
      guard let value = Rational(exactly: float) else {
        if float.isFinite { Issue.record("\(float) is finite") }
        continue
      }
      // Two to the 24 times a half float is an integer.
      let scaled = Int(Double(float) * 16_777_216)
      let good =
        float.isFinite && value == Rational(scaled, 16_777_216) && Float16(value) == float
        && Double(value) == Double(float) && Float(value) == Float(float)
      if !good { Issue.record("\(float) became \(value)") }
    }
  }

  @Test("doubles of every exponent convert to significand times power of two, and back")
  func everyExponent() {
    var generator = SplitMix64(seed: 64)
    for exponent: UInt in 0..<2047 {
      let significands: [UInt64] = [0, 1, (1 << 52) - 1, generator.next() >> 12]
      for significand in significands {
        let double = Double(
          sign: significand & 2 == 0 ? .plus : .minus, exponentBitPattern: exponent,
          significandBitPattern: significand)
        let whole = Integer(exponent == 0 ? significand : significand | 1 << 52)
        let power = Int(max(exponent, 1)) - 1075
        let size =
          power >= 0 ? Rational(whole << power) : Rational(whole, Integer.one << -power)
        let expected = double.sign == .minus ? -size : size
        guard let value = Rational(exactly: double) else {
          Issue.record("\(double) is finite")
          continue
        }
        let good = value == expected && value.isCanonical && Double(value) == double
        if !good { Issue.record("\(double) became \(value)") }
      }
    }
  }

  @Test("NaN and infinities have no exact value; minus zero is zero")
  func specialValues() {
    for special in [Double.nan, .signalingNaN, .infinity, -.infinity] {
      #expect(Rational(exactly: special) == nil)
      #expect(Rational(exactly: Float(special)) == nil)
      #expect(Rational(exactly: Float16(special)) == nil)
    }
    #expect(Rational(exactly: -0.0) == 0 && Rational(exactly: Float(-0.0)) == 0)
    #expect(Double(Rational.zero).bitPattern == 0)
  }

  @Test("between two neighbouring doubles: below, at and above the midpoint")
  func doubleMidpoints() {
    let tops: [Double] = [
      .leastNonzeroMagnitude, 3 * .leastNonzeroMagnitude, .leastNormalMagnitude.nextDown,
      .leastNormalMagnitude, .leastNormalMagnitude.nextUp, 0.1, 1, 1.5, Double(1.0).nextDown,
      1e22, 1e300, .greatestFiniteMagnitude.nextDown,
    ]
    for low in [0] + tops {
      checkMidpoint(between: low, and: low.nextUp)
    }
    var generator = SplitMix64(seed: 1)
    for _ in 0..<400 {
      let low = Double(bitPattern: generator.next() >> 1)
      if low.nextUp.isFinite { checkMidpoint(between: low, and: low.nextUp) }
    }
  }

  private func checkMidpoint(between low: Double, and high: Double) {
    guard let a = Rational(exactly: low), let b = Rational(exactly: high) else { return }
    let middle = (a + b) / 2
    let even = low.bitPattern & 1 == 0 ? low : high
    let sliver = (b - a) / Rational(Integer.one << 200)
    let cases: [(Rational, Double)] = [
      (middle, even), (middle - sliver, low), (middle + sliver, high),
      (a + sliver, low), (b - sliver, high), (a + (b - a) / 3, low), (b - (b - a) / 3, high),
    ]
    for (value, expected) in cases {
      if Double(value) != expected || Double(-value) != -expected {
        Issue.record("\(value) became \(Double(value)), not \(expected)")
      }
      guard value.isInteger else { continue }
      if Double(value.numerator) != expected { Issue.record("integer \(value)") }
    }
  }

  @Test("between two neighbouring floats: below, at and above the midpoint")
  func floatMidpoints() {
    var generator = SplitMix64(seed: 2)
    let lows = [0, .leastNonzeroMagnitude, .leastNormalMagnitude.nextDown, Float(1).nextDown]
    let random = (0..<300).map { _ in Float(bitPattern: UInt32(generator.next() >> 33)) }
    for low in lows + random {
      let high = low.nextUp
      guard let a = Rational(exactly: low), let b = Rational(exactly: high) else { continue }
      let even = low.bitPattern & 1 == 0 ? low : high
      let middle = (a + b) / 2
      let sliver = (b - a) / Rational(1 << 40)
      if Float(middle) != even || Float(middle - sliver) != low || Float(middle + sliver) != high {
        Issue.record("beside \(low)")
      }
      if let whole = middle.isInteger ? middle.numerator : nil, Float(whole) != even {
        Issue.record("integer \(whole)")
      }
    }
  }

  @Test("the ends of the range: to infinity from half a step above the largest number")
  func range() throws {
    let largest = try #require(Rational(exactly: Double.greatestFiniteMagnitude))
    let step = Rational(Integer.one << 971)
    #expect(Double(largest + step / 2) == .infinity)
    #expect(Double(largest + step / 2 - 1) == .greatestFiniteMagnitude)
    #expect(Double(-(largest + step / 2).numerator) == -.infinity)
    #expect(Double(Rational(Integer.one << 5000)) == .infinity)
    #expect(Double(Rational(1, Integer.one << 5000)).bitPattern == 0)
    #expect(Double(Rational(1, Integer.one << 1075)) == 0)
    #expect(Double(Rational(3, Integer.one << 1076)) == .leastNonzeroMagnitude)
    #expect(Float(Rational(Integer.one << 128)) == .infinity)
    #expect(Float16(Rational(65519)) == 65504 && Float16(Rational(65520)) == .infinity)
  }

  @Test("large integers beside a tie: one bit far below decides")
  func integerTies() {
    for top in 64...300 {
      let (one, half) = (Integer.one << top, Integer.one << (top - 53))
      let (lower, upper) = (Double(one), Double(one + half + half))
      #expect(lower.nextUp == upper && Double(one + half) == lower, "\(top)")
      #expect(Double(one + half * 3) == upper.nextUp, "\(top)")
      for bit in 0..<(top - 53) {
        let tail = Integer.one << bit
        let good = Double(one + half + tail) == upper && Double(one + half - tail) == lower
        if !good { Issue.record("2^\(top) + 2^\(top - 53) ± 2^\(bit)") }
      }
    }
  }

  @Test("words against the machine's own correctly rounded conversion and division")
  func agreesWithHardware() {
    var generator = SplitMix64(seed: 3)
    for _ in 0..<2000 {
      let value = Int(bitPattern: UInt(generator.next())) >> generator.nextInt(below: 63)
      if Double(Integer(value)) != Double(value) || Float(Integer(value)) != Float(value) {
        Issue.record("\(value)")
      }
      // Both exact doubles, so the quotient is rounded once.
      let (top, bottom) = (value >> 11, 1 + generator.nextInt(below: 1 << 53))
      if Double(Rational(top, bottom)) != Double(top) / Double(bottom) {
        Issue.record("\(top) / \(bottom)")
      }
    }
  }

  @Test("decimal texts against the standard library's reading")
  func decimalsAgreeWithTheStandardLibrary() throws {
    var generator = SplitMix64(seed: 4)
    for _ in 0..<500 {
      let text = "\(generator.next()).\(generator.next())e\(generator.nextInt(below: 680) - 350)"
      #expect(Double(try Rational(text: text)) == Double(text), "\(text)")
    }
  }
}
