public import ExactNumbers

extension RationalInterval {
  /// Encloses the sum.
  public static func + (lhs: RationalInterval, rhs: RationalInterval) -> RationalInterval {
    RationalInterval(lhs.lower + rhs.lower, lhs.upper + rhs.upper)
  }

  /// Encloses the difference of two numbers chosen independently.
  public static func - (lhs: RationalInterval, rhs: RationalInterval) -> RationalInterval {
    RationalInterval(lhs.lower - rhs.upper, lhs.upper - rhs.lower)
  }

  /// The interval mirrored at zero.
  public static prefix func - (operand: RationalInterval) -> RationalInterval {
    RationalInterval(-operand.upper, -operand.lower)
  }

  /// Encloses the product of two numbers chosen independently.
  public static func * (lhs: RationalInterval, rhs: RationalInterval) -> RationalInterval {
    if lhs.lower.sign != .negative && rhs.lower.sign != .negative {
      return RationalInterval(lhs.lower * rhs.lower, lhs.upper * rhs.upper)
    }
    // A product of two affine functions takes its extremes at corners.
    let corners = [lhs.lower * rhs.lower, lhs.lower * rhs.upper, lhs.upper * rhs.lower]
    let last = lhs.upper * rhs.upper
    return RationalInterval(corners.reduce(last, min), corners.reduce(last, max))
  }

  /// Encloses the quotient.
  ///
  /// - Precondition: 0 does not lie in `rhs`.
  public static func / (lhs: RationalInterval, rhs: RationalInterval) -> RationalInterval {
    precondition(!rhs.contains(0), "RationalInterval: division by \(rhs), which holds zero")
    return lhs * RationalInterval(1 / rhs.upper, 1 / rhs.lower)
  }

  /// The interval moved by a number.
  public static func + (lhs: RationalInterval, rhs: Rational) -> RationalInterval {
    RationalInterval(lhs.lower + rhs, lhs.upper + rhs)
  }

  /// The interval moved back by a number.
  public static func - (lhs: RationalInterval, rhs: Rational) -> RationalInterval {
    RationalInterval(lhs.lower - rhs, lhs.upper - rhs)
  }

  /// The interval scaled by a number.
  public static func * (lhs: RationalInterval, rhs: Rational) -> RationalInterval {
    .between(lhs.lower * rhs, lhs.upper * rhs)
  }

  /// The squares of the interval's numbers: never below 0, unlike the product with itself.
  public var squared: RationalInterval {
    let (low, high) = (lower * lower, upper * upper)
    return contains(0) ? RationalInterval(0, max(low, high)) : .between(low, high)
  }

  /// The absolute values of the interval's numbers.
  public var absoluteValues: RationalInterval {
    contains(0) ? RationalInterval(0, magnitude) : .between(lower.magnitude, upper.magnitude)
  }
}
