/// A construction that a plan may choose.
public enum ApproximationScheme: String, CaseIterable, Hashable, Sendable {
  /// x² and xy by radix layers, radices chosen for the fewest neurons.
  case radix
  /// x² and xy by radix layers of radix 2: one level a layer.
  case binary
  /// x² and xy by Yarotsky's sawtooths: width 3 for x², 6 for xy.
  case sawtooth
  /// x² by sawtooths with every skip connection made a neuron: width 4.
  case skipSawtooth = "skip-sawtooth"
  /// xy by three squares, that of the sum on a finer grid.
  case threeSquares = "three-squares"
  /// xy by three squares on one grid.
  case threeSquaresOneGrid = "three-squares-one-grid"
  /// xy by three squares of one scale, as Yarotsky has it.
  case threeSquaresOneScale = "three-squares-one-scale"
  /// One hidden layer: equal cells for x² and xy, free knots for other functions of one variable.
  case shallow
  /// One hidden layer through equally spaced points, a grid of hat functions for xy: the Lipschitz
  /// constant alone gives the bound.
  case lipschitz
  /// One hidden layer through points chosen by the Lipschitz constant.
  case adaptiveLipschitz = "adaptive-lipschitz"
  /// Polynomials by completed squares and square roots of polynomials: the fewest squares.
  case squareChain = "square-chain"
  /// Polynomials by the recurrence of the Chebyshev polynomials.
  case chebyshev
  /// Polynomials by powers, each the product of two halves.
  case productTree = "product-tree"
  /// Polynomials by powers, each x times the one before: repeated multiplication.
  case powerChain = "power-chain"
  /// Polynomials by Horner's rule.
  case horner
  /// Powers of x by the binary digits of the exponent.
  case binaryPowers = "binary-powers"
  /// Products of three or more inputs by halves.
  case tree
  /// Products of three or more inputs one after another.
  case chain
  /// Functions of one variable by coarse knots, refined by a zigzag.
  case zigzag
  /// Analytic functions by a polynomial of nearly least error, that by square chains.
  case minimax
  /// Analytic functions by their Taylor polynomial, that by square chains.
  case taylor
}

extension ApproximationScheme {
  /// What the scheme makes, in a line.
  public var summary: String {
    switch self {
    case .radix: "x², xy: layers of radices 3 and 4, one accumulator"
    case .binary: "x², xy: the same with radix 2"
    case .sawtooth: "x², xy: sums of sawtooths (Yarotsky), width 3 and 6"
    case .skipSawtooth: "x²: sawtooths, skip connections as neurons, width 4"
    case .threeSquares: "xy: three squares, the sum's on a finer grid"
    case .threeSquaresOneGrid: "xy: three squares on one grid"
    case .threeSquaresOneScale: "xy: three squares of one scale"
    case .shallow: "one layer: equal cells (x², xy), free knots (one input)"
    case .lipschitz: "equidistant interpolant; hat functions on a grid (xy)"
    case .adaptiveLipschitz: "interpolant at points chosen by the Lipschitz constant"
    case .squareChain: "polynomials: completed squares, the fewest squares"
    case .chebyshev: "polynomials: the Chebyshev recurrence"
    case .productTree: "polynomials: powers as products of halves"
    case .powerChain: "polynomials: repeated multiplication"
    case .horner: "polynomials: Horner's rule"
    case .binaryPowers: "monomials: binary powering"
    case .tree: "products of three or more inputs: by halves"
    case .chain: "products of three or more inputs: one after another"
    case .zigzag: "one input: coarse knots refined by a zigzag"
    case .minimax: "analytic: a minimax polynomial by squares"
    case .taylor: "analytic: a Taylor polynomial by squares"
    }
  }

  /// Whether the scheme makes networks for a request.
  ///
  /// - Parameter request: a target, its domain and an error or a size.
  /// - Returns: `false` where the scheme knows nothing of the target, or of levels.
  public func applies(to request: ApproximationRequest) -> Bool {
    let target = request.target
    let isLine = target.inputCount == 1
    switch self {
    case .radix, .binary, .sawtooth: return target.squareForm != nil
    case .skipSawtooth: return target.squareForm == .square
    case .threeSquares, .threeSquaresOneGrid, .threeSquaresOneScale:
      return target.squareForm == .product
    case .shallow: return target.squareForm != nil || isLine
    case .lipschitz: return request.lipschitzConstants != nil
    case .adaptiveLipschitz:
      return isLine && request.isForError && request.lipschitzConstants != nil
    case .zigzag: return isLine && request.isForError && target.squareForm == nil
    case .squareChain, .chebyshev, .productTree, .powerChain, .horner:
      return target.polynomial != nil && target.squareForm == nil
    case .binaryPowers: return target.monomialExponent.map { $0 > 2 } ?? false
    case .tree, .chain: return target.inputCount > 2
    case .minimax, .taylor:
      return request.isForError && target.elementary != nil
        && target.isDefined(on: request.box[0], derivative: 1)
    }
  }

  /// Whether a plan tries the scheme when it is not asked for: where it may win, or costs nothing
  /// to compare with.
  ///
  /// An interpolant by its Lipschitz constant never beats free knots, nor a Taylor polynomial the
  /// minimax one; textbook forms are left out where they would have thousands of digits to compute.
  public func competes(for request: ApproximationRequest) -> Bool {
    switch self {
    case .lipschitz, .adaptiveLipschitz, .taylor, .threeSquaresOneGrid, .threeSquaresOneScale:
      return false
    case .sawtooth, .skipSawtooth, .threeSquares: return applies(to: request) && request.isModest
    default: return applies(to: request)
    }
  }

  /// The network that the scheme makes for a request.
  ///
  /// - Parameters:
  ///   - request: one that the scheme ``applies(to:)``.
  ///   - goal: what to make small where the scheme has a choice.
  ///   - neuronLimit: where a search for networks of more neurons may end; `nil` for its own limit.
  ///   - isCancelled: asked now and then; true settles for the best so far.
  /// - Returns: the network with its proved error bound, at most the error asked for, and no deeper
  ///   than asked.
  /// - Throws: ``ApproximationError`` where the network would be too large or too deep, or where
  ///   there is none when cancelled.
  /// - Precondition: the scheme applies to the request.
  public func network(
    for request: ApproximationRequest, minimizing goal: ApproximationGoal = .neurons,
    neuronLimit: Int? = nil, isCancelled: () -> Bool = { false }
  ) throws(ApproximationError) -> ApproximationNetwork {
    precondition(applies(to: request), "\(rawValue) makes no network for \(request.target)")
    let network: ApproximationNetwork
    switch self {
    case .shallow where request.target.squareForm == nil, .zigzag:
      network = try knotNetwork(for: request, neuronLimit: neuronLimit, isCancelled)
    case .radix, .binary, .shallow: network = try squareNetwork(for: request, goal)
    case .sawtooth, .skipSawtooth, .threeSquares, .threeSquaresOneGrid, .threeSquaresOneScale:
      network = try textbookNetwork(for: request)
    case .lipschitz, .adaptiveLipschitz: network = try lipschitzNetwork(for: request)
    case .squareChain, .chebyshev, .productTree, .powerChain, .horner, .binaryPowers:
      network = try polynomialNetwork(for: request, goal, isCancelled)
    case .tree, .chain: network = try productNetwork(for: request, goal, isCancelled)
    case .minimax, .taylor: network = try analyticNetwork(for: request, goal, isCancelled)
    }
    guard network.depth <= request.maximumDepth else {
      throw .tooDeep(layers: network.depth, limit: request.maximumDepth)
    }
    return network
  }
}
