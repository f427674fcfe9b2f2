internal import ExactNumbers
internal import ReLUNetworks

/// Writes weights and biases as a `.safetensors` file.
///
/// The names are those of a PyTorch `Sequential` with a ReLU module between linear ones, so that it
/// loads them as they are: `0.weight`, `0.bias`, `2.weight`, `2.bias`, …. Names and the box are
/// metadata.
enum SafetensorsWriter {
  static func bytes(
    of network: ReLUNetwork, _ width: FloatFit.Width
  ) throws(FormatProblem) -> [UInt8] {
    let metadata = ([("format", "pt")] + MetadataAnnotations.entries(of: network)).map {
      "\(JSONText.quoted($0)):\(JSONText.quoted($1))"
    }
    var entries = ["\"__metadata__\":{\(metadata.joined(separator: ","))}"]
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
    for (index, map) in network.layers.map(\.map).enumerated() {
      append("\(2 * index).weight", [map.outputDimension, map.inputDimension], map.weights)
      append("\(2 * index).bias", [map.outputDimension], map.biases)
    }
    var header = Array("{\(entries.joined(separator: ","))}".utf8)
    guard header.count < SafetensorsHeader.sizeLimit else {
      throw FormatProblem(
        "the names and the box need a header of more than \(SafetensorsHeader.sizeLimit >> 20) MiB")
    }
    // Spaces, so that the numbers begin at a multiple of eight.
    while header.count % 8 != 0 { header.append(UInt8(ascii: " ")) }
    return LittleEndian.bytes(UInt64(header.count)) + header + data
  }
}
