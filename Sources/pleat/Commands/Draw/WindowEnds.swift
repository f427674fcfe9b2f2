import ExactNumbers

/// Chooses what is shown of an unbounded axis.
enum WindowEnds {
  /// The two ends of a stretch with room around the places that must be seen.
  ///
  /// A finite end of the domain stays; the other reaches a twentieth of the length past the
  /// outermost place, and on to a round number.
  static func around(
    _ places: (first: Rational, last: Rational)?, in domain: Interval
  ) -> [Rational] {
    let first = domain.lower.finiteValue ?? places?.first ?? domain.upper.finiteValue ?? 0
    let last = domain.upper.finiteValue ?? places?.last ?? domain.lower.finiteValue ?? 0
    guard first < last else {
      return [domain.lower.finiteValue ?? first - 1, domain.upper.finiteValue ?? last + 1]
    }
    let margin = (last - first) / 20
    let step = roundStep(within: 2 * margin)
    let lower = Rational(((first - margin) / step).floor) * step
    let upper = Rational(((last + margin) / step).ceiling) * step
    return [domain.lower.finiteValue ?? lower, domain.upper.finiteValue ?? upper]
  }

  /// The largest power of ten that is at most a positive number.
  private static func roundStep(within length: Rational) -> Rational {
    let ten: Rational = 10
    // Decimal digits from binary ones, one too few at the most; the loop puts that right.
    let bits = length.numerator.bitLength - length.denominator.bitLength
    var step = ten.power(bits * 30_103 / 100_000 - 2)
    while step * ten <= length { step *= ten }
    return step
  }
}
