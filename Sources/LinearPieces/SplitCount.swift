internal import Dispatch
internal import ExactNumbers
internal import Synchronization

/// A count that walks parts of the domain side by side and joins them exactly.
///
/// The domain is cut at breakpoints of the network's first layers, where the activation pattern
/// changes anyhow. What is counted adds up, but for three corrections at each cut: a layer in front of
/// the one that draws the cut has one cell there, not two; the cells on both sides are one linear
/// piece if their outputs agree; the cut has a pattern of its own if neurons active on either side
/// vanish there. So the result is the same for any number of threads.
struct SplitCount {
  private let network: LineNetwork
  private let request: PieceCountRequest
  private let stop: StopWatch
  private let domain: Interval
  private let cuts: [Cut]

  /// A breakpoint of the first layers.
  private struct Cut {
    let position: ExtendedRational
    /// The hidden layer, from 1, that draws it.
    let layer: Int
  }

  /// Parts a thread: enough to keep all busy to the end.
  private static let partsPerThread = 16

  /// Cuts the domain, or returns nil when its first layers have too few breakpoints.
  init?(
    _ network: LineNetwork, on domain: Interval, _ request: PieceCountRequest, _ stop: StopWatch
  ) {
    self.network = network
    self.domain = domain
    self.request = request
    self.stop = stop
    let wanted = request.threads * Self.partsPerThread
    var found: [Cut] = []
    // Twice as deep each time, so that looking costs no more than one walk of what is found.
    var depth = 1
    while true {
      guard let cuts = Self.cuts(of: network.prefix(depth), on: domain, stop) else { return nil }
      found = cuts
      if found.count >= wanted || depth == network.depth { break }
      depth = min(2 * depth, network.depth)
    }
    guard found.count >= request.threads else { return nil }
    let step = max(1, found.count / wanted)
    cuts = stride(from: step - 1, to: found.count, by: step).map { found[$0] }
  }

  /// The most cuts that are looked at; the rest of the domain is then the last part.
  private static let cutLimit = 20_000

  /// The breakpoints of a network, or nil when it is time to stop.
  private static func cuts(
    of network: LineNetwork, on domain: Interval, _ stop: StopWatch
  ) -> [Cut]? {
    let walk = network.walk(on: domain, pieces: false)
    var cuts: [Cut] = []
    var end = domain.lower
    while cuts.count < cutLimit, walk.advance() {
      if stop.isDue { return nil }
      if walk.changeLayer() > 0 { cuts.append(Cut(position: end, layer: walk.changeLayer())) }
      end = walk.exactEnd()
    }
    return cuts
  }

  /// Walks all parts.
  ///
  /// - Returns: the joined counts; lower bounds if the walk was stopped.
  func count() -> PieceCounts {
    let ends = [domain.lower] + cuts.map { $0.position } + [domain.upper]
    let parts = Mutex([WalkPart?](repeating: nil, count: ends.count - 1))
    let next = Atomic<Int>(0)
    DispatchQueue.concurrentPerform(iterations: request.threads) { _ in
      while !stop.isDue {
        let index = next.wrappingAdd(1, ordering: .relaxed).oldValue
        guard index < ends.count - 1, let part = try? Interval(ends[index], ends[index + 1]) else {
          return
        }
        let walked = CountingWalk(network, on: part, request.silent, stop).runAsPart()
        let done = parts.withLock { parts in
          parts[index] = walked
          return parts.compactMap { $0 }
        }
        request.progress?(
          PieceProgress(
            activationRegions: done.reduce(0) { $0 + $1.tally.regions },
            fraction: Double(done.count) / Double(ends.count - 1)))
      }
    }
    return join(parts.withLock { $0 })
  }

  /// Adds the parts up, from left to right.
  private func join(_ parts: [WalkPart?]) -> PieceCounts {
    var sum = JoinedParts(depth: network.depth)
    for (index, part) in parts.enumerated() {
      sum.append(part, afterCutOf: index == 0 ? nil : cuts[index - 1].layer)
    }
    return sum.counts(request.counts)
  }
}
