internal import CGMP

extension Integer {
  /// The greatest common divisor, at least 0; gcd(0, 0) = 0.
  ///
  /// - Parameter other: the second number.
  /// - Returns: the largest integer that divides both.
  public func greatestCommonDivisor(with other: Integer) -> Integer {
    if case .small(let a) = representation, case .small(let b) = other.representation {
      return Integer(Int(greatestCommonDivisorOfWords(a.magnitude, b.magnitude)))
    }
    return withGMP { a in other.withGMP { b in Integer { mpz_gcd($0, a, b) } } }
  }

  /// The least common multiple, at least 0; 0 when either number is 0.
  ///
  /// - Parameter other: the second number.
  /// - Returns: the smallest non-negative integer that both divide.
  public func leastCommonMultiple(with other: Integer) -> Integer {
    if case .small(let a) = representation, case .small(let b) = other.representation {
      if a == 0 || b == 0 { return .zero }
      let divisor = Int(greatestCommonDivisorOfWords(a.magnitude, b.magnitude))
      return Integer(abs(a) / divisor) * Integer(abs(b))
    }
    return withGMP { a in other.withGMP { b in Integer { mpz_lcm($0, a, b) } } }
  }

  /// The number of ways to choose `k` of `n` things: 0 for `k` < 0 or `k` > `n`.
  ///
  /// - Parameters:
  ///   - n: how many things there are.
  ///   - k: how many are chosen.
  /// - Returns: n! / (k! (n − k)!).
  /// - Precondition: `n` ≥ 0, and the result fits in memory.
  public static func binomial(_ n: Int, _ k: Int) -> Integer {
    precondition(n >= 0, "Integer.binomial needs n of at least 0, not \(n)")
    guard (0...n).contains(k) else { return .zero }
    let factors = min(k, n - k)
    requireRoom(forProductOf: factors, "Integer.binomial(\(n), \(k))")
    return Integer { mpz_bin_uiui($0, UInt(n), UInt(factors)) }
  }

  /// The product 1 · 2 · … · `n`, with 0! = 1.
  ///
  /// - Parameter n: the last factor.
  /// - Returns: n!.
  /// - Precondition: `n` ≥ 0, and the result fits in memory.
  public static func factorial(_ n: Int) -> Integer {
    precondition(n >= 0, "Integer.factorial needs n of at least 0, not \(n)")
    requireRoom(forProductOf: n, "Integer.factorial(\(n))")
    return Integer { mpz_fac_ui($0, UInt(n)) }
  }

  /// Stops the caller before libgmp would end the process for want of memory.
  private static func requireRoom(forProductOf factors: Int, _ call: @autoclosure () -> String) {
    precondition(factors <= bitLimit / Int.bitWidth, "\(call()) would not fit in memory")
  }

  /// The largest integer whose square is at most this one.
  ///
  /// - Precondition: the number is at least 0.
  public var squareRootFloor: Integer {
    precondition(sign != .negative, "Integer.squareRootFloor of a negative number")
    return withGMP { value in Integer { mpz_sqrt($0, value) } }
  }

  /// Takes every factor `divisor` out of the number.
  ///
  /// - Precondition: `divisor` ≥ 2, and the number is not 0.
  package func removingFactor(_ divisor: Integer) -> (rest: Integer, multiplicity: Int) {
    var multiplicity = 0
    let rest = withGMP { value in
      divisor.withGMP { divisor in
        Integer { multiplicity = Int(mpz_remove($0, value, divisor)) }
      }
    }
    return (rest, multiplicity)
  }
}

/// The greatest common divisor of two words, by the binary method.
///
/// Both are stripped of their factors 2; then the difference of two odd numbers is even, so every
/// step removes at least one bit. Powers of two, the commonest denominators here, end at once.
func greatestCommonDivisorOfWords(_ a: UInt, _ b: UInt) -> UInt {
  if a == 0 { return b }
  if b == 0 { return a }
  let shift = (a | b).trailingZeroBitCount
  var u = a >> UInt(a.trailingZeroBitCount)
  var v = b >> UInt(b.trailingZeroBitCount)
  while u != v {
    if u == 1 || v == 1 { return 1 << UInt(shift) }
    let difference = u > v ? u - v : v - u
    u = min(u, v)
    v = difference >> UInt(difference.trailingZeroBitCount)
  }
  return u << UInt(shift)
}
