internal import ExactNumbers

extension ElementaryFunction {
  /// Encloses the zeros of sin(x + j π/2) strictly inside an interval: ascending, of width at most
  /// 2^−`bits`, one point at 0, and none touches an end.
  static func sineZeros(
    in interval: RationalInterval, quarterTurns: Int, bits: Int
  ) -> [RationalInterval] {
    var (turn, last) = sineZeroTurns(in: interval, quarterTurns: quarterTurns)
    var result: [RationalInterval] = []
    while turn <= last {
      result.append(quarterTurn(turn, inside: interval, bits: bits))
      turn += 2
    }
    return result
  }

  /// The quarter turns t of the first and the last zero t π/2 of sin(x + j π/2) strictly inside an
  /// interval; there is one at every second t between, and none if the last is below the first.
  static func sineZeroTurns(
    in interval: RationalInterval, quarterTurns: Int
  ) -> (first: Integer, last: Integer) {
    var first = floorOfQuarters(interval.lower) + 1
    var last = interval.upper.sign == .zero ? -1 : floorOfQuarters(interval.upper)
    // t = −j modulo 2.
    if (first + Integer(quarterTurns)).isOdd { first += 1 }
    if (last + Integer(quarterTurns)).isOdd { last -= 1 }
    return (first, last)
  }

  /// ⌊2 x / π⌋: 2 x / π is irrational but for x = 0, so narrow enough enclosures decide.
  private static func floorOfQuarters(_ x: Rational) -> Integer {
    if x.sign == .zero { return 0 }
    var bits = 32
    while true {
      let value = quarters(x, bits: bits)
      if value.lower.floor == value.upper.floor { return value.lower.floor }
      bits *= 2
    }
  }

  /// t π/2 so narrow that it lies inside an interval that holds it inside.
  private static func quarterTurn(
    _ turn: Integer, inside interval: RationalInterval, bits: Int
  ) -> RationalInterval {
    if turn == .zero { return RationalInterval(0) }
    var bits = max(bits, 0)
    while true {
      let digits = bits + turn.bitLength + 1
      // c ≤ π 2^w < c + 2, and t π/2 = t π 2^w / 2^(w + 1).
      let pi = FixedPoint.pi(fractionBits: digits)
      let value = RationalInterval.between(
        Rational(dyadicNumerator: turn * pi, fractionBits: digits + 1),
        Rational(dyadicNumerator: turn * (pi + 2), fractionBits: digits + 1))
      if interval.lower < value.lower && value.upper < interval.upper { return value }
      bits += 32
    }
  }
}
