internal import ExactNumbers

extension FixedPoint {
  /// sin(x + j π/2), off by at most 2 units of 2^−`fractionBits`.
  ///
  /// x = n π/2 + r with 0 ≤ r < π/2 + 2^−6, so the result is ± sin r or ± cos r.
  ///
  /// At w working digits, r is off by 3 units, which moves the result by no more. With q = r² < 2.6
  /// cut by 1 unit, a term τₖ = τₖ₋₁ q / d, with d = 2, 12, 30, … for the cosine, 6, 20, … for the
  /// sine and |τ| ≤ 1.6, loses eₖ ≤ (2.6 eₖ₋₁ + 1.6 + 1) / d + 1 < 3 units. The terms left out
  /// after the first that is 0 alternate and fall, so they weigh less than 3. With K terms the
  /// error is 3 K + 6 units. A term loses at least 2 digits from the second on, so K ≤ w / 2 + 3,
  /// and b + 4 guard digits for w < 2^b bring it below half a unit; cutting off loses one more.
  /// - Parameters:
  ///   - x: an angle in radians.
  ///   - quarterTurns: j; 0 for the sine, 1 for the cosine.
  ///   - fractionBits: digits of the result.
  /// - Returns: the sine.
  static func sine(_ x: Rational, quarterTurns: Int, fractionBits: Int) -> FixedPoint {
    let length = Int.bitWidth - (fractionBits + 64).leadingZeroBitCount
    let bits = fractionBits + length + 4
    let (turns, r) = reduced(x, by: halfPi, fractionBits: bits)
    let quarter = (turns + Integer(quarterTurns)) % 4
    let turn = ((Int(exactly: quarter) ?? 0) + 4) % 4
    let value = turn % 2 == 0 ? alternatingSeries(r, from: 1, bits) : cosine(r, bits)
    return FixedPoint(
      center: (turn < 2 ? value : -value) >> (bits - fractionBits), radius: 2,
      fractionBits: fractionBits)
  }

  /// cos r from the series that starts with 1.
  private static func cosine(_ r: Integer, _ bits: Int) -> Integer {
    alternatingSeries(r, from: 0, bits)
  }

  /// r^m / m! − r^(m + 2) / (m + 2)! + …, m = 0 or 1.
  private static func alternatingSeries(_ r: Integer, from first: Int, _ bits: Int) -> Integer {
    let square = (r * r) >> bits
    var term = first == 0 ? Integer.one << bits : r
    var sum = Integer.zero
    var m = first
    while term != .zero {
      if (m - first) % 4 == 0 { sum += term } else { sum -= term }
      term *= square
      term >>= bits
      term /= Integer((m + 1) * (m + 2))
      m += 2
    }
    return sum
  }

  /// π/2, given below its value by less than 2 units.
  static func halfPi(fractionBits: Int) -> Integer { pi(fractionBits: fractionBits) >> 1 }
}
