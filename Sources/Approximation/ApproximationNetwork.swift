public import ExactNumbers
public import ReLUNetworks

/// A network with a proved bound of its distance to the function that it approximates.
///
/// Whoever makes one has proved `errorBound` from the construction, without looking at the
/// network's pieces; a certificate of the finished network may prove a smaller one.
public struct ApproximationNetwork: Hashable, Sendable {
  /// The network, with exact weights and one output.
  public let network: ReLUNetwork
  /// How it was built, for people: the construction and its sizes.
  public let scheme: String
  /// Where the bound holds: one bounded interval an input.
  public let domain: [Interval]
  /// A number that sup |f − network| on the domain is proved not to exceed.
  public let errorBound: Rational
  /// Whether `errorBound` is sup |f − network| itself.
  public let isErrorExact: Bool

  /// A network with its proof in numbers.
  ///
  /// - Parameters:
  ///   - network: one input for each interval of `domain`, one output.
  ///   - scheme: the construction and its sizes, for people.
  ///   - domain: bounded intervals.
  ///   - errorBound: proved to be at least sup |f − network| on the domain.
  ///   - isErrorExact: whether the sup error is proved to equal `errorBound`.
  /// - Precondition: the sizes match, the intervals are bounded and the bound is at least 0.
  public init(
    network: ReLUNetwork, scheme: String, domain: [Interval], errorBound: Rational,
    isErrorExact: Bool = false
  ) {
    precondition(
      network.inputDimension == domain.count && network.outputDimension == 1,
      "a network of \(network.inputDimension) inputs and \(network.outputDimension) outputs "
        + "on a domain of \(domain.count) intervals")
    precondition(domain.allSatisfy(\.isBounded), "an approximation on an unbounded domain")
    precondition(errorBound.sign != .negative, "a negative error bound \(errorBound)")
    self.network = network
    self.scheme = scheme
    self.domain = domain
    self.errorBound = errorBound
    self.isErrorExact = isErrorExact
  }

  /// The number of hidden neurons.
  public var neuronCount: Int { network.architecture.neuronCount }

  /// The number of hidden layers.
  public var depth: Int { network.architecture.depth }
}
