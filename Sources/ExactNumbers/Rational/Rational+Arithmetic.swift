internal import CGMP

extension Rational: SignedNumeric {
  /// The same value; a rational holds every binary integer exactly.
  public init?<Source: BinaryInteger>(exactly source: Source) { self.init(source) }

  /// The number that an integer literal of any length spells.
  public init(integerLiteral literal: StaticBigInt) {
    self.init(Integer(integerLiteral: literal))
  }

  /// Adds in place.
  public static func += (lhs: inout Rational, rhs: Rational) {
    if case .small(let x) = lhs.representation, case .small(let y) = rhs.representation,
      let sum = SmallFraction.sum(x, y)
    {
      lhs.representation = .small(sum)
    } else {
      lhs.update(with: rhs, by: mpq_add)
    }
  }

  /// Subtracts in place.
  public static func -= (lhs: inout Rational, rhs: Rational) {
    if case .small(let x) = lhs.representation, case .small(let y) = rhs.representation,
      let difference = SmallFraction.sum(x, y.negated)
    {
      lhs.representation = .small(difference)
    } else {
      lhs.update(with: rhs, by: mpq_sub)
    }
  }

  /// Multiplies in place.
  public static func *= (lhs: inout Rational, rhs: Rational) {
    if case .small(let x) = lhs.representation, case .small(let y) = rhs.representation,
      let product = SmallFraction.product(x, y)
    {
      lhs.representation = .small(product)
    } else {
      lhs.update(with: rhs, by: mpq_mul)
    }
  }

  /// Divides in place.
  ///
  /// - Precondition: `rhs` ≠ 0.
  public static func /= (lhs: inout Rational, rhs: Rational) {
    precondition(rhs.sign != .zero, "Rational: division by zero")
    if case .small(let x) = lhs.representation, case .small(let y) = rhs.representation,
      let quotient = SmallFraction.product(x, y.reciprocal)
    {
      lhs.representation = .small(quotient)
    } else {
      lhs.update(with: rhs, by: mpq_div)
    }
  }

  /// The sum.
  public static func + (lhs: Rational, rhs: Rational) -> Rational {
    var result = lhs
    result += rhs
    return result
  }

  /// The difference.
  public static func - (lhs: Rational, rhs: Rational) -> Rational {
    var result = lhs
    result -= rhs
    return result
  }

  /// The product.
  public static func * (lhs: Rational, rhs: Rational) -> Rational {
    var result = lhs
    result *= rhs
    return result
  }

  /// The quotient.
  ///
  /// - Precondition: `rhs` ≠ 0.
  public static func / (lhs: Rational, rhs: Rational) -> Rational {
    var result = lhs
    result /= rhs
    return result
  }

  /// The number with the opposite sign.
  public static prefix func - (operand: Rational) -> Rational {
    var result = operand
    result.negate()
    return result
  }

  /// Changes the sign in place.
  public mutating func negate() {
    if case .small(let fraction) = representation {
      representation = .small(fraction.negated)
    } else {
      negateLarge()
    }
  }

  /// The power `self`^`exponent`, with 0^0 = 1.
  ///
  /// - Parameter exponent: how many factors; a negative one takes the reciprocal's power.
  /// - Returns: the exact power.
  /// - Precondition: `self` ≠ 0 when `exponent` < 0; the result fits in memory.
  public func power(_ exponent: Int) -> Rational {
    guard exponent >= 0 else {
      precondition(sign != .zero, "Rational.power: zero has no power \(exponent)")
      precondition(exponent != .min, "Rational.power: the result would not fit in memory")
      return (Rational.one / self).power(-exponent)
    }
    // Powers of coprime numbers are coprime.
    return Rational(canonical: numerator.power(exponent), denominator.power(exponent))
  }
}
