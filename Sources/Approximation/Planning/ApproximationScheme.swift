/// A construction that a plan may choose.
public enum ApproximationScheme: String, CaseIterable, Hashable, Sendable {
  /// x² and xy by radix layers, radices chosen for the fewest neurons.
  case radix
  /// x² and xy by radix layers of radix 2: one level a layer.
  case binary
  /// One hidden layer: equal cells for x² and xy, free knots for other functions of one variable.
  case shallow
  /// Polynomials by completed squares and square roots of polynomials: the fewest squares.
  case squareChain = "square-chain"
  /// Polynomials by the recurrence of the Chebyshev polynomials.
  case chebyshev
  /// Polynomials by powers, each the product of two halves.
  case productTree = "product-tree"
  /// Polynomials by powers, each x times the one before.
  case powerChain = "power-chain"
  /// Polynomials by Horner's rule.
  case horner
  /// Products of three or more inputs by halves.
  case tree
  /// Products of three or more inputs one after another.
  case chain
  /// Functions of one variable by coarse knots, refined by a zigzag.
  case zigzag
}

extension ApproximationScheme {
  /// Whether the scheme makes networks for a request.
  ///
  /// - Parameter request: a target, its domain and an error or a size.
  /// - Returns: `false` where the scheme knows nothing of the target, or of levels.
  public func applies(to request: ApproximationRequest) -> Bool {
    let target = request.target
    switch self {
    case .radix, .binary: return target.squareForm != nil
    case .shallow: return target.squareForm != nil || isForKnots(request)
    case .zigzag: return isForKnots(request)
    case .squareChain, .chebyshev, .productTree, .powerChain, .horner:
      return target.polynomial != nil && target.squareForm == nil
    case .tree, .chain: return target.inputCount > 2
    }
  }

  private func isForKnots(_ request: ApproximationRequest) -> Bool {
    guard case .error = request.demand else { return false }
    return request.target.inputCount == 1 && request.target.squareForm == nil
  }

  /// The network that the scheme makes for a request.
  ///
  /// - Parameters:
  ///   - request: one that the scheme ``applies(to:)``.
  ///   - goal: what to make small where the scheme has a choice.
  ///   - neuronLimit: where a search for networks of more neurons may end; `nil` for its own limit.
  /// - Returns: the network with its proved error bound, at most the error asked for.
  /// - Throws: ``ApproximationError`` where the network would be too large.
  /// - Precondition: the scheme applies to the request.
  public func network(
    for request: ApproximationRequest, minimizing goal: ApproximationGoal = .neurons,
    neuronLimit: Int? = nil
  ) throws(ApproximationError) -> ApproximationNetwork {
    precondition(applies(to: request), "\(rawValue) makes no network for \(request.target)")
    switch self {
    case .shallow where request.target.squareForm == nil, .zigzag:
      return try knotNetwork(for: request, neuronLimit: neuronLimit)
    case .radix, .binary, .shallow: return try squareNetwork(for: request, goal)
    case .squareChain, .chebyshev, .productTree, .powerChain, .horner:
      return try polynomialNetwork(for: request, goal)
    case .tree, .chain: return try productNetwork(for: request, goal)
    }
  }
}
