internal import ExactNumbers
internal import ReLUNetworks

/// Writes weights and biases as a `.safetensors` file.
///
/// The names are those of a PyTorch `Sequential` with a ReLU module between linear ones, so that it
/// loads them as they are: `0.weight`, `0.bias`, `2.weight`, `2.bias`, ….
enum SafetensorsWriter {
  static func bytes(of form: StandardForm, _ width: FloatFit.Width) -> [UInt8] {
    var entries = [#""__metadata__":{"format":"pt"}"#]
    var data: [UInt8] = []
    let type = width == .float32 ? ElementType.float32 : .float64
    func append(_ name: String, _ shape: [Int], _ values: [Rational]) {
      let start = data.count
      for value in values { data += width.littleEndianBytes(of: value) }
      let extents = shape.map(String.init).joined(separator: ",")
      entries.append(
        "\"\(name)\":{\"dtype\":\"\(type.safetensorsName)\",\"shape\":[\(extents)],"
          + "\"data_offsets\":[\(start),\(data.count)]}")
    }
    for (index, map) in (form.hidden + [form.output]).enumerated() {
      append("\(2 * index).weight", [map.outputDimension, map.inputDimension], map.weights)
      append("\(2 * index).bias", [map.outputDimension], map.biases)
    }
    var header = Array("{\(entries.joined(separator: ","))}".utf8)
    // Spaces, so that the numbers begin at a multiple of eight.
    while header.count % 8 != 0 { header.append(UInt8(ascii: " ")) }
    return LittleEndian.bytes(UInt64(header.count)) + header + data
  }
}
