internal import ExactNumbers

/// Reads the tensors of a `.safetensors` file and makes a network of them.
enum SafetensorsReader {
  static func read(
    _ bytes: [UInt8], _ options: NetworkReadingOptions
  ) throws(FormatProblem) -> NetworkFile {
    var arrays: [NamedArray] = []
    let header = try SafetensorsHeader(bytes)
    for tensor in header.tensors {
      let elements = ArrayElements(type: tensor.type, shape: tensor.shape)
      do {
        arrays.append(
          NamedArray(
            name: tensor.name, type: tensor.type, shape: tensor.shape,
            elements: try elements.read(from: bytes, at: tensor.offset, options.weights)))
      } catch {
        throw FormatProblem("\(FormatProblem.excerpt(tensor.name)): \(error.text)")
      }
    }
    return try LayerInference.file(of: arrays, format: .safetensors, options, header.metadata)
  }
}
