public import ExactNumbers

/// How good a network shall be, or how large.
public enum ApproximationDemand: Hashable, Sendable {
  /// The greatest sup error, above 0.
  case error(Rational)
  /// The cells of m halvings, 2^m to an interval, whatever error that makes.
  case levels(Int)
}

/// A function, where to approximate it, and how well.
public struct ApproximationRequest: Hashable, Sendable {
  /// The function.
  public let target: ApproximationTarget
  /// One bounded interval an input, on which the function is defined.
  public let domain: [Interval]
  /// The error or the size.
  public let demand: ApproximationDemand
  /// The most hidden layers.
  public let maximumDepth: Int
  /// The domain, with its ends as numbers.
  let box: [RationalInterval]

  /// A request that can be answered.
  ///
  /// - Parameters:
  ///   - target: the function.
  ///   - domain: one bounded interval an input.
  ///   - demand: an error above 0, or at least one level.
  ///   - maximumDepth: the most hidden layers, at least 1.
  /// - Throws: ``ApproximationError`` where the function is not defined on the domain, or for a bad
  ///   error, number of levels or depth.
  public init(
    _ target: ApproximationTarget, on domain: [Interval], demand: ApproximationDemand,
    maximumDepth: Int = .max
  ) throws(ApproximationError) {
    box = try target.requireDefined(on: domain)
    guard maximumDepth >= 1 else {
      throw .tooSmall(quantity: "the depth", minimum: 1, received: maximumDepth)
    }
    switch demand {
    case .error(let error): try SquareSizes.require(error: error)
    case .levels(let levels):
      guard levels >= 1 else {
        throw .tooSmall(quantity: "the number of levels", minimum: 1, received: levels)
      }
      guard levels <= SquareSizes.depthLimit else {
        throw .tooLarge(quantity: "layers", limit: SquareSizes.depthLimit)
      }
    }
    self.target = target
    self.domain = domain
    self.demand = demand
    self.maximumDepth = maximumDepth
  }

  /// Whether an error is asked for.
  var isForError: Bool {
    guard case .error = demand else { return false }
    return true
  }

  /// Whether some hundred levels will do.
  var isModest: Bool {
    switch demand {
    case .levels(let levels): levels <= 256
    case .error(let error): (1 / error).ceiling.bitLength <= 512
    }
  }

  /// The same request for another error.
  func asking(error: Rational) throws(ApproximationError) -> ApproximationRequest {
    try ApproximationRequest(
      target, on: domain, demand: .error(error), maximumDepth: maximumDepth)
  }
}
