public import ExactNumbers

extension PiecewiseLinearFunction {
  /// The pointwise sum, with at most p + q − 1 pieces for p and q.
  ///
  /// - Precondition: the two domains are equal.
  /// - Complexity: O(p + q).
  public static func + (
    lhs: PiecewiseLinearFunction, rhs: PiecewiseLinearFunction
  ) -> PiecewiseLinearFunction {
    lhs.merged(with: rhs) {
      AffinePart(slope: $0.slope + $1.slope, intercept: $0.intercept + $1.intercept)
    }
  }

  /// The pointwise difference, with at most p + q − 1 pieces for p and q.
  ///
  /// - Precondition: the two domains are equal.
  /// - Complexity: O(p + q).
  public static func - (
    lhs: PiecewiseLinearFunction, rhs: PiecewiseLinearFunction
  ) -> PiecewiseLinearFunction {
    lhs.merged(with: rhs) {
      AffinePart(slope: $0.slope - $1.slope, intercept: $0.intercept - $1.intercept)
    }
  }

  /// The function with its values negated.
  public static prefix func - (operand: PiecewiseLinearFunction) -> PiecewiseLinearFunction {
    operand.scaled(by: -1)
  }

  /// The function with its values multiplied by a number.
  ///
  /// - Parameter factor: any number; 0 gives the constant 0 with one piece.
  /// - Returns: x ↦ factor · f(x).
  /// - Complexity: O(pieces).
  public func scaled(by factor: Rational) -> PiecewiseLinearFunction {
    guard factor.sign != .zero else { return .constant(0, on: domain) }
    return PiecewiseLinearFunction(
      domain: domain, breakpoints: breakpoints,
      parts: parts.map {
        AffinePart(slope: factor * $0.slope, intercept: factor * $0.intercept)
      })
  }

  /// The function with a number added to its values.
  ///
  /// - Parameter offset: the number to add.
  /// - Returns: x ↦ f(x) + offset.
  /// - Complexity: O(pieces).
  public func shifted(by offset: Rational) -> PiecewiseLinearFunction {
    PiecewiseLinearFunction(
      domain: domain, breakpoints: breakpoints,
      parts: parts.map { AffinePart(slope: $0.slope, intercept: $0.intercept + offset) })
  }

  /// Joins the pieces of two functions of the same domain, one walk over both.
  private func merged(
    with other: PiecewiseLinearFunction, _ join: (AffinePart, AffinePart) -> AffinePart
  ) -> PiecewiseLinearFunction {
    precondition(
      domain == other.domain,
      "functions on \(domain) and \(other.domain) cannot be added: restrict them first")
    var builder = PieceBuilder(on: domain)
    var (mine, theirs) = (0, 0)
    var start = domain.lower
    while true {
      builder.append(join(parts[mine], other.parts[theirs]), from: start)
      let (myEnd, theirEnd) = (end(ofPart: mine), other.end(ofPart: theirs))
      start = min(myEnd, theirEnd)
      guard start < domain.upper else { return builder.build() }
      if myEnd == start { mine += 1 }
      if theirEnd == start { theirs += 1 }
    }
  }
}
