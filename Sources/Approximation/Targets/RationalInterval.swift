public import ExactNumbers

/// A closed bounded interval between two rational numbers, which may be one point.
///
/// An enclosure: a real number known to lie between `lower` and `upper`. Arithmetic on intervals
/// encloses what the same arithmetic gives on every choice of numbers in them.
public struct RationalInterval: Hashable, Sendable {
  /// The left end.
  public let lower: Rational
  /// The right end, at least the left one.
  public let upper: Rational

  /// The interval between two numbers.
  ///
  /// - Parameters:
  ///   - lower: the left end.
  ///   - upper: the right end.
  /// - Precondition: `lower` ≤ `upper`.
  public init(_ lower: Rational, _ upper: Rational) {
    precondition(lower <= upper, "RationalInterval needs lower <= upper, not \(lower), \(upper)")
    self.lower = lower
    self.upper = upper
  }

  /// The interval that holds one number alone.
  public init(_ value: Rational) { self.init(value, value) }

  /// The same set as a bounded `Interval`, or `nil` where an end is infinite.
  ///
  /// - Parameter interval: any interval.
  public init?(_ interval: Interval) {
    guard case .finite(let lower) = interval.lower, case .finite(let upper) = interval.upper
    else { return nil }
    self.init(lower, upper)
  }

  /// The smallest interval that holds two numbers, in any order.
  ///
  /// - Parameters:
  ///   - first: one of them.
  ///   - second: the other.
  /// - Returns: the interval between them.
  public static func between(_ first: Rational, _ second: Rational) -> RationalInterval {
    first <= second ? RationalInterval(first, second) : RationalInterval(second, first)
  }

  /// The length `upper` − `lower`.
  public var width: Rational { upper - lower }

  /// The number halfway between the ends.
  public var midpoint: Rational { (lower + upper) / 2 }

  /// The number, when the interval holds one alone.
  public var exactValue: Rational? { lower == upper ? lower : nil }

  /// The largest |x| in the interval.
  public var magnitude: Rational { max(-lower, upper) }

  /// The sign that all numbers of the interval share, or `nil` when they do not share one.
  public var sign: Sign? { lower.sign == upper.sign ? lower.sign : nil }

  /// Whether a number lies in the closed interval.
  public func contains(_ value: Rational) -> Bool { lower <= value && value <= upper }

  /// Whether another interval lies in this one.
  public func contains(_ other: RationalInterval) -> Bool {
    lower <= other.lower && other.upper <= upper
  }

  /// The numbers in both intervals, or `nil` when there is none.
  public func intersection(with other: RationalInterval) -> RationalInterval? {
    let (low, high) = (max(lower, other.lower), min(upper, other.upper))
    return low <= high ? RationalInterval(low, high) : nil
  }

  /// The smallest interval that holds both intervals.
  public func hull(with other: RationalInterval) -> RationalInterval {
    RationalInterval(min(lower, other.lower), max(upper, other.upper))
  }
}

extension RationalInterval: CustomStringConvertible {
  /// The two ends with a comma between them, like `-1,1`.
  public var description: String { "\(lower),\(upper)" }
}
