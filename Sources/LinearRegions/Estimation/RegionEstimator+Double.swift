internal import ExactNumbers

/// Chooses the layer and the probability of a sample, and takes it.
///
/// Earlier passes, with cells of their own, tell what a sample will cost and how much it will spread;
/// they are not part of the answer. The last one is taken with a probability fixed beforehand, so its mean
/// over the seeds is the true number. Doubles guide the effort alone.
struct RegionEstimator {
  let searches: SearchFactory
  let request: RegionEstimateRequest
  private let end: ContinuousClock.Instant?
  private let stop: StopWatch
  private var seeds: SplitMix64

  /// A layer whose cells have been counted.
  private struct Level {
    let layer: Int
    let cells: Int
    let time: Duration
  }

  /// A pass that came to its end.
  private struct Sample {
    let tally: SampleTally
    let sampler: CellSampler

    var probability: Double { Double(sampler.probability) }
    /// Estimates of the regions, and of the sum of their squares over the cells.
    var regions: Double { Double(tally.regions) / probability }
    var squares: Double { Double(tally.squares) / probability }
    var nextLayerCells: Double { Double(tally.nextLayerCells) / probability }
  }

  /// Cells of a first sample.
  private static let firstSample = 64.0

  init(_ searches: SearchFactory, _ request: RegionEstimateRequest) {
    self.searches = searches
    self.request = request
    end = request.budgetSeconds.map { ContinuousClock.now + .seconds($0) }
    stop = StopWatch(until: end, isCancelled: request.isCancelled)
    seeds = SplitMix64(seed: request.seed)
  }

  mutating func estimate() -> RegionEstimate {
    if let layer = request.sampledLayer, let probability = request.probability {
      return take(layer, Self.sampler(seeds.next(), probability)).map { estimate($0, layer) }
        ?? .stopped(layer: layer)
    }
    let first = request.sampledLayer ?? 1
    guard var level = count(first, until: end) else { return .stopped(layer: first) }
    if request.sampledLayer == nil { deepen(&level) }
    if level.layer == searches.depth && request.probability == nil {
      return .exact(level.cells, level.layer)
    }
    if let probability = request.probability {
      return take(level.layer, Self.sampler(seeds.next(), probability))
        .map { estimate($0, level.layer) } ?? .stopped(layer: level.layer)
    }
    return request.relativeError == nil ? estimateWithinBudget(level) : estimateToError(&level)
  }

  private func estimate(_ sample: Sample, _ layer: Int) -> RegionEstimate {
    RegionEstimate(sample.tally, sample.sampler, layer: layer)
  }
}

// MARK: - Passes

extension RegionEstimator {
  /// Counts the cells of a layer; nil if there is no time.
  private func count(_ layer: Int, until end: ContinuousClock.Instant?) -> Level? {
    let start = ContinuousClock.now
    let watch = StopWatch(until: end, isCancelled: request.isCancelled)
    let tally = pass(layer, layer, .none, watch).run()
    guard tally.isDone else { return nil }
    return Level(layer: layer, cells: tally.layerCells, time: start.duration(to: .now))
  }

  /// Samples cells of a layer; nil if there is no time.
  private func take(_ layer: Int, _ sampler: CellSampler, lastLayer: Int? = nil) -> Sample? {
    let tally = pass(layer, lastLayer ?? searches.depth, sampler, stop).run()
    if let decisions = tally.decisions { request.decisions?(decisions) }
    return tally.isDone ? Sample(tally: tally, sampler: sampler) : nil
  }

  private func pass(
    _ layer: Int, _ lastLayer: Int, _ sampler: CellSampler, _ stop: StopWatch
  ) -> SamplePass {
    SamplePass(
      searches: searches, layer: layer, lastLayer: lastLayer, sampler: sampler,
      threads: request.threads, stop: stop, progress: SampleProgress(request.progress).report)
  }

  private static func sampler(_ seed: UInt64, _ probability: Double) -> CellSampler {
    CellSampler(seed: seed, threshold: probability < 1 ? UInt64(max(1, probability * 0x1p64)) : nil)
  }

  private static func sampler(_ seed: UInt64, _ probability: Rational) -> CellSampler {
    let scaled = probability * Rational(Integer(UInt128(1) << 64))
    let threshold = probability < 1 ? UInt64(scaled.floor.description) : nil
    return CellSampler(seed: seed, threshold: threshold.map { max(1, $0) })
  }
}

// MARK: - The layer

extension RegionEstimator {
  /// Goes to a deeper layer as long as that is cheap.
  private mutating func deepen(_ level: inout Level) {
    while level.layer + 1 < searches.depth, !stop.isDue {
      guard isNextCheap(level), let next = count(level.layer + 1, until: halfTime) else { return }
      level = next
    }
  }

  /// Whether the next layer is cheap beside what is to come.
  ///
  /// For an error r at least 1 / r² cells must be sampled; where the layer has hardly more, the work is
  /// that of a count. For a budget, the next layer's cells are estimated by a small sample, and may take
  /// a third of the time left, each twice as long as one of this layer.
  private mutating func isNextCheap(_ level: Level) -> Bool {
    if let error = request.relativeError {
      return Double(level.cells) * Double(error) * Double(error) < 4
    }
    let sampler = Self.sampler(seeds.next(), Self.firstSample / Double(level.cells))
    guard let end, let sample = take(level.layer, sampler, lastLayer: level.layer + 1) else {
      return false
    }
    let time = 2 * sample.regions / Double(level.cells) * Self.seconds(level.time)
    return 3 * time < Self.seconds(ContinuousClock.now.duration(to: end))
  }

  /// When half of the time left is over.
  private var halfTime: ContinuousClock.Instant? {
    end.map { ContinuousClock.now + ContinuousClock.now.duration(to: $0) / 2 }
  }

  private static func seconds(_ time: Duration) -> Double { time / .seconds(1) }
}

// MARK: - The probability

extension RegionEstimator {
  /// Samples until a last sample is expected to have the error asked for.
  private mutating func estimateToError(_ level: inout Level) -> RegionEstimate {
    var probability = min(Self.firstSample, max(8, Double(level.cells) / 8)) / Double(level.cells)
    var best = RegionEstimate.stopped(layer: level.layer)
    while let sample = take(level.layer, Self.sampler(seeds.next(), probability)) {
      best = estimate(sample, level.layer)
      let needed = neededProbability(sample)
      if probability >= 1 { return best }
      if isDeeperCheaper(sample, needed, level), let next = count(level.layer + 1, until: halfTime)
      {
        level = next
        probability = Self.firstSample / Double(level.cells)
      } else if sample.tally.sampledCells < 16 || probability < needed / 16 {
        probability = min(1, max(2 * probability, min(8 * probability, needed / 8)))
      } else {
        return last(level.layer, needed > 0.4 ? 1 : 1.2 * needed, before: best)
      }
    }
    best.isComplete = false
    return best
  }

  /// The sample whose probability is fixed by those before.
  private mutating func last(
    _ layer: Int, _ probability: Double, before: RegionEstimate
  ) -> RegionEstimate {
    if let sample = take(layer, Self.sampler(seeds.next(), probability)) {
      return estimate(sample, layer)
    }
    var best = before
    best.isComplete = false
    return best
  }

  /// The probability p with Σ sᵢ² (1 − p) / p = r² T², from estimates of the sum and of T.
  private func neededProbability(_ sample: Sample) -> Double {
    guard let error = request.relativeError.map({ Double($0) }), sample.regions > 0 else {
      return 1
    }
    let goal = error * sample.regions
    return sample.squares / (goal * goal + sample.squares)
  }

  /// Whether two passes over the next layer cost less than the last sample of this one.
  private func isDeeperCheaper(_ sample: Sample, _ needed: Double, _ level: Level) -> Bool {
    request.sampledLayer == nil && level.layer + 1 < searches.depth
      && sample.nextLayerCells > 0 && 2 * sample.nextLayerCells < needed * sample.regions
  }

  /// Takes larger and larger samples, the last one as large as the time left allows.
  private mutating func estimateWithinBudget(_ level: Level) -> RegionEstimate {
    var probability = min(1, 8 / Double(level.cells))
    var best = RegionEstimate.stopped(layer: level.layer)
    while let sample = take(level.layer, Self.sampler(seeds.next(), probability)) {
      if sample.tally.sampledCells > 0 { best = estimate(sample, level.layer) }
      if probability >= 1 { break }
      let next = affordableProbability(sample, level)
      guard next >= min(1, 2 * probability) else { break }
      probability = min(1, next)
    }
    if request.isCancelled() { best.isComplete = false }
    return best
  }

  /// The probability whose pass takes six tenths of the time left.
  private func affordableProbability(_ sample: Sample, _ level: Level) -> Double {
    guard let end else { return 1 }
    if sample.tally.sampledCells == 0 { return 4 * sample.probability }
    let time = 0.6 * Self.seconds(ContinuousClock.now.duration(to: end)) - Self.seconds(level.time)
    let all = Self.seconds(sample.tally.sampledTime) / sample.probability / Double(request.threads)
    return time / all
  }
}
