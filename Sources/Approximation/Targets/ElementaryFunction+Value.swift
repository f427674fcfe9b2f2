internal import ExactNumbers

extension ElementaryFunction {
  /// The value at a point, or that of a derivative of order 1 or 2.
  ///
  /// - Returns: an interval of width at most 2^−`bits`; one point exactly where the value is
  ///   rational (for exp, sin, cos, log1p that is at 0 alone, by Lindemann and Weierstrass).
  func value(at x: Rational, derivative order: Int, bits: Int) -> RationalInterval {
    switch self {
    case .exp: ElementaryFunction.exponential(x, bits: bits)
    case .sin: ElementaryFunction.sine(x, quarterTurns: order, bits: bits)
    case .cos: ElementaryFunction.sine(x, quarterTurns: order + 1, bits: bits)
    case .log1p:
      order == 0
        ? ElementaryFunction.logarithm(1 + x, bits: bits)
        : RationalInterval(order == 1 ? 1 / (1 + x) : -1 / ((1 + x) * (1 + x)))
    case .reciprocal1p: RationalInterval(reciprocal(at: x, derivative: order))
    case .lorentz, .runge: RationalInterval(lorentz(at: x, derivative: order))
    case .sqrt: squareRoot(of: x, derivative: order, bits: bits)
    }
  }

  /// exp x.
  ///
  /// 0 < exp x ≤ exp(−bits) < 2^−bits for x ≤ −bits, with `bits` ≥ 1.
  static func exponential(_ x: Rational, bits: Int) -> RationalInterval {
    if x.sign == .zero { return RationalInterval(1) }
    if x <= Rational(-max(bits, 1)) {
      return RationalInterval(0, Rational(dyadicNumerator: 1, fractionBits: max(bits, 1)))
    }
    return FixedPoint.exponential(x, fractionBits: FixedPoint.guarded(bits)).interval(bits: bits)
  }

  /// ln y for y > 0.
  static func logarithm(_ y: Rational, bits: Int) -> RationalInterval {
    if y == 1 { return RationalInterval(0) }
    return FixedPoint.logarithm(y, fractionBits: FixedPoint.guarded(bits)).interval(bits: bits)
  }

  /// sin(x + j π/2), kept within −1 and 1.
  static func sine(_ x: Rational, quarterTurns: Int, bits: Int) -> RationalInterval {
    if x.sign == .zero { return RationalInterval([0, 1, 0, -1][quarterTurns % 4]) }
    let value = FixedPoint.sine(
      x, quarterTurns: quarterTurns, fractionBits: FixedPoint.guarded(bits)
    ).interval(bits: bits)
    return value.intersection(with: RationalInterval(-1, 1)) ?? value
  }

  /// The derivatives k! (−1)ᵏ / (1 + x)^(k + 1) of 1/(1 + x).
  private func reciprocal(at x: Rational, derivative order: Int) -> Rational {
    let factors: [Rational] = [1, -1, 2]
    return factors[order] * (1 + x).power(-1 - order)
  }

  /// With d = 1 + c x²: 1/d, −2 c x / d², 2 c (3 c x² − 1) / d³.
  private func lorentz(at x: Rational, derivative order: Int) -> Rational {
    let c = lorentzFactor
    let square = c * x * x
    let d = 1 + square
    switch order {
    case 0: return 1 / d
    case 1: return -2 * c * x / (d * d)
    default: return 2 * c * (3 * square - 1) / (d * d * d)
    }
  }

  /// √x, 1/(2 √x) = √(1/(4 x)), −1/(4 x √x) = −√(1/(16 x³)).
  private func squareRoot(of x: Rational, derivative order: Int, bits: Int) -> RationalInterval {
    switch order {
    case 0: FixedPoint.squareRoot(x, bits: bits)
    case 1: FixedPoint.squareRoot(1 / (4 * x), bits: bits)
    default: -FixedPoint.squareRoot(1 / (16 * x * x * x), bits: bits)
    }
  }
}
