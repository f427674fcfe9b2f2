public import ExactNumbers
public import ReLUNetworks

extension ReLUNetwork {
  /// Counts the regions of a network, exactly.
  ///
  /// - Parameters:
  ///   - box: one interval per input; infinite ends are allowed.
  ///   - request: what to count and how long.
  /// - Returns: the counts; lower bounds if it was stopped.
  /// - Throws: `RegionCountError` for a box or layer that does not fit, or a count that cannot be had.
  public func regionCounts(
    in box: [Interval], _ request: RegionCountRequest = RegionCountRequest()
  ) throws(RegionCountError) -> RegionCounts {
    let space = try SpaceNetwork(self, in: box, layers: request.layers)
    if let folded = try RegionFold.counts(of: space, request) { return folded }
    guard inputDimension > 2 else {
      let network = try PlaneNetwork(self, in: box, layers: request.layers)
      return RegionCounter<PlaneSearch>(network, request).count()
    }
    guard !request.counts.contains(.closedRegions) else {
      throw .closedRegions(inputs: inputDimension)
    }
    let network = space.withoutIdleInputs()
    guard network.searchesByPrograms(request.method) else {
      return RegionCounter<SpaceSearch>(network, request).count()
    }
    guard !request.counts.contains(.activationPatterns) else {
      throw .activationPatterns(inputs: network.dimension)
    }
    var counts = RegionCounter<ProgramSearch>(network, request).count()
    counts.method = .programs
    return counts
  }

  /// Visits the activation regions of a network of two inputs, in bounded memory.
  ///
  /// - Parameters:
  ///   - box: one interval per input; infinite ends are allowed.
  ///   - layers: the regions after so many hidden layers; nil for all.
  ///   - isCancelled: asked now and then; true ends the visit.
  ///   - body: receives each region; what it throws ends the visit.
  /// - Throws: `RegionCountError`, or what `body` throws.
  public func forEachActivationRegion(
    in box: [Interval], layers: Int? = nil, isCancelled: () -> Bool = { false },
    _ body: (ActivationRegion) throws -> Void
  ) throws {
    guard inputDimension > 1 else { throw RegionCountError.oneInput }
    let network = try PlaneNetwork(self, in: box, layers: layers)
    guard network.depth > 0 else { return try body(network.onlyRegion()) }
    let search = PlaneSearch(network)
    let jumps = SlopeJumps(network)
    defer { jumps.deallocate() }
    while search.advance() > 0 {
      if isCancelled() { throw RegionCountError.cancelled }
      try body(search.region(jumps))
    }
  }
}

extension SpaceNetwork {
  /// The most inputs with which cells carry their vertices, some 2ⁿ each.
  private static let vertexDimension = 6

  /// Whether linear programs are to find the cells.
  fileprivate func searchesByPrograms(_ method: RegionMethod) -> Bool {
    switch method {
    case .programs: true
    case .vertices, .fold: false
    case .automatic: dimension > Self.vertexDimension
    }
  }
}
