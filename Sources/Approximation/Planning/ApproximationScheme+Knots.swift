internal import ExactNumbers

extension ApproximationScheme {
  /// A function of one variable by free knots, in one layer or refined by a zigzag.
  ///
  /// The zigzag's search goes through sizes in order, so `neuronLimit` bounds its work.
  func knotNetwork(
    for request: ApproximationRequest, neuronLimit: Int?
  ) throws(ApproximationError) -> ApproximationNetwork {
    guard case .error(let error) = request.demand else {
      preconditionFailure("free knots are laid for an error, not for a number of levels")
    }
    let (target, interval) = (request.target, request.domain[0])
    guard self == .zigzag else {
      return try .freeKnots(target, on: interval, error: error)
    }
    let limit = min(neuronLimit ?? Self.zigzagLimit, Self.zigzagLimit)
    if let found = try ApproximationNetwork.zigzag(
      target, on: interval, error: error, neuronLimit: limit)
    {
      return found
    }
    throw .notFound(target: target.description, neurons: limit)
  }

  /// The most neurons that the search for a zigzag tries.
  static let zigzagLimit = 200
}
