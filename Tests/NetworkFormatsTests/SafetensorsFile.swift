/// Writes `.safetensors` files byte by byte, honest unless a test says otherwise.
struct SafetensorsFile {
  struct Tensor {
    var name: String
    var type = "F32"
    var shape: [Int]
    var data: [UInt8]
  }

  /// The file whose tensors stand one behind the other, listed in this order.
  static func bytes(_ tensors: [Tensor], metadata: String? = nil) -> [UInt8] {
    var entries = metadata.map { ["\"__metadata__\": \($0)"] } ?? []
    var data: [UInt8] = []
    for tensor in tensors {
      let end = data.count + tensor.data.count
      entries.append(
        "\"\(tensor.name)\": {\"dtype\": \"\(tensor.type)\", \"shape\": \(tensor.shape), "
          + "\"data_offsets\": [\(data.count), \(end)]}")
      data += tensor.data
    }
    return bytes(header: "{\(entries.joined(separator: ", "))}", data: data)
  }

  /// The file with a header as it is given.
  static func bytes(header: String, data: [UInt8] = []) -> [UInt8] {
    littleEndian(UInt64(header.utf8.count)) + Array(header.utf8) + data
  }

  static func floats(_ name: String, _ shape: [Int], _ values: [Float]) -> Tensor {
    Tensor(name: name, shape: shape, data: values.flatMap { littleEndian($0.bitPattern) })
  }
}
