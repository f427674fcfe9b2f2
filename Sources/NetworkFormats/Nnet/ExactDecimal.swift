internal import ExactNumbers

/// Numbers as the finite decimals that they are.
enum ExactDecimal {
  /// The most places after the point that are written, more than any float64 has.
  static let placeLimit = 2000
  /// The most bits of a numerator that is written, more than any float64 has.
  private static let bitLimit = 8000

  /// The decimal that is exactly a number, or `nil` where there is none of reasonable length.
  ///
  /// - Parameter value: the number.
  /// - Returns: digits with a point, or with an exponent where many zeros follow the point.
  static func text(_ value: Rational) -> String? {
    let twos = value.denominator.trailingZeroBitCount
    let (rest, fives) = (value.denominator >> twos).removingFactor(5)
    let places = max(twos, fives)
    guard rest == .one, places <= placeLimit, value.numerator.bitLength <= bitLimit else {
      return nil
    }
    // value · 10^places, and in lowest terms its last digit is not 0 unless places is.
    let scaled = (value.numerator.magnitude << (places - twos)) * Integer(5).power(places - fives)
    return (value.sign == .negative ? "-" : "") + text(digits: scaled.description, places: places)
  }

  /// The part of a denominator that keeps a fraction from being a decimal; 1 where nothing does.
  static func obstacle(_ denominator: Integer) -> Integer {
    (denominator >> denominator.trailingZeroBitCount).removingFactor(5).rest
  }

  private static func text(digits: String, places: Int) -> String {
    if places == 0 { return digits }
    let zeros = places - digits.count
    if zeros < 0 { return "\(digits.dropLast(places)).\(digits.suffix(places))" }
    if zeros <= 5 { return "0." + String(repeating: "0", count: zeros) + digits }
    let point = digits.count > 1 ? "." : ""
    return "\(digits.prefix(1))\(point)\(digits.dropFirst())e-\(zeros + 1)"
  }
}
