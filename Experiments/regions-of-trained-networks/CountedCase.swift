internal import ExactNumbers
internal import LinearPieces
internal import LinearRegions
internal import ReLUNetworks

/// The counts of a trained network on a domain, each found in two ways.
struct CountedCase: Sendable {
  /// The definitions, numbered as in the literature.
  enum Definition: String, CaseIterable, Hashable, Sendable {
    case patterns = "R1"
    case activation = "R2"
    case linear = "R4"
    case closed = "R5"
    case functions = "R6"
  }

  /// One count.
  struct Count: Hashable, Sendable {
    let definition: Definition
    /// The hidden layers that were counted.
    let layers: Int
    let value: Integer
  }

  /// Of so many regions, one is compared with the network evaluated at a point.
  private static let pointStride: Integer = 16

  let example: TrainedCase
  /// R2 after each layer, then the other definitions after the last.
  let counts: [Count]

  /// Counts.
  ///
  /// - Throws: `ExperimentError.contradiction` where two ways differ.
  init(_ example: TrainedCase) throws {
    self.example = example
    let found = try example.restricted.regionCounts(
      in: example.box, RegionCountRequest(counts: Set(RegionCountName.allCases)))
    guard let perLayer = found.perLayer, let patterns = found.activationPatterns,
      let linear = found.linearRegions, let closed = found.closedRegions,
      let functions = found.affineFunctions
    else { preconditionFailure("the counts that were asked for") }
    let depth = perLayer.count
    let last: [(Definition, Integer)] = [
      (.patterns, patterns), (.linear, linear), (.closed, closed), (.functions, functions),
    ]
    counts =
      perLayer.enumerated().map {
        Count(definition: .activation, layers: $0.offset + 1, value: $0.element)
      } + last.map { Count(definition: $0.0, layers: depth, value: $0.1) }
    try checkOrder()
    if example.box.count == 1 { try checkPieces() } else { try checkRegions() }
  }

  /// The count by a definition for the whole network.
  subscript(_ definition: Definition) -> Integer {
    counts.last { $0.definition == definition }?.value ?? 0
  }

  /// The count by a definition after some hidden layers.
  subscript(_ definition: Definition, _ layers: Int) -> Integer {
    counts.first { $0.definition == definition && $0.layers == layers }?.value ?? 0
  }

  /// R1 ≥ R2 ≥ R4 ≥ R5 ≥ R6, and no layer takes regions away.
  private func checkOrder() throws(ExperimentError) {
    let values = Definition.allCases.map { self[$0] }
    let layers = counts.filter { $0.definition == .activation }.map(\.value)
    let isFalling = zip(values, values.dropFirst()).allSatisfy { $0 >= $1 }
    let isRising = zip(layers, layers.dropFirst()).allSatisfy { $0 <= $1 }
    guard isFalling && isRising else {
      throw contradiction("\(values), by layer \(layers)", "an ordered chain")
    }
  }

  /// On a line, the walk along it finds the same numbers.
  private func checkPieces() throws {
    let found = try example.restricted.pieceCounts(
      on: example.box[0],
      PieceCountRequest(counts: Set(CountName.allCases), method: .enumerate))
    let walked = [
      found.activationPatterns, found.activationRegions, found.linearPieces, found.linearPieces,
      found.affineFunctions,
    ]
    let values = Definition.allCases.map { self[$0] }
    let layers = counts.filter { $0.definition == .activation }.map(\.value)
    guard walked == values && found.perLayer == layers else {
      throw contradiction("\(values)", "\(walked)")
    }
  }

  /// In a plane, the regions one by one: as many as counted, with as many different maps; across each
  /// edge stands a region of the list that names this one as its neighbour, so that none is missing;
  /// and at a point inside some of them, the network itself has the region's pattern and value.
  private func checkRegions() throws {
    var neighbors: [ActivationPattern: Set<ActivationPattern>] = [:]
    var maps: Set<AffineMap> = []
    var regions: Integer = 0
    let network = example.restricted
    try network.forEachActivationRegion(in: example.box) { region in
      regions += 1
      maps.insert(region.affineMap)
      neighbors[region.pattern] = Set(region.facets.compactMap(\.neighbor))
      guard regions % Self.pointStride == 1 else { return }
      let point = region.interiorPoint
      guard network.activationPattern(at: point) == region.pattern,
        network(point) == region.affineMap(point)
      else { throw contradiction("\(region.pattern)", "another region at \(point)") }
    }
    guard regions == self[.activation], Integer(maps.count) == self[.functions] else {
      throw contradiction("\(regions) regions, \(maps.count) maps", "\(counts)")
    }
    let areMutual = neighbors.allSatisfy { region, others in
      others.allSatisfy { neighbors[$0]?.contains(region) == true }
    }
    guard areMutual, Integer(neighbors.count) == regions else {
      throw contradiction("\(neighbors.count) patterns", "each a neighbour of its neighbours")
    }
  }

  private func contradiction(_ counted: String, _ expected: String) -> ExperimentError {
    .contradiction(what: example.name, counted: counted, expected: expected)
  }
}
