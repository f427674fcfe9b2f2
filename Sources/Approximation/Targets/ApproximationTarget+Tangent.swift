public import ExactNumbers

extension ApproximationTarget {
  /// Encloses the point of a convex or concave stretch where the target has a given slope.
  ///
  /// There the graph lies farthest from a chord of that slope.
  /// - Parameters:
  ///   - slope: the value of the derivative.
  ///   - stretch: where f″ has one sign and is 0 at most at single points.
  ///   - bits: how narrow.
  /// - Returns: `nil` if it is proved that no point of the stretch has the slope; otherwise an
  ///   interval within the stretch, of width at most 2^−`bits`, that holds the point if there is
  ///   one. One point where that is rational, except for sin, cos, lorentz and runge. Wider where
  ///   the enclosures of the caller's own function stay too wide.
  /// - Precondition: one input; defined on the stretch; the stretch is not one point.
  /// - Complexity: closed forms, or a few steps of the interval Newton method, which doubles the
  ///   digits each time.
  public func tangentPoint(
    slope: Rational, on stretch: RationalInterval, bits: Int
  ) -> RationalInterval? {
    requireOneInput()
    switch kind {
    case .product: return nil
    case .polynomial(let polynomial):
      let equation = polynomial.derivative - Polynomial(constant: slope)
      let width = Rational(dyadicNumerator: 1, fractionBits: bits)
      if equation.isZero { return RationalInterval(stretch.lower) }
      return equation.realRoots(on: stretch).first?.refined(toWidth: width).enclosure
    case .enclosed(let enclosed):
      switch enclosed.elementary {
      case .sin, .cos, .lorentz, .runge, nil:
        return newtonTangent(slope: slope, on: stretch, bits: bits)
      case .some(let function):
        return function.closedTangent(slope: slope, on: stretch, bits: bits)?
          .intersection(with: stretch)
      }
    }
  }

  /// So many more digits than asked for are tried.
  private static let spareDigits = 1024

  /// The interval Newton method for f′(x) = s.
  ///
  /// For a point m and the root x of an interval X, f′(m) − s = f″(ξ) (m − x) with ξ in X, so x
  /// lies in m − (f′(m) − s) / f″(X). Where f″(X) may be 0, the sign of f′(m) − s halves X.
  /// - Source: Moore 1966, Interval Analysis.
  private func newtonTangent(
    slope: Rational, on stretch: RationalInterval, bits: Int
  ) -> RationalInterval? {
    let width = Rational(dyadicNumerator: 1, fractionBits: bits)
    let ends = [stretch.lower, stretch.upper].map {
      enclosure(at: $0, derivative: 1, bits: bits + 8)
    }
    guard ends[0].hull(with: ends[1]).contains(slope) else { return nil }
    let isRising = ends[0].lower + ends[0].upper < ends[1].lower + ends[1].upper
    var digits = bits + 8
    var root = stretch
    while root.width > width {
      let middle = RationalInterval(root.midpoint).rounded(fractionBits: bits + 4).lower
      let excess = enclosure(at: middle, derivative: 1, bits: digits) - slope
      var next = root
      if let curvature = quickEnclosure(on: root, derivative: 2, bits: digits),
        !curvature.contains(0)
      {
        let step = (excess / curvature).rounded(fractionBits: bits + 4)
        guard let kept = (-step + middle).intersection(with: root) else { return nil }
        next = kept
      }
      if 2 * next.width > root.width, let sign = excess.sign, root.contains(middle) {
        // x lies left of m where f′ rises and f′(m) > s, or falls and f′(m) < s.
        let isLeft = (sign == .positive) == isRising
        let half =
          isLeft
          ? RationalInterval(root.lower, middle) : RationalInterval(middle, root.upper)
        guard let kept = next.intersection(with: half) else { return nil }
        next = sign == .zero ? RationalInterval(middle) : kept
      }
      if next == root { digits += 32 }
      if digits > bits + Self.spareDigits { return next }
      root = next
    }
    return root
  }
}

extension ElementaryFunction {
  /// The x with f′(x) = s where a formula gives it, on the side of −1 where the stretch is.
  func closedTangent(
    slope: Rational, on stretch: RationalInterval, bits: Int
  ) -> RationalInterval? {
    switch self {
    case .exp:
      return slope.sign == .positive ? ElementaryFunction.logarithm(slope, bits: bits) : nil
    case .log1p: return slope.sign == .zero ? nil : RationalInterval(1 / slope - 1)
    case .sqrt: return slope.sign == .positive ? RationalInterval(1 / (4 * slope * slope)) : nil
    case .reciprocal1p:
      guard slope.sign == .negative else { return nil }
      // (1 + x)² = −1/s.
      let root = FixedPoint.squareRoot(-1 / slope, bits: bits)
      return (stretch.lower > -1 ? root : -root) - 1
    case .sin, .cos, .lorentz, .runge: return nil
    }
  }
}
