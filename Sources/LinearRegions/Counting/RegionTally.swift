internal import ExactNumbers

/// What one search has counted.
///
/// Activation regions cost nothing but the search. For linear regions, most maps are proved to be
/// different from all others by their gradients alone (`DistinctMaps`). The edges of the others are
/// looked at: where the slope jumps, which doubles prove for nearly every edge (`SlopeJumps`), nothing
/// is stored; where it provably does not, both regions are joined.
struct RegionTally {
  let counts: Set<RegionCountName>
  private(set) var regions = 0
  /// Regions walked over, by either kind of walk.
  private(set) var walked = 0
  private(set) var cellsPerLayer: [Int] = []
  private(set) var union = PatternUnion()
  private(set) var lower = LowerPatterns()
  private(set) var functions: Set<OutputKey> = []
  private(set) var isDone = false
  private let needsFunctions: Bool
  private let needsJumps: Bool

  init(_ counts: Set<RegionCountName>) {
    self.counts = counts
    needsFunctions = counts.contains(.affineFunctions) || counts.contains(.closedRegions)
    needsJumps = counts.contains(.linearRegions) || counts.contains(.closedRegions)
  }

  /// Walks on.
  ///
  /// - Parameters:
  ///   - search: whose regions are counted here.
  ///   - jumps: of the same network.
  ///   - distinct: of all searches of the network.
  ///   - limit: stop after so many regions.
  /// - Returns: false at the end.
  mutating func run(
    _ search: PlaneSearch, _ jumps: SlopeJumps, _ distinct: DistinctMaps, limit: Int
  ) -> Bool {
    for _ in 0..<limit {
      guard search.advance() else {
        isDone = true
        break
      }
      regions += 1
      walked += 1
      if comparesMaps { compareMap(search, jumps, distinct) }
      if counts.contains(.activationPatterns) { lower.visit(search) }
    }
    cellsPerLayer = search.cellsPerLayer
    return !isDone
  }

  /// Looks for other regions with the map of this one, unless it is the first in its square.
  @inline(__always)
  private mutating func compareMap(
    _ search: PlaneSearch, _ jumps: SlopeJumps, _ distinct: DistinctMaps
  ) {
    let gradient = search.probe()
    if distinct.insert(gradient) { return }
    if needsJumps { joinAcrossFlatEdges(search, jumps) }
    if needsFunctions {
      functions.insert(OutputKey(search.exactOutput()))
      distinct.contest(gradient)
    }
  }

  /// Walks over all regions once more, and keeps the exact maps of those in contested squares.
  ///
  /// - Parameters:
  ///   - search: a new one.
  ///   - distinct: what the first walk has left, no longer changed.
  ///   - limit: stop after so many regions.
  /// - Returns: false at the end.
  mutating func resolve(_ search: PlaneSearch, _ distinct: DistinctMaps, limit: Int) -> Bool {
    for _ in 0..<limit {
      guard search.advance() else {
        isDone = true
        break
      }
      walked += 1
      if distinct.isContested(search.probe()) {
        functions.insert(OutputKey(search.exactOutput()))
      }
    }
    return !isDone
  }

  /// Joins the region with its neighbours across edges that are no kinks.
  @inline(__always)
  private mutating func joinAcrossFlatEdges(_ search: PlaneSearch, _ jumps: SlopeJumps) {
    search.prepare(jumps)
    for edge in 0..<search.cornerCount where search.corner(edge).edge.layer > 0 {
      if !search.isProvedKink(edge, jumps) { joinIfFlat(search, edge, jumps) }
    }
  }

  @inline(never)
  private mutating func joinIfFlat(_ search: PlaneSearch, _ edge: Int, _ jumps: SlopeJumps) {
    let jump = search.jump(across: edge, jumps)
    if !jump.isKink { union.join(search.pattern, jump.neighbor) }
  }

  /// R4.
  var linearRegions: Int { regions - union.merges }

  /// Whether the maps of regions are compared.
  var comparesMaps: Bool { needsJumps || needsFunctions }

  /// Takes over the exact maps of a second walk, and whether it came to its end.
  mutating func take(functionsOf other: RegionTally) {
    functions.formUnion(other.functions)
    isDone = isDone && other.isDone
  }

  /// Adds what another thread has counted.
  mutating func merge(_ other: RegionTally) {
    regions += other.regions
    cellsPerLayer =
      cellsPerLayer.isEmpty
      ? other.cellsPerLayer : zip(cellsPerLayer, other.cellsPerLayer).map { $0 + $1 }
    union.merge(other.union)
    lower.merge(other.lower)
    functions.formUnion(other.functions)
    isDone = isDone && other.isDone
  }
}

/// An output's exact affine map, in cleared integers of one scale for the whole network.
struct OutputKey: Hashable, Sendable {
  private let values: [Integer]

  init(_ rows: [ExactLine<Integer>]) { values = rows.flatMap { [$0.c, $0.x, $0.y] } }
}
