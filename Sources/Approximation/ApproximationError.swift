public import ExactNumbers

/// Why an approximation or a certificate is refused.
public enum ApproximationError: Error, Equatable, Sendable, CustomStringConvertible {
  /// The text names no target.
  case unknownTarget(String)
  /// The error asked for is 0 or below.
  case errorNotPositive(Rational)
  /// An interval of the domain is unbounded.
  case unboundedDomain(Interval)
  /// A domain has too few or too many intervals for the target.
  case intervalCountMismatch(expected: Int, received: Int)
  /// A size of the construction is below its minimum.
  case tooSmall(quantity: String, minimum: Int, received: Int)
  /// The network would be too large.
  case tooLarge(quantity: String, limit: Int)

  /// One sentence that says what is wrong and what to do.
  public var description: String {
    switch self {
    case .unknownTarget(let text):
      "\"\(text)\" is no target; choose one of those that pleat approximate --help lists"
    case .errorNotPositive(let error):
      "the error \(error) cannot be asked for; choose a number above 0"
    case .unboundedDomain(let interval):
      "the interval \(interval) is unbounded; choose two numbers as its ends"
    case .intervalCountMismatch(let expected, let received):
      "the target has \(expected) inputs but the domain has \(received) intervals; give one each"
    case .tooSmall(let quantity, let minimum, let received):
      "\(quantity) must be at least \(minimum), not \(received)"
    case .tooLarge(let quantity, let limit):
      "the network would have more than \(limit) \(quantity); choose a larger error or fewer cells"
    }
  }
}
