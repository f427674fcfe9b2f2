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
    let space = try SpaceNetwork(self, in: box, layers: request.layers).withoutIdleInputs()
    if let folded = try RegionFold.counts(of: space, request) { return folded }
    if let counted = ShallowCount.counts(of: space, request) { return counted }
    if request.method == .arrangement { throw .notShallow }
    let folds = FoldAttempts(at: space, request)
    guard inputDimension > 2 else {
      let network = try PlaneNetwork(self, in: box, layers: request.layers)
      return RegionCounter<PlaneSearch>.ofVertices(network, request, folds: folds).count()
    }
    if request.counts.contains(.closedRegions), space.dimension > 3, space.outputCount > 1 {
      throw .closedRegions(inputs: space.dimension, outputs: space.outputCount)
    }
    guard space.searchesByPrograms(request.method, needsVertices: request.needsVertices) else {
      try space.checkVertices()
      return RegionCounter<SpaceSearch>.ofVertices(space, request, folds: folds).count()
    }
    guard !request.needsVertices else { throw .needsVertices(inputs: space.dimension) }
    var counts = RegionCounter<ProgramSearch>(space, request, folds: folds).count()
    if counts.method != .fold { counts.method = .programs }
    return counts
  }

  /// Visits the activation regions of a network of two inputs or more, in bounded memory.
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
    if inputDimension == 2 {
      let network = try PlaneNetwork(self, in: box, layers: layers)
      return try forEachRegion(PlaneSearch.self, of: network, isCancelled, body)
    }
    let network = try SpaceNetwork(self, in: box, layers: layers)
    try network.checkVertices()
    try forEachRegion(SpaceSearch.self, of: network, isCancelled, body)
  }
}

private func forEachRegion<Search: VertexSearch>(
  _: Search.Type, of network: Search.Network, _ isCancelled: () -> Bool,
  _ body: (ActivationRegion) throws -> Void
) throws {
  guard network.depth > 0 else { return try body(network.onlyRegion()) }
  let search = Search(network, countsOnly: false, parts: nil, isFirst: true)
  let jumps = SlopeJumps(network)
  defer { jumps.deallocate() }
  while search.advance() > 0 {
    if isCancelled() { throw RegionCountError.cancelled }
    try body(search.region(jumps))
  }
}

extension SpaceNetwork {
  /// The most inputs with which cells carry their vertices, some 2ⁿ each, unless that is asked for.
  private static let vertexDimension = 6
  /// The most inputs of a search of vertices.
  private static var inputLimit: Int { 12 }

  /// Whether linear programs are to find the cells.
  ///
  /// - Parameters:
  ///   - method: how to count.
  ///   - needsVertices: whether what is asked for takes cells with their vertices.
  /// - Returns: whether they are.
  func searchesByPrograms(_ method: RegionMethod, needsVertices: Bool = false) -> Bool {
    switch method {
    case .programs: true
    case .vertices, .fold, .arrangement: false
    case .automatic: dimension > (needsVertices ? Self.inputLimit : Self.vertexDimension)
    }
  }

  /// A box has 2ⁿ vertices, so for many inputs they are too many.
  func checkVertices() throws(RegionCountError) {
    if dimension > Self.inputLimit { throw .tooManyInputs(dimension, limit: Self.inputLimit) }
  }
}
