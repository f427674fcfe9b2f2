import ExactNumbers

/// Decimal logarithms for axes, by integer arithmetic alone.
///
/// A logarithm is a whole multiple of 2^-32; the error is below 2^-31, and none at powers of ten,
/// so numbers of any size have their place on an axis, the same on every machine. Nothing but a
/// drawing is decided by it.
enum DecimalLogarithm {
  /// log10 of a positive number.
  ///
  /// - Parameter value: any number.
  /// - Returns: the logarithm, or `nil` where the number is not positive.
  static func of(_ value: Rational) -> Rational? {
    guard value.sign == .positive else { return nil }
    let units = decimalUnits(of: value.numerator) - decimalUnits(of: value.denominator)
    return Rational(units, Integer(1) << outputBits)
  }

  private static let workingBits = 40
  private static let outputBits = 32
  /// log10(2) · 10^20, cut off.
  private static let logarithmOfTwo: Integer = Integer(3_010_299_956_639_811_952) * 10 + 1

  /// log10 of a positive integer in units of 2^-32, rounded to the nearest.
  private static func decimalUnits(of value: Integer) -> Integer {
    let scale = Integer(10).power(20) << (workingBits - outputBits)
    let exact = binaryUnits(of: value) * logarithmOfTwo
    return (exact * 2 + scale).floorDivided(by: scale * 2)
  }

  /// log2 of a positive integer in units of 2^-40, cut off.
  ///
  /// With 2^e ≤ n, the mantissa n / 2^e in [1, 2) is squared again and again: each time it passes 2
  /// is a bit 1 of the fraction. Its 61 bits after the point are cut off at each squaring, a
  /// relative error of 2^-61 that counts 2^-k at the k-th bit, so far less than the last bit.
  private static func binaryUnits(of value: Integer) -> Integer {
    let exponent = value.bitLength - 1
    let leading = exponent > 61 ? value >> (exponent - 61) : value << (61 - exponent)
    guard let start = Int(exactly: leading) else { preconditionFailure("62 bits fit in a word") }
    var mantissa = UInt64(start)
    var fraction = 0
    for _ in 0..<workingBits {
      let square = mantissa.multipliedFullWidth(by: mantissa)
      mantissa = square.high << 3 | square.low >> 61
      fraction <<= 1
      if mantissa >> 62 != 0 {
        fraction |= 1
        mantissa >>= 1
      }
    }
    return Integer(exponent) << workingBits + Integer(fraction)
  }
}
