internal import ExactNumbers

/// Counts along a line: chooses between walking and folding, keeps the budget, reports progress.
///
/// `automatic` walks first, since most networks are done before anything cleverer could start; only
/// networks that look self-similar, or are too deep for doubles, are folded at once. After
/// `firstNodes` cells it tries a fold that gives up as soon as segments do not coincide; then it
/// walks on, sixteen times as far, and tries a fold with a larger table, twice more; then it walks to
/// the end, on all cores. So the time is within a small factor of the better of the two methods.
struct PieceCounter {
  let network: LineNetwork
  let domain: Interval
  let request: PieceCountRequest
  private let stop: StopWatch

  /// Cells that `automatic` walks before its first fold.
  static let firstNodes = 20_000
  /// Distinct segments a layer that a forced fold may hold.
  static let largestFold = 1_000_000
  /// Up to here `automatic` walks a network that folds when `affineFunctions` is asked for.
  static let largestWalkForFunctions = 4_000_000

  init(_ network: LineNetwork, on domain: Interval, _ request: PieceCountRequest) {
    self.network = network
    self.domain = domain
    self.request = request
    stop = StopWatch(request)
  }

  func count() throws(PieceCountError) -> PieceCounts {
    guard network.depth > 0 else { return affine() }
    switch request.method {
    case .fold: return try fold()
    case .enumerate: return enumerate()
    case .automatic: return automatic()
    }
  }

  /// A network without hidden layers is one piece.
  private func affine() -> PieceCounts {
    PieceCounts(
      activationPatterns: known(.activationPatterns, 1),
      activationRegions: known(.activationRegions, 1), linearPieces: known(.linearPieces, 1),
      affineFunctions: known(.affineFunctions, 1), perLayer: wants(.perLayer) ? [] : nil,
      method: .enumerate, isComplete: true)
  }

  private func wants(_ name: CountName) -> Bool { request.counts.contains(name) }

  private func known(_ name: CountName, _ value: Integer?) -> Integer? {
    wants(name) ? value : nil
  }

  private func fold() throws(PieceCountError) -> PieceCounts {
    if wants(.affineFunctions) && request.counts.count == 1 {
      throw .notKnownByFolding(.affineFunctions)
    }
    do {
      return report(try folded(FoldLimit(count: Self.largestFold, mustMerge: false)))
    } catch .cancelled {
      return stoppedBeforeAnything()
    } catch {
      throw .doesNotFold(limit: Self.largestFold)
    }
  }

  private func folded(_ limit: FoldLimit) throws(FoldFailure) -> FoldedCounts {
    try PieceFold.count(
      network.layers, on: domain, patterns: wants(.activationPatterns),
      pieces: wants(.linearPieces), limit: limit, isCancelled: { stop.isDue })
  }

  private func report(_ counts: FoldedCounts) -> PieceCounts {
    PieceCounts(
      activationPatterns: counts.patterns,
      activationRegions: known(.activationRegions, counts.regions),
      linearPieces: counts.pieces, affineFunctions: nil,
      perLayer: wants(.perLayer) ? counts.perLayer : nil, method: .fold, isComplete: true)
  }

  /// A fold holds nothing worth telling before its end, but every domain has one cell.
  private func stoppedBeforeAnything() -> PieceCounts {
    PieceCounts(
      activationPatterns: known(.activationPatterns, 1),
      activationRegions: known(.activationRegions, 1), linearPieces: known(.linearPieces, 1),
      affineFunctions: known(.affineFunctions, 1),
      perLayer: wants(.perLayer) ? Array(repeating: 1, count: network.depth) : nil,
      method: .fold, isComplete: false)
  }

  private func enumerate() -> PieceCounts {
    let walk = CountingWalk(network, on: domain, request, stop)
    walk.run(nodes: Self.firstNodes * 16)
    return finish(walk)
  }

  /// Walks to the end: on if one thread does it, in parts side by side if several do.
  private func finish(_ walk: CountingWalk) -> PieceCounts {
    if walk.isDone || stop.isDue { return walk.counts }
    if request.threads > 1, let split = SplitCount(network, on: domain, request, stop) {
      let counts = split.count()
      // Stopped at once, the parts may know less than the walk before them.
      return counts.isComplete || counts.isAtLeast(walk.counts) ? counts : walk.counts
    }
    walk.run(nodes: .max)
    return walk.counts
  }

  private func automatic() -> PieceCounts {
    var (nodes, segments) = (Self.firstNodes, 4096)
    if network.looksSelfSimilar, let counts = foldIfItMerges(segments) { return counts }
    let walk = CountingWalk(network, on: domain, request, stop)
    for _ in 0..<3 {
      walk.run(nodes: nodes)
      if walk.isDone || stop.isDue { return walk.counts }
      if let counts = foldIfItMerges(segments) { return counts }
      nodes *= 16
      segments *= 8
    }
    return finish(walk)
  }

  /// A fold that gives up early, and is passed over where `affineFunctions` can be had by walking.
  private func foldIfItMerges(_ segments: Int) -> PieceCounts? {
    guard let counts = try? folded(FoldLimit(count: segments, mustMerge: true)) else { return nil }
    let isWithinReach = counts.regions <= Integer(Self.largestWalkForFunctions)
    return wants(.affineFunctions) && isWithinReach ? enumerate() : report(counts)
  }
}
