/// A rational number or one of the two infinities: an end of an interval.
///
/// The cases stand in the order of the line, which is also the order of `<`.
public enum ExtendedRational: Hashable, Comparable, Sendable {
  /// Below every number.
  case negativeInfinity
  /// An exact number.
  case finite(Rational)
  /// Above every number.
  case positiveInfinity

  /// The number, or `nil` for an infinity.
  public var finiteValue: Rational? {
    guard case .finite(let value) = self else { return nil }
    return value
  }

  /// Whether this is a number.
  public var isFinite: Bool { finiteValue != nil }

  /// The value mirrored at zero.
  public static prefix func - (operand: ExtendedRational) -> ExtendedRational {
    switch operand {
    case .negativeInfinity: .positiveInfinity
    case .finite(let value): .finite(-value)
    case .positiveInfinity: .negativeInfinity
    }
  }
}

extension ExtendedRational: CustomStringConvertible, LosslessStringConvertible {
  /// The number's text, `inf` or `-inf`.
  public var description: String {
    switch self {
    case .negativeInfinity: "-inf"
    case .finite(let value): value.description
    case .positiveInfinity: "inf"
    }
  }

  /// The value that a text spells: `inf`, `+inf`, `-inf`, or a number as `Rational` reads it.
  ///
  /// - Parameter text: the text, without spaces.
  /// - Throws: `NumberTextError` for any other text.
  public init(text: some StringProtocol) throws(NumberTextError) {
    switch text {
    case "inf", "+inf": self = .positiveInfinity
    case "-inf": self = .negativeInfinity
    default: self = .finite(try Rational(text: text))
    }
  }

  /// The value that a text spells, or `nil` where `init(text:)` throws.
  public init?(_ description: String) {
    guard let value = try? ExtendedRational(text: description) else { return nil }
    self = value
  }
}
