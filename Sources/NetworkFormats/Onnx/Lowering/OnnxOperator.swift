internal import ExactNumbers

/// The operators that are read: all that are affine maps when one side is constant, and ReLU.
enum OnnxOperator: String, CaseIterable {
  case add = "Add"
  case batchNormalization = "BatchNormalization"
  case cast = "Cast"
  case concat = "Concat"
  case constant = "Constant"
  case conv = "Conv"
  case div = "Div"
  case dropout = "Dropout"
  case flatten = "Flatten"
  case gemm = "Gemm"
  case identity = "Identity"
  case matMul = "MatMul"
  case mul = "Mul"
  case relu = "Relu"
  case reshape = "Reshape"
  case squeeze = "Squeeze"
  case sub = "Sub"
  case transpose = "Transpose"
  case unsqueeze = "Unsqueeze"

  static var list: String { allCases.map(\.rawValue).joined(separator: ", ") }
}

extension OnnxLowering {
  /// The first output of a node.
  mutating func result(
    of type: OnnxOperator, _ node: inout OnnxNode
  ) throws(FormatProblem) -> OnnxTensor {
    switch type {
    case .add: try sum(&node, subtracts: false)
    case .sub: try sum(&node, subtracts: true)
    case .mul: try product(&node, divides: false)
    case .div: try product(&node, divides: true)
    case .gemm: try gemm(&node)
    case .matMul: try matMul(node)
    case .conv: try convolution(&node)
    case .batchNormalization: try batchNormalization(&node)
    case .relu: try relu(node)
    case .identity: try identity(node)
    case .dropout: try dropout(&node)
    case .cast: try cast(&node)
    case .constant: try constant(&node)
    case .concat: try concat(&node)
    case .flatten: try flatten(&node)
    case .reshape: try reshape(&node)
    case .squeeze: try squeeze(&node)
    case .unsqueeze: try unsqueeze(&node)
    case .transpose: try transpose(&node)
    }
  }

  private mutating func relu(_ node: OnnxNode) throws(FormatProblem) -> OnnxTensor {
    try checkInputs(node, 1...1)
    return try stages.relu(of: try input(node, 0), &budget)
  }

  private mutating func identity(_ node: OnnxNode) throws(FormatProblem) -> OnnxTensor {
    try checkInputs(node, 1...1)
    return try input(node, 0)
  }

  /// Dropout as it is in inference: nothing.
  private mutating func dropout(_ node: inout OnnxNode) throws(FormatProblem) -> OnnxTensor {
    try checkInputs(node, 1...3)
    for name in ["ratio", "seed"] { _ = node.take(name) }
    let isTraining = try optionalInput(node, 2)
    let isOff = isTraining.map { $0.isConstant && $0.constants.allSatisfy { $0.sign == .zero } }
    guard isOff ?? true, try node.takeInteger("is_test") != 0 else {
      throw node.problem("is in training mode; export the network for inference")
    }
    return try input(node, 0)
  }

  /// A cast that keeps every value.
  private mutating func cast(_ node: inout OnnxNode) throws(FormatProblem) -> OnnxTensor {
    try checkInputs(node, 1...1)
    for name in ["saturate", "round_mode"] { _ = node.take(name) }
    let tensor = try input(node, 0)
    guard let code = try node.takeInteger("to") else { throw node.problem("says no type") }
    let type = try OnnxElementType(code: code, of: node.title)
    if tensor.isConstant, let index = tensor.constants.firstIndex(where: { !type.holds($0) }) {
      throw node.problem(
        "would change element \(TensorShape.placeText(index, tensor.shape)) of its input: "
          + "\(type.name) cannot hold \(FormatProblem.excerpt(tensor.constants[index].description))"
      )
    }
    guard tensor.isConstant || type.includes(tensor.type) else {
      throw node.problem(
        "rounds from \(tensor.type.name) to \(type.name) as the network runs, which is not affine"
      )
    }
    return tensor.cast(to: type)
  }

  /// A constant that stands in the node itself.
  private mutating func constant(_ node: inout OnnxNode) throws(FormatProblem) -> OnnxTensor {
    try checkInputs(node, 0...0)
    if let attribute = node.take("value"), let stored = try attribute.tensor() {
      return try decoded(stored)
    }
    if let value = try node.takeFloat("value_float") {
      return OnnxTensor(shape: [], type: .float32, constant: [value])
    }
    if let value = try node.takeInteger("value_int") {
      return OnnxTensor(shape: [], type: .int64, constant: [Rational(value)])
    }
    if let values = try node.takeIntegers("value_ints") {
      return OnnxTensor(shape: [values.count], type: .int64, constant: values.map { Rational($0) })
    }
    guard let bits = try node.take("value_floats")?.floats() else {
      throw node.problem("holds no dense tensor of numbers")
    }
    let values = bits.compactMap { OnnxElementType.float32.value(ofBits: UInt64($0)) }
    guard values.count == bits.count else {
      throw node.problem("has value_floats with a number that is not finite")
    }
    return OnnxTensor(shape: [values.count], type: .float32, constant: values)
  }
}
