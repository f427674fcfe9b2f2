internal import ExactNumbers

/// The graph that knots are laid on: a target of one input, or what an even target is of the square.
///
/// An even function of x − c is a function F of y = (x − c)². F is smooth, and has no inflection
/// where the target has some: cos x = Σ (−y)^k/(2k)!, and 1/(1 + c x²) = 1/(1 + c y).
struct Curve: Sendable {
  enum Kind: Sendable {
    case target(ApproximationTarget)
    /// Σ (−y)^k/(2k)! for 0 ≤ y < 10.
    case cosineOfRoot
    /// 1/(1 + c y) for y ≥ 0, with c > 0.
    case hyperbola(Rational)
  }

  let kind: Kind
  /// Where.
  let domain: RationalInterval
  /// The stretches of one curvature; between neighbours may be a gap of less than 2^−`bits`.
  let stretches: [CurvatureStretch]
  /// The digits of enclosures.
  let bits: Int
  /// The same function in doubles.
  let guide: FunctionGuide

  /// A target of one input.
  init(_ target: ApproximationTarget, on domain: RationalInterval, bits: Int) {
    kind = .target(target)
    (self.domain, self.bits) = (domain, bits)
    stretches = target.curvatureStretches(on: domain, bits: bits)
    if let polynomial = target.polynomial {
      guide = FunctionGuide(polynomial)
    } else {
      guide = FunctionGuide(target.elementary ?? .exp)
    }
  }

  /// cos √y.
  ///
  /// F″ = Σ k (k − 1) (−1)^k y^(k−2)/(2k)! alternates, and for y < 10 its terms fall: the ratio of
  /// neighbours is (k + 1)/(k − 1) · y/((2k + 1)(2k + 2)) ≤ y/10. So F is convex.
  init(cosineOfRootUpTo end: Rational, bits: Int) {
    precondition(end < 10, "the cosine of a root beyond 10")
    self.init(convex: .cosineOfRoot, upTo: end, bits: bits, guide: .cosineOfRoot)
  }

  /// 1/(1 + c y), convex for y ≥ 0.
  init(hyperbola factor: Rational, upTo end: Rational, bits: Int) {
    self.init(
      convex: .hyperbola(factor), upTo: end, bits: bits, guide: FunctionGuide(hyperbola: factor))
  }

  private init(convex kind: Kind, upTo end: Rational, bits: Int, guide: FunctionGuide) {
    self.kind = kind
    domain = RationalInterval(0, end)
    stretches = [CurvatureStretch(range: domain, curvature: .positive)]
    (self.bits, self.guide) = (bits, guide)
  }

  /// Encloses f or f′ at a point of the domain, to a width of about 2^−`bits`.
  func enclosure(at x: Rational, derivative order: Int = 0) -> RationalInterval {
    switch kind {
    case .target(let target):
      return target.enclosure(at: x, derivative: order, bits: bits).rounded(fractionBits: bits + 2)
    case .cosineOfRoot: return Self.cosineOfRoot(x, derivative: order, bits: bits)
    case .hyperbola(let factor):
      let value = 1 / (1 + factor * x)
      let exact = order == 0 ? value : -factor * value * value
      return RationalInterval(exact).rounded(fractionBits: bits + 2)
    }
  }

  /// An interval that holds f′ on an interval of the domain.
  func slopes(on interval: RationalInterval) -> RationalInterval {
    if case .target(let target) = kind {
      return target.enclosure(on: interval, derivative: 1, bits: bits)
    }
    // Convex: the slope rises.
    return enclosure(at: interval.lower, derivative: 1).hull(
      with: enclosure(at: interval.upper, derivative: 1))
  }

  /// Partial sums of Σ (−y)^k/(2k)! or of its derivative −Σ (k + 1) (−y)^k/(2k + 2)!.
  ///
  /// For 0 ≤ y < 10 and k ≥ 2 the terms alternate and fall (each is at most y/12 · 3/2 of the one
  /// before), so that the first omitted one bounds the rest.
  private static func cosineOfRoot(
    _ y: Rational, derivative order: Int, bits: Int
  ) -> RationalInterval {
    let unit = Rational(dyadicNumerator: 1, fractionBits: bits + 8)
    let short = RationalInterval(y).rounded(fractionBits: bits + 8)
    // |F′| ≤ 1/2 and |F″| ≤ 1/12 turn the rounding of y into at most half of its width.
    let point = short.lower
    var term: Rational = 1
    var sum: Rational = 0
    var k = 0
    while true {
      let size = order == 0 ? term : -term * Rational(k + 1, (2 * k + 1) * (2 * k + 2))
      if k >= 2 && size.magnitude <= unit {
        let slack = size.magnitude + short.width + Rational(2 * k + 2) * unit
        return RationalInterval(sum - slack, sum + slack)
      }
      sum += size
      term *= -point / Rational((2 * k + 1) * (2 * k + 2))
      // Rounding a term by less than a unit moves all later ones by less: y/12 < 1 from k = 1 on.
      term = RationalInterval(term).rounded(fractionBits: bits + 8).lower
      k += 1
    }
  }
}
