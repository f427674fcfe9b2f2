public import ExactNumbers

/// A half-space of ℝᵈ: the points x with normal · x ≤ offset.
public struct HalfSpace: Hashable, Sendable {
  /// The hyperplane that bounds it.
  public let boundary: Hyperplane

  /// A half-space from its inequality.
  ///
  /// - Parameters:
  ///   - normal: one entry a coordinate, at least one of them not zero.
  ///   - offset: the right-hand side.
  /// - Throws: `ArrangementError.zeroNormal(row:)` with row 0.
  public init(normal: [Rational], offset: Rational) throws(ArrangementError) {
    boundary = try Hyperplane(normal: normal, offset: offset)
  }

  /// (c, a₁, …, a_d) in coprime integers with c + a · x ≥ 0 inside.
  var slackRow: [Integer] {
    let row = boundary.primitiveRow
    // The primitive row is a multiple of (−offset, normal): inside, that product is ≤ 0.
    guard let index = row.lastIndex(where: { $0.sign != .zero }) else { return row }
    let isPositive = boundary.normal[index - 1].sign == .positive
    return isPositive ? row.map { -$0 } : row
  }
}
