internal import ExactNumbers

/// A tensor while a graph is lowered: a constant, or an affine function of the values at a stage.
struct OnnxTensor {
  /// How a tensor depends on the values at a stage: linearly, by one row an element.
  struct Dependence {
    var stage: Int
    var rows: SparseRows
    /// Whether a layer's matrix is in the rows, so that the next one's begins a new layer.
    var isLayer: Bool
  }

  /// The most elements of a tensor that depends on the input.
  static let elementLimit = 1_000_000

  var shape: [Int]
  let type: OnnxElementType
  /// What is added to the linear part; all there is of a constant.
  private(set) var constants: [Rational]
  private(set) var dependence: Dependence?

  init(shape: [Int], type: OnnxElementType, constant: [Rational]) {
    self.init(shape: shape, type: type, constants: constant, dependence: nil)
  }

  init(shape: [Int], type: OnnxElementType, constants: [Rational], dependence: Dependence?) {
    self.shape = shape
    self.type = type
    self.constants = constants
    self.dependence = dependence
  }

  /// All values at a stage as one tensor.
  init(shape: [Int], type: OnnxElementType, stage: Int) {
    let count = shape.reduce(1, *)
    self.init(
      shape: shape, type: type, constants: [Rational](repeating: 0, count: count),
      dependence: Dependence(stage: stage, rows: SparseRows(identity: count), isLayer: false))
  }

  var isConstant: Bool { dependence == nil }

  /// The tensor of chosen elements in a new shape, repeats allowed.
  func selecting(
    _ places: [Int], shape: [Int], _ budget: inout LoweringBudget
  ) throws(FormatProblem) -> OnnxTensor {
    try budget.charge(places.count)
    var result = OnnxTensor(shape: shape, type: type, constant: places.map { constants[$0] })
    result.dependence = dependence
    if let rows = dependence?.rows {
      result.dependence?.rows = try rows.selecting(places, &budget)
    }
    return result
  }

  /// Each element times a factor of its own.
  func scaled(
    by factors: [Rational], _ budget: inout LoweringBudget
  ) throws(FormatProblem) -> OnnxTensor {
    var result = self
    for index in constants.indices {
      result.constants[index] *= factors[index]
      try budget.charge(result.constants[index])
    }
    if let rows = dependence?.rows {
      result.dependence?.rows = try rows.scaled(by: factors, &budget)
    }
    return result
  }

  /// Each element plus a number of its own.
  func translated(
    by offsets: [Rational], _ budget: inout LoweringBudget
  ) throws(FormatProblem) -> OnnxTensor {
    var result = self
    for index in constants.indices {
      result.constants[index] += offsets[index]
      try budget.charge(result.constants[index])
    }
    return result
  }

  /// The sum with a tensor of the same shape that is constant or depends on the same stage.
  func adding(
    _ other: OnnxTensor, _ budget: inout LoweringBudget
  ) throws(FormatProblem) -> OnnxTensor {
    var result = try translated(by: other.constants, &budget)
    guard let its = other.dependence else { return result }
    guard let mine = dependence else {
      result.dependence = its
      return result
    }
    result.dependence = Dependence(
      stage: mine.stage, rows: try mine.rows.adding(its.rows, &budget),
      isLayer: mine.isLayer || its.isLayer)
    return result
  }

  /// A matrix times the elements; those of the result have a new shape.
  func multiplied(
    by matrix: SparseRows, shape: [Int], _ budget: inout LoweringBudget
  ) throws(FormatProblem) -> OnnxTensor {
    let zeros = [Rational](repeating: 0, count: matrix.rowCount)
    let products = try matrix.applied(to: constants, plus: zeros, &budget)
    guard let dependence else {
      return OnnxTensor(shape: shape, type: type, constant: products)
    }
    let rows =
      dependence.rows.isIdentity ? matrix : try matrix.multiplied(by: dependence.rows, &budget)
    return OnnxTensor(
      shape: shape, type: type, constants: products,
      dependence: Dependence(stage: dependence.stage, rows: rows, isLayer: true))
  }

  /// The same elements as a function of another stage.
  func rebased(on dependence: Dependence, plus constants: [Rational]) -> OnnxTensor {
    OnnxTensor(shape: shape, type: type, constants: constants, dependence: dependence)
  }
}

extension OnnxTensor {
  /// The same elements under another type that holds them.
  func cast(to type: OnnxElementType) -> OnnxTensor {
    OnnxTensor(shape: shape, type: type, constants: constants, dependence: dependence)
  }

  /// The elements of tensors of one stage, one tensor after the other.
  ///
  /// - Precondition: there is a tensor; those that are not constant depend on one stage.
  static func stacked(
    _ tensors: [OnnxTensor], _ budget: inout LoweringBudget
  ) throws(FormatProblem) -> OnnxTensor {
    let constants = tensors.flatMap(\.constants)
    try budget.charge(constants.count)
    var result = OnnxTensor(
      shape: [constants.count], type: tensors[0].type, constant: constants)
    let dependences = tensors.compactMap(\.dependence)
    guard let first = dependences.first else { return result }
    var rows = SparseRows(columnCount: first.rows.columnCount)
    for tensor in tensors {
      if let own = tensor.dependence?.rows {
        try budget.charge(own.entryCount)
        rows.append(rowsOf: own)
      } else {
        for _ in tensor.constants { rows.endRow() }
      }
    }
    result.dependence = Dependence(
      stage: first.stage, rows: rows, isLayer: dependences.contains(where: \.isLayer))
    return result
  }
}
