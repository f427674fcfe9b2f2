internal import ExactNumbers
internal import ReLUNetworks

/// Turns a graph into layers: node by node, every tensor becomes a constant or an affine function
/// of the values at a stage, in exact arithmetic.
///
/// Each operator's semantics are those of its latest version that has it; what older versions did
/// differently is told by attributes that only they have, so the file's opset number is not needed.
///
/// - Source: the operator reference of ONNX, onnx.ai/onnx/operators.
struct OnnxLowering {
  private let initializers: [String: OnnxStoredTensor]
  private var tensors: [String: OnnxTensor] = [:]
  var stages: OnnxStages
  var budget = LoweringBudget()
  var remarks: [String]
  /// The float types of the constants that were asked for.
  private(set) var weightTypes: Set<String> = []

  /// Begins with the input of a graph.
  init(_ model: OnnxModel) throws(FormatProblem) {
    initializers = model.initializers
    remarks = []
    let input = try model.input()
    let type = try OnnxElementType(
      code: input.typeCode ?? OnnxElementType.float32.rawValue,
      of: "the input \(onnxQuoted(input.name))")
    guard type.isFloat else {
      throw FormatProblem(
        "the input \(onnxQuoted(input.name)) has the type \(type.name); networks of floats are read"
      )
    }
    let shape = try input.resolvedShape(&remarks)
    guard let count = TensorShape.count(shape, limit: OnnxTensor.elementLimit) else {
      throw FormatProblem(
        "the input has the shape \(TensorShape.text(shape)); up to \(OnnxTensor.elementLimit) "
          + "inputs are read")
    }
    if shape.count(where: { $0 > 1 }) > 1 {
      remarks.append(
        "The inputs are the elements of a tensor \(TensorShape.text(shape)), the last index "
          + "running fastest.")
    }
    stages = OnnxStages(inputCount: count)
    tensors[input.name] = OnnxTensor(shape: shape, type: type, stage: 0)
  }

  /// Lowers one node.
  mutating func lower(_ node: OnnxNode) throws(FormatProblem) {
    var node = node
    do throws(FormatProblem) {
      guard let type = OnnxOperator(rawValue: node.operatorName),
        ["", "ai.onnx"].contains(node.domain)
      else {
        throw node.problem(
          "has an operator that is not read"
            + (node.domain.isEmpty ? "" : ", of the domain \(onnxQuoted(node.domain))")
            + "; those read are \(OnnxOperator.list)")
      }
      // The training forms of opset 1 reused memory, which says nothing about values.
      _ = node.take("consumed_inputs")
      let result = try self.result(of: type, &node)
      try node.checkAttributes()
      guard let name = node.outputs.first, !name.isEmpty else { return }
      guard tensors[name] == nil, initializers[name] == nil else {
        throw node.problem("gives a second value to \(onnxQuoted(name))")
      }
      tensors[name] = result
    } catch {
      let isLocated = error.text.hasPrefix(node.title)
      throw isLocated ? error : FormatProblem("\(node.title): \(error.text)")
    }
  }

  /// The tensor of a name; an initializer is decoded when it is first asked for.
  mutating func tensor(named name: String) throws(FormatProblem) -> OnnxTensor? {
    if let tensor = tensors[name] { return tensor }
    guard let stored = initializers[name] else { return nil }
    let tensor = try decoded(stored)
    tensors[name] = tensor
    return tensor
  }

  /// Decodes a stored tensor and notes its type.
  mutating func decoded(_ stored: OnnxStoredTensor) throws(FormatProblem) -> OnnxTensor {
    let tensor = try stored.decoded(&budget)
    if tensor.type.isFloat { weightTypes.insert(tensor.type.name) }
    return tensor
  }

  /// A node's input by its place, `nil` where an optional one is left out.
  mutating func optionalInput(
    _ node: OnnxNode, _ index: Int
  ) throws(FormatProblem) -> OnnxTensor? {
    guard index < node.inputs.count, !node.inputs[index].isEmpty else { return nil }
    let name = node.inputs[index]
    guard let tensor = try tensor(named: name) else {
      throw node.problem(
        "takes \(onnxQuoted(name)), which is no input, no initializer and nothing that an earlier "
          + "node gives")
    }
    return tensor
  }

  /// A node's input by its place.
  mutating func input(_ node: OnnxNode, _ index: Int) throws(FormatProblem) -> OnnxTensor {
    guard let tensor = try optionalInput(node, index) else {
      throw node.problem("lacks input \(index + 1)")
    }
    return tensor
  }

  /// A node's input that must be a constant.
  mutating func constant(
    _ node: OnnxNode, _ index: Int, _ what: String
  ) throws(FormatProblem) -> OnnxTensor {
    let tensor = try input(node, index)
    guard tensor.isConstant else {
      throw node.problem("takes \(what) from the network's input, which is not affine")
    }
    return tensor
  }

  /// Checks how many inputs a node has.
  func checkInputs(_ node: OnnxNode, _ counts: ClosedRange<Int>) throws(FormatProblem) {
    guard counts.contains(node.inputs.count) else {
      throw node.problem(
        "has \(node.inputs.count) inputs where \(counts.lowerBound)"
          + (counts.count == 1 ? "" : " to \(counts.upperBound)") + " are expected")
    }
  }

  /// A sentence that is said once.
  mutating func remark(_ text: String) {
    if !remarks.contains(text) { remarks.append(text) }
  }
}
