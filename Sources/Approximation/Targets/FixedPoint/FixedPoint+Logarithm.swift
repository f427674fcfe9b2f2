internal import ExactNumbers

extension FixedPoint {
  /// ln y for y > 0, off by at most 2 units of 2^−`fractionBits`.
  ///
  /// y = 2ⁿ m with 2/3 ≤ m ≤ 4/3 and ln y = n ln 2 + 2 artanh z, z = (m − 1) / (m + 1), |z| ≤ 1/5.
  ///
  /// At w working digits |z| is cut to below z by 1 unit, its square by less than 2. The power
  /// z^(2k + 1) then loses eₖ₊₁ ≤ eₖ / 25 + 2/5 + 1 < 2 units and a term less than 3; the terms
  /// left out after the first power 0 weigh less than 3. So K terms, doubled, are off by 6 K + 6
  /// units, and n ln 2 by 2. The power loses 4 digits a term, so K ≤ w / 4 + 1, and b + 3 guard
  /// digits for w < 2^b bring 6 K + 8 < 2^(b + 2) below half a unit; cutting off loses one more.
  static func logarithm(_ y: Rational, fractionBits: Int) -> FixedPoint {
    let length = Int.bitWidth - (fractionBits + 64).leadingZeroBitCount
    let bits = fractionBits + length + 4
    let (top, bottom, n) = scaledNearOne(y)
    let difference = top - bottom
    let z = (difference.magnitude << bits) / (top + bottom)
    let square = (z * z) >> bits
    var (power, sum) = (z, Integer.zero)
    var k = 1
    while power != .zero {
      sum += power / Integer(k)
      power *= square
      power >>= bits
      k += 2
    }
    sum *= difference.sign == .negative ? -2 : 2
    sum += multiple(Integer(n), of: logarithmOfTwo, fractionBits: bits)
    return FixedPoint(
      center: sum >> (bits - fractionBits), radius: 2, fractionBits: fractionBits)
  }

  /// p, q and n with y = 2ⁿ p/q and 2/3 ≤ p/q ≤ 4/3.
  private static func scaledNearOne(_ y: Rational) -> (top: Integer, bottom: Integer, n: Int) {
    let (top, bottom) = (y.numerator, y.denominator)
    // 1/2 < p/q < 2 at first.
    let n = top.bitLength - bottom.bitLength
    let (p, q) = (top << max(-n, 0), bottom << max(n, 0))
    if 3 * p > 4 * q { return (p, q << 1, n + 1) }
    if 3 * p < 2 * q { return (p << 1, q, n - 1) }
    return (p, q, n)
  }
}
