@testable import ExactNumbers

extension Integer {
  /// Whether the value is stored as its one representation demands: inline exactly if it fits.
  var isCanonical: Bool {
    switch representation {
    case .small(let value): value != .min
    case .large: self > Integer(Int.max) || self < Integer(-Int.max)
    }
  }
}

extension Rational {
  /// Whether the value is in lowest terms, and inline exactly if both parts fit.
  var isCanonical: Bool {
    let (top, bottom) = (numerator, denominator)
    guard top.isCanonical, bottom.isCanonical, bottom.sign == .positive,
      top.greatestCommonDivisor(with: bottom) == 1
    else { return false }
    let fits = top.inlineValue != nil && bottom.inlineValue != nil
    switch representation {
    case .small: return fits
    case .large: return !fits
    }
  }
}
