internal import ExactNumbers

/// Bounds as short decimals, which are exact numbers themselves and still bounds.
enum DecimalBound {
  /// The digits that are kept.
  private static let digits = 9

  /// The greatest decimal of nine digits that is at most a number ≥ 0.
  static func below(_ value: Rational) -> String { text(value) { $0.floor } }

  /// The least decimal of nine digits that is at least a number ≥ 0.
  static func above(_ value: Rational) -> String { text(value) { $0.ceiling } }

  private static func text(_ value: Rational, _ round: (Rational) -> Integer) -> String {
    guard value.sign == .positive else { return "0" }
    var exponent = 0
    let ten = Rational(10)
    while ten.power(exponent) > value { exponent -= 1 }
    while ten.power(exponent + 1) <= value { exponent += 1 }
    var mantissa = round(value / ten.power(exponent - digits + 1)).description
    // 999…9 may be rounded up to 1000…0, of one digit more.
    exponent += mantissa.count - digits
    while mantissa.count > 1 && mantissa.last == "0" { mantissa.removeLast() }
    let first = String(mantissa.removeFirst())
    let text = mantissa.isEmpty ? first : "\(first).\(mantissa)"
    return exponent == 0 ? text : "\(text)e\(exponent)"
  }
}
