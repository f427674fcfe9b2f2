internal import CGMP

extension Integer {
  /// Divides with the quotient rounded toward zero, as `Int` does.
  ///
  /// - Parameter divisor: any integer but 0.
  /// - Returns: q and r with `self` = q · `divisor` + r, |r| < |`divisor`|, r with `self`'s sign.
  /// - Precondition: `divisor` ≠ 0.
  public func quotientAndRemainder(
    dividingBy divisor: Integer
  ) -> (quotient: Integer, remainder: Integer) {
    Integer.requireNonzero(divisor)
    if case .small(let a) = representation, case .small(let b) = divisor.representation {
      // Int.min is never inline, so no quotient overflows.
      let (quotient, remainder) = a.quotientAndRemainder(dividingBy: b)
      return (Integer(quotient), Integer(remainder))
    }
    let quotient = IntegerStorage.make()
    let remainder = IntegerStorage.make()
    withGMP { a in
      divisor.withGMP { b in mpz_tdiv_qr(quotient.pointer, remainder.pointer, a, b) }
    }
    return (Integer(demoting: quotient), Integer(demoting: remainder))
  }

  /// The quotient rounded toward zero.
  public static func / (lhs: Integer, rhs: Integer) -> Integer {
    var result = lhs
    result /= rhs
    return result
  }

  /// The remainder of `/`, with the sign of `lhs`.
  public static func % (lhs: Integer, rhs: Integer) -> Integer {
    var result = lhs
    result %= rhs
    return result
  }

  /// Divides in place, rounding toward zero.
  public static func /= (lhs: inout Integer, rhs: Integer) {
    requireNonzero(rhs)
    if case .small(let a) = lhs.representation, case .small(let b) = rhs.representation {
      lhs.representation = .small(a / b)
    } else {
      lhs.update(with: rhs, by: mpz_tdiv_q)
    }
  }

  /// Replaces `lhs` by the remainder of `/`.
  public static func %= (lhs: inout Integer, rhs: Integer) {
    requireNonzero(rhs)
    if case .small(let a) = lhs.representation, case .small(let b) = rhs.representation {
      lhs.representation = .small(a % b)
    } else {
      lhs.update(with: rhs, by: mpz_tdiv_r)
    }
  }

  /// The largest integer that is at most `self` / `divisor`.
  ///
  /// - Parameter divisor: any integer but 0.
  /// - Returns: ⌊`self` / `divisor`⌋.
  /// - Precondition: `divisor` ≠ 0.
  public func floorDivided(by divisor: Integer) -> Integer {
    Integer.requireNonzero(divisor)
    if case .small(let a) = representation, case .small(let b) = divisor.representation {
      let (quotient, remainder) = a.quotientAndRemainder(dividingBy: b)
      return Integer(remainder != 0 && (a < 0) != (b < 0) ? quotient - 1 : quotient)
    }
    return withGMP { a in divisor.withGMP { b in Integer { mpz_fdiv_q($0, a, b) } } }
  }

  /// The smallest integer that is at least `self` / `divisor`.
  ///
  /// - Parameter divisor: any integer but 0.
  /// - Returns: ⌈`self` / `divisor`⌉.
  /// - Precondition: `divisor` ≠ 0.
  public func ceilingDivided(by divisor: Integer) -> Integer {
    Integer.requireNonzero(divisor)
    if case .small(let a) = representation, case .small(let b) = divisor.representation {
      let (quotient, remainder) = a.quotientAndRemainder(dividingBy: b)
      return Integer(remainder != 0 && (a < 0) == (b < 0) ? quotient + 1 : quotient)
    }
    return withGMP { a in divisor.withGMP { b in Integer { mpz_cdiv_q($0, a, b) } } }
  }

  /// The quotient of a division known to leave no remainder, faster than `/` for large values.
  ///
  /// - Parameter divisor: a divisor of `self`.
  /// - Returns: `self` / `divisor`.
  /// - Precondition: `divisor` ≠ 0 divides `self`; otherwise the result means nothing.
  public func exactlyDivided(by divisor: Integer) -> Integer {
    Integer.requireNonzero(divisor)
    if case .small(let a) = representation, case .small(let b) = divisor.representation {
      return Integer(a / b)
    }
    return withGMP { a in divisor.withGMP { b in Integer { mpz_divexact($0, a, b) } } }
  }

  /// Stops the caller before libgmp would abort the process.
  @inline(__always)
  private static func requireNonzero(_ divisor: Integer) {
    precondition(divisor.sign != .zero, "Integer: division by zero")
  }
}
