internal import ReLUNetworks

/// Writes the ONNX format.
enum OnnxWriter {
  static func bytes(of network: ReLUNetwork, rounds: Bool) throws(FormatProblem) -> [UInt8] {
    throw FormatProblem(".onnx files are not written yet; write .npz instead")
  }
}
