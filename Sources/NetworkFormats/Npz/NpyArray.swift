internal import ExactNumbers

/// Decodes the elements of a `.npy` array, exactly, in row-major order.
enum NpyArray {
  /// Reads an array.
  ///
  /// - Parameters:
  ///   - bytes: the whole array, as long as its header says.
  ///   - header: its header.
  ///   - rounding: what becomes of each element.
  /// - Throws: `FormatProblem` that names the element that is not finite.
  /// - Returns: the elements, the last index running fastest.
  static func elements(
    _ bytes: [UInt8], _ header: NpyHeader, _ rounding: NetworkReadingOptions.WeightRounding
  ) throws(FormatProblem) -> [Rational] {
    guard bytes.count == header.byteCount else {
      throw FormatProblem(
        "it has \(bytes.count) bytes where its shape asks for \(header.byteCount)")
    }
    let elements = ArrayElements(
      type: header.type, shape: header.shape, isBigEndian: header.isBigEndian,
      isFortranOrder: header.isFortranOrder)
    return try elements.read(from: bytes, at: header.dataOffset, rounding)
  }
}
