internal import ExactNumbers
internal import ReLUNetworks

extension ApproximationScheme {
  /// The network for a request, or a smaller one made for a larger error whose certificate is
  /// within the error asked for.
  ///
  /// The bound of a program of squares adds up what its squares may do wrong at worst; together
  /// they do less. So it is built for errors up to twice as large, and the finished network's sup
  /// error is proved from its pieces. Neurons fall as the error grows, so halving finds about the
  /// largest error that holds.
  func refinedNetwork(
    for request: ApproximationRequest, minimizing goal: ApproximationGoal, neuronLimit: Int?,
    _ isCancelled: () -> Bool
  ) throws(ApproximationError) -> ApproximationNetwork {
    var best = try network(
      for: request, minimizing: goal, neuronLimit: neuronLimit, isCancelled: isCancelled)
    guard case .error(let error) = request.demand, hasLooseBound(for: request),
      best.errorBound.sign == .positive,
      neuronLimit.map({ best.neuronCount <= $0 + $0 / 8 }) ?? true
    else { return best }
    var (low, high) = (Rational(1), Rational(2))
    for _ in 0..<Self.refinementCount {
      if isCancelled() { break }
      let factor = (low + high) / 2
      guard
        let looser = try? network(
          for: request.asking(error: error * factor), minimizing: goal, isCancelled: isCancelled),
        goal.size(of: looser)[0] < goal.size(of: best)[0]
      else {
        low = factor
        continue
      }
      switch looser.certified(against: request.target, within: error, isCancelled) {
      case .proved(let certified): (best, low) = (certified, factor)
      case .tooFar: high = factor
      case .tooLarge: return best
      }
    }
    return best
  }

  /// The larger errors that are tried.
  private static let refinementCount = 5
  /// The most pieces that a proof visits for one of them: some seconds for a polynomial of degree 10.
  fileprivate static let refinementPieces = 8_000

  /// Whether the construction's own bound may be far above the sup error of a network that can be
  /// certified piece by piece.
  private func hasLooseBound(for request: ApproximationRequest) -> Bool {
    guard request.target.inputCount == 1 else { return false }
    switch self {
    case .squareChain, .chebyshev, .productTree, .binaryPowers, .minimax, .taylor: return true
    default: return false
    }
  }
}

/// What became of the proof that a network is within an error.
private enum ErrorProof {
  /// The network with the bound that is proved.
  case proved(ApproximationNetwork)
  /// It is farther from the target.
  case tooFar
  /// It has too many pieces to be visited.
  case tooLarge
}

extension ApproximationNetwork {
  /// The same network with the bound that its certificate proves, if that is at most an error.
  fileprivate func certified(
    against target: ApproximationTarget, within error: Rational, _ isCancelled: () -> Bool
  ) -> ErrorProof {
    guard let box = try? target.requireDefined(on: domain) else { return .tooLarge }
    let certificate = network.streamedSupError(
      TargetError(target, on: box[0]), on: box[0], relativeWidth: Rational(1, 1 << 20),
      ceiling: error, pieceLimit: ApproximationScheme.refinementPieces, fallback: { errorBound },
      isCancelled: isCancelled)
    if certificate.lower > error { return .tooFar }
    guard certificate.isComplete else { return .tooLarge }
    guard certificate.upper <= error else { return .tooFar }
    return .proved(
      ApproximationNetwork(
        network: network, scheme: scheme + ", certified", domain: domain,
        errorBound: certificate.upper, isErrorExact: certificate.lower == certificate.upper))
  }
}
