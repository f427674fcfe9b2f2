internal import Dispatch
internal import ExactNumbers
internal import Synchronization

/// Counts the regions of a network of two inputs: on one core at first, then on all.
struct RegionCounter {
  let network: PlaneNetwork
  let request: RegionCountRequest
  private let stop: StopWatch

  /// Regions that one thread counts before others join in.
  static let aloneLimit = 20_000
  /// Regions between two looks at the clock.
  private static let slice = 64

  init(_ network: PlaneNetwork, _ request: RegionCountRequest) {
    self.network = network
    self.request = request
    stop = StopWatch(request)
  }

  func count() -> RegionCounts {
    guard network.depth > 0 else { return affine() }
    let parts = request.threads > 1 ? PlaneParts() : nil
    let found = Mutex(0)
    let distinct = DistinctMaps()
    var tally = run(PlaneSearch(network, parts: parts), parts, found, distinct)
    if let parts, parts.isClosed {
      parts.open()
      let others = Mutex<[RegionTally]>([])
      DispatchQueue.concurrentPerform(iterations: request.threads) { _ in
        let search = PlaneSearch(network, parts: parts, isFirst: false)
        let part = run(search, nil, found, distinct)
        others.withLock { $0.append(part) }
      }
      for other in others.withLock({ $0 }) { tally.merge(other) }
    }
    return counts(tally, distinct.count)
  }

  /// R5: where every map belongs to one linear region, their number; otherwise a second search.
  ///
  /// Stopped, the number of affine functions seen, which is no larger.
  private func closedRegions(_ tally: RegionTally) -> (count: Int, isComplete: Bool) {
    let functions = tally.functions.count
    guard tally.isDone else { return (functions, false) }
    guard functions < tally.regions - tally.union.merges else { return (functions, true) }
    var closed = ClosedRegions()
    let search = PlaneSearch(network)
    while search.advance() {
      if stop.isDue { return (functions, false) }
      closed.append(search.region())
    }
    let found = closed.count { stop.isDue }
    return found.isComplete ? found : (max(found.count, functions), false)
  }

  /// Runs a search to its end; the first one closes the parts after a while, for others to join in.
  private func run(
    _ search: PlaneSearch, _ closing: PlaneParts?, _ found: borrowing Mutex<Int>,
    _ distinct: DistinctMaps
  ) -> RegionTally {
    var tally = RegionTally(request.counts)
    let jumps = SlopeJumps(network)
    defer { jumps.deallocate() }
    while true {
      let before = tally.regions
      guard !stop.isDue, tally.run(search, jumps, distinct, limit: Self.slice) else { break }
      let total = found.withLock { found in
        found += tally.regions - before
        return found
      }
      request.progress?(RegionProgress(activationRegions: total, fraction: search.share))
      if let closing, tally.regions >= Self.aloneLimit { closing.close() }
    }
    return tally
  }

  /// A network without hidden layers is one region.
  private func affine() -> RegionCounts {
    func known(_ name: RegionCountName) -> Integer? { request.counts.contains(name) ? 1 : nil }
    return RegionCounts(
      activationPatterns: known(.activationPatterns), activationRegions: known(.activationRegions),
      linearRegions: known(.linearRegions), closedRegions: known(.closedRegions),
      affineFunctions: known(.affineFunctions),
      perLayer: request.counts.contains(.perLayer) ? [] : nil, isComplete: true)
  }

  /// What a tally comes to, given how many maps were proved to be different.
  private func counts(_ tally: RegionTally, _ distinct: Int) -> RegionCounts {
    func known(_ name: RegionCountName, _ value: Int) -> Integer? {
      request.counts.contains(name) ? Integer(value) : nil
    }
    let closed =
      request.counts.contains(.closedRegions)
      ? closedRegions(tally) : (count: 0, isComplete: tally.isDone)
    return RegionCounts(
      activationPatterns: known(.activationPatterns, tally.regions + tally.lower.count),
      activationRegions: known(.activationRegions, tally.regions),
      // Regions that were not reached may join others; different maps stay different.
      linearRegions: known(
        .linearRegions,
        tally.isDone ? tally.regions - tally.union.merges : max(distinct, tally.functions.count)),
      closedRegions: known(.closedRegions, closed.count),
      affineFunctions: known(.affineFunctions, tally.functions.count),
      perLayer: request.counts.contains(.perLayer)
        ? tally.cellsPerLayer.map { Integer($0) } : nil,
      isComplete: closed.isComplete)
  }
}
