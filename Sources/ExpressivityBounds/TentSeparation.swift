public import ExactNumbers

/// How far every function with few breakpoints stays from a sawtooth, exactly.
///
/// The sawtooth of depth H has 2^H pieces and 2^{H−1} teeth of height 1 on [0, 1]. A tooth free
/// of breakpoints is at best matched by the constant 1/2, which costs a quarter of its width in
/// L¹, a twelfth in squared L² and 1/2 in the sup; n breakpoints spoil at most n teeth.
public struct TentSeparation: Hashable, Sendable {
  /// The depth H of the sawtooth.
  public let depth: Int

  /// The separation from the sawtooth of 2^`depth` pieces.
  ///
  /// - Parameter depth: H, at least 1.
  /// - Precondition: `depth` ≥ 1.
  public init(depth: Int) {
    precondition(depth >= 1, "a sawtooth has depth 1 or more, not \(depth)")
    self.depth = depth
  }

  /// The number of teeth, 2^{H−1}.
  public var toothCount: Integer { Integer.one << (depth - 1) }

  /// A lower bound on ∫₀¹ |f − g| for every g with n breakpoints in (0, 1).
  ///
  /// - Parameter breakpoints: n, at least 0.
  /// - Returns: (1/4) (1 − n / 2^{H−1}), or 0 where that is negative.
  /// - Precondition: `breakpoints` ≥ 0.
  /// - Source: proof in Docs/bounds.md.
  public func meanErrorLowerBound(breakpoints: Integer) -> Rational {
    freeTeeth(breakpoints) / 4
  }

  /// A lower bound on ∫₀¹ (f − g)² for every g with n breakpoints in (0, 1).
  ///
  /// - Parameter breakpoints: n, at least 0.
  /// - Returns: (1/12) (1 − n / 2^{H−1}), or 0 where that is negative.
  /// - Precondition: `breakpoints` ≥ 0.
  /// - Source: proof in Docs/bounds.md.
  public func meanSquaredErrorLowerBound(breakpoints: Integer) -> Rational {
    freeTeeth(breakpoints) / 12
  }

  /// A lower bound on max |f − g| over [0, 1] for every g with n breakpoints in (0, 1).
  ///
  /// - Parameter breakpoints: n, at least 0.
  /// - Returns: 1/2 where n < 2^{H−1}, else 0.
  /// - Precondition: `breakpoints` ≥ 0.
  /// - Source: proof in Docs/bounds.md.
  public func maximumErrorLowerBound(breakpoints: Integer) -> Rational {
    freeTeeth(breakpoints) > 0 ? Rational(1, 2) : 0
  }

  /// A lower bound on ∫₀¹ |f − g| for every network g of given widths.
  ///
  /// - Parameter widths: one input and the hidden widths of g.
  /// - Returns: the bound for as many breakpoints as such a network can have at most.
  /// - Precondition: `widths` has one input.
  public func meanErrorLowerBound(forWidths widths: Widths) -> Rational {
    precondition(widths.inputs == 1, "the sawtooth has one input, not \(widths.inputs)")
    return meanErrorLowerBound(breakpoints: widths.maximumUpperBound() - 1)
  }

  /// The share of teeth that n breakpoints must leave free: 1 − n / 2^{H−1}, at least 0.
  private func freeTeeth(_ breakpoints: Integer) -> Rational {
    precondition(breakpoints >= 0, "a function cannot have \(breakpoints) breakpoints")
    guard breakpoints < toothCount else { return 0 }
    return Rational(toothCount - breakpoints, toothCount)
  }
}
