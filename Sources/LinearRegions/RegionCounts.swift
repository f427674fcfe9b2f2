public import ExactNumbers

/// Exact counts of regions; nil for what was not asked for.
///
/// Where `isComplete` is false the count was stopped, and each number is a proved lower bound of
/// the true one.
public struct RegionCounts: Hashable, Sendable {
  /// R1, in the closed domain.
  public internal(set) var activationPatterns: Integer?
  /// R2.
  public internal(set) var activationRegions: Integer?
  /// R4.
  public internal(set) var linearRegions: Integer?
  /// R5, in the closed domain.
  public internal(set) var closedRegions: Integer?
  /// R6.
  public internal(set) var affineFunctions: Integer?
  /// R2 after 1, 2, … hidden layers.
  public internal(set) var perLayer: [Integer]?
  /// How they were counted.
  public internal(set) var method = RegionMethod.vertices
  /// Whether the counts are final.
  public internal(set) var isComplete: Bool
}

/// Why a count or a list of regions is refused.
public enum RegionCountError: Error, Equatable, Sendable, CustomStringConvertible {
  /// The network has this many inputs, more than the limit.
  case tooManyInputs(Int, limit: Int)
  /// The box has a wrong number of sides.
  case wrongBox(sides: Int, inputs: Int)
  /// The network has only this many hidden layers.
  case noSuchLayer(Int, layers: Int)
  /// Patterns or closed regions were asked for of a network with this many inputs, by linear programs.
  case needsVertices(inputs: Int)
  /// An arrangement was asked for of other layers or counts than it has.
  case notShallow
  /// A fold was asked for a count that it does not make.
  case cannotFold
  /// A fold was forced and has more distinct cells than are held.
  case tooManyDistinctCells(limit: Int)
  /// Closed regions were asked for of a network with so many inputs and outputs.
  case closedRegions(inputs: Int, outputs: Int)
  /// A list was asked for of a network of one input.
  case oneInput
  /// The caller stopped a list before its end.
  case cancelled

  /// One sentence that says what is wrong and what to do.
  public var description: String {
    switch self {
    case .tooManyInputs(let count, let limit):
      "the network has \(count) inputs; regions are found for \(limit) at the most: choose a slice "
        + "of fewer dimensions (--slice)"
    case .needsVertices(let inputs):
      "activation patterns and closed regions are counted from the vertices of cells, which linear "
        + "programs with \(inputs) inputs do not make: leave them out or choose --method vertices"
    case .notShallow:
      "an arrangement counts the activation regions of one hidden layer alone: choose --method auto, "
        + "or --count activationRegions and --layers 1"
    case .cannotFold:
      "a fold counts activation regions alone: choose --count activationRegions,perLayer"
    case .tooManyDistinctCells(let limit):
      "the network folds too little: more than \(limit) distinct cells in a layer; "
        + "choose --method vertices"
    case .closedRegions(let inputs, let outputs):
      "closed regions of \(inputs) inputs are counted for one output, not \(outputs): choose one "
        + "(--outputs), a slice of three dimensions (--slice), or leave closedRegions out"
    case .wrongBox(let sides, let inputs):
      "the box has \(sides) sides but the network \(inputs) inputs; give one pair per input"
    case .noSuchLayer(let layer, let layers):
      "there is no hidden layer \(layer); the network has \(layers)"
    case .oneInput:
      "the network has one input; list its linear pieces instead (pleat pieces --list)"
    case .cancelled: "the enumeration was stopped before its end"
    }
  }
}
