internal import Dispatch
internal import Synchronization

/// One pass over the cells of a layer: all are counted, and under the sampled ones all regions.
struct SamplePass: Sendable {
  let searches: SearchFactory
  /// The layer whose cells are sampled, from 1.
  let layer: Int
  /// The layer whose cells are counted under them, not above `layer`.
  let lastLayer: Int
  let sampler: CellSampler
  let threads: Int
  let stop: StopWatch
  /// Told the number of cells and of regions found since the last time, and the share that is done.
  let progress: @Sendable (_ cells: Int, _ regions: Int, _ share: Double) -> Void

  /// Cells between two looks at the clock.
  private static let slice = 64

  /// Makes the pass; in the result `isDone` is false if it was stopped.
  func run() -> SampleTally {
    let parts = SearchParts()
    let found = Mutex(SampleTally())
    DispatchQueue.concurrentPerform(iterations: threads) { thread in
      var walk = Walk(self, parts, isFirst: thread == 0)
      walk.run()
      let tally = walk.tally
      found.withLock { $0.merge(tally) }
    }
    return found.withLock { $0 }
  }

  /// One thread's part of a pass.
  private struct Walk {
    let pass: SamplePass
    let parts: SearchParts
    let above: any ReplayableSearch
    let below: any ReplayableSearch
    var tally = SampleTally()

    init(_ pass: SamplePass, _ parts: SearchParts, isFirst: Bool) {
      self.pass = pass
      self.parts = parts
      above = pass.searches.search(
        layers: pass.layer,
        SearchFactory.Options(parts: parts, isFirst: isFirst))
      below = pass.searches.search(
        layers: pass.lastLayer, SearchFactory.Options(countsOnly: true))
    }

    mutating func run() {
      walk()
      if pass.lastLayer > pass.layer {
        tally.nextLayerCells = below.cellsPerLayer[pass.layer]
        tally.decisions = below.decisions
      }
    }

    private mutating func walk() {
      while !isStopped {
        let before = tally.layerCells
        for _ in 0..<SamplePass.slice {
          guard above.advance() > 0 else { return }
          tally.layerCells += 1
          if pass.sampler.takes(above) { sample() }
          if !tally.isDone { return }
        }
        pass.progress(tally.layerCells - before, 0, parts.share)
      }
    }

    private var isStopped: Bool {
      mutating get {
        if pass.stop.isDue { tally.isDone = false }
        return !tally.isDone
      }
    }

    /// Counts the regions under the cell reached.
    private mutating func sample() {
      if pass.lastLayer == pass.layer { return tally.add(1) }
      let start = ContinuousClock.now
      defer { tally.sampledTime += start.duration(to: .now) }
      var regions = 0
      guard below.go(to: above.leafPath, keepsWaiting: false) else {
        preconditionFailure("both searches cut the same cells")
      }
      while !isStopped {
        let before = regions
        for _ in 0..<SamplePass.slice {
          let more = below.advance()
          if more == 0 { return tally.add(regions) }
          regions += more
        }
        pass.progress(0, regions - before, parts.share)
      }
    }
  }
}
