internal import ExactNumbers

/// Bounds of the largest |e| on some set, with the point that proves the lower one.
struct ErrorSpan: Hashable, Sendable {
  /// |e| reaches at least this.
  private(set) var lower: Rational
  /// |e| is nowhere more; at least `lower`.
  private(set) var upper: Rational
  /// Where |e| is at least `lower`, one coordinate an input; none on the empty set.
  private(set) var point: [Rational]

  /// What is known of the empty set.
  static let none = ErrorSpan(lower: 0, upper: 0, point: [])

  /// |e| at one point.
  init(exact value: Rational, at point: [Rational]) {
    self.init(lower: value.magnitude, upper: value.magnitude, point: point)
  }

  /// |e| at one point where it is known to lie in an interval.
  init(_ value: RationalInterval, at point: Rational) {
    let sizes = value.absoluteValues
    self.init(lower: sizes.lower, upper: sizes.upper, point: [point])
  }

  init(lower: Rational, upper: Rational, point: [Rational]) {
    self.lower = lower
    self.upper = upper
    self.point = point
  }

  /// Whether both bounds are the same number.
  var isExact: Bool { lower == upper }

  /// The bounds on the union with another set.
  mutating func join(_ other: ErrorSpan) {
    joinLower(other)
    upper = max(upper, other.upper)
  }

  /// Takes over another set's lower bound alone; of equal ones the first point in order stays.
  mutating func joinLower(_ other: ErrorSpan) {
    if point.isEmpty || other.lower > lower
      || (other.lower == lower && other.point.lexicographicallyPrecedes(point))
    {
      (lower, point) = (other.lower, other.point)
    }
    upper = max(upper, lower)
  }

  /// The bounds on the union with a set whose upper bound is known otherwise.
  mutating func joinLower(_ other: ErrorSpan, upTo bound: Rational) {
    joinLower(other)
    upper = max(upper, bound)
  }

  /// Takes over an upper bound that holds somewhere in the set.
  mutating func raise(to bound: Rational) { upper = max(upper, bound) }

  /// Whether upper − lower ≤ width · upper.
  func isWithin(relativeWidth width: Rational) -> Bool { upper - lower <= width * upper }
}
