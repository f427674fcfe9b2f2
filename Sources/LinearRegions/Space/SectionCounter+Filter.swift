internal import CKernels
internal import ExactNumbers

/// Counts the parts into which hyperplanes cut a simple polytope, without making them.
///
/// The last hyperplane h of a list adds as many parts to those of the others as these make of the section
/// P ∩ h, so r(P; h₁, …, h_K) = 1 + Σᵢ r(P ∩ hᵢ; hᵢ₊₁, …, h_K), down to points on a segment (deletion and
/// restriction, Zaslavsky 1975). That holds if no two restricted hyperplanes are one, and what doubles
/// prove here rules this out: two that coincide somewhere vanish together on all vertices of a
/// section, whose signs are then not proved, or are one point of a segment.
///
/// Vertices are records like those of `VertexPool`, of the K hyperplanes alone, with the same bounds
/// (`SpaceSearch.makeCrossing`). Where a sign is not proved nothing is counted.
struct SectionCounter {
  private let dimension: Int
  /// Blocks of eight hyperplanes.
  private var blocks = 1
  private var numbers = GrowingStack<Double>(capacity: 4096)
  private var facets = GrowingStack<UInt64>(capacity: 512)
  /// The hyperplanes that are positive at a vertex, and those that are negative.
  private var positive = GrowingStack<UInt64>(capacity: 512)
  private var negative = GrowingStack<UInt64>(capacity: 512)
  private var sides = CutSides()
  /// Points of a segment in order, each with its error.
  private let points = UnsafeMutablePointer<(share: Double, doubt: Double)>.allocate(capacity: 64)

  /// More hyperplanes are not counted at once, so that a count can be stopped and shared.
  static let hyperplaneLimit = 24

  init(dimension: Int) { self.dimension = dimension }

  func deallocate() {
    numbers.deallocate()
    facets.deallocate()
    positive.deallocate()
    negative.deallocate()
    sides.deallocate()
    points.deallocate()
  }

  /// The regions that some neurons make of a cell.
  ///
  /// - Parameters:
  ///   - ids: the cell's vertices, all of them simple.
  ///   - count: how many they are.
  ///   - pool: where they are.
  ///   - candidates: the neurons, two at least and at most `hyperplaneLimit`.
  /// - Returns: the number, or nil where doubles do not tell.
  @inline(__always)
  mutating func regions(
    _ ids: UnsafePointer<Int32>, count: Int, in pool: VertexPool,
    candidates: UnsafePointer<UInt64>
  ) -> Int? {
    var neurons: (Int, Int) = (0, 0)
    var total = 0
    for word in 0..<pool.words {
      var rest = candidates[word]
      while rest != 0 {
        if total == 0 { neurons.0 = word &* 64 &+ rest.trailingZeroBitCount }
        if total == 1 { neurons.1 = word &* 64 &+ rest.trailingZeroBitCount }
        rest &= rest &- 1
        total &+= 1
      }
    }
    if total == 2, hasAllFour(ids, count, pool, neurons) { return 4 }
    guard gather(ids, count, pool, candidates, total) else { return nil }
    let found = parts(0, count, dimension, (UInt64(1) << UInt64(total)) &- 1)
    return found > 0 ? found : nil
  }

  /// Whether two neurons have all four pairs of signs among the vertices: then they cross inside.
  @inline(__always)
  private func hasAllFour(
    _ ids: UnsafePointer<Int32>, _ count: Int, _ pool: VertexPool, _ neurons: (Int, Int)
  ) -> Bool {
    var seen = 0
    for index in 0..<count {
      let signs = pool.positive(ids[index])
      func sign(_ neuron: Int) -> Int {
        let (word, shift) = (neuron >> 6, UInt64(neuron & 63))
        return Int(signs[word] >> shift & 1) &- Int(signs[pool.words &+ word] >> shift & 1)
      }
      let (a, b) = (sign(neurons.0), sign(neurons.1))
      if a != 0 && b != 0 { seen |= 1 << ((a &+ 1) &+ (b &+ 1) >> 1) }
    }
    return seen == 0b1111
  }

  /// Copies the neurons' columns of the vertices; false where a sign is 0.
  @inline(__always)
  private mutating func gather(
    _ ids: UnsafePointer<Int32>, _ count: Int, _ pool: VertexPool,
    _ candidates: UnsafePointer<UInt64>, _ total: Int
  ) -> Bool {
    blocks = (total &+ 7) / 8
    let stride = blocks &* 16
    reserve(count, keeping: 0)
    for index in 0..<count {
      let (values, signs) = (pool.values(ids[index]), pool.positive(ids[index]))
      let target = numbers.base + index &* stride
      facets.base[index] = pool.facetSet(ids[index])[0]
      var (column, up, down) = (0, UInt64(0), UInt64(0))
      for word in 0..<pool.words {
        var rest = candidates[word]
        while rest != 0 {
          let bit = rest.trailingZeroBitCount
          rest &= rest &- 1
          let row = word &* 64 &+ bit
          target[column] = values[row]
          target[blocks &* 8 &+ column] = values[pool.errorStart &+ row]
          up |= (signs[word] >> UInt64(bit) & 1) << UInt64(column)
          down |= (signs[pool.words &+ word] >> UInt64(bit) & 1) << UInt64(column)
          column &+= 1
        }
      }
      if (up | down).nonzeroBitCount != total { return false }
      positive.base[index] = up
      negative.base[index] = down
      for lane in column..<(blocks &* 8) {
        target[lane] = 0
        target[blocks &* 8 &+ lane] = 0
      }
    }
    return true
  }

  @inline(__always)
  private mutating func reserve(_ vertices: Int, keeping used: Int) {
    numbers.reserve(vertices &* blocks &* 16, keeping: used &* blocks &* 16)
    facets.reserve(vertices &+ 4, keeping: used)
    positive.reserve(vertices, keeping: used)
    negative.reserve(vertices, keeping: used)
  }

  /// The parts that hyperplanes make of a polytope.
  ///
  /// - Parameters:
  ///   - first: its first vertex.
  ///   - count: its vertices.
  ///   - dimension: its dimension, at least 1.
  ///   - set: the hyperplanes.
  /// - Returns: the number, or −1 where doubles do not tell.
  private mutating func parts(
    _ first: Int, _ count: Int, _ dimension: Int, _ set: UInt64
  ) -> Int {
    var (up, down) = (UInt64(0), UInt64(0))
    for vertex in first..<(first &+ count) {
      up |= positive.base[vertex]
      down |= negative.base[vertex]
    }
    var rest = set & up & down
    if rest & (rest &- 1) == 0 { return rest == 0 ? 1 : 2 }
    if dimension == 1 { return pointsOfSegment(first, rest) }
    var total = 1
    while rest != 0 {
      let hyperplane = rest.trailingZeroBitCount
      rest &= rest &- 1
      if rest == 0 { return total &+ 1 }
      let vertices = section(first, count, hyperplane, rest)
      if vertices < 0 { return -1 }
      let found = parts(first &+ count, vertices, dimension &- 1, rest)
      if found < 0 { return -1 }
      total &+= found
    }
    return total
  }

  /// Makes the vertices where a hyperplane crosses the edges of a polytope, behind its own.
  ///
  /// - Returns: how many they are, or −1 where doubles do not tell.
  @inline(__always)
  private mutating func section(
    _ first: Int, _ count: Int, _ hyperplane: Int, _ set: UInt64
  ) -> Int {
    sides.positive.reserve(count, keeping: 0)
    sides.negative.reserve(count, keeping: 0)
    sides.positiveFacets.reserve(count &+ 4, keeping: 0)
    sides.negativeFacets.reserve(count &+ 4, keeping: 0)
    var (above, below) = (0, 0)
    for vertex in first..<(first &+ count) {
      let id = Int32(truncatingIfNeeded: vertex)
      if positive.base[vertex] >> UInt64(hyperplane) & 1 != 0 {
        sides.positive.base[above] = id
        sides.positiveFacets.base[above] = facets.base[vertex]
        above &+= 1
      } else {
        sides.negative.base[below] = id
        sides.negativeFacets.base[below] = facets.base[vertex]
        below &+= 1
      }
    }
    sides.edges.reserve(2 &* (min(above, below) &* dimension &+ 1), keeping: 0)
    let crossed = pleat_simple_edges(
      sides.positiveFacets.base, above, sides.negativeFacets.base, below, sides.edges.base)
    reserve(first &+ count &+ crossed, keeping: first &+ count)
    for edge in 0..<crossed {
      let a = Int(sides.positive.base[Int(sides.edges.base[2 &* edge])])
      let b = Int(sides.negative.base[Int(sides.edges.base[2 &* edge &+ 1])])
      if !cross(a, b, into: first &+ count &+ edge, hyperplane, set) { return -1 }
    }
    return crossed
  }

  /// Makes a vertex on the edge between two others.
  ///
  /// - Returns: false where doubles do not tell its signs.
  @inline(__always)
  private mutating func cross(
    _ first: Int, _ second: Int, into new: Int, _ hyperplane: Int, _ set: UInt64
  ) -> Bool {
    let stride = blocks &* 16
    let errors = blocks &* 8
    let (a, b) = (numbers.base + first &* stride, numbers.base + second &* stride)
    let target = numbers.base + new &* stride
    let crossing = CrossingShare(
      a[hyperplane], a[errors &+ hyperplane], b[hyperplane], b[errors &+ hyperplane])
    // Only later hyperplanes are asked about.
    pleat_cross_edge(a, b, hyperplane / 8, blocks, crossing.share, crossing.doubt, target)
    facets.base[new] = facets.base[first] & facets.base[second]
    let (up, down) = (
      positive.base[first] | positive.base[second], negative.base[first] | negative.base[second]
    )
    var open = up & down & set
    var above = up & ~down & set
    var below = down & ~up & set
    while open != 0 {
      let column = open.trailingZeroBitCount
      let bit = open & (0 &- open)
      open &= open &- 1
      if target[column] > target[errors &+ column] {
        above |= bit
      } else if target[column] < -target[errors &+ column] {
        below |= bit
      } else {
        return false
      }
    }
    positive.base[new] = above
    negative.base[new] = below
    return true
  }

  /// The parts that points make of a segment.
  ///
  /// - Returns: the number, or −1 where two points are not proved to be different.
  private mutating func pointsOfSegment(_ first: Int, _ set: UInt64) -> Int {
    let stride = blocks &* 16
    let errors = blocks &* 8
    let (a, b) = (numbers.base + first &* stride, numbers.base + (first &+ 1) &* stride)
    var (count, rest) = (0, set)
    while rest != 0 {
      let column = rest.trailingZeroBitCount
      rest &= rest &- 1
      // The share is the same for the negated hyperplane.
      let sign: Double = a[column] < 0 ? -1 : 1
      let crossing = CrossingShare(
        sign * a[column], a[errors &+ column], sign * b[column], b[errors &+ column])
      var place = count
      while place > 0, points[place &- 1].share > crossing.share {
        points[place] = points[place &- 1]
        place &-= 1
      }
      points[place] = (crossing.share, crossing.doubt)
      count &+= 1
    }
    for index in 1..<count {
      let (left, right) = (points[index &- 1], points[index])
      // Written so that NaN fails; the shares are at most 1, so 2⁻⁵⁰ covers the rounding here.
      guard right.share - left.share > (left.doubt + right.doubt) * 2 + 0x1p-50 else { return -1 }
    }
    return count &+ 1
  }
}
