import ExactNumbers
import NetworkFormats
import ReLUNetworks
import Testing

/// Damaged ONNX files: each ends in a network or in a sentence, soon.
@Suite("Mutated ONNX files")
struct OnnxMutationTests {
  typealias File = OnnxFile

  private static func floats(_ name: String, _ shape: [Int]) -> Message {
    let values = (0..<shape.reduce(1, *)).map { Float($0 % 5) - 1.5 }
    return File.floats(name, shape, values)
  }

  static let chain = File.model(
    [
      File.node("Flatten", ["x"], "f"), File.node("MatMul", ["f", "W"], "a", name: "first"),
      File.node("Add", ["a", "b"], "c"), File.node("Relu", ["c"], "d"),
      File.node("Gemm", ["d", "V", "v"], "y", [File.attribute("transB", 1)]),
    ], [floats("W", [4, 3]), floats("b", [3]), floats("V", [1, 3]), floats("v", [1])],
    input: [nil, 2, 2])

  static let image = File.model(
    [
      File.node(
        "Conv", ["x", "W", "b"], "c",
        [
          File.attribute("strides", [1, 1]), File.attribute("pads", [1, 0, 0, 1]),
          File.attribute("group", 1),
        ]), File.node("BatchNormalization", ["c", "s", "b", "b", "s"], "n"),
      File.node("Relu", ["n"], "r"), File.node("Reshape", ["r", "shape"], "y"),
    ],
    [
      floats("W", [2, 1, 2, 2]), floats("b", [2]), File.floats("s", [2], [1, 2]),
      File.integers("shape", [1, -1]),
    ], input: [1, 1, 3, 2])

  static let branches = File.model(
    [
      File.node("Gemm", ["x", "A"], "p"), File.node("Relu", ["p"], "q"),
      File.node("Gemm", ["q", "A"], "r"), File.node("Relu", ["r"], "s"),
      File.node("Add", ["s", "q"], "t"), File.node("Cast", ["k"], "j", [File.attribute("to", 1)]),
      File.node("Sub", ["j", "t"], "u"),
      File.node("Concat", ["u", "q"], "v", [File.attribute("axis", 1)]),
      File.node("Transpose", ["v"], "w", [File.attribute("perm", [1, 0])]),
      File.node("Constant", [], "c", [Message().text(1, "value").message(5, floats("", [4, 1]))]),
      File.node("Mul", ["w", "c"], "y"),
    ], [floats("A", [2, 2]), File.head("k", [2], 10).data(5, [0x80, 0x7C, 0x81, 1])],
    input: [1, 2])

  /// The files that are damaged, under names that a failure can print.
  static let sources = ["chain": chain, "image": image, "branches": branches]

  @Test(arguments: ["chain", "image", "branches"], [11, 12] as [UInt64])
  func files(name: String, seed: UInt64) throws {
    let source = try #require(Self.sources[name])
    #expect(outcome(source, seed), "the file is read before it is damaged")
    var random = SplitMix64(seed: seed)
    let clock = ContinuousClock()
    var slowest = Duration.zero
    var refused = 0
    let count = 2000
    for _ in 0..<count {
      var bytes = source
      for _ in 0...random.nextInt(below: 3) { damage(&bytes, &random) }
      let start = clock.now
      if !outcome(bytes, seed) { refused += 1 }
      slowest = max(slowest, clock.now - start)
    }
    // Most damage must be seen, and some is harmless.
    #expect(refused > count / 4 && refused < count, "seed \(seed): \(refused) refused")
    // The budget of operations bounds the time; in a debug build they are slow.
    #expect(slowest < .seconds(30), "seed \(seed)")
  }

  /// One change: a byte, a bit, a cut, a doubled stretch, a removed one, a splice of another file,
  /// a longer number, a length that is off by a little.
  private func damage(_ bytes: inout [UInt8], _ random: inout SplitMix64) {
    guard !bytes.isEmpty else { return }
    let place = random.nextInt(below: bytes.count)
    let end = min(bytes.count, place + 1 + random.nextInt(below: 40))
    switch random.nextInt(below: 9) {
    case 0: bytes[place] = UInt8(random.nextInt(below: 256))
    case 1, 2: bytes[place] ^= 1 << UInt8(random.nextInt(below: 8))
    case 3 where random.nextInt(below: 4) == 0: bytes.removeLast(bytes.count - place)
    case 4: bytes.insert(contentsOf: bytes[place..<end], at: place)
    case 5: bytes.removeSubrange(place..<end)
    case 6:
      let other = [Self.chain, Self.image, Self.branches][random.nextInt(below: 3)]
      let start = random.nextInt(below: other.count)
      bytes.replaceSubrange(
        place..<end, with: other[start..<min(other.count, start + end - place)])
    case 7:
      let huge = Message.varint(UInt64(1) << UInt64(random.nextInt(below: 64)))
      bytes.replaceSubrange(place...place, with: huge)
    default: bytes[place] = bytes[place] &+ UInt8(random.nextInt(below: 5)) &- 2
    }
  }

  /// Whether the bytes are a network; what is refused must be refused in one sentence.
  private func outcome(_ bytes: [UInt8], _ seed: UInt64) -> Bool {
    do throws(NetworkFileError) {
      let file = try NetworkFile(bytes: bytes, format: .onnx, name: "net")
      #expect(!file.network.layers.isEmpty)
      return true
    } catch {
      #expect(error.description.hasPrefix("net: "), "seed \(seed)")
      #expect(
        error.problem.count > 10 && error.problem.count < 500, "seed \(seed): \(error.problem)")
      return false
    }
  }
}
