/// What rounding needs to know of an IEEE 754 binary format.
struct BinaryFormat {
  /// Significant bits, the leading one included.
  let precision: Int
  /// The exponent of the last bit of the smallest number.
  let leastExponent: Int
  /// The bit pattern of infinity.
  let infinity: UInt64

  static let binary16 = BinaryFormat(precision: 11, leastExponent: -24, infinity: 0x7C00)
  static let binary32 = BinaryFormat(precision: 24, leastExponent: -149, infinity: 0x7F80_0000)
  static let binary64 = BinaryFormat(
    precision: 53, leastExponent: -1074, infinity: 0x7FF0_0000_0000_0000)

  /// The bit pattern of the number nearest to a positive value, ties to even.
  ///
  /// The value is (`leading` + f) · 2^`exponent` with 0 ≤ f < 1, and f > 0 exactly if `hasTail`.
  /// - Precondition: `leading` ≥ 2^61, so that the cut lies within it.
  func bitPattern(leading: UInt64, exponent: Int, hasTail: Bool) -> UInt64 {
    assert(leading >= 1 << 61)
    let bits = UInt64.bitWidth - leading.leadingZeroBitCount
    // A normal number keeps `precision` bits, a subnormal one those above 2^leastExponent.
    let dropped = max(bits - precision, leastExponent - exponent)
    if dropped > UInt64.bitWidth { return 0 }
    let half: UInt64 = 1 << UInt64(dropped - 1)
    let rest = leading & (half | (half - 1))
    var kept = dropped == UInt64.bitWidth ? 0 : leading >> UInt64(dropped)
    if rest > half || rest == half && (hasTail || kept & 1 == 1) { kept += 1 }
    let steps = exponent + dropped - leastExponent
    if steps > 1 << 12 { return infinity }
    // A normal number's leading bit adds one to the exponent field, a subnormal one has none,
    // and a carry out of the significand adds one more: all three by plain addition.
    return min(UInt64(steps) << UInt64(precision - 1) + kept, infinity)
  }
}
