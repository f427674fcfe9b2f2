internal import ExactNumbers

/// A walk that counts what a request asks for, in slices.
final class CountingWalk {
  private let walk: CellWalk
  private let request: PieceCountRequest
  private let stop: StopWatch
  private var functions: Set<OutputMap> = []
  /// The output on the first cell.
  private var firstOutput: OutputMap?

  init(
    _ network: LineNetwork, on domain: Interval, _ request: PieceCountRequest, _ stop: StopWatch
  ) {
    self.request = request
    self.stop = stop
    walk = network.walk(
      on: domain, patterns: request.counts.contains(.activationPatterns), pieces: request.bends)
  }

  var isDone: Bool { walk.isDone() }

  /// Cells entered between two looks at the clock.
  private static let slice = 4096

  /// Walks on for some cells, or to the end, or until it is time to stop.
  func run(nodes: Int) {
    let start = walk.tally().nodes
    while walk.tally().nodes - start < nodes {
      guard walkOn() else { return }
      if stop.isDue { return }
      request.progress?(
        PieceProgress(activationRegions: walk.tally().regions, fraction: walk.fraction()))
    }
  }

  private func walkOn() -> Bool {
    guard request.counts.contains(.affineFunctions) else { return walk.advanceNodes(Self.slice) }
    guard walk.advance() else { return false }
    if !walk.continuesPiece() { functions.insert(walk.exactOutput()) }
    return true
  }

  /// Walks to the end of a part of the domain, keeping what joins it to its neighbours.
  func runAsPart() -> WalkPart {
    guard walk.advance() else { return WalkPart(self.walk, functions, nil) }
    let first = request.bends ? walk.exactOutput() : nil
    if let first, request.counts.contains(.affineFunctions) { functions.insert(first) }
    run(nodes: .max)
    return WalkPart(walk, functions, first)
  }

  /// What was counted so far.
  var counts: PieceCounts {
    var joined = JoinedParts(depth: walk.cellsPerLayer().count)
    joined.append(WalkPart(walk, functions, nil), afterCutOf: nil)
    return joined.counts(request.counts)
  }
}

extension PieceCountRequest {
  /// Whether the outputs of neighbouring cells are to be compared.
  var bends: Bool { !counts.isDisjoint(with: [.linearPieces, .affineFunctions]) }

  /// The same request without progress: a part of the domain has none of its own.
  var silent: PieceCountRequest {
    var copy = self
    copy.progress = nil
    return copy
  }
}
