public import ExactNumbers

extension PiecewiseLinearFunction {
  /// The integral over the domain, exactly.
  ///
  /// - Returns: ∫ f, the sum of the pieces' trapezoids; of `absoluteValue()` it is the L¹ norm.
  /// - Precondition: the domain is bounded.
  /// - Complexity: O(pieces).
  public func integral() -> Rational {
    trapezoids { (left, right) in (left + right) / 2 }
  }

  /// The integral of the square over the domain, exactly: the squared L² norm.
  ///
  /// - Returns: ∫ f².
  /// - Precondition: the domain is bounded.
  /// - Complexity: O(pieces).
  public func squaredNorm() -> Rational {
    trapezoids { (left, right) in (left * left + left * right + right * right) / 3 }
  }

  /// Sums a mean over every piece, found from the values at its ends, times the piece's width.
  private func trapezoids(_ mean: (Rational, Rational) -> Rational) -> Rational {
    guard let lower = domain.lower.finiteValue, let upper = domain.upper.finiteValue else {
      preconditionFailure("the integral needs a bounded domain, not \(domain)")
    }
    var total = Rational.zero
    var left = lower
    for (part, right) in zip(parts, breakpoints + [upper]) {
      total += mean(part(left), part(right)) * (right - left)
      left = right
    }
    return total
  }
}
