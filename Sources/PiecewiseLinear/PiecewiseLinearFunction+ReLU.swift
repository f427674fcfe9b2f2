internal import ExactNumbers

extension PiecewiseLinearFunction {
  /// The positive part x ↦ max(0, f(x)).
  ///
  /// - Returns: the function after a ReLU: at most 2 pieces for 1, at most p + 1 + ⌊p/2⌋ for
  ///   p ≥ 2.
  /// - Complexity: O(pieces).
  public func relu() -> PiecewiseLinearFunction {
    splitAtZeros { $0 == .positive ? $1 : .zero }
  }

  /// The absolute value x ↦ |f(x)|.
  ///
  /// - Returns: the function with its negative parts turned up.
  /// - Complexity: O(pieces).
  public func absoluteValue() -> PiecewiseLinearFunction {
    splitAtZeros { sign, part in
      sign == .positive ? part : AffinePart(slope: -part.slope, intercept: -part.intercept)
    }
  }

  /// The greater of two functions at every point.
  ///
  /// - Parameter other: a function on the same domain.
  /// - Returns: x ↦ max(f(x), g(x)).
  /// - Precondition: the two domains are equal.
  /// - Complexity: O(p + q).
  public func pointwiseMaximum(with other: PiecewiseLinearFunction) -> PiecewiseLinearFunction {
    other + (self - other).relu()
  }

  /// The lesser of two functions at every point.
  ///
  /// - Parameter other: a function on the same domain.
  /// - Returns: x ↦ min(f(x), g(x)).
  /// - Precondition: the two domains are equal.
  /// - Complexity: O(p + q).
  public func pointwiseMinimum(with other: PiecewiseLinearFunction) -> PiecewiseLinearFunction {
    self - (self - other).relu()
  }

  /// Cuts every piece at its zero and rewrites each half by the sign it has inside.
  private func splitAtZeros(
    _ rewrite: (Sign, AffinePart) -> AffinePart
  ) -> PiecewiseLinearFunction {
    var builder = PieceBuilder(on: domain)
    for (index, part) in parts.enumerated() {
      let (start, end) = (start(ofPart: index), end(ofPart: index))
      guard let zero = part.preimage(of: 0).map(ExtendedRational.finite) else {
        builder.append(rewrite(part.intercept.sign, part), from: start)
        continue
      }
      if start < zero { builder.append(rewrite(-part.slope.sign, part), from: start) }
      if zero < end { builder.append(rewrite(part.slope.sign, part), from: max(start, zero)) }
    }
    return builder.build()
  }
}
