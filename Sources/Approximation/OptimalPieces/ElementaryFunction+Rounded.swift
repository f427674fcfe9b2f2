internal import ExactNumbers

extension ElementaryFunction {
  /// The values on an interval of a derivative of order 2, 3 or 4.
  ///
  /// - Precondition: the function is exp, sin, cos, lorentz or runge.
  func roundedRange(
    on interval: RationalInterval, derivative order: Int, bits: Int
  ) -> RationalInterval {
    switch self {
    case .exp: range(on: interval, derivative: 0, bits: bits)
    // Period 4 in the order.
    case .sin, .cos: range(on: interval, derivative: order, bits: bits)
    case .lorentz, .runge: lorentzDerivative(order, on: interval, bits: bits)
    case .log1p, .reciprocal1p, .sqrt:
      preconditionFailure("\(self) has a closed form, and no derivative of order \(order) here")
    }
  }

  /// With q = c x² and d = 1 + q, the derivatives of 1/d: 2 c (3 q − 1) / d³,
  /// −24 c² x (q − 1) / d⁴, 24 c² (5 q² − 10 q + 1) / d⁵.
  private func lorentzDerivative(
    _ order: Int, on x: RationalInterval, bits: Int
  ) -> RationalInterval {
    let c = lorentzFactor
    let q = (x.squared * c).rounded(fractionBits: bits)
    let inverse = (RationalInterval(1) / (q + 1)).rounded(fractionBits: bits)
    let square = inverse.squared.rounded(fractionBits: bits)
    let value =
      switch order {
      case 2: (q * 3 - 1) * (inverse * square) * (2 * c)
      case 3: x * (q - 1) * square.squared * (-24 * c * c)
      default: (q.squared * 5 - q * 10 + 1) * (square.squared * inverse) * (24 * c * c)
      }
    return value.rounded(fractionBits: bits)
  }
}
