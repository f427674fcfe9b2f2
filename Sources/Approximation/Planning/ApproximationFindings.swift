public import ExactNumbers
internal import LinearPieces
internal import LinearRegions
internal import ReLUNetworks

/// What is known of a plan's network: its error, its pieces, and how few there could be.
public struct ApproximationFindings: Hashable, Sendable {
  /// A proved bound of the sup error: from the construction, or a closer certificate.
  public let errorBound: Rational
  /// The sup error itself where it is known exactly and rational.
  public let errorAttained: Rational?
  /// The linear pieces of the network, for two inputs its linear regions; `nil` where they are too
  /// many to be visited, or for more inputs.
  public let pieces: Integer?
  /// The fewest pieces of any continuous piecewise-linear function with the error asked for, or
  /// with ``errorBound`` where a size was asked for; `nil` for several inputs.
  public let optimalPieces: OptimalPieces?
  /// The fewest hidden neurons of any network with that error and this depth; `nil` for several
  /// inputs.
  public let neuronLowerBound: Integer?

  /// The most pieces that are visited one by one, by what the target needs at least.
  static let visitedPieces = 100_000
}

extension ApproximationPlan {
  /// Counts the network's pieces, certifies its error where that is not exact already, and finds
  /// how small it could be.
  ///
  /// What would take a visit to millions of pieces is left out; self-similar networks are folded
  /// however many pieces they have.
  /// - Parameter isCancelled: asked now and then; true leaves out what is not known by then.
  /// - Returns: the findings; all but ``ApproximationFindings/pieces`` and the closeness of the
  ///   error bound are the same whether cancelled or not.
  /// - Throws: ``ApproximationError`` where the target's optimum cannot be found.
  public func findings(
    isCancelled: @escaping @Sendable () -> Bool = { false }
  ) throws(ApproximationError) -> ApproximationFindings {
    let expected = try leastPieces(error: network.errorBound)
    let isVisited = expected <= Integer(ApproximationFindings.visitedPieces)
    var (bound, attained) = (network.errorBound, network.isErrorExact ? network.errorBound : nil)
    var pieces: Integer?
    if !network.isErrorExact, isVisited, network.domain.count <= 2 {
      let certificate = try network.network.supError(
        against: request.target, on: network.domain, isCancelled: isCancelled)
      bound = min(bound, certificate.upper)
      if certificate.lower == certificate.upper { attained = certificate.upper }
      if network.domain.count == 1 { pieces = certificate.pieces }
    }
    let optimal = try optimum(error: goalError ?? bound)
    return ApproximationFindings(
      errorBound: bound, errorAttained: attained,
      pieces: pieces ?? countedPieces(isVisited: isVisited, isCancelled), optimalPieces: optimal,
      neuronLowerBound: optimal.map {
        OptimalPieces.leastNeurons(pieces: $0.count, depth: network.depth)
      })
  }

  private var goalError: Rational? {
    guard case .error(let error) = request.demand else { return nil }
    return error
  }

  private func optimum(error: Rational) throws(ApproximationError) -> OptimalPieces? {
    guard request.domain.count == 1, error.sign == .positive else { return nil }
    return try request.target.optimalPieces(on: request.domain[0], error: error)
  }

  /// About how many pieces a network of that error has at least.
  ///
  /// In the plane a region of a good network for xy has the area 8E; that is a guide, and all that
  /// hangs on it is whether pieces are counted.
  private func leastPieces(error: Rational) throws(ApproximationError) -> Integer {
    guard error.sign == .positive else { return 1 }
    if let optimal = try optimum(error: error) { return optimal.count }
    let area = try SquareSizes.bounded(request.domain, inputs: request.domain.count)
      .reduce(Rational.one) { $0 * $1.width }
    return (area / (8 * error)).ceiling
  }

  private func countedPieces(
    isVisited: Bool, _ isCancelled: @escaping @Sendable () -> Bool
  ) -> Integer? {
    switch network.domain.count {
    case 1:
      let request = PieceCountRequest(
        counts: [.linearPieces], method: isVisited ? .automatic : .fold, isCancelled: isCancelled)
      guard let counts = try? network.network.pieceCounts(on: network.domain[0], request),
        counts.isComplete
      else { return nil }
      return counts.linearPieces
    case 2 where isVisited:
      let request = RegionCountRequest(counts: [.linearRegions], isCancelled: isCancelled)
      guard let counts = try? network.network.regionCounts(in: network.domain, request),
        counts.isComplete
      else { return nil }
      return counts.linearRegions
    default: return nil
    }
  }
}
