internal import ExactNumbers
internal import ReLUNetworks

/// Writes weights and biases in turn as `numpy.savez` does: `arr_0`, `arr_1`, ….
enum NpzWriter {
  static func bytes(of network: ReLUNetwork, _ width: FloatFit.Width) -> [UInt8] {
    var archive = ZipWriter()
    for (index, map) in network.layers.map(\.map).enumerated() {
      archive.append(
        "arr_\(2 * index).npy",
        array([map.outputDimension, map.inputDimension], map.weights, width))
      archive.append("arr_\(2 * index + 1).npy", array([map.outputDimension], map.biases, width))
    }
    return archive.finished()
  }

  /// An array in numpy's own format, version 1.0, its elements at a multiple of 64 as numpy has it.
  private static func array(
    _ shape: [Int], _ values: [Rational], _ width: FloatFit.Width
  ) -> [UInt8] {
    let description = width == .float32 ? "<f4" : "<f8"
    var header =
      "{'descr': '\(description)', 'fortran_order': False, 'shape': \(shapeText(shape)), }"
    let magic: [UInt8] = [0x93] + "NUMPY".utf8 + [1, 0]
    while (magic.count + 2 + header.utf8.count + 1) % 64 != 0 { header += " " }
    header += "\n"
    var bytes = magic + LittleEndian.bytes(UInt16(header.utf8.count)) + header.utf8
    for value in values { bytes += width.littleEndianBytes(of: value) }
    return bytes
  }
}
