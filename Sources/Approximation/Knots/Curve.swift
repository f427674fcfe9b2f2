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
  /// The stretches of one curvature, at least one.
  ///
  /// Between neighbours, and at the ends for the caller's own function, may be gaps, most often of less
  /// than 2^−`bits`.
  let stretches: [CurvatureStretch]
  /// The digits of enclosures.
  let bits: Int
  /// The same function in doubles.
  let guide: FunctionGuide

  /// A target of one input.
  ///
  /// - Throws: ``ApproximationError/unknownCurvature(target:on:)`` where enclosures prove no sign of
  ///   f″ anywhere.
  init(
    _ target: ApproximationTarget, on domain: RationalInterval, bits: Int
  ) throws(ApproximationError) {
    kind = .target(target)
    (self.domain, self.bits) = (domain, bits)
    stretches =
      domain.width.sign == .zero
      ? [CurvatureStretch(range: domain, curvature: .zero)]
      : target.curvatureStretches(on: domain, bits: bits)
    guard !stretches.isEmpty else {
      throw .unknownCurvature(target: target.description, on: domain)
    }
    guide = FunctionGuide(target, on: domain)
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

  /// Bounds of how far a chord's line lies above the curve, without any knowledge of its curvature.
  ///
  /// From the distances at both ends the line minus f differs by at most f″ times (width)²/8, and by
  /// at most its slope times the width; and it lies between the line's range minus that of f. The
  /// first of the three that is known bounds it.
  ///
  /// - Parameters:
  ///   - ends: holds the distances at the ends.
  ///   - interval: where.
  ///   - line: the line's values there.
  ///   - slope: the line's slope.
  /// - Returns: an interval that holds every distance.
  func distances(
    ends: RationalInterval, on interval: RationalInterval, line: RationalInterval, slope: Rational
  ) -> RationalInterval {
    let width = interval.width
    if let bend = bounds(on: interval, derivative: 2) {
      let scale = width * width / 8
      return RationalInterval(
        ends.lower + min(bend.lower, 0) * scale, ends.upper + max(bend.upper, 0) * scale)
    }
    if let slopes = bounds(on: interval, derivative: 1) {
      let slack = (slopes.magnitude + slope.magnitude) * width
      return RationalInterval(ends.lower - slack, ends.upper + slack)
    }
    guard case .target(let target) = kind else { return ends }
    return line - target.enclosure(on: interval, bits: bits)
  }

  /// Encloses f″ or f′ on an interval; `nil` where nothing is known.
  private func bounds(
    on interval: RationalInterval, derivative order: Int
  ) -> RationalInterval? {
    guard case .target(let target) = kind else { return nil }
    return target.quickEnclosure(on: interval, derivative: order, bits: bits)
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

extension Curve {
  /// Whether the curve has one curvature, and no gap longer than an inflection leaves.
  var hasOneCurvature: Bool {
    guard stretches.count == 1, stretches[0].curvature != .zero else { return false }
    let gap = Rational(dyadicNumerator: 1, fractionBits: bits)
    return domain.width - stretches[0].range.width <= 2 * gap
  }

  /// Checks that a proof which failed on a cell did not fail for the width of enclosures alone.
  ///
  /// - Throws: ``ApproximationError/wideEnclosure(target:at:error:)``.
  func requireNarrow(on cell: RationalInterval, error: Rational) throws(ApproximationError) {
    guard case .target(let target) = kind, let function = target.enclosed,
      function.elementary == nil
    else { return }
    for place in [cell.lower, cell.upper, cell.midpoint] {
      let width = function.value(at: place, derivative: 0, bits: bits).width
      let tilt = function.enclosure(on: RationalInterval(place), derivative: 1, bits: bits)?.width
      guard width <= error, (tilt ?? 0) * cell.width <= error else {
        throw .wideEnclosure(target: target.description, at: place, error: error)
      }
    }
  }
}
