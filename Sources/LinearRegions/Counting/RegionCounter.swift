internal import Dispatch
internal import ExactNumbers
internal import Synchronization

/// Counts the regions that a kind of search finds: on one core at first, then on all.
struct RegionCounter<Search: RegionSearch> {
  let network: Search.Network
  let request: RegionCountRequest
  private let stop: StopWatch
  /// Folds that are tried on the way.
  private let folds: FoldAttempts?
  private let distinct = DistinctMaps()
  /// The region that a search has reached as a value; nil where closed regions are not counted.
  private let region: (@Sendable (Search, SlopeJumps) -> ActivationRegion)?

  /// Regions that one thread counts before others join in.
  private var aloneLimit: Int { 20_000 }
  /// Steps between two looks at the clock.
  private var slice: Int { 64 }

  /// One step of a walk: some regions more; false at the end.
  private typealias Step = @Sendable (inout RegionTally, Search, SlopeJumps) -> Bool

  /// A count of what does not need regions as values.
  ///
  /// - Parameters:
  ///   - network: what is searched.
  ///   - request: what to count.
  ///   - folds: tried on the way; nil for none.
  ///   - region: the region that a search has reached; nil if none is asked for.
  init(
    _ network: Search.Network, _ request: RegionCountRequest, folds: FoldAttempts? = nil,
    region: (@Sendable (Search, SlopeJumps) -> ActivationRegion)? = nil
  ) {
    self.network = network
    self.folds = folds
    self.region = region
    self.request = request
    stop = StopWatch(request)
  }

  func count() -> RegionCounts {
    guard network.depth > 0 else { return affine() }
    let (distinct, slice) = (distinct, slice)
    var tally = walk { tally, search, jumps in
      tally.run(search, jumps, distinct, limit: slice)
    }
    if let counts = folds?.counts { return counts }
    if let decisions = tally.decisions { request.decisions?(decisions) }
    let functions = affineFunctions(&tally)
    let closed = closedRegions(tally, functions)
    var counts = counts(tally, functions, closed)
    if !counts.isComplete { folds?.complete(&counts) }
    return counts
  }

  /// Walks over all regions, and adds up what the threads have found.
  private func walk(_ step: Step) -> RegionTally {
    let parts = request.threads > 1 ? SearchParts() : nil
    let found = Mutex(0)
    var tally = walk(search(parts, isFirst: true), closing: parts, found, step)
    guard let parts, parts.isClosed else { return tally }
    parts.open()
    let others = Mutex<[RegionTally]>([])
    DispatchQueue.concurrentPerform(iterations: request.threads) { _ in
      let part = walk(search(parts, isFirst: false), closing: nil, found, step)
      others.withLock { $0.append(part) }
    }
    for other in others.withLock({ $0 }) { tally.merge(other) }
    return tally
  }

  private func search(_ parts: SearchParts?, isFirst: Bool) -> Search {
    Search(
      network, countsOnly: RegionTally(request.counts).countsOnly, parts: parts, isFirst: isFirst)
  }

  /// Walks to the end of a search; the first one closes the parts after a while, for others to join.
  private func walk(
    _ search: Search, closing parts: SearchParts?, _ found: borrowing Mutex<Int>, _ step: Step
  ) -> RegionTally {
    var tally = RegionTally(request.counts)
    let jumps = SlopeJumps(network)
    defer { jumps.deallocate() }
    // Sharp bounds pay where gradients are compared, and the same on every walk.
    if tally.comparesMaps { search.refine() }
    while !stop.isDue, folds?.isDone != true {
      let before = tally.regions
      let goesOn = step(&tally, search, jumps)
      let total = found.withLock { found in
        found += tally.regions - before
        return found
      }
      folds?.tryAfter(total) { stop.isDue }
      guard goesOn else { break }
      request.progress?(RegionProgress(activationRegions: total, fraction: search.share))
      if let parts, tally.walked >= aloneLimit { parts.close() }
    }
    tally.decisions = search.decisions
    return tally
  }

  /// R6, or a lower bound.
  ///
  /// Where squares are contested, all regions are walked over again for the exact maps in them.
  private func affineFunctions(_ tally: inout RegionTally) -> Int {
    guard request.counts.contains(.affineFunctions) || request.counts.contains(.closedRegions)
    else {
      // A region has some function, even if none is certain of its square.
      return max(distinct.count, min(1, tally.regions))
    }
    let uncontested = distinct.uncontestedCount
    if tally.isDone, uncontested < distinct.count {
      let (distinct, slice) = (distinct, slice)
      tally.take(
        functionsOf: walk { tally, search, jumps in
          tally.resolve(search, jumps, distinct, limit: slice)
        })
    }
    let known = uncontested + tally.functions.count
    return tally.isDone ? known : max(known, distinct.count)
  }

  /// R5: where every map belongs to one linear region, their number; otherwise from the list of all.
  ///
  /// Stopped, the number of affine functions known, which is no larger.
  private func closedRegions(
    _ tally: RegionTally, _ functions: Int
  ) -> (count: Int, isComplete: Bool) {
    guard request.counts.contains(.closedRegions), tally.isDone else {
      return (functions, tally.isDone)
    }
    guard functions < tally.linearRegions, let region else { return (functions, true) }
    var closed = ClosedRegions()
    let search = search(nil, isFirst: true)
    let jumps = SlopeJumps(network)
    defer { jumps.deallocate() }
    while search.advance() > 0 {
      if stop.isDue { return (functions, false) }
      closed.append(region(search, jumps))
    }
    let found = closed.count { stop.isDue }
    return found.isComplete ? found : (max(found.count, functions), false)
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

  private func counts(
    _ tally: RegionTally, _ functions: Int, _ closed: (count: Int, isComplete: Bool)
  ) -> RegionCounts {
    func known(_ name: RegionCountName, _ value: Int) -> Integer? {
      request.counts.contains(name) ? Integer(value) : nil
    }
    return RegionCounts(
      activationPatterns: known(.activationPatterns, tally.regions + tally.lower.count),
      activationRegions: known(.activationRegions, tally.regions),
      // Regions that were not reached may join others; different maps stay different.
      linearRegions: known(.linearRegions, tally.isDone ? tally.linearRegions : functions),
      closedRegions: known(.closedRegions, closed.count),
      affineFunctions: known(.affineFunctions, functions),
      perLayer: request.counts.contains(.perLayer)
        ? tally.cellsPerLayer.map { Integer($0) } : nil, isComplete: closed.isComplete)
  }
}

extension RegionCounter where Search: VertexSearch {
  /// A count of anything.
  static func ofVertices(
    _ network: Search.Network, _ request: RegionCountRequest, folds: FoldAttempts? = nil
  ) -> RegionCounter {
    RegionCounter(network, request, folds: folds) { $0.region($1) }
  }
}
