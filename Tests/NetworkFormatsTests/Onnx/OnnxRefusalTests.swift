import Testing

@testable import NetworkFormats

/// What cannot be read ends in one sentence that names the node or the tensor.
@Suite("ONNX refusals")
struct OnnxRefusalTests {
  typealias File = OnnxFile

  static let tensors = [
    File.floats("W", [2, 2], [1, 2, 3, 4]), File.floats("k", [2], [1, 0]),
    File.integers("n", [3]), File.floats("image", [1, 1, 2, 2], [1, 2, 3, 4]),
    File.integers("deep", [2, 1]),
  ]

  private func refusal(_ nodes: [Message], input: [Int?] = [1, 2]) -> String {
    OnnxReading.refusal(File.model(nodes, Self.tensors, input: input))
  }

  @Test(
    arguments: [
      ("Sigmoid", ["x"], [], "the node \"here\" (Sigmoid) has an operator that is not read"),
      ("", ["x"], [], "(no operator) has an operator that is not read"),
      ("Mul", ["x", "x"], [], "(Mul) multiplies two values that depend on the network's input"),
      ("MatMul", ["x", "x"], [], "(MatMul) multiplies two values that depend"),
      ("Div", ["W", "x"], [], "(Div) divides by what depends on the network's input"),
      ("Div", ["x", "k"], [], "divides by zero at element [0, 1]"),
      ("Add", ["x"], [], "has 1 inputs where 2 are expected"),
      ("Add", ["x", ""], [], "has 1 inputs where 2 are expected"),
      ("Sub", ["", "x"], [], "lacks input 1"),
      ("Add", ["x", "lost"], [], "takes \"lost\", which is no input, no initializer"),
      ("Add", ["x", "n"], [], "mixes the types float32 and int64"),
      ("Gemm", ["x", "k"], [], "multiplies 1×2 and 2; two matrices are expected"),
      ("MatMul", ["W", "x"], [], "multiplies 2×2 and 1×2, which do not fit"),
      ("Gemm", ["x", "W", "image"], [], "adds 1×1×2×2 to 1×2, which does not fit"),
      ("Relu", ["x"], [("alpha", 1)], "has the attribute \"alpha\", which is not known here"),
      ("Flatten", ["x"], [("axis", 3)], "has the axis 3"),
      ("Concat", ["x", "W"], [("axis", 1)], "joins 1×2 and 2×2"),
      ("Concat", ["x"], [("axis", 7)], "has the axis 7"),
      ("Concat", [], [], "has no inputs"),
      ("Reshape", ["x", "n"], [], "gives 1×2 the shape 3, which does not fit"),
      ("Reshape", ["x", "x"], [], "takes a shape from the network's input"),
      ("Squeeze", ["x", "n"], [], "drops a dimension of 1×2"),
      ("Unsqueeze", ["x", "n"], [], "puts dimensions in where none can be"),
      ("Cast", ["x"], [], "says no type"), ("Cast", ["x"], [("to", 8)], "has the type string"),
      ("Cast", ["x"], [("to", 77)], "has the type number 77"),
      ("Constant", [], [], "holds no dense tensor of numbers"),
      ("Dropout", ["x"], [("is_test", 0)], "is in training mode"),
      ("Dropout", ["x", "", "k"], [], "is in training mode"),
      (
        "BatchNormalization", ["x", "k", "k", "k", "k"], [("training_mode", 1)], "in training mode"
      ),
      ("BatchNormalization", ["x", "k", "k", "k", "W"], [], "has variances 2×2 for 2 channels"),
      ("BatchNormalization", ["x", "k"], [], "has 2 inputs where 5 are expected"),
      ("Conv", ["x", "W"], [], "one or two dimensions after batch and channels are read"),
    ] as [(String, [String], [(String, Int)], String)])
  func nodes(type: String, inputs: [String], attributes: [(String, Int)], words: String) {
    let node = File.node(
      type, inputs, "y", attributes.map { File.attribute($0.0, $0.1) }, name: "here")
    let text = refusal([node])
    #expect(text.contains(words), "\(text)")
    #expect(text.contains("here"), "\(text)")
  }

  @Test func nodesWithoutNameAreCounted() {
    let nodes = [File.node("Relu", ["x"], "a"), File.node("Softmax", ["a"], "y")]
    #expect(refusal(nodes).hasPrefix("node 2 (Softmax) has an operator that is not read; those"))
    let foreign = File.node("Relu", ["x"], "y").text(7, "com.example")
    #expect(refusal([foreign]).contains("of the domain \"com.example\""))
  }

  @Test(
    arguments: [
      ([("group", [2])], "groups, which do not divide"), ([("group", [0])], "has 0 groups"),
      ([("strides", [0, 1])], "strides, dilations or pads that do not fit"),
      ([("dilations", [1, 1 << 40])], "strides, dilations or pads that do not fit"),
      ([("pads", [0, 0, -1, 0])], "strides, dilations or pads that do not fit"),
      ([("pads", [0, 0])], "strides, dilations or pads that do not fit"),
      ([("kernel_shape", [3, 2])], "a kernel_shape that is not that of its weights"),
      ([("dilations", [3, 3])], "a kernel that is larger than its image"),
      ([("pads", [9_000_000, 0, 0, 0])], "more elements than are read, 1000000"),
    ] as [([(String, [Int])], String)])
  func convolutions(attributes: [(String, [Int])], words: String) {
    let list = attributes.map { name, values in
      name == "group" ? File.attribute(name, values[0]) : File.attribute(name, values)
    }
    let text = refusal([File.node("Conv", ["x", "image"], "y", list)], input: [1, 1, 3, 3])
    #expect(text.contains(words), "\(text)")
  }

  @Test(
    arguments: [
      (
        File.floats("k", [2, 2], [1, 2, 3, .nan]),
        "element [1, 1] of the tensor \"k\" is not a finite"
      ),
      (File.floats("k", [2], [-.infinity, 0]), "element [0] of the tensor \"k\" is not a finite"),
      (File.head("k", [2], 1).fixed32(4, 1).fixed32(4, .infinity), "element [1] of the tensor"),
      (File.floats("k", [3], [1, 2]), "has 2 elements where its shape 3 asks for 3"),
      (File.floats("k", [1], [1, 2]), "has 8 bytes where its shape 1 asks for 1 elements of 4"),
      (File.raw("k", [1], 1, [1, 2, 3]), "has 3 bytes where"),
      (File.head("k", [2], 1), "has 0 elements where its shape 2 asks for 2"),
      (File.head("k", [1], 6).number(5, 1).number(5, 2), "more elements than its shape"),
      (
        File.head("k", [1], 2).number(5, 256),
        "element 1 of the tensor \"k\" is out of the range of"
      ),
      (File.head("k", [1], 10).number(5, 65_536), "is out of the range of float16"),
      (File.head("k", [1], 7).number(5, 1), "in two places, or in one that is not its type's"),
      (File.floats("k", [1], [1]).fixed32(4, 2), "in two places"),
      (File.head("k", [1], 1).number(4, 2), "a wire type that is not its own"),
      (File.raw("k", [1], 8, []), "the tensor \"k\" has the type string"),
      (File.raw("k", [1], 14, []), "the tensor \"k\" has the type complex64"),
      (File.raw("k", [1 << 40, 1 << 40], 1, []), "tensors of up to 10000000 elements"),
      (File.raw("k", [0, 1 << 62], 1, []), "tensors of up to 10000000 elements"),
      (File.raw("k", [-1], 1, []), "has the shape -1"),
      (File.floats("k", [1], [1]).number(14, 1), "\"k\" lies in another file; save"),
      (File.floats("k", [1], [1]).data(13, []), "lies in another file"),
      (File.floats("k", [1], [1]).data(3, []), "is stored in segments"),
      (File.floats("k", [Int](repeating: 1, count: 17), [1]), "more than 16 numbers"),
    ] as [(Message, String)])
  func tensors(tensor: Message, words: String) {
    let node = File.node("Add", ["x", "k"], "y")
    let text = OnnxReading.refusal(File.model([node], [tensor], input: [1, 2]))
    #expect(text.contains(words), "\(text)")
  }

  private let node = OnnxFile.node("Relu", ["x"], "y")

  @Test func models() {
    let graph = File.graph([node], input: [1, 2])
    let input = File.value("x", [1, 2])
    let two = Message().message(11, input).message(12, File.value("y", [1]))
    let cases: [([UInt8], String)] = [
      ([], "there is no graph in it"), (Array("PK\u{3}\u{4}".utf8), "the model: "),
      (File.model(graph: graph) + File.model(graph: graph), "two graphs"),
      (File.model(graph: Message()), "the graph has no output"),
      (File.model(graph: graph.message(12, File.value("z", [1]))), "the graph has 2 outputs"),
      (File.model(graph: graph.message(11, File.value("z", [1]))), "the graph has 2 inputs"),
      (File.model(graph: Message().message(12, input)), "the graph has no input"),
      (File.model(graph: two), "no node gives the output \"y\""),
      (File.model(graph: graph.data(15, [])), "it has a sparse initializer"),
      (
        File.model(graph: graph.messages(5, [Self.tensors[0], Self.tensors[0]])),
        "two initializers are named \"W\""
      ),
      (File.model([node, node], input: [1, 2]), "gives a second value to \"y\""),
      (
        File.model([File.node("Add", ["k", "k"], "y")], Self.tensors, input: [1, 2]),
        "the output does not depend on the input"
      ),
      (File.model([node], input: [nil]), "dimension 1 of the input \"x\" has no fixed size"),
      (File.model([node], input: [1, nil]), "dimension 2 of the input \"x\" has no fixed size"),
      (File.model([node], input: [1, 2], type: 7), "has the type int64; networks of floats"),
      (File.model([node], input: [1 << 32, 1 << 32]), "up to 1000000 inputs are read"),
      (File.model([node], input: [1, 4000]), "more than 10000000 weights"),
      (
        File.model(
          graph: Message().message(1, node).message(11, Message().text(1, "x")).message(12, input)),
        "the input \"x\" has no shape"
      ),
      (
        File.model(
          graph: Message().message(11, Message().text(1, "x").message(2, Message().data(4, [])))),
        "is no dense tensor"
      ),
      (
        File.model(
          [File.node("Relu", ["x"], "y", [Message().text(1, "a").data(6, [])])], input: [1]),
        "is a subgraph; loops and branches are not read"
      ),
      (
        File.model([File.node("Relu", ["x"], "y", [Message().text(21, "a")])], input: [1]),
        "functions are not read"
      ),
      (
        Message().message(7, graph).message(14, Message().text(1, "pleat.box.0").text(2, "1"))
          .bytes,
        "pleat.box.0 that is no interval"
      ),
      (
        Message().message(7, graph).message(14, Message().text(1, "pleat.box.0").text(2, "0,1"))
          .bytes, "box"
      ),
    ]
    for (bytes, words) in cases {
      let text = OnnxReading.refusal(bytes)
      #expect(text.contains(words), "\(text)")
    }
  }

  /// A file cut anywhere ends in a sentence.
  @Test func truncatedFiles() {
    let whole = File.model([File.node("Gemm", ["x", "W"], "y")], Self.tensors, input: [1, 2])
    // The opset at the end says nothing that is needed.
    for length in 0..<whole.count - 6 {
      #expect(!OnnxReading.refusal(Array(whole.prefix(length))).isEmpty, "\(length) bytes")
    }
  }

  /// Names from the file are shortened and have no control characters.
  @Test func namesAreSafeToPrint() {
    let name = "\u{1B}[31m" + String(repeating: "a", count: 100)
    let text = refusal([File.node(name, ["x"], "y", name: name)])
    #expect(!text.contains("\u{1B}") && text.count < 400, "\(text)")
  }

  /// Small files that ask for a great deal of arithmetic or memory are refused soon.
  @Test func work() {
    // Squaring a constant again and again doubles its length each time.
    let squares = (0..<60).map { File.node("Mul", ["c\($0)", "c\($0)"], "c\($0 + 1)") }
    let grow =
      [File.node("Add", ["k", "k"], "c0"), File.node("Mul", ["c0", "c0"], "a")] + squares
      + [File.node("Add", ["x", "c60"], "y")]
    #expect(
      OnnxReading.refusal(File.model(grow, [File.floats("k", [1], [0.1])], input: [1, 2]))
        .contains("numbers of more than 65536 bits"))
    // Each of a million outputs sums up 49 terms.
    let wide = File.node("Conv", ["x", "W"], "y", [File.attribute("pads", [900, 900, 0, 0])])
    let kernel = File.floats("W", [1, 1, 7, 7], [Float](repeating: 1, count: 49))
    #expect(
      OnnxReading.refusal(File.model([wide], [kernel], input: [1, 1, 100, 100]))
        .contains("more than 40000000 exact operations"))
    let joined = File.node("Concat", ["x", "x"], "y", [File.attribute("axis", 1)])
    #expect(
      OnnxReading.refusal(File.model([joined], input: [1, 600_000]))
        == "node 1 (Concat): a tensor 1×1200000 has more elements than are read, 1000000")
  }
}
