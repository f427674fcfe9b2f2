internal import ExactNumbers

extension ApproximationScheme {
  /// How the scheme makes a polynomial of one variable, or `nil` where it makes none.
  var polynomialScheme: PolynomialScheme? {
    switch self {
    case .squareChain: .squareChain
    case .chebyshev: .chebyshev
    case .productTree: .productTree
    case .powerChain: .powerChain
    case .horner: .horner
    default: nil
    }
  }

  /// In which order the scheme multiplies several inputs, or `nil` where it does not.
  var productScheme: ProductScheme? {
    switch self {
    case .tree: .tree
    case .chain: .chain
    default: nil
    }
  }

  /// A polynomial of one variable by levels of squares.
  func polynomialNetwork(
    for request: ApproximationRequest, _ goal: ApproximationGoal, _ isCancelled: () -> Bool
  ) throws(ApproximationError) -> ApproximationNetwork {
    let interval = request.domain[0]
    if self == .binaryPowers, let exponent = request.target.monomialExponent {
      switch request.demand {
      case .error(let error):
        return try .monomial(
          exponent, on: interval, error: error, scheme: .binary, minimizing: goal,
          maximumDepth: request.maximumDepth, isCancelled: isCancelled)
      case .levels(let levels):
        return try .monomial(
          exponent, on: interval, radices: [Int](repeating: 2, count: levels), scheme: .binary)
      }
    }
    guard let polynomial = request.target.polynomial, let scheme = polynomialScheme else {
      preconditionFailure("\(rawValue) does not make \(request.target)")
    }
    switch request.demand {
    case .error(let error):
      return try .polynomial(
        polynomial, on: interval, error: error, scheme: scheme, minimizing: goal,
        maximumDepth: request.maximumDepth, isCancelled: isCancelled)
    case .levels(let levels):
      return try .polynomial(
        polynomial, on: interval, radices: [Int](repeating: 2, count: levels), scheme: scheme)
    }
  }

  /// The product of all inputs by levels of squares.
  func productNetwork(
    for request: ApproximationRequest, _ goal: ApproximationGoal, _ isCancelled: () -> Bool
  ) throws(ApproximationError) -> ApproximationNetwork {
    guard let scheme = productScheme else {
      preconditionFailure("\(rawValue) does not make \(request.target)")
    }
    switch request.demand {
    case .error(let error):
      return try .product(
        ofAll: request.domain, error: error, scheme: scheme, minimizing: goal,
        maximumDepth: request.maximumDepth, isCancelled: isCancelled)
    case .levels(let levels):
      return try .product(
        ofAll: request.domain, radices: [Int](repeating: 2, count: levels), scheme: scheme)
    }
  }
}
