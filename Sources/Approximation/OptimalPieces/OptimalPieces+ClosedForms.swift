internal import ExactNumbers

extension ApproximationTarget {
  /// The fewest pieces where a formula gives them, else `nil`.
  func closedOptimalPieces(on domain: RationalInterval, error: Rational) -> OptimalPieces? {
    switch kind {
    case .product: return nil
    case .polynomial(let polynomial):
      guard polynomial.degree <= 2 else { return nil }
      return OptimalPieces(
        count: OptimalPieces.quadratic(polynomial[2].magnitude, on: domain, error: error),
        isExact: true)
    case .enclosed(let function):
      switch function.elementary {
      case .log1p: return .logarithm(on: domain, error: error)
      case .sqrt: return .squareRoot(on: domain, error: error)
      case .reciprocal1p: return .reciprocal(on: domain, error: error)
      case .exp, .sin, .cos, .lorentz, .runge, nil: return nil
      }
    }
  }
}

extension OptimalPieces {
  /// c x²: the chord gap on a piece of length h is c h²/4 wherever it stands, so N equal pieces are
  /// best, and N is the least with c L² ≤ 8 E N².
  fileprivate static func quadratic(
    _ c: Rational, on domain: RationalInterval, error: Rational
  ) -> Integer {
    let square = (c * domain.width * domain.width / (8 * error)).ceiling
    let root = square.squareRootFloor
    return max(root * root == square ? root : root + 1, 1)
  }

  /// √x: with √x = 4 E (s² − 1/4), a piece goes from s to s + 1.
  ///
  /// From u = √a to v = √b the chord is farthest below the graph at √x = (u + v)/2, by
  /// (v − u)² / (4 (u + v)). With e = 4 E, u = e (s² − 1/4) and v = e ((s + 1)² − 1/4), that is
  /// e² (2 s + 1)² / (4 · (e/2) (2 s + 1)²) = e/2 = 2 E.
  fileprivate static func squareRoot(
    on domain: RationalInterval, error: Rational
  ) -> OptimalPieces {
    func parameter(_ x: Rational, _ bits: Int) -> RationalInterval {
      let square = FixedPoint.squareRoot(x, bits: bits) * (1 / (4 * error)) + Rational(1, 4)
      return FixedPoint.squareRoot(square.lower, bits: bits)
        .hull(with: FixedPoint.squareRoot(square.upper, bits: bits))
    }
    return OptimalPieces(ceilingOf: { bits in
      let digits = bits + Rational.one.dividedBits(by: error)
      return parameter(domain.upper, digits) - parameter(domain.lower, digits)
    })
  }

  /// 1/y, y = 1 + x: a piece goes from w = 1/√y to w − √(2 E).
  ///
  /// From a to b the chord 1/a + 1/b − y/(a b) is farthest above the graph at y = √(a b), by
  /// 1/a + 1/b − 2/√(a b) = (1/√a − 1/√b)². Left of −1 the graph is the same, turned.
  fileprivate static func reciprocal(
    on domain: RationalInterval, error: Rational
  ) -> OptimalPieces {
    let ends = (domain + 1).absoluteValues
    return OptimalPieces(ceilingOf: { bits in
      FixedPoint.squareRoot(1 / (2 * error * ends.lower), bits: bits)
        - FixedPoint.squareRoot(1 / (2 * error * ends.upper), bits: bits)
    })
  }

  /// ln y, y = 1 + x: the gap of a piece depends on the ratio of its ends alone, so N pieces of
  /// equal ratio are best.
  ///
  /// On a piece from y to y exp τ the chord has slope m/y with m = τ / (exp τ − 1), and the graph
  /// is farthest above it at y/m, by m − 1 − ln m. N is the least for which that is at most 2 E
  /// with τ = ln((1 + b)/(1 + a)) / N.
  fileprivate static func logarithm(
    on domain: RationalInterval, error: Rational
  ) -> OptimalPieces {
    let ratio = (1 + domain.upper) / (1 + domain.lower)
    return OptimalPieces(leastWith: { count in
      // m − 1 − ln m is about τ²/8, and m loses the digits of τ once.
      for bits in [32, 128, 1024] {
        let digits = bits + 2 * Rational.one.dividedBits(by: error) + 2 * count.bitLength
        let tau = ElementaryFunction.logarithm(ratio, bits: digits) * Rational(1, count)
        let rise = ElementaryFunction.exp.range(on: tau, derivative: 0, bits: digits) - 1
        guard tau.lower.sign == .positive, rise.lower.sign == .positive else { continue }
        let m = (tau / rise).rounded(fractionBits: digits)
        guard m.lower.sign == .positive else { continue }
        let logs = ElementaryFunction.logarithm(m.lower, bits: digits)
          .hull(with: ElementaryFunction.logarithm(m.upper, bits: digits))
        let gap = m - 1 - logs
        if gap.upper <= 2 * error { return true }
        if gap.lower > 2 * error { return false }
      }
      return nil
    })
  }
}
