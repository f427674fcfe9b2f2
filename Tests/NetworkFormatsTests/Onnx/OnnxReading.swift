import ExactNumbers
import NetworkFormats
import ReLUNetworks

/// Short ways to read a model in a test.
enum OnnxReading {
  static func file(_ bytes: [UInt8]) throws -> NetworkFile {
    try NetworkFile(bytes: bytes, format: .onnx, name: "net.onnx")
  }

  static func network(_ bytes: [UInt8]) throws -> ReLUNetwork { try file(bytes).network }

  /// What a model is refused with, or an empty text if it is read.
  static func refusal(_ bytes: [UInt8]) -> String {
    do {
      _ = try file(bytes)
      return ""
    } catch {
      return (error as? NetworkFileError)?.problem ?? "another error"
    }
  }
}
