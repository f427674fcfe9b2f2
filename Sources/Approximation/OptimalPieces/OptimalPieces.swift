public import ExactNumbers

/// The fewest pieces that a continuous piecewise-linear function needs to approximate a target.
public struct OptimalPieces: Hashable, Sendable {
  /// The fewest pieces if `isExact`, else a proved lower bound of them.
  public let count: Integer
  /// Whether the count is the fewest.
  public let isExact: Bool

  /// A count and whether it is exact.
  public init(count: Integer, isExact: Bool) {
    self.count = count
    self.isExact = isExact
  }
}

extension ApproximationTarget {
  /// The fewest linear pieces of any continuous function within some error of the target.
  ///
  /// Exact for convex and concave targets: there the best function on n pieces has the same
  /// largest distance 2 E between graph and chord on each, so pieces that reach as far as that
  /// distance allows are the fewest (Greedy), and lowering the chords by E makes them continuous.
  /// Closed forms decide x², log1p, sqrt and 1/(1 + x); for the others the last knot is enclosed
  /// from both sides. Otherwise the pieces of each convex or concave stretch are counted, and one
  /// is taken away for each inflection point, since one piece may serve both sides of it. For the
  /// caller's own function pieces are laid as far as some thousand; beyond, f″ alone bounds them.
  /// - Parameters:
  ///   - interval: where; bounded.
  ///   - error: E.
  /// - Returns: the count, exact or a lower bound; `nil` for a target of several inputs.
  /// - Throws: `ApproximationError` where the target is not defined on the interval or the error
  ///   is not above 0.
  /// - Complexity: closed forms, or about a thousand steps of a few enclosures, for any error.
  /// - Source: for the chord gap, Imai and Iri, An optimal algorithm for approximating a piecewise
  ///   linear function, J. Inform. Process. 9 (1986).
  public func optimalPieces(
    on interval: Interval, error: Rational
  ) throws(ApproximationError) -> OptimalPieces? {
    guard error.sign == .positive else { throw .errorNotPositive(error) }
    guard inputCount == 1 else { return nil }
    let domain = try requireDefined(on: [interval])[0]
    if let closed = closedOptimalPieces(on: domain, error: error) { return closed }
    let bits = Rational.one.dividedBits(by: error) + 64
    if enclosure(on: domain, bits: bits).width <= 2 * error {
      return OptimalPieces(count: 1, isExact: true)
    }
    if let waves = wavePieces(on: domain, error: error, bits: bits) { return waves }
    let stretches = curvatureStretches(on: domain, bits: bits)
    let pieces = optimalPieces(on: stretches, error: error)
    let isWhole = stretches.first?.range == domain
    return OptimalPieces(count: pieces.count, isExact: pieces.isExact && isWhole)
  }

  /// The same on neighbouring stretches, one less for each point where they meet.
  func optimalPieces(on stretches: [CurvatureStretch], error: Rational) -> OptimalPieces {
    var total = Integer.zero
    var isExact = stretches.count == 1
    for stretch in stretches {
      let pieces = optimalPieces(on: stretch, error: error)
      total += pieces.count
      isExact = isExact && pieces.isExact
    }
    return OptimalPieces(count: max(total - Integer(stretches.count - 1), 1), isExact: isExact)
  }

  /// The same on one convex or concave stretch.
  private func optimalPieces(on stretch: CurvatureStretch, error: Rational) -> OptimalPieces {
    guard stretch.curvature != .zero,
      let function = ConvexFunction(self, on: stretch, error: error)
    else { return OptimalPieces(count: 1, isExact: true) }
    if function.bits > ConvexFunction.bitLimit {
      // Numbers would become too long to lay pieces.
      return OptimalPieces(count: CurvatureCount(function).least(on: stretch.range), isExact: false)
    }
    return function.fewestPieces(on: stretch.range)
  }
}

extension Rational {
  /// The least n ≥ 0 with self / `other` < 2ⁿ, for positive numbers.
  func dividedBits(by other: Rational) -> Int { (self / other).floor.bitLength }
}
