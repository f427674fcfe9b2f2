import ExactNumbers

/// Numbers as they stand beside the marks of an axis.
enum DecimalText {
  /// A true minus sign in place of the hyphen.
  static func signed(_ text: String) -> String {
    text.hasPrefix("-") ? "\u{2212}" + text.dropFirst() : text
  }

  /// A number that has at most so many decimals, written out; five digits and more are grouped.
  static func grouped(_ value: Rational, decimals: Int) -> String {
    let scaled = (value.magnitude * Rational(10).power(decimals) + Rational(1, 2)).floor
    var digits = scaled.description
    if digits.count <= decimals {
      digits = String(repeating: "0", count: decimals + 1 - digits.count) + digits
    }
    var whole = String(digits.dropLast(decimals))
    if whole.count >= 5 {
      var grouped = ""
      for (index, digit) in whole.enumerated() {
        if index > 0 && (whole.count - index).isMultiple(of: 3) { grouped += "," }
        grouped.append(digit)
      }
      whole = grouped
    }
    let fraction = decimals > 0 ? "." + digits.suffix(decimals) : ""
    return (value.sign == .negative ? "\u{2212}" : "") + whole + fraction
  }

  /// A number as a mantissa times a power of ten.
  ///
  /// - Parameters:
  ///   - value: the number.
  ///   - power: the exponent of ten that is written.
  ///   - step: the exponent of ten of the last digit that matters.
  /// - Returns: such as "2.5×10^{8}", in the marks of `FigureText`.
  static func scientific(_ value: Rational, power: Int, step: Int) -> String {
    if value.sign == .zero { return "0" }
    let mantissa = grouped(value / Rational(10).power(power), decimals: max(0, power - step))
    let exponent = "10^{\(signed(String(power)))}"
    return mantissa == "1" ? exponent : "\(mantissa)\u{D7}\(exponent)"
  }

  /// 10^exponent written out, 1 to 10,000.
  static func power(_ exponent: Int) -> String {
    grouped(Rational(10).power(exponent), decimals: 0)
  }
}
