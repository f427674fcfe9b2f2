public import ExactNumbers
public import ReLUNetworks

extension ReLUNetwork {
  /// Counts the activation regions of a shard of a network, R2 and per layer, exactly, on from where an
  /// earlier count was.
  ///
  /// The counts of all shards add up to those of the network. Whatever the threads, however often a
  /// count was stopped and resumed, they are the same.
  /// - Parameters:
  ///   - box: one interval per input.
  ///   - request: what to count, and how.
  /// - Returns: R2 and the cells per layer; lower bounds if it was stopped.
  /// - Throws: `RegionCountError` for a box or layer that does not fit, `CheckpointError` where
  ///   `request.resumed` is not of this count.
  public func longRegionCounts(
    in box: [Interval], _ request: LongCountRequest = LongCountRequest()
  ) throws -> RegionCounts {
    let searches = try SearchFactory(
      self, in: box, layers: request.layers, method: request.method)
    guard searches.depth > 0 else {
      return request.counts(
        [], ofLastLayer: request.shard.index == 1 ? 1 : 0, by: searches.method, isComplete: true)
    }
    let task = try regionTask(in: box, layers: request.layers, method: request.method)
    return try LongCounter(searches, request, task: task).count()
  }
}

extension LongCountRequest {
  /// What is asked for of the cells per layer.
  func counts(
    _ cells: [Int], ofLastLayer last: Int? = nil, by method: RegionMethod, isComplete: Bool
  ) -> RegionCounts {
    let regions = Integer(last ?? cells.last ?? 0)
    var counts = RegionCounts(
      activationRegions: counts.contains(.activationRegions) ? regions : nil,
      perLayer: counts.contains(.perLayer) ? cells.map { Integer($0) } : nil,
      isComplete: isComplete)
    counts.method = method
    return counts
  }
}
