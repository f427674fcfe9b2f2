internal import ExactNumbers
internal import ReLUNetworks

/// Counts closed connected regions (R5) from all activation regions.
///
/// For each affine map g the set {f = g} is closed; its components with interior are counted. In a cell
/// with another map h the set is the part of the cell where h = g, which is convex. So it joins
/// neighbouring cells exactly where f = g at a common corner or inside a common edge, and the cells
/// with map g in one component are one closed region. Only maps that several linear regions share
/// need this.
///
/// Memory grows with the number of regions: corners are numbered, with the value of f at each.
struct ClosedRegions {
  private var cornerNumbers: [RegionCorner: Int] = [:]
  private var values: [CornerValue] = []
  private var corners: [[Int]] = []
  private var maps: [AffineMap] = []
  private var mapNumbers: [AffineMap: Int] = [:]
  private var cellMaps: [Int] = []
  /// Cells at each edge, by its two corners.
  private var edgeCells: [CornerPair: (Int, Int?)] = [:]

  /// The value of f at a corner: finite + M · leading, one number an output.
  private struct CornerValue {
    let leading: [Rational]
    let finite: [Rational]
    let corner: RegionCorner

    init(_ map: AffineMap, at corner: RegionCorner) {
      finite = map(corner.point)
      let shift = map([0, 0])
      leading = zip(map(corner.direction), shift).map { $0 - $1 }
      self.corner = corner
    }

    /// What f is above an affine map here.
    func above(_ map: AffineMap) -> CornerValue {
      CornerValue(self, minus: CornerValue(map, at: corner))
    }

    private init(_ value: CornerValue, minus other: CornerValue) {
      leading = zip(value.leading, other.leading).map { $0 - $1 }
      finite = zip(value.finite, other.finite).map { $0 - $1 }
      corner = value.corner
    }

    var isZero: Bool {
      leading.allSatisfy { $0.sign == .zero } && finite.allSatisfy { $0.sign == .zero }
    }

    func sign(_ output: Int) -> Sign {
      leading[output].sign == .zero ? finite[output].sign : leading[output].sign
    }

    /// Whether the other value is a negative multiple of this one, so that zero lies between them.
    func isOpposite(to other: CornerValue) -> Bool {
      for output in finite.indices where sign(output) != -other.sign(output) { return false }
      guard let pivot = finite.indices.first(where: { sign($0) != .zero }) else { return false }
      return finite.indices.allSatisfy { output in
        // (a + A M)(d + D M) = (b + B M)(c + C M) for all M.
        let (a, b) = ((finite[pivot], leading[pivot]), (finite[output], leading[output]))
        let c = (other.finite[pivot], other.leading[pivot])
        let d = (other.finite[output], other.leading[output])
        return a.0 * d.0 == b.0 * c.0 && a.1 * d.1 == b.1 * c.1
          && a.0 * d.1 + a.1 * d.0 == b.0 * c.1 + b.1 * c.0
      }
    }
  }

  /// Takes in one activation region.
  mutating func append(_ region: ActivationRegion) {
    let cell = corners.count
    let ring = region.corners.map { number(of: $0, region.affineMap) }
    corners.append(ring)
    if let known = mapNumbers[region.affineMap] {
      cellMaps.append(known)
    } else {
      mapNumbers[region.affineMap] = maps.count
      cellMaps.append(maps.count)
      maps.append(region.affineMap)
    }
    for (corner, next) in zip(ring, ring.dropFirst() + ring.prefix(1)) {
      let pair = CornerPair(corner, next)
      if let known = edgeCells[pair] {
        edgeCells[pair] = (known.0, cell)
      } else {
        edgeCells[pair] = (cell, nil)
      }
    }
  }

  private mutating func number(of corner: RegionCorner, _ map: AffineMap) -> Int {
    if let known = cornerNumbers[corner] { return known }
    cornerNumbers[corner] = values.count
    values.append(CornerValue(map, at: corner))
    return values.count - 1
  }

  /// The number of closed regions.
  ///
  /// - Parameter isCancelled: asked for each map; true ends the count with a lower bound.
  /// - Returns: the count, and whether it is final.
  func count(isCancelled: () -> Bool) -> (count: Int, isComplete: Bool) {
    var linear = CellSets(count: corners.count)
    for case (let first, let second?) in edgeCells.values
    where cellMaps[first] == cellMaps[second] {
      linear.join(first, second)
    }
    var cells = [[Int]](repeating: [], count: maps.count)
    for (cell, map) in cellMaps.enumerated() { cells[map].append(cell) }
    var atCorner = [[Int]](repeating: [], count: values.count)
    for (cell, ring) in corners.enumerated() {
      for corner in ring { atCorner[corner].append(cell) }
    }
    let links = CellLinks(atCorner: atCorner, atEdge: edgeCells)
    var total = maps.count
    for map in maps.indices where Set(cells[map].map { linear.root($0) }).count > 1 {
      if isCancelled() { return (total, false) }
      total += components(of: map, in: cells[map], links) - 1
    }
    return (total, true)
  }

  /// The number of closed regions with one map.
  ///
  /// From each cell with the map the set {f = g} is followed from cell to cell, so that only its
  /// components with interior are looked at.
  private func components(of map: Int, in cells: [Int], _ links: CellLinks) -> Int {
    var heights: [Int: CornerValue] = [:]
    func height(_ corner: Int) -> CornerValue {
      if let known = heights[corner] { return known }
      let height = values[corner].above(maps[map])
      heights[corner] = height
      return height
    }
    var reached: Set<Int> = []
    var count = 0
    for start in cells where reached.insert(start).inserted {
      count += 1
      var waiting = [start]
      while let cell = waiting.popLast() {
        let ring = corners[cell]
        for (corner, next) in zip(ring, ring.dropFirst() + ring.prefix(1)) {
          let here = height(corner)
          if here.isZero {
            for other in links.atCorner[corner] where reached.insert(other).inserted {
              waiting.append(other)
            }
          } else if let other = links.across(CornerPair(corner, next), from: cell),
            !reached.contains(other), here.isOpposite(to: height(next))
          {
            reached.insert(other)
            waiting.append(other)
          }
        }
      }
    }
    return count
  }
}

/// Which cells meet where.
private struct CellLinks {
  let atCorner: [[Int]]
  let atEdge: [CornerPair: (Int, Int?)]

  /// The cell on the other side of an edge; nil on the boundary of the domain.
  func across(_ edge: CornerPair, from cell: Int) -> Int? {
    guard case (let first, let second?)? = atEdge[edge] else { return nil }
    return first == cell ? second : first
  }
}

/// An edge by the numbers of its two corners.
private struct CornerPair: Hashable {
  let first: Int
  let second: Int

  init(_ a: Int, _ b: Int) { (first, second) = (min(a, b), max(a, b)) }
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
