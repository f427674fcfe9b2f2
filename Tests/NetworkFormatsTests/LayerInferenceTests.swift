import ExactNumbers
import ReLUNetworks
import Testing

@testable import NetworkFormats

@Suite("Layers from the names of arrays")
struct LayerInferenceTests {
  private func read(_ shapes: [(String, [Int])]) throws -> NetworkFile {
    let arrays = shapes.map { ($0.0, NpyWriter.counting($0.1)) }
    return try NetworkFile(bytes: ArchiveWriter(arrays).bytes, format: .npz, name: "net.npz")
  }

  struct NameCase: Sendable, CustomTestStringConvertible {
    let names: [String]
    var testDescription: String { names.joined(separator: " ") }
  }

  /// Names of weights and biases of 2-3-3-1 in the order of the layers, listed out of order below.
  @Test(arguments: [
    NameCase(names: ["W0", "b0", "W1", "b1", "W2", "b2"]),
    NameCase(names: ["W9", "b9", "W10", "b10", "W11", "b11"]),
    NameCase(names: ["w_1", "b_1", "w_2", "b_2", "w_3", "b_3"]),
    NameCase(names: ["arr_0", "arr_1", "arr_2", "arr_3", "arr_4", "arr_5"]),
    NameCase(names: ["0.weight", "0.bias", "2.weight", "2.bias", "10.weight", "10.bias"]),
    NameCase(names: [
      "layers.0.weight", "layers.0.bias", "layers.2.weight", "layers.2.bias", "layers.11.weight",
      "layers.11.bias",
    ]),
    NameCase(names: [
      "net/0/weight", "net/0/bias", "net/2/weight", "net/2/bias", "net/10/weight", "net/10/bias",
    ]),
    NameCase(names: [
      "fc1.weight", "fc1.bias", "fc2.weight", "fc2.bias", "fc3.weight", "fc3.bias",
    ]),
    NameCase(names: [
      "net.1.0.weight", "net.1.0.bias", "net.1.2.weight", "net.1.2.bias", "net.2.0.weight",
      "net.2.0.bias",
    ]),
  ])
  func everyWayOfNaming(_ example: NameCase) throws {
    let shapes = [[3, 2], [3], [3, 3], [3], [1, 3], [1]]
    let named = Array(zip(example.names, shapes))
    let expected = try read(Array(zip(["W0", "b0", "W1", "b1", "W2", "b2"], shapes)))
    for order in [[0, 1, 2, 3, 4, 5], [5, 4, 3, 2, 1, 0], [2, 5, 0, 3, 1, 4]] {
      let file = try read(order.map { named[$0] })
      #expect(file.network == expected.network)
      #expect(file.network.layers.map(\.activation) == [.relu, .relu, .identity])
      #expect(file.remarks.count == 1 && file.remarks[0].contains("the last one linear"))
    }
  }

  @Test func affinitreesNamesSayWhereTheReLUsAre() throws {
    let shapes: [(String, [Int])] = [
      ("000.layers", []), ("000.linear.weights", [3, 2]), ("000.linear.bias", [3]),
      ("001.linear.weights", [3, 3]), ("001.linear.bias", [3]), ("002.relu", [1]),
      ("003.linear.weights", [1, 3]), ("003.linear.bias", [1]), ("004.relu", [1]),
    ]
    let file = try read(shapes)
    #expect(file.network.layers.map(\.activation) == [.identity, .relu, .relu])
    #expect(file.remarks[0] == "000.layers counts layers and was ignored.")
    #expect(file.remarks[1].contains("ReLU where the names say so"))
  }

  @Test func missingBiasesAreZero() throws {
    for names in [["W0", "W1"], ["0.weight", "1.weight"], ["arr_0", "arr_1"]] {
      let file = try read([(names[0], [2, 2]), (names[1], [1, 2])])
      #expect(file.network([1, 1]) == [Rational(1 * 3 + 2 * 7)])
      #expect(file.remarks.contains("\(names[1]) has no biases; they are taken as zero."))
    }
  }

  @Test func oneLayerNeedsNoNumber() throws {
    #expect(try read([("weight", [2, 2]), ("bias", [2])]).network([1, 0]) == [2, 5])
    #expect(try read([("fc.weight", [1, 2]), ("fc.bias", [1, 1])]).network([0, 0]) == [1])
  }

  @Test func refusalsNameTheArray() {
    let cases: [([(String, [Int])], String)] = [
      ([("gamma", [2])], "the name of the array gamma says nothing known"),
      ([("0.weight", [2, 2]), ("1.running_mean", [2])], "1.running_mean belongs to a batch"),
      ([("000.linear.weights", [2, 2]), ("001.argmax", [1])], "001.argmax says nothing known"),
      ([("W0", [2, 2]), ("b1", [2])], "b1 is the bias of a layer that has no weights"),
      ([("W0", [2, 2]), ("b0", [3])], "b0 has the shape (3,) where W0 (2, 2) asks for (2,)"),
      ([("W0", [3, 2]), ("b0", [2])], "save them transposed"),
      ([("W0", [2]), ("b0", [2])], "W0 has the shape (2,)"),
      ([("W0", [8, 1, 3, 3])], "W0 has the shape (8, 1, 3, 3)"),
      ([("W0", [0, 2])], "W0 has the shape (0, 2)"),
      ([("W0", [3, 2]), ("W1", [1, 4])], "W0 (3, 2) gives 3 values but W1 (1, 4) takes 4"),
      ([("W0", [2, 3]), ("W1", [3, 1])], "the shapes chain as inputs × outputs"),
      ([("arr_0", [2, 2]), ("arr_2", [2])], "arr_1 is missing before arr_2"),
      ([("arr_0", [2])], "arr_0 has the shape (2,) where weights"),
      ([("arr_0", [2, 2]), ("W0", [2, 2])], "some arrays are named arr_0"),
      ([("a.weight", [2, 2]), ("b.weight", [2, 2])], "a.weight and b.weight"),
      ([("a1.weight", [2, 2]), ("out.weight", [2, 2])], "which comes first"),
      ([("00.weight", [2, 2]), ("0.weight", [2, 2])], "which comes first"),
      ([("0.bias", [2]), ("0.biases", [2])], "are one layer's biases"),
      ([("001.relu", [1]), ("002.linear.weights", [2, 2])], "before the first layer"),
      ([("000.layers", [1])], "the file holds no weights"),
      ([("99999999999999999999.weight", [2, 2])], "says nothing known"),
    ]
    for (shapes, words) in cases {
      let error = #expect(throws: NetworkFileError.self) { try read(shapes) }
      #expect(error?.problem.contains(words) == true, "\(error?.problem ?? "")")
    }
  }
}
