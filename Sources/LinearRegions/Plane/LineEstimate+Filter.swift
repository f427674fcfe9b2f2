internal import ExactNumbers

extension LineEstimate {
  /// A side of the domain; at infinity, with the coefficient of M as its constant.
  init(_ side: BoxSide) {
    let slopes = (x: side.isVertical ? 1.0 : 0, y: side.isVertical ? 0 : 1.0)
    var (constant, error) = (0.0, PlaneError())
    switch side.end {
    case .negativeInfinity: constant = 1
    case .positiveInfinity: constant = -1
    case .finite(let value):
      constant = -Double(value)
      let isExact = Rational(exactly: constant) == -value
      // Rounding to nearest; beyond the doubles the constant is infinite and decides nothing.
      error.constants = isExact ? 0 : constant.magnitude * 0x1p-52 + 0x1p-1000
    }
    self.init(constant: constant, x: slopes.x, y: slopes.y, error: error)
  }
}
