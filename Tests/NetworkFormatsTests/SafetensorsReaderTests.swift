import ExactNumbers
import ReLUNetworks
import Testing

@testable import NetworkFormats

@Suite("safetensors files")
struct SafetensorsReaderTests {
  private func read(_ bytes: [UInt8]) throws -> NetworkFile {
    try NetworkFile(bytes: bytes, format: .safetensors, name: "net.safetensors")
  }

  private func problem(_ bytes: [UInt8]) -> String {
    let error = #expect(throws: NetworkFileError.self) { try read(bytes) }
    return error?.problem ?? ""
  }

  /// The largest finite numbers, smallest ones and ordinary ones of every type, worked out by hand.
  @Test func everyTypeIsReadExactly() throws {
    let tiny = Rational(Integer(1), Integer.one << 24)
    let cases: [(String, [UInt8], Rational)] = [
      ("F16", [0x01, 0x00], tiny), ("F16", [0xFF, 0xFB], -65504),
      ("BF16", [0x80, 0x3F], 1), ("BF16", [0x49, 0xC0], Rational(-201, 64)),
      ("BF16", [0x01, 0x00], Rational(Integer(1), Integer.one << 133)),
      ("F32", [0xCD, 0xCC, 0xCC, 0x3D], Rational(13_421_773, 134_217_728)),
      ("F64", [0, 0, 0, 0, 0, 0, 0xF8, 0xBF], Rational(-3, 2)),
      ("F64", [1, 0, 0, 0, 0, 0, 0, 0], Rational(Integer(1), Integer.one << 1074)),
      ("I8", [0x80], -128), ("U8", [0x80], 128), ("I16", [0xFE, 0xFF], -2),
      ("U16", [0xFE, 0xFF], 65534), ("I32", [0, 0, 0, 0x80], -2_147_483_648),
      ("U32", [0, 0, 0, 0x80], 2_147_483_648),
      ("I64", [0, 0, 0, 0, 0, 0, 0, 0x80], Rational(Int64.min)),
      ("U64", [UInt8](repeating: 255, count: 8), Rational(UInt64.max)),
    ]
    for (type, data, value) in cases {
      let file = try read(
        SafetensorsFile.bytes([.init(name: "weight", type: type, shape: [1, 1], data: data)]))
      #expect(file.network.layers[0].map.weights == [value], "\(type)")
    }
  }

  @Test func theOrderIsThatOfTheNumbersInTheNames() throws {
    let layers = [
      SafetensorsFile.floats("layers.10.weight", [1, 2], [5, 6]),
      SafetensorsFile.floats("layers.2.bias", [2], [3, 4]),
      SafetensorsFile.floats("layers.10.bias", [1], [7]),
      SafetensorsFile.floats("layers.2.weight", [2, 1], [1, -2]),
    ]
    let file = try read(SafetensorsFile.bytes(layers, metadata: #"{"format": "pt"}"#))
    // 5 relu(x + 3) + 6 relu(-2x + 4) + 7
    #expect(file.network([0]) == [46] && file.network([10]) == [72])
    #expect(file.weightKind == "float32 arrays")
    #expect(
      file.remarks == [
        "The layers are layers.2.weight, layers.10.weight in this order, ReLU between them, the last "
          + "one linear."
      ])
    let spaced = try read(
      SafetensorsFile.bytes(
        header: #"{ "weight":{"shape":[1,1],"data_offsets":[0,4],"dtype":"F32"}}      "#,
        data: [0, 0, 0x80, 0x3F]))
    #expect(spaced.network([3]) == [3])
  }

  @Test func whatIsNotFiniteIsNamed() {
    let weights = SafetensorsFile.floats("0.weight", [2, 2], [1, 2, 3, .nan])
    #expect(
      problem(SafetensorsFile.bytes([weights]))
        == "0.weight: element [1, 1] is not a finite number")
    for (type, data) in [
      ("F16", [0x00, 0x7C]), ("BF16", [0x80, 0xFF]), ("F64", [0, 0, 0, 0, 0, 0, 0xF0, 0x7F]),
    ] as [(String, [UInt8])] {
      let tensor = SafetensorsFile.Tensor(name: "b", type: type, shape: [1], data: data)
      let file = SafetensorsFile.bytes([SafetensorsFile.floats("W", [1, 1], [1]), tensor])
      #expect(problem(file) == "b: element [0] is not a finite number")
    }
  }

  @Test func tensorsMustFillTheFile() {
    func entry(_ name: String, _ begin: Int, _ end: Int, _ shape: String = "[1, 1]") -> String {
      "\"\(name)\": {\"dtype\": \"F32\", \"shape\": \(shape), \"data_offsets\": [\(begin), \(end)]}"
    }
    let big = "[4294967296, 4294967296]"
    let cases: [(String, Int, String)] = [
      (entry("W0", 0, 4) + "," + entry("W1", 0, 4), 4, "overlap"),
      (entry("W0", 0, 4) + "," + entry("W1", 2, 6), 8, "overlap"),
      (entry("W0", 0, 4) + "," + entry("W1", 8, 12), 12, "leave a hole"),
      (entry("W0", 4, 8), 8, "leave a hole"),
      (entry("W0", 0, 4), 8, "4 bytes at the end of the file belong to no tensor"),
      (entry("W0", 0, 4), 3, "point outside the file"),
      (entry("W0", 4, 0), 4, "point outside the file"),
      (entry("W0", 0, 9_223_372_036_854_775_807), 4, "point outside the file"),
      (entry("W0", 9_223_372_036_854_775_800, 9_223_372_036_854_775_807), 4, "outside the file"),
      (entry("W0", 0, 8), 8, "hold 8 bytes where its shape (1, 1) asks for 4"),
      (entry("W0", 0, 4, big), 4, "more than 10000000 elements"),
      (entry("W0", 0, 4, "[4294967296, 4294967296, 4294967296, 4294967296]"), 4, "elements"),
      (entry("W0", 0, 0, "[0, 9223372036854775807, 9223372036854775807]"), 0, "has the shape"),
      (entry("W0", 0, 4, "[-1, -1]"), 4, "-1 is no whole number"),
      (entry("W0", 0, 4, "[1.0, 1]"), 4, "1.0 is no whole number"),
      (entry("W0", 0, 4, "[99999999999999999999]"), 4, "is no whole number"),
      (entry("W0", 0, 4, "\([Int](repeating: 1, count: 33))"), 4, "too many dimensions"),
      (entry("W0", 0, 4) + "," + entry("W0", 4, 8), 8, "two entries named W0"),
    ]
    for (entries, size, words) in cases {
      let found = problem(
        SafetensorsFile.bytes(header: "{\(entries)}", data: [UInt8](repeating: 0, count: size)))
      #expect(found.contains(words), "\(entries): \(found)")
    }
  }

  @Test func headersAreHostile() {
    let nested = String(repeating: "[", count: 100_000)
    let cases: [(String, String)] = [
      ("", "does not begin with {"), ("[]", "does not begin with {"),
      ("{", "a comma or } is expected where the text ends"), ("{}", "the file holds no arrays"),
      ("{} x", "the end of the text"), ("{\"a\": \(nested)", "an object {…} is expected"),
      (#"{"a": {"dtype": "F32", "shape": [[[1]]]}}"#, "a number"),
      (#"{"a": {"dtype": "F32", "dtype": "F32"}}"#, "the key dtype is not known here or stands"),
      (#"{"a": {"dtype": "F32", "shape": [1], "data_offsets": [0]}}"#, "two data_offsets"),
      (#"{"a": {"dtype": "F32", "shape": [1]}}"#, "two data_offsets"),
      (#"{"a": {"dtype": "F32", "stride": [1]}}"#, "the key stride is not known"),
      (
        #"{"a": {"dtype": "F8_E4M3", "shape": [0], "data_offsets": [0, 0]}}"#, "F8_E4M3 is not read"
      ),
      (#"{"a": {"dtype": "BOOL", "shape": [0], "data_offsets": [0, 0]}}"#, "truth values"),
      (#"{"__metadata__": {"a": 1}}"#, "a string is expected"),
      (#"{"__metadata__": {}, "__metadata__": {}}"#, "two entries named __metadata__"),
    ]
    for (header, words) in cases {
      let found = problem(SafetensorsFile.bytes(header: header))
      #expect(found.contains(words), "\(header.prefix(60)): \(found)")
      #expect(found.count < 400)
    }
    for bytes in [
      [], [1, 2, 3], littleEndian(UInt64.max) + [0x7B], littleEndian(UInt64(3)) + [0x7B],
    ] {
      #expect(problem(bytes).contains("is cut short"))
    }
  }

  @Test("names and boxes in the metadata are checked and cannot fill the memory")
  func metadata() throws {
    let tensor = [SafetensorsFile.floats("weight", [1, 1], [1])]
    let long = (0..<20_000).map { "\"pleat.box.\($0)\": \"-1e-100000,1e100000\"" }
    let cases = [
      (#""pleat.box.0": "1""#, "pleat.box.0 that is no interval"),
      (#""pleat.box.0": "1,0""#, "pleat.box.0 that is no interval"),
      (#""pleat.box.0": "0,1", "pleat.box.1": "0,1""#, "box has 2 entries where 1 are expected"),
      (#""pleat.inputNames.0": "x", "pleat.inputNames.1": "y""#, "inputNames has 2 entries"),
      (#""pleat.name": "a", "pleat.name": "b""#, "two entries \"pleat.name\""),
      (long.joined(separator: ","), "needs more than 32 MiB"),
    ]
    for (metadata, words) in cases {
      let found = problem(SafetensorsFile.bytes(tensor, metadata: "{\(metadata)}"))
      #expect(found.contains(words), "\(found)")
    }
    let other = try read(SafetensorsFile.bytes(tensor, metadata: #"{"name": "a", "a": "b"}"#))
    #expect(other.network.name == nil)
  }

  @Test func otherLayersAreSentToOnnx() {
    let linear = SafetensorsFile.floats("0.weight", [1, 1], [1])
    let cases: [(SafetensorsFile.Tensor, String)] = [
      (SafetensorsFile.floats("1.running_mean", [1], [0]), "whose epsilon is not among the arrays"),
      (
        .init(
          name: "1.num_batches_tracked", type: "I64", shape: [], data: .init(repeating: 0, count: 8)
        ),
        "export the network to .onnx"
      ),
      (SafetensorsFile.floats("1.weight", [1], [1]), "a normalisation is read from .onnx"),
      (SafetensorsFile.floats("1.weight", [1, 1, 1, 1], [1]), "a convolution is read from .onnx"),
      (SafetensorsFile.floats("1/kernel", [1, 1], [1]), "save it transposed"),
    ]
    for (tensor, words) in cases {
      #expect(problem(SafetensorsFile.bytes([linear, tensor])).contains(words), "\(tensor.name)")
    }
  }

  @Test func weightsAreRoundedOnRequest() throws {
    let tenth = SafetensorsFile.Tensor(
      name: "weight", type: "F64", shape: [1, 1], data: littleEndian((0.1).bitPattern))
    let file = try NetworkFile(
      bytes: SafetensorsFile.bytes([tenth]), format: .safetensors, name: "a",
      options: NetworkReadingOptions(weights: .float32))
    #expect(file.network.layers[0].map.weights == [Rational(13_421_773, 134_217_728)])
    #expect(file.weightKind == "float64 arrays, rounded to float32")
  }
}
