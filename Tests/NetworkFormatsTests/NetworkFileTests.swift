import ExactNumbers
import Foundation
import ReLUNetworks
import Testing

@testable import NetworkFormats

@Suite("Network files")
struct NetworkFileTests {
  static let json = """
    {"format": "relu-network", "version": 1,
     "layers": [
       {"weights": [["4"], ["4"], ["-4"]], "biases": ["-1", "-2", "3"], "activation": "relu"},
       {"weights": [["-3", "2", "-2"]], "biases": ["5"], "activation": "identity"}]}
    """

  private func withFile(
    _ name: String, _ content: [UInt8], _ body: (String) throws -> Void
  ) throws {
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("formats-\(UInt64.random(in: 0 ... .max))")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let path = folder.appendingPathComponent(name).path
    try Data(content).write(to: URL(fileURLWithPath: path))
    try body(path)
  }

  /// The error that something ends in.
  private func refusal(_ body: () throws -> Void) -> NetworkFileError? {
    do {
      try body()
      return nil
    } catch {
      return error as? NetworkFileError
    }
  }

  @Test func theEndingSaysTheFormat() throws {
    for (path, format) in [
      ("a.json", NetworkFormat.json), ("x/y.NNET", .nnet), ("../a.b.npz", .npz),
      ("net.onnx", .onnx), ("net.safetensors", .safetensors),
    ] {
      #expect(try NetworkFormat.of(path: path) == format)
    }
    for (path, words) in [
      ("net.pt", "\"net.safetensors\")"), ("a/net.v2.pth", "torch.load(\"net.v2.pth\""),
      ("json", "no known format"),
      ("a.json/net", "no known format"), ("", "no known format"), ("net.", "no known format"),
    ] {
      let error = refusal { _ = try NetworkFormat.of(path: path) }
      #expect(error?.description.hasPrefix("\(path): ") == true)
      #expect(error?.problem.contains(words) == true, "\(error?.problem ?? "")")
    }
  }

  @Test func filesAreReadFromTheirPath() throws {
    try withFile("net.json", Array(Self.json.utf8)) { path in
      let file = try NetworkFile(path: path)
      #expect(file.format == .json)
      // relu(3), relu(2), relu(-1) = 3, 2, 0 and -3·3 + 2·2 + 5 = 0
      #expect(file.network([1]) == [0])
      #expect(file.weightKind == "exact text and JSON numbers")
    }
    try withFile("net.nnet", Array(NnetReaderTests.lines.joined(separator: "\n").utf8)) { path in
      let file = try NetworkFile(path: path)
      #expect(file.network.architecture.widths == [2, 2, 1])
    }
  }

  @Test func whatCannotBeOpenedIsSaid() throws {
    let missing = refusal { _ = try NetworkFile(path: "no/such.json") }
    #expect(
      missing?.description
        == "no/such.json: the file cannot be opened: No such file or directory")
    try withFile("x.json", []) { path in
      let folder = URL(fileURLWithPath: path).deletingLastPathComponent().path
      try FileManager.default.createDirectory(
        atPath: folder + "/d.npz", withIntermediateDirectories: false)
      let error = refusal {
        _ = try NetworkFile(path: folder + "/d.npz")
      }
      #expect(error?.problem.contains("cannot be read") == true)
      let empty = refusal { _ = try NetworkFile(path: path) }
      #expect(empty?.description.hasPrefix(path) == true)
    }
  }

  @Test func jsonProblemsNameThePlace() {
    let cases = [
      ("\"-2\"", "\"nan\"", "layers[0].biases[1]"),
      ("[\"4\"], [", "[\"4\", \"1\"], [", "layers[0]"),
      ("\"5\"", "\"1/0\"", "layers[1].biases[0]"), ("\"format\"", "\"shape\"", "shape"),
    ]
    for (old, new, place) in cases {
      let text = Self.json.replacing(old, with: new, maxReplacements: 1)
      let error = refusal {
        _ = try NetworkFile(bytes: Array(text.utf8), format: .json, name: "net.json")
      }
      #expect(error?.description.hasPrefix("net.json: ") == true)
      #expect(error?.problem.contains(place) == true, "\(error?.problem ?? "")")
    }
  }

  @Test func otherFormatsRoundTooButHaveNothingToFold() throws {
    let third = Array(Self.json.replacing("\"5\"", with: "\"1/3\"").utf8)
    let file = try NetworkFile(
      bytes: third, format: .json, name: "a", options: NetworkReadingOptions(weights: .float32))
    #expect(file.network.layers[1].map.biases == [Rational(11_184_811, 33_554_432)])
    #expect(file.weightKind == "exact text and JSON numbers, rounded to float32")
    let huge = Array(Self.json.replacing("\"5\"", with: "\"1e40\"").utf8)
    let error = refusal {
      _ = try NetworkFile(
        bytes: huge, format: .json, name: "a", options: NetworkReadingOptions(weights: .float32))
    }
    #expect(error?.problem == "layers[1] has a number past the range of float32")
    let fold = refusal {
      _ = try NetworkFile(
        bytes: third, format: .json, name: "a", options: NetworkReadingOptions(normalization: .fold)
      )
    }
    #expect(fold?.problem.contains("only .nnet files") == true)
  }
}
