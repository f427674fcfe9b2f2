internal import ExactNumbers
internal import ReLUNetworks

/// The layers that a graph's tensors are functions of.
///
/// A stage is a vector of values: the network's input, or the outputs of a layer, whose affine map
/// is a tensor over an earlier stage. Branches make a tree of stages. Tensors of different branches
/// meet over a common stage (`OnnxStages+Branches.swift`), so what leads to the graph's output is
/// one chain of layers.
struct OnnxStages {
  enum Kind {
    case input
    /// A layer without ReLU.
    case linear
    /// The ReLU of a tensor: one node's, or those of several branches side by side.
    case relu
  }

  struct Stage {
    let kind: Kind
    let width: Int
    /// The number of ReLUs on the way from the input.
    let depth: Int
    /// The tensor that the layer is applied to; `nil` for the input.
    let source: OnnxTensor?
    /// The ReLU stages whose values stand in this one, and where; ascending in both.
    var parts: [(stage: Int, offset: Int)]
  }

  var stages: [Stage] = []
  /// The stage that has given parts.
  var joined: [[Int]: Int] = [:]
  /// The stage that carries another one's values through one more ReLU.
  var carried: [Int: Int] = [:]

  /// Begins with the network's input.
  init(inputCount: Int) {
    stages.append(
      Stage(kind: .input, width: inputCount, depth: 0, source: nil, parts: [(0, 0)]))
  }

  /// max(0, x) of a tensor's elements.
  mutating func relu(
    of tensor: OnnxTensor, _ budget: inout LoweringBudget
  ) throws(FormatProblem) -> OnnxTensor {
    guard let dependence = tensor.dependence else {
      return OnnxTensor(
        shape: tensor.shape, type: tensor.type,
        constant: tensor.constants.map { $0.sign == .positive ? $0 : 0 })
    }
    let depth = stages[dependence.stage].depth + 1
    let stage = try append(.relu, tensor, depth: depth, &budget)
    return OnnxTensor(shape: tensor.shape, type: tensor.type, stage: stage)
  }

  /// The tensor as values of a layer of its own, if a layer's matrix is in it already.
  ///
  /// So two matrices with no ReLU between them stay two layers, as the file has them.
  mutating func separated(
    _ tensor: OnnxTensor, _ budget: inout LoweringBudget
  ) throws(FormatProblem) -> OnnxTensor {
    guard let dependence = tensor.dependence, dependence.isLayer else { return tensor }
    let depth = stages[dependence.stage].depth
    let stage = try append(.linear, tensor, depth: depth, &budget)
    return OnnxTensor(shape: tensor.shape, type: tensor.type, stage: stage)
  }

  /// Appends a stage and gives its number.
  mutating func append(
    _ kind: Kind, _ source: OnnxTensor, depth: Int, parts: [(stage: Int, offset: Int)]? = nil,
    _ budget: inout LoweringBudget
  ) throws(FormatProblem) -> Int {
    let width = source.constants.count
    guard width <= OnnxTensor.elementLimit else {
      throw FormatProblem("a layer has \(width) neurons; up to \(OnnxTensor.elementLimit) are read")
    }
    try budget.charge(1 + width)
    stages.append(
      Stage(
        kind: kind, width: width, depth: depth, source: source,
        parts: parts ?? [(stages.count, 0)]))
    return stages.count - 1
  }

  /// The layers that lead to a tensor.
  ///
  /// - Throws: `FormatProblem` where they have too many weights, or none depends on the input.
  func layers(to output: OnnxTensor) throws(FormatProblem) -> [Layer] {
    guard let dependence = output.dependence else {
      throw FormatProblem("the output does not depend on the input")
    }
    var chain: [(tensor: OnnxTensor, dependence: OnnxTensor.Dependence, Activation)] = []
    let isRelu = stages[dependence.stage].kind == .relu
    let isPlain =
      !dependence.isLayer && dependence.rows.isIdentity
      && output.constants.allSatisfy { $0.sign == .zero }
    if !(isRelu && isPlain) { chain.append((output, dependence, .identity)) }
    var stage = stages[dependence.stage]
    while let source = stage.source, let dependence = source.dependence {
      chain.append((source, dependence, stage.kind == .relu ? .relu : .identity))
      stage = stages[dependence.stage]
    }
    var parameters = 0
    for (_, dependence, _) in chain {
      // Both factors are below 2^20 or so, so the products add up without overflow.
      parameters += dependence.rows.rowCount * (dependence.rows.columnCount + 1)
      guard parameters <= NetworkFile.parameterLimit else {
        throw FormatProblem(
          "written out as matrices, its layers have more than \(NetworkFile.parameterLimit) "
            + "weights and biases, which is more than are read")
      }
    }
    return chain.reversed().map { tensor, dependence, activation in
      Layer(dependence.rows.affineMap(biases: tensor.constants), activation)
    }
  }
}
