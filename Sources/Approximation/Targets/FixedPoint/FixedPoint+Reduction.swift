internal import ExactNumbers

extension FixedPoint {
  /// n and r with x = n c + r: 0 ≤ r < c + 2^−6, r off by at most 3 units of 2^−`fractionBits`.
  ///
  /// n c at b more digits, |n| < 2^(b − 1), is off by 2 |n| / 2^b < 1 unit; cutting it loses 1,
  /// and cutting x loses 1.
  /// - Parameters:
  ///   - x: any number.
  ///   - constant: c, between 1/2 and 4, given below its value by less than 2 units.
  ///   - fractionBits: the digits of r.
  /// - Returns: n and r · 2^`fractionBits`.
  static func reduced(
    _ x: Rational, by constant: (Int) -> Integer, fractionBits: Int
  ) -> (turns: Integer, remainder: Integer) {
    let whole = floor(x, fractionBits: fractionBits)
    var n = turns(in: x, of: constant)
    while true {
      let rest = whole - multiple(n, of: constant, fractionBits: fractionBits)
      // The guess may be one too large.
      if rest.sign != .negative { return (n, rest) }
      n -= 1
    }
  }

  /// n c, off by at most 2 units of 2^−`fractionBits`.
  static func multiple(
    _ n: Integer, of constant: (Int) -> Integer, fractionBits: Int
  ) -> Integer {
    if n == .zero { return .zero }
    let extra = n.bitLength + 1
    return (n * constant(fractionBits + extra)) >> extra
  }

  /// ⌊x / c⌋ up to one: with n the result, −2^−6 ≤ x − n c < c + 2^−6.
  ///
  /// With |x| < 2^b and b + 10 digits, the error of c moves n c by |x / c| · 2 · 2^−(b + 10), less
  /// than 2^−7, and cutting x moves it by less.
  static func turns(in x: Rational, of constant: (Int) -> Integer) -> Integer {
    let bits = x.floor.bitLength + 10
    return floor(x, fractionBits: bits).floorDivided(by: constant(bits))
  }
}
