import ExactNumbers
import ReLUNetworks
import Testing

@testable import NetworkFormats

/// The ways in which a file may store the elements of a tensor.
@Suite("ONNX tensors")
struct OnnxTensorTests {
  typealias File = OnnxFile

  /// The elements of a tensor that is cast to float64, added to the input and read.
  private func elements(_ tensor: Message, count: Int) throws -> [Rational] {
    let nodes = [
      File.node("Cast", ["k"], "c", [File.attribute("to", 11)]), File.node("Add", ["x", "c"], "y"),
    ]
    let model = File.model(nodes, [tensor], input: [1, count], type: 11)
    return try OnnxReading.network(model).layers[0].map.biases
  }

  @Test(
    arguments: [
      (1, [0, 0, 0xC0, 0x3F], "3/2"), (2, [200], "200"), (3, [200], "-56"), (4, [1, 2], "513"),
      (5, [0xFE, 0xFF], "-2"), (6, [0, 0, 0, 0x80], "-2147483648"), (9, [1], "1"),
      (7, [1, 0, 0, 0, 0x10, 0, 0, 0], "68719476737"),
      (10, [0, 0x3E], "3/2"), (10, [1, 0x80], "-1/16777216"),
      (11, [0, 0, 0, 0, 0, 0, 0xF8, 0x3F], "3/2"), (12, [0, 0, 0, 0x80], "2147483648"),
      (13, [0, 0, 0, 0, 0, 0, 0, 0x80], "9223372036854775808"), (16, [0xC0, 0x3F], "3/2"),
      (16, [0x80, 0xC0], "-4"),
    ] as [(Int, [UInt8], String)])
  func rawData(type: Int, data: [UInt8], value: String) throws {
    #expect(
      try elements(File.raw("k", [1], type, data), count: 1).map(\.description) == [value])
  }

  @Test func typedFieldsArePackedOrNot() throws {
    func packed(_ values: [UInt64]) -> [UInt8] { values.flatMap(Message.varint) }
    let minusTwo = UInt64(bitPattern: -2)
    for (tensor, expected) in [
      (File.head("k", [2], 1).fixed32(4, 1.5).fixed32(4, -2), ["3/2", "-2"]),
      (File.head("k", [2], 1).data(4, [0, 0, 0xC0, 0x3F, 0, 0, 0, 0xC0]), ["3/2", "-2"]),
      (
        File.head("k", [2], 11).fixed64(10, 0.1).fixed64(10, 1),
        ["3602879701896397/36028797018963968", "1"]
      ),
      (File.head("k", [2], 6).number(5, -2).number(5, 7), ["-2", "7"]),
      (File.head("k", [2], 3).data(5, packed([minusTwo, 7])), ["-2", "7"]),
      (File.head("k", [2], 10).data(5, packed([0x3E00, 0x8001])), ["3/2", "-1/16777216"]),
      (File.head("k", [1], 16).number(5, 0x3FC0), ["3/2"]),
      (File.head("k", [2], 7).data(7, packed([minusTwo, 1 << 40])), ["-2", "1099511627776"]),
      (File.head("k", [1], 13).data(11, packed([1 << 63])), ["9223372036854775808"]),
      (
        File.head("k", [2], 12).number(11, 5).data(11, packed([4_294_967_295])),
        ["5", "4294967295"]
      ),
    ] {
      #expect(
        try elements(tensor, count: expected.count).map(\.description) == expected)
    }
  }

  @Test func everyTypeHoldsItsEdges() {
    let cases: [(OnnxElementType, String, Bool)] = [
      (.float32, "0x1p-149", true), (.float32, "0x1p-150", false),
      (.float32, "0x1.fffffep127", true), (.float32, "0x1p128", false),
      (.float32, "0x1.000001p0", false), (.float32, "1/3", false), (.float32, "0", true),
      (.float16, "65504", true), (.float16, "65520", false), (.float16, "0x1p-24", true),
      (.bfloat16, "257", false), (.bfloat16, "-256", true), (.float64, "0x1p-1074", true),
      (.int8, "-128", true), (.int8, "128", false), (.uint8, "-1", false), (.int64, "1/2", false),
      (.bool, "1", true), (.bool, "2", false),
    ]
    for (type, text, holds) in cases {
      #expect(Rational(text).map(type.holds) == holds, "\(type) \(text)")
    }
  }

  @Test func castsKeepEveryValueOrAreRefused() throws {
    func refusal(_ value: Float, to type: Int) -> String {
      OnnxReading.refusal(
        File.model(
          [
            File.node("Cast", ["k"], "c", [File.attribute("to", type)]),
            File.node("Cast", ["c"], "d", [File.attribute("to", 1)]),
            File.node("Add", ["x", "d"], "y"),
          ], [File.floats("k", [1], [value])], input: [1, 1]))
    }
    #expect(refusal(2, to: 7) == "")
    #expect(
      refusal(2.5, to: 7)
        == "node 1 (Cast) would change element [0] of its input: int64 cannot hold 5/2")
    #expect(refusal(-1, to: 2).contains("uint8 cannot hold -1"))
    let narrowing = File.model(
      [File.node("Cast", ["x"], "y", [File.attribute("to", 1)])], input: [1, 1], type: 11)
    #expect(
      OnnxReading.refusal(narrowing)
        == "node 1 (Cast) rounds from float64 to float32 as the network runs, which is not affine")
  }

  @Test func whatIsReadIsSaid() throws {
    let nodes = [File.node("Gemm", ["x", "W", "b"], "y")]
    let doubles = [File.doubles("W", [1, 1], [0.1]), File.doubles("b", [1], [1])]
    let file = try OnnxReading.file(File.model(nodes, doubles, input: [nil, 1], type: 11))
    #expect(file.weightKind == "float64 tensors")
    #expect(file.format == .onnx)
    #expect(
      file.remarks == ["The first dimension of the input is a batch; the network is of one sample."]
    )
    #expect(file.network.layers[0].map.weights == [Rational(exactly: 0.1)])
  }

  @Test func deadInitializersAreNotLookedAt() throws {
    let nodes = [File.node("Add", ["x", "k"], "y")]
    let dead = File.floats("dead", [1], [.nan])
    #expect(
      try OnnxReading.network(
        File.model(nodes, [File.floats("k", [1], [2]), dead], input: [1, 1]))([1]) == [3])
  }
}
