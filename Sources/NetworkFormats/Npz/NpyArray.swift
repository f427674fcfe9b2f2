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
    var elements: [Rational] = []
    elements.reserveCapacity(header.count)
    for index in 0..<header.count {
      let stored = header.isFortranOrder ? fortranIndex(index, header.shape) : index
      let bits = word(bytes, at: header.dataOffset + stored * header.itemSize, header)
      guard let value = value(of: bits, header) else {
        throw FormatProblem("element \(placeText(index, header.shape)) is not a finite number")
      }
      guard let rounded = rounding.rounded(value) else {
        throw FormatProblem(
          "element \(placeText(index, header.shape)) is past the range of \(rounding.rawValue)")
      }
      elements.append(rounded)
    }
    return elements
  }

  /// The bits of one element, the lowest byte of the number first whatever the file's order.
  private static func word(_ bytes: [UInt8], at offset: Int, _ header: NpyHeader) -> UInt64 {
    var bits: UInt64 = 0
    for index in 0..<header.itemSize {
      let place = header.isBigEndian ? index : header.itemSize - 1 - index
      bits = bits << 8 | UInt64(bytes[offset + place])
    }
    return bits
  }

  private static func value(of bits: UInt64, _ header: NpyHeader) -> Rational? {
    switch (header.kind, header.itemSize) {
    case (.float, 2): Rational(exactly: halfPrecision(UInt16(truncatingIfNeeded: bits)))
    case (.float, 4):
      Rational(exactly: Float(bitPattern: UInt32(truncatingIfNeeded: bits)))
    case (.float, _): Rational(exactly: Double(bitPattern: bits))
    case (.unsigned, _): Rational(bits)
    case (.signed, 1): Rational(Int8(truncatingIfNeeded: bits))
    case (.signed, 2): Rational(Int16(truncatingIfNeeded: bits))
    case (.signed, 4): Rational(Int32(truncatingIfNeeded: bits))
    case (.signed, _): Rational(Int64(truncatingIfNeeded: bits))
    }
  }

  /// The float of an IEEE half: the formula of the standard, every step exact in a float.
  static func halfPrecision(_ bits: UInt16) -> Float {
    let exponent = Int(bits >> 10 & 31)
    let fraction = Float(bits & 1023)
    let magnitude: Float
    switch exponent {
    case 0: magnitude = fraction * 0x1p-24
    case 31: magnitude = fraction == 0 ? .infinity : .nan
    default:
      magnitude = (1024 + fraction) * Float(sign: .plus, exponent: exponent - 25, significand: 1)
    }
    return bits >> 15 == 1 ? -magnitude : magnitude
  }

  /// Where the element of a row-major index stands when the first index runs fastest.
  static func fortranIndex(_ index: Int, _ shape: [Int]) -> Int {
    var (rest, stored) = (index, 0)
    var weight = shape.reduce(1, *)
    for extent in shape.reversed() {
      weight /= extent
      stored += rest % extent * weight
      rest /= extent
    }
    return stored
  }

  /// The index of an element as numpy writes it.
  private static func placeText(_ index: Int, _ shape: [Int]) -> String {
    var rest = index
    var places: [String] = []
    for extent in shape.reversed() {
      places.append(String(rest % extent))
      rest /= extent
    }
    return "[" + places.reversed().joined(separator: ", ") + "]"
  }
}
