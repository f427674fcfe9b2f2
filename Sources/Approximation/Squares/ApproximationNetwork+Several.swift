public import ExactNumbers

extension ApproximationNetwork {
  /// A polynomial of several variables on a box, with a proved error and few neurons.
  ///
  /// By square chains, of degree at most 2: one level of squares of independent affine forms with
  /// one accumulator. Otherwise every term is a balanced product of powers, made as the scheme has
  /// it, common products computed once; by Horner's rule variable after variable. Terms side by side
  /// share the layers and the radices of their level.
  ///
  /// - Parameters:
  ///   - polynomial: any polynomial.
  ///   - box: one bounded interval a variable.
  ///   - error: the greatest sup error, above 0.
  ///   - scheme: how powers and products are made of squares.
  ///   - goal: what there shall be least of.
  ///   - maximumDepth: the most hidden layers.
  ///   - isCancelled: asked now and then; true settles for a network that is not the smallest.
  /// - Returns: the network with its proved error, at most `error`.
  /// - Throws: ``ApproximationError`` for a bad box or error, or too large a network.
  public static func polynomial(
    _ polynomial: MultivariatePolynomial, on box: [Interval], error: Rational,
    scheme: PolynomialScheme = .squareChain, minimizing goal: ApproximationGoal = .neurons,
    maximumDepth: Int = .max, isCancelled: () -> Bool = { false }
  ) throws(ApproximationError) -> ApproximationNetwork {
    try SquareSizes.require(degree: polynomial.degree)
    let sides = try SquareSizes.bounded(box, inputs: polynomial.variableCount)
    return try ApproximationNetwork(
      .several(polynomial, scheme, on: sides), on: box, error: error,
      scheme: scheme.title(of: polynomial.description),
      minimizing: goal, maximumDepth: maximumDepth, isCancelled: isCancelled)
  }

  /// x₁ x₂ ⋯ x_d on a box, with a proved error and few neurons.
  ///
  /// - Parameters:
  ///   - box: d ≥ 1 bounded intervals.
  ///   - error: the greatest sup error, above 0.
  ///   - scheme: in which order the factors are multiplied.
  ///   - goal: what there shall be least of.
  ///   - maximumDepth: the most hidden layers.
  ///   - isCancelled: asked now and then; true settles for a network that is not the smallest.
  /// - Returns: the network with its proved error, at most `error`.
  /// - Throws: ``ApproximationError`` for a bad box or error, or too large a network.
  public static func product(
    ofAll box: [Interval], error: Rational, scheme: ProductScheme = .tree,
    minimizing goal: ApproximationGoal = .neurons,
    maximumDepth: Int = .max, isCancelled: () -> Bool = { false }
  ) throws(ApproximationError) -> ApproximationNetwork {
    try ApproximationNetwork(
      SquareProgram.product(box.count, scheme), on: box, error: error,
      scheme: "product of \(box.count) factors by a \(scheme.rawValue)",
      minimizing: goal, maximumDepth: maximumDepth, isCancelled: isCancelled)
  }

  /// x₁ x₂ ⋯ x_d on a box with the same radices for every level, as in the textbooks.
  ///
  /// Factors in [−1, 1] keep all partial products there, and with N cells on [−1, 1] the error is
  /// at most (d − 1)/N², for every tree.
  ///
  /// - Parameters:
  ///   - box: d ≥ 1 bounded intervals.
  ///   - radices: the radices of every level, each at least 2.
  ///   - scheme: in which order the factors are multiplied.
  /// - Returns: the network with a proved error.
  /// - Throws: ``ApproximationError`` for a bad box, a radix below 2 or too many cells.
  public static func product(
    ofAll box: [Interval], radices: [Int], scheme: ProductScheme = .tree
  ) throws(ApproximationError) -> ApproximationNetwork {
    try ApproximationNetwork(
      SquareProgram.product(box.count, scheme), on: box, radices: radices,
      scheme: "product of \(box.count) factors by a \(scheme.rawValue)")
  }
}

extension SquareProgram {
  /// The program of a product of d factors.
  fileprivate static func product(
    _ factors: Int, _ scheme: ProductScheme
  ) throws(ApproximationError) -> SquareProgram {
    guard factors >= 1 else {
      throw .tooSmall(quantity: "the number of factors", minimum: 1, received: factors)
    }
    try SquareSizes.require(degree: factors)
    return scheme == .chain ? productChain(factors) : productTree(factors)
  }
}
