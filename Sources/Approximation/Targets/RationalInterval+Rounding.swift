internal import ExactNumbers

extension RationalInterval {
  /// The interval with its ends moved outward to numbers of few binary digits.
  ///
  /// An end with more than `bits` significant binary digits goes to the next dyadic number that
  /// has at most that many, away from the interval; a shorter dyadic end stays. Long chains of
  /// interval arithmetic stay short this way.
  /// - Parameter bits: significant binary digits to keep, at least 1.
  /// - Returns: an interval that holds this one; each end moves by less than 2^(1 − `bits`) of
  ///   its size.
  /// - Precondition: `bits` ≥ 1.
  public func rounded(bits: Int) -> RationalInterval {
    precondition(bits >= 1, "RationalInterval.rounded needs at least 1 bit, not \(bits)")
    return RationalInterval(
      RationalInterval.round(lower, bits: bits, .down),
      RationalInterval.round(upper, bits: bits, .up))
  }

  /// The interval with its ends moved outward to multiples of 2^−`fractionBits`.
  ///
  /// - Parameter fractionBits: binary digits after the point; a negative number keeps zeros
  ///   before it.
  /// - Returns: an interval that holds this one; each end moves by less than 2^−`fractionBits`.
  public func rounded(fractionBits: Int) -> RationalInterval {
    RationalInterval(
      RationalInterval.round(lower, fractionBits: fractionBits, .down),
      RationalInterval.round(upper, fractionBits: fractionBits, .up))
  }

  /// A number rounded down or up to at most `bits` significant binary digits.
  static func round(
    _ value: Rational, bits: Int, _ rule: FloatingPointRoundingRule
  ) -> Rational {
    let (top, bottom) = (value.numerator, value.denominator)
    if top == .zero { return value }
    // 2^e ≤ |value| < 2^(e + 1), so multiples of 2^(e + 1 − bits) have the digits asked.
    let guess = top.bitLength - bottom.bitLength
    let isBelow = top.magnitude << max(-guess, 0) < bottom << max(guess, 0)
    let exponent = isBelow ? guess - 1 : guess
    return round(value, fractionBits: bits - 1 - exponent, rule)
  }

  /// A number rounded down or up to a multiple of 2^−`fractionBits`.
  static func round(
    _ value: Rational, fractionBits: Int, _ rule: FloatingPointRoundingRule
  ) -> Rational {
    let (top, bottom) = (value.numerator, value.denominator)
    // A dyadic number with few enough digits stays as it is.
    let twos = bottom.trailingZeroBitCount
    if twos <= fractionBits && bottom.bitLength == twos + 1 { return value }
    let scaled = top << max(fractionBits, 0)
    let unit = bottom << max(-fractionBits, 0)
    let whole = rule == .up ? scaled.ceilingDivided(by: unit) : scaled.floorDivided(by: unit)
    return Rational(dyadicNumerator: whole, fractionBits: fractionBits)
  }
}

extension Rational {
  /// The number `numerator` / 2^`fractionBits`.
  init(dyadicNumerator numerator: Integer, fractionBits: Int) {
    let zeros = min(numerator.trailingZeroBitCount, max(fractionBits, 0))
    let rest = fractionBits - zeros
    self.init((numerator >> zeros) << max(-rest, 0), Integer.one << max(rest, 0))
  }
}
