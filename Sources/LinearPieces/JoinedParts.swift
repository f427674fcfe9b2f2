internal import ExactNumbers

/// What was counted on a part of the domain.
struct WalkPart: Sendable {
  let tally: PieceTally
  let cellsPerLayer: [Int]
  let functions: Set<OutputMap>
  /// The outputs on the first and last cell, where neighbouring parts compare them.
  let firstOutput: OutputMap?
  let lastOutput: OutputMap?
  /// Whether some neuron active beside an end of the part vanishes there.
  let vanishesAtStart: Bool
  let vanishesAtEnd: Bool
  let isDone: Bool

  /// Reads off a walk.
  ///
  /// - Parameters:
  ///   - walk: at the end of the part, or where it was stopped.
  ///   - functions: the affine functions seen.
  ///   - firstOutput: the output on the first cell, if it is to be joined.
  init(_ walk: CellWalk, _ functions: Set<OutputMap>, _ firstOutput: OutputMap?) {
    tally = walk.tally()
    cellsPerLayer = walk.cellsPerLayer()
    self.functions = functions
    self.firstOutput = firstOutput
    isDone = walk.isDone()
    lastOutput = firstOutput != nil && isDone ? walk.exactOutput() : nil
    (vanishesAtStart, vanishesAtEnd) = walk.vanishesAtEnds()
  }
}

/// Sums of neighbouring parts, with what a cut between two of them takes away or adds.
///
/// Where a part was stopped or never walked, what joins it to its neighbours is not known; then
/// whatever could be counted twice is taken away, so the sums stay lower bounds.
struct JoinedParts {
  private var regions = 0
  private var pieces = 0
  private var points = 0
  private var cellsPerLayer: [Int]
  private var functions: Set<OutputMap> = []
  private var isComplete = true
  private var previous: WalkPart?
  private var isFirst = true

  init(depth: Int) { cellsPerLayer = Array(repeating: 0, count: depth) }

  /// Adds the next part to the right.
  ///
  /// - Parameters:
  ///   - part: nil if it was never walked.
  ///   - layer: the hidden layer, from 1, that draws the cut to the part before; nil for the first.
  mutating func append(_ part: WalkPart?, afterCutOf layer: Int?) {
    defer { (previous, isFirst) = (part, false) }
    guard let part, part.tally.regions > 0 else {
      isComplete = false
      return
    }
    regions += part.tally.regions
    pieces += part.tally.pieces
    points += part.tally.points
    for index in cellsPerLayer.indices { cellsPerLayer[index] += part.cellsPerLayer[index] }
    functions.formUnion(part.functions)
    if isFirst && part.vanishesAtStart { points += 1 }
    if let layer, let previous { join(previous, part, layer) }
    isComplete = isComplete && part.isDone
  }

  private mutating func join(_ left: WalkPart, _ right: WalkPart, _ layer: Int) {
    for index in 0..<layer - 1 { cellsPerLayer[index] -= 1 }
    let bends = left.lastOutput.map { $0 != right.firstOutput } ?? false
    if !bends && right.firstOutput != nil { pieces -= 1 }
    if left.isDone && left.vanishesAtEnd && right.vanishesAtStart { points += 1 }
  }

  /// The sums, as far as they are asked for.
  func counts(_ names: Set<CountName>) -> PieceCounts {
    func known(_ name: CountName, _ value: Int) -> Integer? {
      names.contains(name) ? Integer(value) : nil
    }
    let endPoints = isComplete && previous?.vanishesAtEnd == true ? 1 : 0
    return PieceCounts(
      activationPatterns: known(.activationPatterns, regions + points + endPoints),
      activationRegions: known(.activationRegions, regions),
      linearPieces: known(.linearPieces, pieces),
      affineFunctions: known(.affineFunctions, functions.count),
      perLayer: names.contains(.perLayer) ? cellsPerLayer.map { Integer($0) } : nil,
      method: .enumerate, isComplete: isComplete)
  }
}
