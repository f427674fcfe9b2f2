/// The sign of an exact number: one of three values, zero an ordinary one.
public enum Sign: Int8, Hashable, Comparable, Sendable {
  /// Below zero.
  case negative = -1
  /// Exactly zero.
  case zero = 0
  /// Above zero.
  case positive = 1

  /// The sign of a machine integer.
  @inlinable
  public init(of value: Int) {
    self = value > 0 ? .positive : value < 0 ? .negative : .zero
  }

  /// Orders negative before zero before positive.
  public static func < (lhs: Sign, rhs: Sign) -> Bool { lhs.rawValue < rhs.rawValue }

  /// The sign of -x, when `operand` is the sign of x.
  public static prefix func - (operand: Sign) -> Sign {
    switch operand {
    case .negative: .positive
    case .zero: .zero
    case .positive: .negative
    }
  }

  /// The sign of a product, from the signs of its factors.
  public static func * (lhs: Sign, rhs: Sign) -> Sign {
    switch lhs {
    case .negative: -rhs
    case .zero: .zero
    case .positive: rhs
    }
  }
}
