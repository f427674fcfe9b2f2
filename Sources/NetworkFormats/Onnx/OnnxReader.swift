/// Reads the ONNX format.
enum OnnxReader {
  static func read(
    _ bytes: [UInt8], _ options: NetworkReadingOptions
  ) throws(FormatProblem) -> NetworkFile {
    throw FormatProblem(".onnx files are not read yet; save the weights and biases as .npz instead")
  }
}
