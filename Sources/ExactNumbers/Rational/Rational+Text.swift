extension Rational: CustomStringConvertible, LosslessStringConvertible {
  /// An integer like `5`, or a fraction in lowest terms like `-7/3`.
  public var description: String {
    isInteger ? numerator.description : "\(numerator)/\(denominator)"
  }

  /// The number that a text spells, exactly.
  ///
  /// An integer `-12`, a fraction `-7/3`, a decimal `0.1` or `1e-6` (exactly 1/10 and 1/1000000),
  /// or a C hex float `0x1.8p-3`. No spaces; a sign stands only in front and in the exponent.
  /// - Parameter text: at most `NumberText.lengthLimit` characters, with an exponent of size at
  ///   most `NumberText.exponentLimit`.
  /// - Throws: `NumberTextError` for any other text.
  /// - Complexity: nearly linear in the text's length and the exponent.
  public init(text: some StringProtocol) throws(NumberTextError) {
    var scanner = NumberScanner(Array(text.utf8))
    self = try scanner.read()
  }

  /// The number that a text spells, or `nil` where `init(text:)` throws.
  public init?(_ description: String) {
    guard let value = try? Rational(text: description) else { return nil }
    self = value
  }

  /// The value `significand` · 10^`exponent`, reduced by its factors 2 and 5 alone.
  init(_ significand: Integer, timesTenToThe exponent: Int) {
    if exponent >= 0 || significand == .zero {
      self.init(significand == .zero ? .zero : significand * Integer(10).power(exponent))
      return
    }
    if let top = significand.inlineValue, exponent >= -18 {
      self.init(top, Rational.powersOfTen[-exponent])
      return
    }
    let (odd, fives) = significand.removingFactor(5)
    let twos = odd.trailingZeroBitCount
    let numerator = (odd >> min(twos, -exponent)) * Integer(5).power(max(fives + exponent, 0))
    let denominator = Integer(5).power(max(-exponent - fives, 0)) << max(-exponent - twos, 0)
    self.init(canonical: numerator, denominator)
  }

  /// 10^0 … 10^18, the powers that fit a word.
  private static let powersOfTen: [Int] = (1...18).reduce(into: [1]) { powers, k in
    powers.append(powers[k - 1] * 10)
  }
}

extension Rational: Codable {
  /// Reads the number from its text, or from a JSON number as the nearest double.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    if let text = try? container.decode(String.self) {
      do throws(NumberTextError) {
        try self.init(text: text)
      } catch {
        throw DecodingError.dataCorruptedError(in: container, debugDescription: "\(error).")
      }
    } else if let value = Rational(exactly: try container.decode(Double.self)) {
      self = value
    } else {
      throw DecodingError.dataCorruptedError(
        in: container, debugDescription: "The number is not finite.")
    }
  }

  /// Writes the number as its text.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(description)
  }
}
