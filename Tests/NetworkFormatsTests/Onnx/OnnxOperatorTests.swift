import ExactNumbers
import ReLUNetworks
import Testing

/// Each operator on small numbers whose result can be seen.
@Suite("ONNX operators")
struct OnnxOperatorTests {
  typealias File = OnnxFile

  /// What a model of some nodes gives at a point.
  private func values(
    _ nodes: [Message], _ initializers: [Message] = [], input: [Int?], at point: [Rational]
  ) throws -> [Rational] {
    try OnnxReading.network(File.model(nodes, initializers, input: input))(point)
  }

  static let matrix = File.floats("W", [2, 3], [1, 2, 3, 4, 5, 6])

  @Test func gemmHasAllItsFactors() throws {
    let attributes = [File.attribute("alpha", 0.5 as Float), File.attribute("beta", 3 as Float)]
    let bias = File.floats("c", [3], [1, 0, -1])
    let plain = File.node("Gemm", ["x", "W", "c"], "y", attributes)
    // (2, 4) · W = (18, 24, 30)
    #expect(try values([plain], [Self.matrix, bias], input: [1, 2], at: [2, 4]) == [12, 12, 12])
    let turned = File.node(
      "Gemm", ["x", "W", "c"], "y", attributes + [File.attribute("transB", 1)])
    // W · (1, 1, 2) = (9, 21)
    let pair = File.floats("c", [1, 2], [1, 0])
    let expected: [Rational] = [Rational(15, 2), Rational(21, 2)]
    #expect(
      try values([turned], [Self.matrix, pair], input: [nil, 3], at: [1, 1, 2]) == expected)
    let both = [File.attribute("transA", 1), File.attribute("transB", 1)]
    let left = File.node("Gemm", ["W", "x"], "y", both)
    // Wᵀ · xᵀ with x = (1, 2)
    #expect(try values([left], [Self.matrix], input: [1, 2], at: [1, 2]) == [9, 12, 15])
  }

  @Test func gemmWithoutReluStaysALayer() throws {
    let identity = File.floats("I", [2, 2], [1, 0, 0, 1])
    let nodes = [
      File.node("Gemm", ["x", "I"], "a"), File.node("Gemm", ["a", "W"], "b"),
      File.node("Relu", ["b"], "c"), File.node("Gemm", ["c", "J"], "y"),
    ]
    let third = File.floats("J", [3, 3], [1, 0, 0, 0, 1, 0, 0, 0, 1])
    let network = try OnnxReading.network(
      File.model(nodes, [identity, Self.matrix, third], input: [1, 2]))
    #expect(network.layers.map(\.activation) == [.identity, .relu, .identity])
    #expect(network.layers.map(\.map.outputDimension) == [2, 3, 3])
    #expect(network([1, -1]) == [0, 0, 0])
    #expect(network([-1, 1]) == [3, 3, 3])
  }

  @Test func matMulTakesTheConstantOnEitherSide() throws {
    let right = File.node("MatMul", ["x", "W"], "y")
    #expect(try values([right], [Self.matrix], input: [2], at: [2, 4]) == [18, 24, 30])
    #expect(
      try values([right], [Self.matrix], input: [2, 2], at: [2, 4, 1, 0])
        == [18, 24, 30, 1, 2, 3])
    let left = File.node("MatMul", ["W", "x"], "y")
    #expect(try values([left], [Self.matrix], input: [3], at: [1, 1, 2]) == [9, 21])
    #expect(try values([left], [Self.matrix], input: [3, 1], at: [1, 1, 2]) == [9, 21])
    // Two matrices 3 × 2, one after the other.
    let stack = try values(
      [left], [Self.matrix], input: [2, 3, 1], at: [1, 1, 2, 0, 1, 0])
    #expect(stack == [9, 21, 2, 5])
  }

  @Test func arithmeticStretchesBothSides() throws {
    let column = File.floats("k", [2, 1], [10, 20])
    for (type, expected) in [
      ("Add", [11, 12, 21, 22]), ("Sub", [-9, -8, -19, -18]), ("Mul", [10, 20, 20, 40]),
    ] as [(String, [Rational])] {
      let node = File.node(type, ["x", "k"], "y")
      #expect(try values([node], [column], input: [1, 2], at: [1, 2]) == expected, "\(type)")
    }
    let div = File.node("Div", ["x", "k"], "y")
    #expect(
      try values([div], [column], input: [1, 2], at: [1, 2])
        == [Rational(1, 10), Rational(1, 5), Rational(1, 20), Rational(1, 10)])
    let turned = File.node("Sub", ["k", "x"], "y")
    #expect(try values([turned], [column], input: [1, 2], at: [1, 2]) == [9, 8, 19, 18])
    #expect(
      try values([File.node("Add", ["x", "x"], "y")], input: [1, 2], at: [1, 2]) == [2, 4])
  }

  @Test func oldBroadcastingHasAnAxis() throws {
    let pair = File.floats("k", [2], [10, 20])
    let node = File.node(
      "Add", ["x", "k"], "y", [File.attribute("broadcast", 1), File.attribute("axis", 1)])
    #expect(
      try values([node], [pair], input: [1, 2, 2], at: [1, 2, 3, 4]) == [11, 12, 23, 24])
  }

  @Test func shapesMoveNoValue() throws {
    let nodes = [
      File.node("Transpose", ["x"], "a", [File.attribute("perm", [0, 2, 1])]),
      File.node("Squeeze", ["a", "zero"], "b"), File.node("Unsqueeze", ["b", "ends"], "c"),
      File.node("Reshape", ["c", "shape"], "d"), File.node("Identity", ["d"], "e"),
      File.node("Dropout", ["e"], "f"), File.node("Cast", ["f"], "g", [File.attribute("to", 11)]),
      File.node("Flatten", ["g"], "y"),
    ]
    let lists = [
      File.integers("zero", [0]), File.integers("ends", [0, 3]),
      File.integers("shape", [0, -1, 1]),
    ]
    #expect(
      try values(nodes, lists, input: [nil, 2, 3], at: [1, 2, 3, 4, 5, 6]) == [1, 4, 2, 5, 3, 6])
  }

  @Test func oldVersionsHaveListsAsAttributes() throws {
    let nodes = [
      File.node("Unsqueeze", ["x"], "a", [File.attribute("axes", [-1])]),
      File.node("Squeeze", ["a"], "b"),
      File.node(
        "Reshape", ["b"], "y",
        [File.attribute("shape", [2, 1]), File.attribute("consumed_inputs", [0])]),
    ]
    #expect(try values(nodes, input: [1, 2], at: [3, 4]) == [3, 4])
  }

  @Test func constantsAreFolded() throws {
    let tensor = Message().text(1, "value").message(5, File.floats("", [3], [1, 2, 4]))
    let nodes = [
      File.node("Constant", [], "a", [tensor]),
      File.node("Constant", [], "b", [File.attribute("value_float", 0.5 as Float)]),
      File.node("Mul", ["a", "b"], "c"), File.node("Div", ["c", "a"], "d"),
      File.node("Constant", [], "m", [File.attribute("value_ints", [1, 3])]),
      File.node("Reshape", ["a", "m"], "e"),
      File.node("Transpose", ["e"], "f"), File.node("Concat", ["f", "f"], "g", axis(1)),
      File.node("Sub", ["x", "d"], "h"), File.node("MatMul", ["h", "g"], "y"),
    ]
    // (x − 1/2) · (1, 2, 4)ᵀ, twice
    #expect(try values(nodes, input: [1, 3], at: [1, 1, 1]) == [Rational(7, 2), Rational(7, 2)])
  }

  private func axis(_ axis: Int) -> [Message] { [File.attribute("axis", axis)] }

  @Test func concatJoinsAlongAnyAxis() throws {
    let constant = File.floats("k", [1, 1, 2], [8, 9])
    for (axis, expected) in [
      (1, [1, 2, 3, 4, 8, 9]), (-2, [1, 2, 3, 4, 8, 9]),
    ] as [(Int, [Rational])] {
      let node = File.node("Concat", ["x", "k"], "y", self.axis(axis))
      #expect(
        try values([node], [constant], input: [1, 2, 2], at: [1, 2, 3, 4]) == expected, "\(axis)")
    }
    let twice = File.node("Concat", ["x", "x"], "y", axis(2))
    #expect(
      try values([twice], input: [1, 2, 2], at: [1, 2, 3, 4]) == [1, 2, 1, 2, 3, 4, 3, 4])
  }

  @Test func reluOfAConstantIsAConstant() throws {
    let nodes = [File.node("Relu", ["k"], "a"), File.node("Add", ["x", "a"], "y")]
    let network = try OnnxReading.network(
      File.model(nodes, [File.floats("k", [2], [-3, 3])], input: [1, 2]))
    #expect(network([1, 1]) == [1, 4])
    #expect(network.layers.count == 1)
  }

  @Test func aNetworkMayEndWithRelu() throws {
    let nodes = [
      File.node("Gemm", ["x", "W"], "a"), File.node("Relu", ["a"], "b"),
      File.node("Flatten", ["b"], "y"),
    ]
    let network = try OnnxReading.network(File.model(nodes, [Self.matrix], input: [1, 2]))
    #expect(network.layers.map(\.activation) == [.relu])
  }

  @Test func aZeroLayerKeepsItsNeurons() throws {
    let zeros = File.floats("W", [2, 2], [0, 0, 0, 0])
    let nodes = [File.node("MatMul", ["x", "W"], "a"), File.node("Relu", ["a"], "y")]
    let network = try OnnxReading.network(File.model(nodes, [zeros], input: [1, 2]))
    #expect(network.architecture.widths == [2, 2, 2])
  }
}
