internal import ExactNumbers

/// A construction that a plan may choose.
public enum ApproximationScheme: String, CaseIterable, Hashable, Sendable {
  /// x² and xy by radix layers, radices chosen for the fewest neurons.
  case radix
  /// x² and xy by radix layers of radix 2: one level a layer.
  case binary
  /// One hidden layer.
  case shallow
}

extension ApproximationScheme {
  /// Whether the scheme makes networks for a request.
  ///
  /// - Parameter request: a target, its domain and a goal.
  /// - Returns: `false` where the scheme knows nothing of the target, or of levels.
  public func applies(to request: ApproximationRequest) -> Bool {
    switch self {
    case .radix, .binary, .shallow: request.target.squareForm != nil
    }
  }

  /// The network that the scheme makes for a request.
  ///
  /// - Parameter request: one that the scheme ``applies(to:)``.
  /// - Returns: the network with its proved error bound, at most the error asked for.
  /// - Throws: ``ApproximationError`` where the network would be too large.
  /// - Precondition: the scheme applies to the request.
  public func network(
    for request: ApproximationRequest
  ) throws(ApproximationError) -> ApproximationNetwork {
    precondition(applies(to: request), "\(rawValue) makes no network for \(request.target)")
    switch self {
    case .radix, .binary, .shallow: return try squareNetwork(for: request)
    }
  }
}
