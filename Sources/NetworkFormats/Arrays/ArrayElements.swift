internal import ExactNumbers

/// How the elements of an array stand in a file, and how to read them.
struct ArrayElements {
  let type: ElementType
  let shape: [Int]
  var isBigEndian = false
  /// Whether the first index runs fastest.
  var isFortranOrder = false

  /// Reads all elements, exactly, in row-major order.
  ///
  /// - Parameters:
  ///   - bytes: the bytes of a file.
  ///   - offset: where the first element stands.
  ///   - rounding: what becomes of each element.
  /// - Throws: `FormatProblem` that names the element that is not finite.
  /// - Returns: the elements, the last index running fastest.
  /// - Precondition: the shape has a count, and the bytes reach to the last element.
  func read(
    from bytes: [UInt8], at offset: Int, _ rounding: NetworkReadingOptions.WeightRounding
  ) throws(FormatProblem) -> [Rational] {
    let count = Self.count(ofShape: shape) ?? 0
    var elements: [Rational] = []
    elements.reserveCapacity(count)
    for index in 0..<count {
      let stored = isFortranOrder ? Self.fortranIndex(index, shape) : index
      guard let value = type.value(of: word(bytes, at: offset + stored * type.size)) else {
        throw FormatProblem("element \(placeText(index)) is not a finite number")
      }
      guard let rounded = rounding.rounded(value) else {
        throw FormatProblem("element \(placeText(index)) is past the range of \(rounding.rawValue)")
      }
      elements.append(rounded)
    }
    return elements
  }

  /// The bits of one element, the lowest byte of the number first whatever the file's order.
  private func word(_ bytes: [UInt8], at offset: Int) -> UInt64 {
    var bits: UInt64 = 0
    for index in 0..<type.size {
      let place = isBigEndian ? index : type.size - 1 - index
      bits = bits << 8 | UInt64(bytes[offset + place])
    }
    return bits
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
  private func placeText(_ index: Int) -> String {
    var rest = index
    var places: [String] = []
    for extent in shape.reversed() {
      places.append(String(rest % extent))
      rest /= extent
    }
    return "[" + places.reversed().joined(separator: ", ") + "]"
  }

  /// The number of elements of a shape, or `nil` where it is more than are read.
  static func count(ofShape shape: [Int]) -> Int? {
    if shape.contains(0) { return 0 }
    var count = 1
    for extent in shape {
      let product = count.multipliedReportingOverflow(by: extent)
      guard !product.overflow, product.partialValue <= NetworkFile.parameterLimit else {
        return nil
      }
      count = product.partialValue
    }
    return count
  }
}

/// A shape as Python writes it.
func shapeText(_ shape: [Int]) -> String {
  shape.count == 1
    ? "(\(shape[0]),)" : "(" + shape.map(String.init).joined(separator: ", ") + ")"
}
