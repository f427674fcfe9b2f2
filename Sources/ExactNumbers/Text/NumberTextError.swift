/// Why a text is not a number.
public enum NumberTextError: Error, Hashable, Sendable, CustomStringConvertible {
  /// There is no text at all.
  case empty
  /// The text has more characters than are read.
  case tooLong(length: Int, limit: Int)
  /// The character at this place, counted from 1, does not belong there.
  case unexpected(position: Int, text: String)
  /// The text stops before the number is complete.
  case unfinished(text: String)
  /// The denominator is zero.
  case zeroDenominator(text: String)
  /// The exponent is larger in size than is read.
  case exponentOutOfRange(text: String, limit: Int)
  /// The text spells an infinity or NaN where a finite number is needed.
  case notFinite(text: String)

  /// One sentence that names the place and the fix.
  public var description: String {
    switch self {
    case .empty:
      "a number is missing: write an integer, a fraction, a decimal or a hex float"
    case .tooLong(let length, let limit):
      "a number of \(length) characters is too long: at most \(limit) are read"
    case .unexpected(let position, let text):
      "\(quoted(text)) is not a number, as its character \(position) shows: \(Self.advice)"
    case .unfinished(let text):
      "\(quoted(text)) breaks off before the number is complete: \(Self.advice)"
    case .zeroDenominator(let text):
      "\(quoted(text)) divides by zero: the denominator must be at least 1"
    case .exponentOutOfRange(let text, let limit):
      "\(quoted(text)) has an exponent beyond the limit: it must lie between -\(limit) and \(limit)"
    case .notFinite(let text):
      "\(quoted(text)) is not a finite number: \(Self.advice)"
    }
  }

  private static let advice = "write it like -12, -7/3, 0.1, 1e-6 or 0x1.8p-3"

  /// The text in quotes, line breaks and the like spelled out, so that a message stays one line.
  private func quoted(_ text: String) -> String { text.debugDescription }
}
