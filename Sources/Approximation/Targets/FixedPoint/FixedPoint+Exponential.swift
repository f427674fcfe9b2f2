internal import ExactNumbers

extension FixedPoint {
  /// exp x, off by at most 3 units of 2^−`fractionBits`.
  ///
  /// x = n ln 2 + r with 0 ≤ r < ln 2 + 2^−6, and exp x = 2ⁿ exp(r / 2^s)^(2^s).
  /// - Precondition: |x| is at most 2^40, so that n fits a word.
  static func exponential(_ x: Rational, fractionBits: Int) -> FixedPoint {
    let guess = Int(exactly: turns(in: x, of: logarithmOfTwo)) ?? 0
    // 2ⁿ exp r needs `fractionBits` + n digits of exp r; a few at least keep the series simple.
    let digits = max(fractionBits + guess, 8)
    let length = Int.bitWidth - digits.leadingZeroBitCount
    let halvings = max(Int(exactly: Integer(digits).squareRootFloor) ?? 0, 4) * 3 / 4
    let bits = digits + halvings + 2 * (length + 1) + 8
    let (turns, r) = reduced(x, by: logarithmOfTwo, fractionBits: bits)
    let n = Int(exactly: turns) ?? guess
    let power = exponentialSeries(r, halvings: halvings, bits: bits) >> (bits - digits)
    // Off by 2 units there; n is at most the guess, and cutting digits off loses less than 1.
    return FixedPoint(
      center: power >> (digits - fractionBits - n), radius: 3, fractionBits: fractionBits)
  }

  /// exp r for 0 ≤ r < ln 2 + 2^−6 known to 3 units of 2^−w, off by 2^(s + 2) (2 w + 22) units.
  ///
  /// y = r / 2^s is off by 2 units after cutting, which moves exp y by less than 4. With y as cut,
  /// y < 1/8 for s ≥ 3, the terms yᵏ / k! lose eₖ ≤ eₖ₋₁ / 8 + 1 < 2 units each, and those left
  /// out after the first that is 0 weigh less than 4. So K terms are off by E ≤ 2 K + 8 units; a
  /// term loses at least 3 digits, so K ≤ w / 3 + 2 and E ≤ w + 12.
  ///
  /// A squaring of t turns E into 2 t E + 2, and the factors t multiply to less than exp r < 2.1,
  /// so s squarings leave less than 2.1 · 2^s (E + 2) units. The caller has s + 2 b + 10 guard
  /// digits for fewer than 2^b digits: less than 1 unit of its digits, and cutting loses one more.
  private static func exponentialSeries(_ r: Integer, halvings: Int, bits: Int) -> Integer {
    let y = r >> halvings
    var term = Integer.one << bits
    var sum = term
    var k = 1
    while term != .zero {
      term *= y
      term >>= bits
      term /= Integer(k)
      sum += term
      k += 1
    }
    for _ in 0..<halvings {
      sum *= sum
      sum >>= bits
    }
    return sum
  }
}
