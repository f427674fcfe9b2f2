public import ExactNumbers

/// A published or proved bound on a count of pieces or regions, evaluated for one architecture.
public struct Bound: Hashable, Sendable {
  /// On which side of the largest count the value lies.
  public enum Direction: String, Hashable, Sendable, CaseIterable {
    /// No network of these widths has more.
    case upper
    /// Some network of these widths has at least as many.
    case lower
    /// The largest count itself: no network has more and one has as many.
    case exact
  }

  /// The bound's short name, stable across versions: `serra2018`, `maximum_1d`, ….
  public let name: String
  /// Whether it bounds the largest count from above, from below, or is it.
  public let direction: Direction
  /// The number, exactly.
  public let value: Integer
  /// What it bounds: `R2` activation regions, `R4` linear regions (in one dimension: pieces).
  ///
  /// An upper bound on R2 holds for R4 as well, and a lower bound on R4 for R2: a network never
  /// has more linear regions than activation regions.
  public let counts: String
  /// What the widths must satisfy, in words.
  public let hypotheses: String
  /// Where the statement or its proof stands.
  public let source: String

  /// A bound from its parts.
  ///
  /// - Parameters:
  ///   - name: the short name.
  ///   - direction: upper, lower or exact.
  ///   - value: the number.
  ///   - counts: `R2` or `R4`.
  ///   - hypotheses: what the widths must satisfy.
  ///   - source: where the statement or its proof stands.
  public init(
    name: String, direction: Direction, value: Integer, counts: String, hypotheses: String,
    source: String
  ) {
    self.name = name
    self.direction = direction
    self.value = value
    self.counts = counts
    self.hypotheses = hypotheses
    self.source = source
  }
}
