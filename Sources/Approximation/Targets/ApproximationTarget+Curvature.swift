public import ExactNumbers

/// An interval on which a function is convex or concave.
public struct CurvatureStretch: Hashable, Sendable {
  /// Where.
  public let range: RationalInterval
  /// The sign of the second derivative inside: positive where the function is convex, zero where
  /// it is affine.
  public let curvature: Sign
}

extension ApproximationTarget {
  /// Encloses the points inside an interval where the second derivative changes its sign.
  ///
  /// - Parameters:
  ///   - interval: where.
  ///   - bits: how narrow the enclosures are.
  /// - Returns: ascending, disjoint enclosures of width at most 2^−`bits`, one for each point, and
  ///   one point where it is rational; none touches an end of the interval. For the caller's own
  ///   function the parts between stretches on which its enclosures prove a sign.
  /// - Precondition: one input; defined on the interval.
  public func inflections(on interval: RationalInterval, bits: Int) -> [RationalInterval] {
    requireOneInput()
    guard interval.lower < interval.upper else { return [] }
    switch kind {
    case .product: return []
    case .polynomial(let polynomial):
      return polynomial.derivative(order: 2).signChanges(on: interval, bits: bits)
    case .enclosed(let enclosed):
      guard let function = enclosed.elementary else {
        let stretches = enclosed.curvatureStretches(on: interval, bits: bits)
        return zip(stretches, stretches.dropFirst()).map {
          RationalInterval($0.range.upper, $1.range.lower)
        }
      }
      switch function {
      case .exp, .log1p, .reciprocal1p, .sqrt: return []
      case .sin: return ElementaryFunction.sineZeros(in: interval, quarterTurns: 0, bits: bits)
      case .cos: return ElementaryFunction.sineZeros(in: interval, quarterTurns: 1, bits: bits)
      case .lorentz, .runge:
        // f″ = 2 c (3 c x² − 1) / (1 + c x²)³.
        let sign = Polynomial([-1, 0, 3 * function.lorentzFactor])
        return sign.signChanges(on: interval, bits: bits)
      }
    }
  }

  /// The stretches of an interval on which the target is convex, concave or affine.
  ///
  /// Neighbours meet in an inflection point where that is rational; otherwise they leave out its
  /// enclosure, of width at most 2^−`bits`. For the caller's own function the stretches are those
  /// on which enclosures of f″ prove a sign: neighbours may have the same one, the first and the
  /// last need not reach the ends, and there is none where f″ is unknown.
  /// - Parameters:
  ///   - interval: where.
  ///   - bits: how narrow the gaps are.
  /// - Returns: the stretches in order, with signs in turn.
  /// - Precondition: one input; defined on the interval; the interval is not one point.
  public func curvatureStretches(
    on interval: RationalInterval, bits: Int
  ) -> [CurvatureStretch] {
    if let enclosed, enclosed.elementary == nil {
      return enclosed.curvatureStretches(on: interval, bits: bits)
    }
    let gaps = inflections(on: interval, bits: bits)
    let starts = [interval.lower] + gaps.map(\.upper)
    let ends = gaps.map(\.lower) + [interval.upper]
    return zip(starts, ends).map {
      let range = RationalInterval($0, $1)
      return CurvatureStretch(range: range, curvature: curvature(inside: range))
    }
  }

  /// The sign of f″ inside a stretch without changes of sign.
  private func curvature(inside range: RationalInterval) -> Sign {
    switch elementary {
    case .exp: return .positive
    case .log1p, .sqrt: return .negative
    case .reciprocal1p: return (1 + range.upper).sign == .positive ? .positive : .negative
    case .sin, .cos, .lorentz, .runge, nil: return sampledCurvature(inside: range)
    }
  }

  /// The sign of f″ at some point where it is not 0.
  private func sampledCurvature(inside range: RationalInterval) -> Sign {
    if let polynomial, polynomial.degree < 2 { return .zero }
    var parts = 2
    while true {
      // A root of f″ without change of sign may stand at one of these points, not at all.
      for k in 1..<parts {
        let x = range.lower + range.width * Rational(k, parts)
        let value = enclosure(at: x, derivative: 2, bits: 32 * parts)
        if let sign = value.sign, sign != .zero { return sign }
      }
      parts += 1
    }
  }
}
