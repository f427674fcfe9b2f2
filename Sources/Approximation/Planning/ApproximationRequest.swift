public import ExactNumbers

/// How good a network shall be, or how large.
public enum ApproximationGoal: Hashable, Sendable {
  /// The greatest sup error, above 0.
  case error(Rational)
  /// The cells of m halvings, 2^m to an interval, whatever error that makes.
  case levels(Int)
}

/// What a plan makes small.
public enum ApproximationAim: String, CaseIterable, Hashable, Sendable {
  /// The hidden neurons.
  case neurons
  /// Weights and biases, matrices taken as dense.
  case parameters
  /// The hidden layers.
  case depth
}

/// A function, where to approximate it, and how well.
public struct ApproximationRequest: Hashable, Sendable {
  /// The function.
  public let target: ApproximationTarget
  /// One bounded interval an input, on which the function is defined.
  public let domain: [Interval]
  /// The error or the size.
  public let goal: ApproximationGoal

  /// A request that can be answered.
  ///
  /// - Parameters:
  ///   - target: the function.
  ///   - domain: one bounded interval an input.
  ///   - goal: an error above 0, or at least one level.
  /// - Throws: ``ApproximationError`` where the function is not defined on the domain, or for a bad
  ///   error or number of levels.
  public init(
    _ target: ApproximationTarget, on domain: [Interval], goal: ApproximationGoal
  ) throws(ApproximationError) {
    try target.requireDefined(on: domain)
    switch goal {
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
    self.goal = goal
  }
}
