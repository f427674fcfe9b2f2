public import ExactNumbers

/// A proved enclosure of sup |f − network| on a domain.
public struct ErrorCertificate: Hashable, Sendable {
  /// A number that the sup error is at least: |f − network| reaches it at some point.
  public let lower: Rational
  /// A number that the sup error is at most.
  public let upper: Rational
  /// A point where |f − network| is the sup error, one coordinate an input; `nil` unless the two
  /// bounds are equal.
  public let attainedAt: [Rational]?
  /// The linear pieces of the network there, for several inputs its activation regions; `nil`
  /// where they were not counted to the end.
  public let pieces: Integer?
  /// Whether the bounds are as close as was asked; false where the proof was stopped before.
  public let isComplete: Bool

  /// The enclosure as an interval.
  public var enclosure: RationalInterval { RationalInterval(lower, upper) }
}
