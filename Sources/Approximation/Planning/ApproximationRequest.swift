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

  /// A request that can be answered.
  ///
  /// - Parameters:
  ///   - target: the function.
  ///   - domain: one bounded interval an input.
  ///   - demand: an error above 0, or at least one level.
  /// - Throws: ``ApproximationError`` where the function is not defined on the domain, or for a bad
  ///   error or number of levels.
  public init(
    _ target: ApproximationTarget, on domain: [Interval], demand: ApproximationDemand
  ) throws(ApproximationError) {
    try target.requireDefined(on: domain)
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
  }
}
