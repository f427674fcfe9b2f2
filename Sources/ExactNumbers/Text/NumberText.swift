/// The limits on numbers as text, so that a hostile text cannot ask for unbounded work.
public enum NumberText {
  /// The most characters a number may have.
  public static let lengthLimit = 1_000_000
  /// The largest size of a decimal or binary exponent.
  public static let exponentLimit = 100_000
}

/// Reads one number from its bytes, each byte once from left to right.
struct NumberScanner {
  private let bytes: [UInt8]
  private var position = 0

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  /// The number that all the bytes together spell.
  mutating func read() throws(NumberTextError) -> Rational {
    guard !bytes.isEmpty else { throw .empty }
    guard bytes.count <= NumberText.lengthLimit else {
      throw .tooLong(length: bytes.count, limit: NumberText.lengthLimit)
    }
    let isNegative = skipSign()
    let magnitude: Rational
    if skip("0", ifFollowedBy: "x") {
      magnitude = try hexFloat()
    } else {
      magnitude = try decimalOrFraction()
    }
    guard position == bytes.count else { throw unexpected() }
    return isNegative ? -magnitude : magnitude
  }

  private mutating func decimalOrFraction() throws(NumberTextError) -> Rational {
    let digits = try spelledDigits(where: Ascii.isDigit)
    if peek() == Ascii.slash && digits.isInteger {
      position += 1
      return try fraction(over: digits.value(radix: 10))
    }
    let exponent = try skip("e") ? self.exponent() : 0
    return Rational(digits.value(radix: 10), timesTenToThe: exponent - digits.fractionDigits)
  }

  private mutating func fraction(over numerator: Integer) throws(NumberTextError) -> Rational {
    let start = position
    skipAll(where: Ascii.isDigit)
    guard position > start, position == bytes.count else { throw unexpected() }
    let denominator = Integer(digits: bytes[start..<position], radix: 10)
    guard denominator != .zero else { throw .zeroDenominator(text: excerpt) }
    return Rational(numerator, denominator)
  }

  private mutating func hexFloat() throws(NumberTextError) -> Rational {
    let digits = try spelledDigits(where: Ascii.isHexDigit)
    let exponent = try skip("p") ? self.exponent() : 0
    return Rational(
      dyadic: digits.value(radix: 16), exponent: exponent - 4 * digits.fractionDigits)
  }

  /// Digits with at most one point among them, and at least one digit.
  private mutating func spelledDigits(
    where isDigit: (UInt8) -> Bool
  ) throws(NumberTextError) -> SpelledDigits {
    let start = position
    skipAll(where: isDigit)
    let whole = bytes[start..<position]
    var fraction: ArraySlice<UInt8> = []
    let hasPoint = peek() == Ascii.point
    if hasPoint {
      position += 1
      let start = position
      skipAll(where: isDigit)
      fraction = bytes[start..<position]
    }
    guard !whole.isEmpty || !fraction.isEmpty else { throw unexpected() }
    return SpelledDigits(whole: whole, fraction: fraction, isInteger: !hasPoint)
  }

  private mutating func exponent() throws(NumberTextError) -> Int {
    let isNegative = skipSign()
    let start = position
    skipAll(where: Ascii.isDigit)
    guard position > start else { throw unexpected() }
    let digits = bytes[start..<position].drop { $0 == UInt8(ascii: "0") }
    let limit = NumberText.exponentLimit
    // Nine digits fit a word and exceed the limit anyway.
    let value = digits.prefix(9).reduce(0) { $0 * 10 + Ascii.value(ofHexDigit: $1) }
    guard value <= limit else { throw .exponentOutOfRange(text: excerpt, limit: limit) }
    return isNegative ? -value : value
  }
}

extension NumberScanner {
  private func peek() -> UInt8? { position < bytes.count ? bytes[position] : nil }

  private mutating func skipAll(where belongs: (UInt8) -> Bool) {
    while position < bytes.count, belongs(bytes[position]) { position += 1 }
  }

  /// Skips one sign, and tells whether it was a minus.
  private mutating func skipSign() -> Bool {
    let sign = peek()
    if sign == Ascii.minus || sign == Ascii.plus { position += 1 }
    return sign == Ascii.minus
  }

  /// Skips a letter in either case, if it stands here.
  private mutating func skip(_ letter: Unicode.Scalar) -> Bool {
    guard let byte = peek(), Ascii.lowercased(byte) == UInt8(ascii: letter) else { return false }
    position += 1
    return true
  }

  private mutating func skip(
    _ first: Unicode.Scalar, ifFollowedBy second: Unicode.Scalar
  ) -> Bool {
    guard position + 1 < bytes.count, bytes[position] == UInt8(ascii: first),
      Ascii.lowercased(bytes[position + 1]) == UInt8(ascii: second)
    else { return false }
    position += 2
    return true
  }

  /// The start of the text, short enough for a message.
  private var excerpt: String {
    let scalars = String(decoding: bytes.prefix(160), as: UTF8.self).unicodeScalars
    return bytes.count <= 40 ? String(scalars) : String(scalars.prefix(37)) + "..."
  }

  private func unexpected() -> NumberTextError {
    let letters = bytes.drop { $0 == Ascii.minus || $0 == Ascii.plus }.prefix(9)
    let word = String(decoding: letters, as: UTF8.self).lowercased()
    if ["nan", "inf", "infinity"].contains(word) { return .notFinite(text: excerpt) }
    // Everything before is ASCII, so bytes count characters.
    return position == bytes.count
      ? .unfinished(text: excerpt) : .unexpected(position: position + 1, text: excerpt)
  }
}

/// The digits of a number before and after its point.
private struct SpelledDigits {
  let whole: ArraySlice<UInt8>
  let fraction: ArraySlice<UInt8>
  let isInteger: Bool

  var fractionDigits: Int { fraction.count }

  /// All digits read as one integer, the point left out.
  func value(radix: Int) -> Integer {
    Integer(digits: fraction.isEmpty ? whole : whole + fraction, radix: radix)
  }
}
