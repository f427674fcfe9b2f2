import ExactNumbers
import NetworkFormats
import ReLUNetworks
import Testing

/// Graphs that are no chain: shortcuts and branches, which become one chain of layers.
@Suite("ONNX branches")
struct OnnxBranchTests {
  typealias File = OnnxFile

  static let tensors = [
    File.floats("A", [2, 2], [1, -2, 3, 1]), File.floats("a", [2], [1, -1]),
    File.floats("B", [2, 2], [2, 1, -1, 1]), File.floats("b", [2], [-2, 0]),
    File.floats("C", [4, 1], [1, -1, 2, 1]),
  ]

  static let points: [[Rational]] = [
    [0, 0], [1, 0], [0, 1], [-1, 2], [3, -1], [Rational(1, 2), Rational(-1, 3)], [-2, -2],
  ]

  /// A · x + a and B · x + b as the tensors above have them, row vectors times matrices.
  private func first(_ x: [Rational]) -> [Rational] {
    [x[0] + 3 * x[1] + 1, x[1] - 2 * x[0] - 1]
  }
  private func second(_ x: [Rational]) -> [Rational] { [2 * x[0] - x[1] - 2, x[0] + x[1]] }
  private func relu(_ x: [Rational]) -> [Rational] { x.map { max($0, 0) } }

  private func check(
    _ nodes: [Message], widths: [Int], _ expected: ([Rational]) -> [Rational]
  ) throws {
    let network = try OnnxReading.network(File.model(nodes, Self.tensors, input: [1, 2]))
    #expect(network.architecture.widths == widths)
    for point in Self.points { #expect(network(point) == expected(point), "\(point)") }
  }

  @Test func affineShortcutsAddUp() throws {
    let nodes = [
      File.node("Gemm", ["x", "A", "a"], "p"), File.node("Add", ["p", "x"], "q"),
      File.node("Sub", ["q", "p"], "r"), File.node("Gemm", ["x", "B", "b"], "s"),
      File.node("Sub", ["r", "s"], "t"), File.node("Relu", ["t"], "y"),
    ]
    try check(nodes, widths: [2, 2, 2]) { x in
      relu(zip(x, second(x)).map { $0 - $1 })
    }
  }

  @Test func layersWithoutReluAreMultipliedWhereTheyMeet() throws {
    let nodes = [
      File.node("Gemm", ["x", "A", "a"], "p"), File.node("Gemm", ["p", "B", "b"], "q"),
      File.node("Add", ["q", "p"], "r"), File.node("Relu", ["r"], "y"),
    ]
    try check(nodes, widths: [2, 2, 2]) { x in
      relu(zip(second(first(x)), first(x)).map { $0 + $1 })
    }
  }

  @Test func branchesOfOneDepthStandSideBySide() throws {
    let nodes = [
      File.node("Gemm", ["x", "A", "a"], "p"), File.node("Relu", ["p"], "q"),
      File.node("Gemm", ["x", "B", "b"], "r"), File.node("Relu", ["r"], "s"),
      File.node("Concat", ["s", "q"], "t", [File.attribute("axis", 1)]),
      File.node("Gemm", ["t", "C"], "u"), File.node("Mul", ["s", "q2"], "v"),
      File.node("Concat", ["u", "v"], "y", [File.attribute("axis", 1)]),
    ]
    // A constant named q2 scales one branch; both branches are used twice.
    let tensors = Self.tensors + [File.floats("q2", [1, 2], [3, -1])]
    let network = try OnnxReading.network(File.model(nodes, tensors, input: [1, 2]))
    #expect(network.architecture.widths == [2, 4, 3])
    for x in Self.points {
      let (q, s) = (relu(first(x)), relu(second(x)))
      #expect(network(x) == [s[0] - s[1] + 2 * q[0] + q[1], 3 * s[0], -s[1]], "\(x)")
    }
  }

  @Test func deepBranchesStandSideBySideFromTheirFork() throws {
    let nodes = [
      File.node("Gemm", ["x", "A", "a"], "p"), File.node("Relu", ["p"], "q"),
      File.node("Gemm", ["q", "B"], "q1"), File.node("Relu", ["q1"], "q2"),
      File.node("Gemm", ["x", "B", "b"], "r"), File.node("Relu", ["r"], "s"),
      File.node("Gemm", ["s", "A"], "s1"), File.node("Relu", ["s1"], "s2"),
      File.node("Sub", ["q2", "s2"], "y"),
    ]
    try check(nodes, widths: [2, 4, 4, 2]) { x in
      let (q, s) = (relu(first(x)), relu(second(x)))
      let left = relu([2 * q[0] - q[1], q[0] + q[1]])
      let right = relu([s[0] + 3 * s[1], s[1] - 2 * s[0]])
      return zip(left, right).map { $0 - $1 }
    }
  }

  @Test func shortcutsFromAReluAreCarried() throws {
    let nodes = [
      File.node("Gemm", ["x", "A", "a"], "p"), File.node("Relu", ["p"], "q"),
      File.node("Gemm", ["q", "B", "b"], "r"), File.node("Relu", ["r"], "s"),
      File.node("Add", ["s", "q"], "t"), File.node("Gemm", ["t", "B"], "u"),
      File.node("Relu", ["u"], "v"), File.node("Sub", ["v", "q"], "y"),
    ]
    let model = File.model(nodes, Self.tensors, input: [1, 2])
    let file = try OnnxReading.file(model)
    #expect(file.remarks.contains { $0.contains("add no regions") })
    #expect(file.network.architecture.widths == [2, 2, 4, 4, 2])
    for x in Self.points {
      let q = relu(first(x))
      let t = zip(relu(second(q)), q).map { $0 + $1 }
      let v = relu([2 * t[0] - t[1], t[0] + t[1]])
      #expect(file.network(x) == zip(v, q).map { $0 - $1 }, "\(x)")
      // A copy is active exactly where its neuron is.
      let signs = file.network.preactivations(at: x).map { $0.map { $0 > 0 } }
      let copies = signs[1].suffix(4).filter { $0 }.count
      #expect(copies >= signs[0].filter { $0 }.count)
    }
  }

  @Test func shortcutsFromTheInputAreRefused() {
    let nodes = [
      File.node("Gemm", ["x", "A"], "p"), File.node("Relu", ["p"], "q"),
      File.node("Add", ["q", "x"], "y", name: "skip"),
    ]
    let refusal = OnnxReading.refusal(File.model(nodes, Self.tensors, input: [1, 2]))
    #expect(refusal.hasPrefix("the node \"skip\" (Add): joins the network's input"))
  }
}
