/// A closed interval of the line with interior: its ends may be infinite.
///
/// The set {x | `lower` ≤ x ≤ `upper`} of real numbers, with `lower` < `upper`.
public struct Interval: Hashable, Sendable {
  /// The left end, below the right one.
  public let lower: ExtendedRational
  /// The right end.
  public let upper: ExtendedRational

  /// The interval between two ends.
  ///
  /// - Parameters:
  ///   - lower: the left end, a number or −∞.
  ///   - upper: the right end, a number or +∞.
  /// - Throws: `IntervalError.empty` unless `lower` < `upper`.
  public init(_ lower: ExtendedRational, _ upper: ExtendedRational) throws(IntervalError) {
    // lower < upper already keeps +∞ from the left end and −∞ from the right one.
    guard lower < upper else { throw .empty(lower: lower, upper: upper) }
    self.init(unchecked: lower, upper)
  }

  /// The bounded interval between two numbers.
  ///
  /// - Parameters:
  ///   - lower: the left end.
  ///   - upper: the right end.
  /// - Throws: `IntervalError.empty` unless `lower` < `upper`.
  public init(_ lower: Rational, _ upper: Rational) throws(IntervalError) {
    try self.init(.finite(lower), .finite(upper))
  }

  private init(unchecked lower: ExtendedRational, _ upper: ExtendedRational) {
    self.lower = lower
    self.upper = upper
  }

  /// The whole line.
  public static let wholeLine = Interval(unchecked: .negativeInfinity, .positiveInfinity)

  /// The unit interval [0, 1].
  public static let unit = Interval(unchecked: .finite(0), .finite(1))

  /// Whether a number lies in the closed interval.
  public func contains(_ value: Rational) -> Bool {
    lower <= .finite(value) && .finite(value) <= upper
  }

  /// Whether a number lies strictly between the ends.
  public func interiorContains(_ value: Rational) -> Bool {
    lower < .finite(value) && .finite(value) < upper
  }

  /// Whether both ends are numbers.
  public var isBounded: Bool { lower.isFinite && upper.isFinite }
}

extension Interval: CustomStringConvertible, LosslessStringConvertible {
  /// The two ends with a comma between them, like `-1,1` or `0,inf`.
  public var description: String { "\(lower),\(upper)" }

  /// The interval that a text like `-1,1` or `-inf,0` spells.
  ///
  /// - Parameter text: two ends with a comma between them, without spaces.
  /// - Throws: `IntervalError` naming the end that is wrong.
  public init(text: some StringProtocol) throws(IntervalError) {
    let ends = text.split(separator: ",", maxSplits: 2, omittingEmptySubsequences: false)
    guard ends.count == 2 else { throw .notTwoEnds(text: String(text.prefix(40))) }
    let lower: ExtendedRational
    let upper: ExtendedRational
    do throws(NumberTextError) {
      lower = try ExtendedRational(text: ends[0])
      upper = try ExtendedRational(text: ends[1])
    } catch {
      throw .badEnd(error)
    }
    try self.init(lower, upper)
  }

  /// The interval that a text spells, or `nil` where `init(text:)` throws.
  public init?(_ description: String) {
    guard let value = try? Interval(text: description) else { return nil }
    self = value
  }
}

/// Why two ends do not make an interval.
public enum IntervalError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The left end is not below the right one.
  case empty(lower: ExtendedRational, upper: ExtendedRational)
  /// The text is not two ends with a comma between them.
  case notTwoEnds(text: String)
  /// One end is not a number.
  case badEnd(NumberTextError)

  /// One sentence that names the place and the fix.
  public var description: String {
    switch self {
    case .empty(let lower, let upper):
      "the interval \(lower),\(upper) has no interior: its left end must be below its right end"
    case .notTwoEnds(let text):
      "\(text.debugDescription) is not an interval: write its two ends with a comma, like -1,1 or 0,inf"
    case .badEnd(let error):
      "an end of the interval is wrong: \(error)"
    }
  }
}
