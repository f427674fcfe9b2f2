internal import ExactNumbers

/// What one search has counted.
///
/// Activation regions cost nothing but the search. For linear regions, most maps are proved to be
/// different from all others by their gradients alone (`DistinctMaps`). The facets of the others are
/// looked at: where the slope jumps, which doubles prove for nearly every facet (`SlopeJumps`), nothing
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
  /// How the search decided; nil where that is not counted.
  var decisions: SignDecisions?
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
  ///   - limit: stop after so many steps.
  /// - Returns: false at the end.
  mutating func run<Search: RegionSearch>(
    _ search: Search, _ jumps: SlopeJumps, _ distinct: DistinctMaps, limit: Int
  ) -> Bool {
    for _ in 0..<limit {
      let found = search.advance()
      guard found > 0 else {
        isDone = true
        break
      }
      regions += found
      walked += found
      if comparesMaps { compareMap(search, jumps, distinct) }
      if counts.contains(.activationPatterns) { search.noteLowerPatterns(in: &lower) }
    }
    cellsPerLayer = search.cellsPerLayer
    return !isDone
  }

  /// Looks for other regions with the map of this one, unless it is the first in its square.
  @inline(__always)
  private mutating func compareMap<Search: RegionSearch>(
    _ search: Search, _ jumps: SlopeJumps, _ distinct: DistinctMaps
  ) {
    let gradient = search.probe(jumps)
    if distinct.insert(gradient) { return }
    if needsJumps { search.joinAcrossFlatFacets(jumps, into: &union) }
    if needsFunctions {
      functions.insert(search.outputKey)
      distinct.contest(gradient)
    }
  }

  /// Walks over all regions once more, and keeps the exact maps of those in contested squares.
  ///
  /// - Parameters:
  ///   - search: a new one.
  ///   - jumps: of the same network.
  ///   - distinct: what the first walk has left, no longer changed.
  ///   - limit: stop after so many regions.
  /// - Returns: false at the end.
  mutating func resolve<Search: RegionSearch>(
    _ search: Search, _ jumps: SlopeJumps, _ distinct: DistinctMaps, limit: Int
  ) -> Bool {
    for _ in 0..<limit {
      guard search.advance() > 0 else {
        isDone = true
        break
      }
      walked += 1
      if distinct.isContested(search.probe(jumps)) { functions.insert(search.outputKey) }
    }
    return !isDone
  }

  /// R4.
  var linearRegions: Int { regions - union.merges }

  /// Whether the maps of regions are compared.
  var comparesMaps: Bool { needsJumps || needsFunctions }

  /// Whether regions are only counted, and nothing is asked about them.
  var countsOnly: Bool { !comparesMaps && !counts.contains(.activationPatterns) }

  /// Takes over the exact maps of a second walk, and whether it came to its end.
  mutating func take(functionsOf other: RegionTally) {
    functions.formUnion(other.functions)
    isDone = isDone && other.isDone
  }

  /// Adds what another thread has counted.
  mutating func merge(_ other: RegionTally) {
    regions += other.regions
    // A thread that was stopped before its first step has none.
    if cellsPerLayer.isEmpty {
      cellsPerLayer = other.cellsPerLayer
    } else if !other.cellsPerLayer.isEmpty {
      cellsPerLayer = zip(cellsPerLayer, other.cellsPerLayer).map { $0 + $1 }
    }
    union.merge(other.union)
    lower.merge(other.lower)
    functions.formUnion(other.functions)
    isDone = isDone && other.isDone
    decisions = decisions?.adding(other.decisions) ?? other.decisions
  }
}
