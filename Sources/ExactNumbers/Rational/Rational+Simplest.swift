extension Rational {
  /// The mediant (p + r) / (q + s) of two fractions p/q and r/s in lowest terms.
  ///
  /// It lies strictly between two different fractions.
  /// - Parameters:
  ///   - first: p/q.
  ///   - second: r/s.
  /// - Returns: the mediant, in lowest terms.
  public static func mediant(_ first: Rational, _ second: Rational) -> Rational {
    Rational(
      first.numerator + second.numerator, first.denominator + second.denominator)
  }

  /// The fraction of least denominator strictly between two numbers.
  ///
  /// Among integers, the one nearest to zero. Useful to name a point of an open interval by a
  /// number that people can read.
  /// - Parameters:
  ///   - lower: the lower end, excluded.
  ///   - upper: the upper end, excluded.
  /// - Returns: the simplest fraction in the open interval.
  /// - Precondition: `lower` < `upper`.
  /// - Complexity: as many divisions as the ends have common partial quotients.
  /// - Source: the continued-fraction descent of the Stern–Brocot tree, Graham, Knuth and
  ///   Patashnik, Concrete Mathematics, section 4.5.
  public static func simplest(between lower: Rational, and upper: Rational) -> Rational {
    precondition(lower < upper, "Rational.simplest needs lower < upper, not \(lower), \(upper)")
    if lower.sign == .negative {
      return upper.sign == .positive ? .zero : -simplestPositive(between: -upper, and: -lower)
    }
    return simplestPositive(between: lower, and: upper)
  }

  /// The same for 0 ≤ lower < upper.
  ///
  /// With n = ⌊lower⌋: if n + 1 lies inside, it is the answer. Otherwise every inner number is
  /// n + 1/y with y between 1/(upper − n) and 1/(lower − n), and the simplest y gives the simplest
  /// one; (p, q) and (r, s) carry these substitutions as x = (p·y + r) / (q·y + s).
  private static func simplestPositive(between lower: Rational, and upper: Rational) -> Rational {
    var low = lower
    var high: ExtendedRational = .finite(upper)
    var (p, q, r, s) = (Integer.one, Integer.zero, Integer.zero, Integer.one)
    while true {
      let whole = low.floor
      let next = Rational(whole + 1)
      guard case .finite(let top) = high, top <= next else {
        return Rational(p * (whole + 1) + r, q * (whole + 1) + s)
      }
      (p, q, r, s) = (p * whole + r, q * whole + s, p, q)
      let remainder = low - Rational(whole)
      low = Rational.one / (top - Rational(whole))
      high = remainder.reciprocal.map { .finite($0) } ?? .positiveInfinity
    }
  }
}
