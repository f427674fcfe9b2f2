internal import ExactNumbers

/// The analytic targets: functions of one variable that every enclosure here knows.
public enum ElementaryFunction: String, CaseIterable, Hashable, Sendable {
  /// The exponential function.
  case exp
  /// The sine of an angle in radians.
  case sin
  /// The cosine of an angle in radians.
  case cos
  /// ln(1 + x), for x > −1.
  case log1p
  /// 1/(1 + x), for x ≠ −1.
  case reciprocal1p
  /// 1/(1 + x²).
  case lorentz
  /// Runge's function 1/(1 + 25 x²).
  case runge
  /// The square root, for x ≥ 0.
  case sqrt

  /// The largest x at which the exponential function is evaluated: its value has about six thousand
  /// binary digits there.
  public static let exponentLimit = 4096

  /// c for the functions 1/(1 + c x²).
  var lorentzFactor: Rational { self == .runge ? 25 : 1 }

  /// Whether the function, or its derivative of some order, is defined on an interval.
  func isDefined(on interval: RationalInterval, derivative order: Int) -> Bool {
    switch self {
    case .exp: interval.upper <= Rational(ElementaryFunction.exponentLimit)
    case .sin, .cos, .lorentz, .runge: true
    case .log1p: interval.lower > -1
    case .reciprocal1p: !interval.contains(-1)
    case .sqrt: order == 0 ? interval.lower >= 0 : interval.lower > 0
    }
  }

  /// The domain in words, for messages.
  var domainText: String {
    switch self {
    case .exp: "up to \(ElementaryFunction.exponentLimit)"
    case .sin, .cos, .lorentz, .runge: "on every bounded interval"
    case .log1p: "above -1"
    case .reciprocal1p: "on either side of -1"
    case .sqrt: "from 0 on"
    }
  }
}
