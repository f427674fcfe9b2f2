import ExactNumbers
import NetworkFormats
import ReLUNetworks
import Testing

/// Damaged files of every format: each ends in a network or in a sentence.
@Suite("Mutated files")
struct MutationTests {
  static let archive = ArchiveWriter([
    ("W0", NpyWriter.floats([2, 1], [1, -1])), ("b0", NpyWriter.floats([2], [0.5, 0])),
    ("W1", NpyWriter.floats([1, 2], [2, 3])),
  ]).bytes

  static let deflated = ArchiveWriter(
    [("0.weight", NpyWriter.floats([1, 1], [1])), ("0.bias", NpyWriter.floats([1], [2]))],
    isDeflated: true
  ).bytes

  @Test(arguments: [1, 2] as [UInt64])
  func json(seed: UInt64) {
    let source = """
      {"format": "relu-network", "version": 1, "name": "a\\u00e9", "box": [["-inf", "1/2"]],
      "layers": [{"weights": [["4"], [0.1]], "biases": ["-1", "2e-3"], "activation": "relu"},
      {"weights": [["-3", "0x1.8p-3"]], "biases": ["5"]}]}
      """
    let fragments = ["1/0", "nan", "[", "]", "{", "\"", "1e99999", "\\u", "-", "[[[[[[[[", "null"]
    mutate(Array(source.utf8), fragments, format: .json, seed: seed, count: 5000)
  }

  @Test(arguments: [3, 4] as [UInt64])
  func nnet(seed: UInt64) {
    let source = NnetReaderTests.lines.joined(separator: "\n")
    let fragments = [
      ",", "\n", "//", "1e99999", "nan", "-", "9999999999", "0", ",,", "\r", "1e-99999", "inf",
    ]
    mutate(Array(source.utf8), fragments, format: .nnet, seed: seed, count: 5000)
  }

  @Test(arguments: [(5, Self.archive), (6, Self.deflated)] as [(UInt64, [UInt8])])
  func npz(seed: UInt64, source: [UInt8]) {
    let fragments = ["PK\u{5}\u{6}", "PK\u{1}\u{2}", "<f8", "|O", "True", "(", "9", "', "]
    mutate(source, fragments, format: .npz, seed: seed, count: 5000)
  }

  @Test(arguments: [8, 9] as [UInt64])
  func safetensors(seed: UInt64) {
    let fragments = [
      "{", "}", "[", "]", "\"", ",", "9", "0", "-", "1e9", "\\u00", "null", "F16", "BOOL",
      "__metadata__", "\"shape\":[4294967296,4294967296]", "[[[[[[[[",
    ]
    mutate(Self.tensors, fragments, format: .safetensors, seed: seed, count: 5000)
  }

  /// Headers that are damaged while the length before them stays right.
  @Test(arguments: [10] as [UInt64])
  func safetensorsHeaders(seed: UInt64) {
    let length = Int(Self.tensors[0]) | Int(Self.tensors[1]) << 8
    let header = Array(Self.tensors[8..<8 + length])
    let fragments = ["9", "0", "1", "-", "e", ".", "F16", "F64", "weight", "[", "{", "\"", ","]
    var random = SplitMix64(seed: seed)
    var accepted = 0
    for _ in 0..<5000 {
      var damaged = header
      for _ in 0...random.nextInt(below: 3) { damage(&damaged, fragments, &random) }
      let bytes = littleEndian(UInt64(damaged.count)) + damaged + Self.tensors[(8 + length)...]
      if outcome(bytes, .safetensors, seed) { accepted += 1 }
    }
    #expect(accepted > 10 && accepted < 2500, "seed \(seed): \(accepted) accepted")
  }

  static let tensors = SafetensorsFile.bytes(
    [
      SafetensorsFile.floats("0.weight", [2, 1], [1, -1]),
      SafetensorsFile.floats("0.bias", [2], [0.5, 0]),
      .init(name: "2.weight", type: "F16", shape: [1, 2], data: [0, 0x3C, 0, 0x40]),
      .init(name: "2.bias", type: "I8", shape: [1], data: [3]),
    ], metadata: #"{"format": "pt"}"#)

  /// Arrays whose headers are damaged while every checksum stays right.
  @Test(arguments: [7] as [UInt64])
  func npyHeaders(seed: UInt64) {
    var random = SplitMix64(seed: seed)
    var accepted = 0
    for _ in 0..<3000 {
      var content = NpyWriter.floats([2, 1], [1, -1])
      for _ in 0...random.nextInt(below: 3) {
        content[6 + random.nextInt(below: 60)] = UInt8(random.nextInt(below: 128))
      }
      let bytes = ArchiveWriter([("W0", content)]).bytes
      if outcome(bytes, .npz, seed) { accepted += 1 }
    }
    #expect(accepted < 3000)
  }

  private func mutate(
    _ source: [UInt8], _ fragments: [String], format: NetworkFormat, seed: UInt64, count: Int
  ) {
    var random = SplitMix64(seed: seed)
    var refused = 0
    for _ in 0..<count {
      var bytes = source
      for _ in 0...random.nextInt(below: 3) { damage(&bytes, fragments, &random) }
      if !outcome(bytes, format, seed) { refused += 1 }
    }
    // Most damage must be seen, and some is harmless.
    #expect(refused > count / 4 && refused < count, "seed \(seed): \(refused) refused")
  }

  /// One change: a byte, a bit, a cut, a doubled stretch, a fragment, a saturated number.
  private func damage(
    _ bytes: inout [UInt8], _ fragments: [String], _ random: inout SplitMix64
  ) {
    guard !bytes.isEmpty else { return }
    let place = random.nextInt(below: bytes.count)
    switch random.nextInt(below: 7) {
    case 0: bytes[place] = UInt8(random.nextInt(below: 256))
    case 1: bytes[place] ^= 1 << UInt8(random.nextInt(below: 8))
    case 2 where random.nextInt(below: 4) == 0: bytes.removeLast(bytes.count - place)
    case 3:
      let end = min(bytes.count, place + 1 + random.nextInt(below: 40))
      bytes.insert(contentsOf: bytes[place..<end], at: place)
    case 4:
      let end = min(bytes.count, place + 1 + random.nextInt(below: 10))
      bytes.removeSubrange(place..<end)
    case 5:
      let fragment = fragments[random.nextInt(below: fragments.count)]
      bytes.insert(contentsOf: fragment.utf8, at: place)
    default:
      for offset in place..<min(bytes.count, place + 4) {
        bytes[offset] = random.nextInt(below: 2) == 0 ? 0xFF : 0
      }
    }
  }

  /// Whether the bytes are a network; what is refused must be refused in one sentence.
  private func outcome(_ bytes: [UInt8], _ format: NetworkFormat, _ seed: UInt64) -> Bool {
    do throws(NetworkFileError) {
      let file = try NetworkFile(bytes: bytes, format: format, name: "net")
      #expect(!file.network.layers.isEmpty)
      return true
    } catch {
      #expect(error.description.hasPrefix("net: "), "seed \(seed)")
      #expect(error.problem.count > 10 && error.problem.count < 400, "seed \(seed)")
      return false
    }
  }
}
