public import ExactNumbers

/// Why an approximation or a certificate is refused.
public enum ApproximationError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The text names no target.
  case unknownTarget(String)
  /// The text names a target, but not with a parameter it can have.
  case badTargetParameter(target: String, needs: String)
  /// The target is not defined on the whole interval.
  case undefined(target: String, on: RationalInterval, definedOn: String)
  /// The error asked for is 0 or below.
  case errorNotPositive(Rational)
  /// An interval of the domain is unbounded.
  case unboundedDomain(Interval)
  /// A domain has too few or too many intervals for the target.
  case intervalCountMismatch(expected: Int, received: Int)
  /// A size of the construction is below its minimum.
  case tooSmall(quantity: String, minimum: Int, received: Int)
  /// A number that must be above 0 is not.
  case notPositive(quantity: String, Rational)
  /// The network would be too large.
  case tooLarge(quantity: String, limit: Int)
  /// A network has another number of inputs than its target.
  case wrongNetworkInputs(target: String, expected: Int, received: Int)
  /// A network of several outputs is compared with a target.
  case severalOutputs(Int)
  /// A construction needs more layers than are allowed.
  case tooDeep(layers: Int, limit: Int)
  /// The construction needs more neurons than another one took.
  case moreNeurons(least: Integer)
  /// The work was stopped before there was a network.
  case stopped(target: String)
  /// Sup errors are proved for at most two inputs.
  case tooManyInputs(Int)
  /// No construction, or not the one asked for, makes the target.
  case noScheme(target: String, choices: [String])
  /// Enclosures of a function cannot all be true.
  case contradiction(target: String, on: RationalInterval)
  /// Enclosures of a function never prove where it is convex or concave.
  case unknownCurvature(target: String, on: RationalInterval)
  /// Enclosures of a function stay too wide to prove an error.
  case wideEnclosure(target: String, at: Rational, error: Rational)
  /// The search for a construction found none among networks of so many neurons.
  case notFound(target: String, neurons: Int)

  /// One sentence that says what is wrong and what to do.
  public var description: String {
    switch self {
    case .unknownTarget(let text):
      "\(text.prefix(80).debugDescription) is no target; choose one of "
        + ApproximationTarget.names.joined(separator: " ")
    case .badTargetParameter(let target, let needs):
      "the target \(target.prefix(80).debugDescription) needs \(needs)"
    case .undefined(let target, let interval, let domain):
      "\(target) is not defined on all of \(interval); choose an interval \(domain)"
    case .errorNotPositive(let error):
      "the error \(error) cannot be asked for; choose a number above 0"
    case .unboundedDomain(let interval):
      "the interval \(interval) is unbounded; choose two numbers as its ends"
    case .intervalCountMismatch(let expected, let received):
      "the target has \(expected) inputs but the domain has \(received) intervals; give one each"
    case .tooSmall(let quantity, let minimum, let received):
      "\(quantity) must be at least \(minimum), not \(received)"
    case .notPositive(let quantity, let received):
      "\(quantity) must be above 0, not \(received)"
    case .tooLarge(let quantity, let limit):
      "the network would have more than \(limit) \(quantity); choose a larger error or fewer cells"
    case .tooDeep(let layers, let limit):
      "the construction needs \(layers) hidden layers, more than the \(limit) allowed"
    case .moreNeurons(let least):
      "needs at least \(least) neurons"
    case .stopped(let target):
      "the search for \(target) was stopped before it found a network"
    case .wrongNetworkInputs(let target, let expected, let received):
      "the target \(target) has \(expected) inputs but the network \(received); they must be as many"
    case .severalOutputs(let count):
      "the network has \(count) outputs; an error is proved for networks of one output"
    case .tooManyInputs(let count):
      "an error is proved for networks of one or two inputs, not of \(count)"
    case .noScheme(let target, let choices) where choices.isEmpty:
      "no construction makes a network for \(target) of the size or error asked for"
    case .contradiction(let target, let part):
      "the enclosures of \(target) on \(part) contradict each other; the change of the function or of "
        + "its slope there does not agree with the derivatives"
    case .unknownCurvature(let target, let domain):
      "enclosures of the second derivative of \(target) prove no sign on any part of \(domain); make "
        + "them narrower on short intervals, or choose lipschitz"
    case .wideEnclosure(let target, let place, let error):
      "the enclosures of \(target) at \(place) stay too wide to prove an error of \(error); make them "
        + "narrower as more bits are asked for, or choose a larger error"
    case .notFound(let target, let neurons):
      "no network for \(target) was found with at most \(neurons) neurons; choose a larger error"
    case .noScheme(let target, let choices):
      "that construction makes no network for \(target); choose one of "
        + choices.joined(separator: " ")
    }
  }
}
