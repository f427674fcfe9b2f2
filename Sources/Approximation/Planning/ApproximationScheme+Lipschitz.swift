internal import ExactNumbers

extension ApproximationRequest {
  /// A bound of the change by each input, or `nil` where none is known or finite.
  var lipschitzConstants: [Rational]? {
    if case .product(inputs: 2) = target.kind { return [box[1].magnitude, box[0].magnitude] }
    guard target.inputCount == 1, target.isDefined(on: box[0], derivative: 1) else { return nil }
    let slopes = target.enclosure(on: box[0], derivative: 1, bits: 32)
    return [slopes.rounded(bits: 16).magnitude]
  }
}

extension ApproximationScheme {
  /// An interpolant whose error follows from the Lipschitz constant.
  ///
  /// Values that are irrational are rounded; by at most a thousandth of the error, which the error
  /// bound contains.
  func lipschitzNetwork(
    for request: ApproximationRequest
  ) throws(ApproximationError) -> ApproximationNetwork {
    guard let constants = request.lipschitzConstants else {
      preconditionFailure("\(request.target) has no Lipschitz constant")
    }
    let error = request.lipschitzError(constants)
    let target = request.target
    if request.domain.count == 2 {
      return try .lipschitz(on: request.domain, constants: constants, error: error) {
        target.enclosure(at: $0, bits: 1).midpoint
      }
    }
    let isExact = target.polynomial != nil
    let slack = isExact ? 0 : error / 1024
    let bits = (1 / error).ceiling.bitLength + 12
    var widest: (width: Rational, place: Rational) = (0, 0)
    func value(_ x: Rational) -> Rational {
      let value = target.enclosure(at: x, bits: bits)
      if value.width > widest.width { widest = (value.width, x) }
      return value.midpoint
    }
    let cells = (constants[0] * request.box[0].width / (2 * error)).ceiling
    guard cells <= Integer(Self.shallowLimit) else {
      throw .tooLarge(quantity: "pieces to a hidden layer", limit: Self.shallowLimit)
    }
    // With slack, one cell more may be needed than without.
    let network =
      self == .lipschitz
      ? try ApproximationNetwork.lipschitz(
        on: request.domain[0], constant: constants[0], error: error - slack, value: value)
      : try ApproximationNetwork.adaptiveLipschitz(
        on: request.domain[0], constant: constants[0], error: error - slack, value: value)
    guard widest.width <= slack else {
      throw .wideEnclosure(target: target.description, at: widest.place, error: slack)
    }
    return ApproximationNetwork(
      network: network.network, scheme: network.scheme, domain: network.domain,
      errorBound: network.errorBound + slack)
  }
}

extension ApproximationRequest {
  /// The error asked for, or the one that makes 2^m cells of the longest side.
  fileprivate func lipschitzError(_ constants: [Rational]) -> Rational {
    switch demand {
    case .error(let error): return error
    case .levels(let levels):
      let steps = zip(constants, box).map { $0 * $1.width }
      let longest = steps.reduce(0, max)
      // A constant has no error at any size.
      let halves = Integer(steps.count == 1 ? 2 : 1)
      return longest.sign == .zero ? 1 : longest / Rational(halves << levels)
    }
  }
}
