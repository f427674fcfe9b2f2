internal import Dispatch
internal import ExactNumbers

/// Counts the activation regions of a shard, on all cores, from where an earlier count was.
struct LongCounter {
  let searches: SearchFactory
  let request: LongCountRequest
  let task: String
  private let stop: StopWatch

  /// Steps of a search between two looks at the clock, unless they find more regions than so many.
  private static let (slice, regionsInSlice) = (64, 4096)

  init(_ searches: SearchFactory, _ request: LongCountRequest, task: String) {
    self.searches = searches
    self.request = request
    self.task = task
    let end = request.budgetSeconds.map { ContinuousClock.now + .seconds($0) }
    stop = StopWatch(until: end, isCancelled: request.isCancelled)
  }

  func count() throws(CheckpointError) -> RegionCounts {
    if let resumed = request.resumed { try check(resumed) }
    let board = CountBoard(
      task: task, shard: request.shard, depth: searches.depth, resumed: request.resumed)
    let parts = SearchParts(
      of: request.shard, claimed: request.resumed?.claimedParts ?? [],
      millionths: request.resumed?.millionths ?? 0, isPortable: true)
    if request.resumed?.isComplete != true {
      DispatchQueue.concurrentPerform(iterations: request.threads) { _ in work(board, parts) }
    }
    let end = board.checkpoint(millionths: parts.millionths)
    request.save?(end)
    if let decisions = board.decisions { request.decisions?(decisions) }
    return counts(end)
  }

  private func check(_ checkpoint: RegionCheckpoint) throws(CheckpointError) {
    guard checkpoint.task == task else { throw .otherTask }
    guard checkpoint.shard == request.shard.description else {
      throw .otherShard(saved: checkpoint.shard, asked: request.shard)
    }
    guard checkpoint.fits(depth: searches.depth) else { throw .damaged }
    for walk in checkpoint.walks where search(at: walk, SearchParts(isPortable: true)) == nil {
      throw .damaged
    }
  }

  private func counts(_ end: RegionCheckpoint) -> RegionCounts {
    let cells = (end.walks.map(\.cells) + [end.counted]).reduce(
      Array(repeating: 0, count: searches.depth)
    ) { zip($0, $1).map { $0 + $1 } }
    return request.counts(cells, by: searches.method, isComplete: end.isComplete)
  }

  /// One thread: takes up searches that wait; without any it looks for parts that nobody has claimed.
  private func work(_ board: CountBoard, _ parts: SearchParts) {
    var isIdle = true
    while !stop.isDue, let (name, walk) = board.take() {
      isIdle = false
      run(name, walk, board, parts)
    }
    guard isIdle, !stop.isDue else { return }
    let (name, walk) = board.open(.start(isFirst: false, depth: searches.depth))
    run(name, walk, board, parts)
  }

  /// Searches from a place to the end, or until it is time to stop.
  private func run(
    _ name: Int, _ start: RegionCheckpoint.Walk, _ board: CountBoard, _ parts: SearchParts
  ) {
    guard let search = search(at: start, parts) else {
      preconditionFailure("places are checked before")
    }
    defer { board.note(search.decisions) }
    var walk = start
    while !stop.isDue {
      var (steps, regions) = (0, 0)
      while steps < Self.slice, regions < Self.regionsInSlice {
        let found = search.advance()
        guard found > 0 else {
          return board.close(
            name, cells: search.cellsPerLayer, claimed: search.takeClaimedParts())
        }
        (steps, regions) = (steps + 1, regions + found)
      }
      guard let path = search.nextPath else { continue }
      walk.path = path.text
      walk.nextPart = search.nextPart
      walk.cells = search.cellsPerLayer
      let total = board.post(name, walk, claimed: search.takeClaimedParts())
      request.progress?(RegionProgress(activationRegions: total, fraction: parts.share))
      board.saveIfDue(request.save, parts)
    }
  }

  /// A search at a place; nil where the place cannot be.
  private func search(
    at walk: RegionCheckpoint.Walk, _ parts: SearchParts
  ) -> (any ReplayableSearch)? {
    guard let path = SearchPath(text: walk.path) else { return nil }
    let search = searches.search(
      layers: searches.depth,
      SearchFactory.Options(countsOnly: true, parts: parts, isFirst: walk.isFirst))
    guard search.go(to: path, keepsWaiting: true) else { return nil }
    search.nextPart = walk.nextPart
    search.cellsPerLayer = walk.cells
    return search
  }
}
