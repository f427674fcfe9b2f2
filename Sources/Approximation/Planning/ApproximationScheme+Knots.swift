internal import ExactNumbers

extension ApproximationScheme {
  /// A function of one variable by free knots, in one layer or refined by a zigzag.
  ///
  /// The zigzag's search goes through sizes in order, so `neuronLimit` bounds its work.
  func knotNetwork(
    for request: ApproximationRequest, neuronLimit: Int?, _ isCancelled: () -> Bool
  ) throws(ApproximationError) -> ApproximationNetwork {
    let (target, interval) = (request.target, request.domain[0])
    guard case .error(let error) = request.demand else {
      guard case .levels(let levels) = request.demand, levels <= Self.shallowLimit.bitWidth - 2,
        1 << levels <= Self.shallowLimit
      else { throw .tooLarge(quantity: "pieces to a hidden layer", limit: Self.shallowLimit) }
      return try .freeKnots(
        target, on: interval, pieces: 1 << levels, isCancelled: isCancelled)
    }
    guard self == .zigzag else {
      return try .freeKnots(target, on: interval, error: error, isCancelled: isCancelled)
    }
    let limit = min(neuronLimit ?? Self.zigzagLimit, Self.zigzagLimit)
    if let found = try ApproximationNetwork.zigzag(
      target, on: interval, error: error, neuronLimit: limit, maximumDepth: request.maximumDepth,
      isCancelled: isCancelled)
    {
      return found
    }
    throw .notFound(target: target.description, neurons: limit)
  }

  /// The most neurons that the search for a zigzag tries.
  static let zigzagLimit = 200

  /// An analytic function by a polynomial, and that by squares.
  func analyticNetwork(
    for request: ApproximationRequest, _ goal: ApproximationGoal, _ isCancelled: () -> Bool
  ) throws(ApproximationError) -> ApproximationNetwork {
    guard let function = request.target.elementary, case .error(let error) = request.demand else {
      preconditionFailure("\(rawValue) does not make \(request.target)")
    }
    return try .polynomial(
      self == .taylor ? .taylor : .minimax, of: function, on: request.domain[0], error: error,
      minimizing: goal, maximumDepth: request.maximumDepth, isCancelled: isCancelled)
  }
}
