internal import ExactNumbers

/// A target of one input on one domain, with its stretches of one curvature at hand.
struct TargetError: ErrorFunction {
  private let target: ApproximationTarget
  private let stretches: [CurvatureStretch]

  /// The target on an interval where it is defined.
  init(_ target: ApproximationTarget, on domain: RationalInterval) {
    self.target = target
    stretches = target.curvatureStretches(on: domain, bits: 64)
  }

  var polynomial: Polynomial? { target.polynomial }

  func value(at x: Rational, bits: Int) -> RationalInterval {
    target.enclosure(at: x, bits: bits)
  }

  func slope(at x: Rational, bits: Int) -> RationalInterval {
    target.enclosure(at: x, derivative: 1, bits: bits)
  }

  func hasSlope(at x: Rational) -> Bool {
    target.isDefined(on: RationalInterval(x), derivative: 1)
  }

  func rationalPoint(ofSlope slope: Rational, on stretch: RationalInterval) -> Rational? {
    switch target.elementary {
    case .sqrt, .log1p, .reciprocal1p:
      target.tangentPoint(slope: slope, on: stretch, bits: 64)?.exactValue
    default: nil
    }
  }

  func curvature(on interval: RationalInterval) -> RationalInterval? {
    target.isDefined(on: interval, derivative: 2)
      ? target.enclosure(on: interval, derivative: 2, bits: 64) : nil
  }

  func curvatureSign(on interval: RationalInterval) -> Sign? {
    stretches.first { $0.range.contains(interval) }?.curvature
  }
}
