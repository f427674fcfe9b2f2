/// What is read of an ONNX file before anything is computed: one graph, its nodes in order.
struct OnnxModel {
  /// The most nodes and the most initializers that a graph may have.
  static let itemLimit = 100_000

  /// The nodes, still as bytes: each is read when its turn comes.
  private(set) var nodes: [ArraySlice<UInt8>] = []
  private(set) var initializers: [String: OnnxStoredTensor] = [:]
  private(set) var inputs: [OnnxInput] = []
  private(set) var outputs: [String] = []
  private(set) var metadata: [(key: String, value: String)] = []

  /// Reads a ModelProto.
  init(_ bytes: [UInt8]) throws(FormatProblem) {
    var graph: ArraySlice<UInt8>?
    var reader = ProtobufReader(bytes[...], "the model")
    while let field = try reader.next() {
      switch field.number {
      case 7:
        guard graph == nil else { throw FormatProblem("the model has two graphs") }
        graph = try field.bytes()
      case 14: metadata.append(try Self.entry(try field.bytes()))
      default: break
      }
      try Self.check(metadata.count, "entries of metadata")
    }
    guard let graph else {
      throw FormatProblem("there is no graph in it; the file is no ONNX model, or is cut short")
    }
    try read(graph: graph)
  }

  private mutating func read(graph: ArraySlice<UInt8>) throws(FormatProblem) {
    var reader = ProtobufReader(graph, "the graph")
    while let field = try reader.next() {
      switch field.number {
      case 1: nodes.append(try field.bytes())
      case 5:
        let tensor = try OnnxStoredTensor(try field.bytes())
        guard initializers.updateValue(tensor, forKey: tensor.name) == nil else {
          throw FormatProblem("two initializers are named \(onnxQuoted(tensor.name))")
        }
      case 11: inputs.append(try OnnxInput(try field.bytes()))
      case 12: outputs.append(try OnnxInput(try field.bytes()).name)
      case 15:
        throw FormatProblem("it has a sparse initializer; save its weights as dense tensors")
      default: break
      }
      try Self.check(nodes.count, "nodes")
      try Self.check(initializers.count, "initializers")
      try Self.check(inputs.count + outputs.count, "inputs and outputs")
    }
  }

  /// The input that no initializer gives a value.
  func input() throws(FormatProblem) -> OnnxInput {
    let open = inputs.filter { initializers[$0.name] == nil }
    guard let input = open.first, open.count == 1 else {
      throw FormatProblem(
        open.isEmpty
          ? "the graph has no input"
          : "the graph has \(open.count) inputs; networks of one are read"
      )
    }
    return input
  }

  /// The name of the only output.
  func output() throws(FormatProblem) -> String {
    guard let output = outputs.first, outputs.count == 1 else {
      throw FormatProblem(
        outputs.isEmpty
          ? "the graph has no output"
          : "the graph has \(outputs.count) outputs; networks of one, of any size, are read"
      )
    }
    return output
  }

  /// Reads a StringStringEntryProto.
  private static func entry(
    _ message: ArraySlice<UInt8>
  ) throws(FormatProblem) -> (key: String, value: String) {
    var (key, value) = ("", "")
    var reader = ProtobufReader(message, "an entry of metadata")
    while let field = try reader.next() {
      switch field.number {
      case 1: key = try field.text()
      case 2: value = try field.text()
      default: break
      }
    }
    return (key, value)
  }

  private static func check(_ count: Int, _ what: String) throws(FormatProblem) {
    guard count <= itemLimit else {
      throw FormatProblem("it has more than \(itemLimit) \(what)")
    }
  }
}

/// A name from the file in quotation marks, short and safe to print.
func onnxQuoted(_ name: String) -> String { "\"\(FormatProblem.excerpt(name))\"" }
