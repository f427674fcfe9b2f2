public import ExactNumbers

extension ApproximationNetwork {
  /// A polynomial of one variable with a proved error and few neurons.
  ///
  /// The polynomial becomes a program of squares; a product is a difference of two. Each level of
  /// the program gets radices of its own: the cells are allotted so that the errors of all
  /// squares, carried to the output through the exact derivatives of the program, add up to at
  /// most `error`, with the fewest neurons. See ``square(on:radices:isShifted:)`` for the layers.
  /// The true error is smaller than the bound, by up to some 20 percent: a certifier may accept a
  /// network that was built for a slightly larger error.
  ///
  /// - Parameters:
  ///   - polynomial: any polynomial.
  ///   - interval: bounded.
  ///   - error: the greatest sup error, above 0.
  ///   - scheme: how products are made of squares.
  ///   - goal: what there shall be least of.
  ///   - maximumDepth: the most hidden layers.
  ///   - isCancelled: asked now and then; true settles for a network that is not the smallest.
  /// - Returns: the network with its proved error, at most `error`.
  /// - Throws: ``ApproximationError`` for a bad interval or error, or too large a network.
  /// - Complexity: some hundred to thousand evaluations of the error's proof.
  public static func polynomial(
    _ polynomial: Polynomial, on interval: Interval, error: Rational,
    scheme: PolynomialScheme = .squareChain, minimizing goal: ApproximationGoal = .neurons,
    maximumDepth: Int = .max, isCancelled: () -> Bool = { false }
  ) throws(ApproximationError) -> ApproximationNetwork {
    var best: ApproximationNetwork?
    for program in try programs(polynomial, on: interval, scheme) {
      let network = try ApproximationNetwork(
        program, on: [interval], error: error, scheme: scheme.title(of: polynomial.description),
        minimizing: goal, maximumDepth: maximumDepth, isCancelled: isCancelled)
      if let old = best, old.neuronCount <= network.neuronCount { continue }
      best = network
    }
    guard let best else { throw .unboundedDomain(interval) }
    return best
  }

  /// A polynomial of one variable with the same radices for every level, as the textbooks do.
  ///
  /// Interpolants are not shifted and a product is D(p, q) = S((p + q)/2) − S((p − q)/2) on the
  /// symmetric interval that holds both factors, which keeps products of numbers in [−1, 1] there.
  ///
  /// - Parameters:
  ///   - polynomial: any polynomial.
  ///   - interval: bounded.
  ///   - radices: the radices of every level, each at least 2.
  ///   - scheme: how products are made of squares.
  /// - Returns: the network with a proved error.
  /// - Throws: ``ApproximationError`` for a bad interval, a radix below 2 or too many cells.
  public static func polynomial(
    _ polynomial: Polynomial, on interval: Interval, radices: [Int],
    scheme: PolynomialScheme = .squareChain
  ) throws(ApproximationError) -> ApproximationNetwork {
    guard let program = try programs(polynomial, on: interval, scheme).first else {
      throw .unboundedDomain(interval)
    }
    return try ApproximationNetwork(
      program, on: [interval], radices: radices, scheme: scheme.title(of: polynomial.description))
  }

  /// x^k with a proved error and few neurons.
  ///
  /// - Parameters:
  ///   - exponent: k, at least 0.
  ///   - interval: bounded.
  ///   - error: the greatest sup error, above 0.
  ///   - scheme: in which order powers are made.
  ///   - goal: what there shall be least of.
  ///   - maximumDepth: the most hidden layers.
  ///   - isCancelled: asked now and then; true settles for a network that is not the smallest.
  /// - Returns: the network with its proved error, at most `error`.
  /// - Throws: ``ApproximationError`` for a bad interval, exponent or error, or too large a network.
  public static func monomial(
    _ exponent: Int, on interval: Interval, error: Rational,
    scheme: MonomialScheme = .squareChain, minimizing goal: ApproximationGoal = .neurons,
    maximumDepth: Int = .max, isCancelled: () -> Bool = { false }
  ) throws(ApproximationError) -> ApproximationNetwork {
    let program = try SquareProgram.monomial(exponent, scheme)
    return try ApproximationNetwork(
      program, on: [interval], error: error, scheme: "x^\(exponent) by \(scheme.title)",
      minimizing: goal, maximumDepth: maximumDepth, isCancelled: isCancelled)
  }

  /// x^k with the same radices for every level, unshifted, as in the textbooks.
  ///
  /// - Parameters:
  ///   - exponent: k, at least 0.
  ///   - interval: bounded.
  ///   - radices: the radices of every level, each at least 2.
  ///   - scheme: in which order powers are made.
  /// - Returns: the network with a proved error.
  /// - Throws: ``ApproximationError`` for a bad interval or exponent, a radix below 2 or too many
  ///   cells.
  public static func monomial(
    _ exponent: Int, on interval: Interval, radices: [Int], scheme: MonomialScheme = .squareChain
  ) throws(ApproximationError) -> ApproximationNetwork {
    let program = try SquareProgram.monomial(exponent, scheme)
    return try ApproximationNetwork(
      program, on: [interval], radices: radices, scheme: "x^\(exponent) by \(scheme.title)")
  }

  /// The programs of a scheme that are worth comparing.
  private static func programs(
    _ polynomial: Polynomial, on interval: Interval, _ scheme: PolynomialScheme
  ) throws(ApproximationError) -> [SquareProgram] {
    let box = try SquareSizes.bounded([interval], inputs: 1)[0]
    try SquareSizes.require(degree: polynomial.degree)
    switch scheme {
    case .horner: return [.horner(polynomial)]
    case .powerChain: return [.powerChain(polynomial)]
    case .productTree: return [.productTree(polynomial)]
    case .chebyshev: return [.chebyshev(polynomial, on: box)]
    case .squareChain:
      let programs = [box.midpoint, box.lower, box.upper].map {
        SquareProgram.squareChain(polynomial, center: $0)
      }
      return programs.indices.filter { !programs[..<$0].contains(programs[$0]) }
        .map { programs[$0] }
    }
  }
}

extension SquareProgram {
  /// The program of a power.
  static func monomial(
    _ exponent: Int, _ scheme: MonomialScheme
  ) throws(ApproximationError) -> SquareProgram {
    guard exponent >= 0 else {
      throw .tooSmall(quantity: "the exponent", minimum: 0, received: exponent)
    }
    try SquareSizes.require(degree: exponent)
    switch scheme {
    case .repeated: return repeatedPower(exponent)
    case .binary: return binaryPower(exponent)
    case .squareChain: return squareChain(.monomial(exponent))
    }
  }
}

extension PolynomialScheme {
  /// What a network of the scheme is called.
  func title(of polynomial: String) -> String {
    switch self {
    case .squareChain: "\(polynomial) by square chains"
    case .horner: "\(polynomial) by Horner's rule"
    case .powerChain: "\(polynomial) by a chain of powers"
    case .productTree: "\(polynomial) by a tree of powers"
    case .chebyshev: "\(polynomial) by the Chebyshev recurrence"
    }
  }
}

extension MonomialScheme {
  fileprivate var title: String {
    switch self {
    case .repeated: "repeated multiplication"
    case .binary: "binary powering"
    case .squareChain: "square chains"
    }
  }
}
