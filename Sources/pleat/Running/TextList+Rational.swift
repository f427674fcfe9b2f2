import ExactNumbers

extension TextList {
  /// A number of at least 0 in full where that is short, and with 4 digits, rounded up or down,
  /// where it is long.
  static func decimal(_ value: Rational, roundedUp: Bool = true) -> String {
    let exact = value.description
    guard exact.count > 12 else { return exact }
    let rounded = "about \(fourDigits(value, roundedUp: roundedUp))"
    return exact.count > 40 ? rounded : "\(exact), \(rounded)"
  }

  /// The nearest number of 4 significant digits that is not below a positive one, or not above.
  private static func fourDigits(_ value: Rational, roundedUp: Bool) -> String {
    let (numerator, denominator) = (value.numerator.bitLength, value.denominator.bitLength)
    var exponent = (numerator - denominator) * 30_103 / 100_000
    func digits() -> Integer {
      let shift = exponent - 3
      let power = Rational(Integer(10).power(abs(shift)))
      let scaled = shift < 0 ? value * power : value / power
      return roundedUp ? scaled.ceiling : scaled.floor
    }
    while digits() > 9999 { exponent += 1 }
    while digits() < 1000 { exponent -= 1 }
    let text = digits().description
    return "\(text.prefix(1)).\(text.dropFirst())e\(exponent)"
  }
}
