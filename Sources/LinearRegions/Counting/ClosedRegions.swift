internal import ExactNumbers
internal import ReLUNetworks

/// Counts closed connected regions (R5) from all activation regions.
///
/// For each affine map g the set {f = g} is closed; its components with interior are counted. In a cell
/// with another map h the set is the part of the cell where h = g, which is convex. So it joins two
/// neighbouring cells where f = g at a point of their common facet. (Cells that have no more than a point
/// in common are joined through the facets around it.) The cells with map g in one component are one
/// closed region. Only maps that several linear regions share need this.
///
/// Memory grows with the number of regions: vertices are numbered, with the value of f at each.
struct ClosedRegions {
  /// A facet of a cell inside the domain: its vertices, and the pattern of the cell behind it.
  private struct Facet {
    let vertices: [Int]
    let neighbor: ActivationPattern
  }

  private var vertexNumbers: [RegionVertex: Int] = [:]
  private var values: [VertexValue] = []
  private var cellNumbers: [ActivationPattern: Int] = [:]
  private var facets: [[Facet]] = []
  private var maps: [AffineMap] = []
  private var mapNumbers: [AffineMap: Int] = [:]
  private var cellMaps: [Int] = []

  /// Takes in one activation region.
  mutating func append(_ region: ActivationRegion) {
    cellNumbers[region.pattern] = facets.count
    let numbers = region.vertices.map { number(of: $0, region.affineMap) }
    facets.append(
      region.facets.compactMap { facet in
        facet.neighbor.map { Facet(vertices: facet.vertices.map { numbers[$0] }, neighbor: $0) }
      })
    let map = mapNumbers[region.affineMap] ?? maps.count
    if map == maps.count {
      mapNumbers[region.affineMap] = map
      maps.append(region.affineMap)
    }
    cellMaps.append(map)
  }

  private mutating func number(of vertex: RegionVertex, _ map: AffineMap) -> Int {
    if let known = vertexNumbers[vertex] { return known }
    vertexNumbers[vertex] = values.count
    values.append(VertexValue(map, at: vertex))
    return values.count - 1
  }

  /// The number of closed regions.
  ///
  /// - Parameter isCancelled: asked for each map; true ends the count with a lower bound.
  /// - Returns: the count, and whether it is final.
  func count(isCancelled: () -> Bool) -> (count: Int, isComplete: Bool) {
    var linear = CellSets(count: facets.count)
    for (cell, facets) in facets.enumerated() {
      for facet in facets {
        guard let other = cellNumbers[facet.neighbor], cellMaps[cell] == cellMaps[other] else {
          continue
        }
        linear.join(cell, other)
      }
    }
    var cells = [[Int]](repeating: [], count: maps.count)
    for (cell, map) in cellMaps.enumerated() { cells[map].append(cell) }
    var total = maps.count
    for map in maps.indices where Set(cells[map].map { linear.root($0) }).count > 1 {
      if isCancelled() { return (total, false) }
      total += components(of: map, in: cells[map]) - 1
    }
    return (total, true)
  }

  /// The number of closed regions with one map.
  ///
  /// From each cell with the map the set {f = g} is followed from cell to cell, so that only its
  /// components with interior are looked at.
  private func components(of map: Int, in cells: [Int]) -> Int {
    var heights: [Int: VertexValue] = [:]
    func height(_ vertex: Int) -> VertexValue {
      if let known = heights[vertex] { return known }
      let height = values[vertex].above(maps[map])
      heights[vertex] = height
      return height
    }
    var reached: Set<Int> = []
    var count = 0
    for start in cells where reached.insert(start).inserted {
      count += 1
      var waiting = [start]
      while let cell = waiting.popLast() {
        for facet in facets[cell] {
          guard let other = cellNumbers[facet.neighbor], !reached.contains(other),
            VertexValue.zeroIsBetween(facet.vertices.map(height))
          else { continue }
          reached.insert(other)
          waiting.append(other)
        }
      }
    }
    return count
  }
}

/// Disjoint sets of cells.
private struct CellSets {
  private var parents: [Int]

  init(count: Int) { parents = Array(0..<count) }

  mutating func root(_ cell: Int) -> Int {
    var current = cell
    while parents[current] != current {
      parents[current] = parents[parents[current]]
      current = parents[current]
    }
    return current
  }

  mutating func join(_ first: Int, _ second: Int) {
    let (a, b) = (root(first), root(second))
    parents[max(a, b)] = min(a, b)
  }
}
