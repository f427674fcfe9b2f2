public import ExactNumbers

/// What there is to know of an arrangement from its characteristic polynomial.
public struct ArrangementCounts: Hashable, Sendable {
  /// The regions: |χ(−1)|, or a proved lower bound if the count was stopped.
  public let regions: Integer
  /// The relatively bounded regions: |χ(1)|; nil if the count was stopped.
  public let boundedRegions: Integer?
  /// The coefficients of χ, the constant one first; nil if the count was stopped.
  public let characteristicPolynomial: [Integer]?
  /// The dimension that the normals span.
  public let rank: Int
  /// The dimension of the space.
  public let dimension: Int
  /// The method that was used.
  public let method: CountMethod

  /// Whether the count came to its end.
  public var isComplete: Bool { characteristicPolynomial != nil }

  /// From w₀, …, w_r, which are lower bounds if not complete: χ(t) = Σ (−1)^k w_k t^{d−k}.
  init(
    whitneyNumbers numbers: [Integer], rank: Int, dimension: Int, method: CountMethod,
    isComplete: Bool = true
  ) {
    self.rank = rank
    self.dimension = dimension
    self.method = method
    regions = numbers.reduce(.zero, +)
    guard isComplete else {
      boundedRegions = nil
      characteristicPolynomial = nil
      return
    }
    let signed = numbers.enumerated().map { $0.offset % 2 == 0 ? $0.element : -$0.element }
    boundedRegions = signed.reduce(.zero, +).magnitude
    characteristicPolynomial =
      [Integer](repeating: 0, count: dimension - rank) + signed.prefix(rank + 1).reversed()
  }

  /// The Whitney numbers of the first kind without their signs: w_k is the sum of |μ| over the
  /// flats of codimension k; nil if the count was stopped.
  public var whitneyNumbers: [Integer]? {
    characteristicPolynomial.map { $0.suffix(rank + 1).reversed().map(\.magnitude) }
  }
}
