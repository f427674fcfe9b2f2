extension Integer: CustomStringConvertible, LosslessStringConvertible {
  /// The decimal digits, with a minus sign when negative.
  public var description: String {
    switch representation {
    case .small(let value): value.description
    case .large: decimalText
    }
  }

  /// The integer that a decimal text spells: digits, perhaps after one sign.
  ///
  /// - Returns: `nil` for any other text, and for one past `NumberText.lengthLimit` characters.
  public init?(_ description: String) {
    let bytes = Array(description.utf8)
    guard bytes.count <= NumberText.lengthLimit else { return nil }
    let hasSign = bytes.first == Ascii.minus || bytes.first == Ascii.plus
    let digits = bytes.dropFirst(hasSign ? 1 : 0)
    guard !digits.isEmpty, digits.allSatisfy(Ascii.isDigit) else { return nil }
    let magnitude = Integer(digits: digits, radix: 10)
    self = bytes.first == Ascii.minus ? -magnitude : magnitude
  }

  /// The number that digits of the given radix spell; the caller has checked them.
  init(digits: ArraySlice<UInt8>, radix: Int) {
    // 18 decimal digits and 15 hexadecimal ones fit a word.
    guard digits.count <= (radix == 10 ? 18 : 15) else {
      self.init(checkedDigits: digits, radix: radix)
      return
    }
    self.init(digits.reduce(0) { $0 * radix + Ascii.value(ofHexDigit: $1) })
  }
}

extension Integer: Codable {
  /// Reads the integer from its decimal text.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    let text = try container.decode(String.self)
    guard let value = Integer(text) else {
      throw DecodingError.dataCorruptedError(
        in: container, debugDescription: "\"\(text.prefix(40))\" is not an integer.")
    }
    self = value
  }

  /// Writes the integer as its decimal text.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(description)
  }
}
