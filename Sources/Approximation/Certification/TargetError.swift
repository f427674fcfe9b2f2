internal import ExactNumbers

/// A target of one input on one domain, as a certificate asks about it.
struct TargetError: Sendable {
  private let target: ApproximationTarget
  /// The stretches of one curvature.
  private let stretches: [CurvatureStretch]

  /// The target on an interval where it is defined.
  init(_ target: ApproximationTarget, on domain: RationalInterval) {
    self.target = target
    stretches = target.curvatureStretches(on: domain, bits: 64)
  }

  /// The function, when it is a polynomial.
  var polynomial: Polynomial? { target.polynomial }

  /// Encloses the value at a point to 2^−`bits` or better, where the function allows it.
  func value(at x: Rational, bits: Int) -> RationalInterval {
    target.enclosure(at: x, bits: bits)
  }

  /// Encloses the slope at a point inside a stretch to 2^−`bits` or better, where the function allows
  /// it.
  func slope(at x: Rational, bits: Int) -> RationalInterval {
    target.enclosure(at: x, derivative: 1, bits: bits)
  }

  /// Whether the function has a slope at a point of its domain.
  func hasSlope(at x: Rational) -> Bool {
    target.quickEnclosure(on: RationalInterval(x), derivative: 1, bits: 1) != nil
  }

  /// The point inside a stretch where f' has some value, if it is known to be rational.
  func rationalPoint(ofSlope slope: Rational, on stretch: RationalInterval) -> Rational? {
    switch target.elementary {
    case .sqrt, .log1p, .reciprocal1p:
      target.tangentPoint(slope: slope, on: stretch, bits: 64)?.exactValue
    default: nil
    }
  }

  /// Encloses the values on an interval, the more closely the shorter it is.
  func range(on interval: RationalInterval, bits: Int) -> RationalInterval {
    target.enclosure(on: interval, bits: bits)
  }

  /// Encloses f'' on an interval, or `nil` where no bounded enclosure is known.
  func curvature(on interval: RationalInterval) -> RationalInterval? {
    target.quickEnclosure(on: interval, derivative: 2, bits: 64)
  }

  /// The sign that f'' has, or 0, everywhere inside an interval; `nil` when it changes or may.
  func curvatureSign(on interval: RationalInterval) -> Sign? {
    stretches.first { $0.range.contains(interval) }?.curvature
  }
}
