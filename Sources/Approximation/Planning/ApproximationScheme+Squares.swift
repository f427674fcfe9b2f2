internal import ExactNumbers

/// The targets that one level of squares computes.
enum SquareForm {
  /// x².
  case square
  /// xy.
  case product

  var cost: RadixCost { self == .square ? .square : .product }

  /// Whether the number of cells is to be even, so that the product is 0 on the axes.
  var needsEvenCells: Bool { self == .product }
}

extension ApproximationTarget {
  /// What squares make the target, or `nil` where it takes more than one level of them.
  var squareForm: SquareForm? {
    if case .product(inputs: 2) = kind { return .product }
    return polynomial == .monomial(2) ? .square : nil
  }

  /// k for x^k, or `nil` for other targets.
  var monomialExponent: Int? {
    guard let polynomial, polynomial.degree >= 0 else { return nil }
    return polynomial == .monomial(polynomial.degree) ? polynomial.degree : nil
  }
}

extension ApproximationScheme {
  /// The most pieces of a shallow network, which needs a neuron for each.
  static let shallowLimit = 20_000

  /// x² or xy by radix layers.
  ///
  /// The cells follow from the exact errors L²/(8N²) and AB/(4N²).
  func squareNetwork(
    for request: ApproximationRequest, _ goal: ApproximationGoal
  ) throws(ApproximationError) -> ApproximationNetwork {
    guard let form = request.target.squareForm else {
      preconditionFailure("squares alone do not make \(request.target)")
    }
    let domain = request.domain
    let cells = try form.cells(for: request)
    let radices: [Int]
    switch self {
    case .binary: radices = [Int](repeating: 2, count: (cells - 1).bitLength)
    case .radix:
      radices = try form.cost.radices(
        forCells: cells, even: form.needsEvenCells, goal: goal,
        maximumLayers: request.maximumDepth)
    default:
      guard cells <= Integer(Self.shallowLimit) else {
        throw .tooLarge(quantity: "pieces to a hidden layer", limit: Self.shallowLimit)
      }
      radices = try form.cost.radices(
        forCells: cells, even: form.needsEvenCells, maximumLayers: 1)
    }
    switch form {
    case .square: return try .square(on: domain[0], radices: radices)
    case .product: return try .product(on: domain, radices: radices)
    }
  }
}

extension SquareForm {
  /// The fewest cells that meet the demand.
  func cells(for request: ApproximationRequest) throws(ApproximationError) -> Integer {
    switch request.demand {
    case .levels(let levels): return Integer(2).power(levels)
    case .error(let error):
      let box = try SquareSizes.bounded(request.domain, inputs: request.domain.count)
      return SquareSizes.cells(
        lengthSquared: box[0].width * box[box.count - 1].width, factor: self == .square ? 8 : 4,
        error: error)
    }
  }
}
