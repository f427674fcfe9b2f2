public import ExactNumbers

/// Exact counts along a line; nil where a count was not asked for or is not known.
///
/// Where `isComplete` is false each count is a proved lower bound: what was seen before the stop.
public struct PieceCounts: Hashable, Sendable {
  /// R1, in the closed domain.
  public internal(set) var activationPatterns: Integer?
  /// R2.
  public internal(set) var activationRegions: Integer?
  /// R4.
  public internal(set) var linearPieces: Integer?
  /// R6; never known by folding.
  public internal(set) var affineFunctions: Integer?
  /// R2 after 1, 2, … hidden layers.
  public internal(set) var perLayer: [Integer]?
  /// How it was counted: `enumerate` or `fold`.
  public internal(set) var method: CountingMethod
  /// Whether the counts are final.
  public internal(set) var isComplete: Bool

  /// Whether every lower bound is as good as another count's.
  func isAtLeast(_ other: PieceCounts) -> Bool {
    let counts = [
      (activationPatterns, other.activationPatterns), (activationRegions, other.activationRegions),
      (linearPieces, other.linearPieces), (affineFunctions, other.affineFunctions),
    ]
    return counts.allSatisfy { ($0.0 ?? .zero) >= ($0.1 ?? .zero) }
  }
}

/// Why a count along a line is refused.
public enum PieceCountError: Error, Equatable, Sendable, CustomStringConvertible {
  /// The network has this many inputs, not one.
  case severalInputs(Int)
  /// Folding was asked for together with a count that it cannot give.
  case notKnownByFolding(CountName)
  /// Folding was asked for, but a layer has more distinct segments than fit in memory.
  case doesNotFold(limit: Int)
  /// A list of pieces was asked for that is longer than the limit.
  case tooManyPieces(limit: Int)
  /// The caller stopped an enumeration before its end.
  case cancelled
  /// The network has only this many outputs.
  case noSuchOutput(Int, outputs: Int)

  /// One sentence that says what is wrong and what to do.
  public var description: String {
    switch self {
    case .severalInputs(let count):
      "the network has \(count) inputs; restrict it to a line first (--from and --to)"
    case .notKnownByFolding(let name):
      "\(name.rawValue) cannot be counted by folding; ask for it with --method enumerate"
    case .doesNotFold(let limit):
      "the network does not fold: one layer has more than \(limit) different segments; "
        + "use --method enumerate"
    case .tooManyPieces(let limit):
      "the function has more than \(limit) linear pieces; choose a smaller interval"
    case .cancelled: "the enumeration was stopped before its end"
    case .noSuchOutput(let output, let outputs):
      "there is no output \(output); the network has \(outputs)"
    }
  }
}
