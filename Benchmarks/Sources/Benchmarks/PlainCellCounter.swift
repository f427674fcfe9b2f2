import ExactNumbers
import HyperplaneArrangements

/// The regions that hyperplanes cut out of [−1, 1]ⁿ, in plain doubles.
///
/// It is the baseline of the count with bounds: the same recursion with the same corners, wrong where
/// rounding decides.
struct PlainCellCounter {
  /// Corners of one polytope with the values of the hyperplanes that cut it.
  private struct Level {
    var values: [Double] = []
    var facets: [UInt64] = []
    var edges: [(Int, Int)] = []
    var columns = 0
  }

  private let dimension: Int
  private var levels: [Level]
  private var ratios: [Double] = []

  init(_ hyperplanes: [Hyperplane], dimension: Int) {
    self.dimension = dimension
    levels = [Level](repeating: Level(), count: dimension + 1)
    levels[0].columns = hyperplanes.count
    ratios = [Double](repeating: 0, count: hyperplanes.count)
    for bits in 0..<(1 << dimension) {
      var facets: UInt64 = 0
      for axis in 0..<dimension { facets |= 1 << UInt64(2 * axis + (bits >> axis & 1)) }
      levels[0].facets.append(facets)
      for hyperplane in hyperplanes {
        var value = -Double(hyperplane.offset)
        for axis in 0..<dimension {
          value +=
            bits >> axis & 1 == 1
            ? Double(hyperplane.normal[axis])
            : -Double(
              hyperplane.normal[axis])
        }
        levels[0].values.append(value)
      }
    }
    compact(0)
  }

  /// Counts the regions.
  mutating func count() -> Int { count(0, dimension) }

  private mutating func compact(_ level: Int) {
    let (corners, columns) = (levels[level].facets.count, levels[level].columns)
    var kept = 0
    levels[level].values.withUnsafeMutableBufferPointer { values in
      for column in 0..<columns {
        var (above, below) = (0, 0)
        for corner in 0..<corners {
          if values[corner &* columns &+ column] > 0 { above &+= 1 } else { below &+= 1 }
        }
        guard above > 0, below > 0 else { continue }
        for corner in 0..<corners {
          values[corner &* columns &+ kept] = values[corner &* columns &+ column]
        }
        kept += 1
      }
      for corner in 1..<max(corners, 1) {
        for column in 0..<kept {
          values[corner &* kept &+ column] = values[corner &* columns &+ column]
        }
      }
    }
    levels[level].columns = kept
  }

  private mutating func count(_ level: Int, _ dimension: Int) -> Int {
    let columns = levels[level].columns
    if columns < 2 { return columns + 1 }
    levels[level].edges.removeAll(keepingCapacity: true)
    let facets = levels[level].facets
    for first in facets.indices {
      for second in (first + 1)..<max(facets.count, first + 1)
      where (facets[first] & facets[second]).nonzeroBitCount == dimension - 1 {
        levels[level].edges.append((first, second))
      }
    }
    var sum = 2
    for column in 0..<(columns - 1) {
      restrict(level, column, toEdge: dimension == 2)
      sum += dimension == 2 ? edgePoints(level + 1) : count(level + 1, dimension - 1)
    }
    return sum
  }

  private mutating func restrict(_ level: Int, _ column: Int, toEdge: Bool) {
    let columns = levels[level].columns
    let rest = columns - column - 1
    var (values, facets) = ([Double](), [UInt64]())
    swap(&values, &levels[level + 1].values)
    swap(&facets, &levels[level + 1].facets)
    values.removeAll(keepingCapacity: true)
    facets.removeAll(keepingCapacity: true)
    levels[level].values.withUnsafeBufferPointer { source in
      for (a, b) in levels[level].edges {
        let (first, second) = (a &* columns &+ column, b &* columns &+ column)
        let (p, q) = (source[first], source[second])
        if (p > 0) == (q > 0) { continue }
        let t = p / (p - q)
        for j in 1...max(rest, 1) where rest > 0 {
          let z = source[first &+ j]
          values.append(z + t * (source[second &+ j] - z))
        }
        facets.append(levels[level].facets[a] & levels[level].facets[b])
      }
    }
    swap(&values, &levels[level + 1].values)
    swap(&facets, &levels[level + 1].facets)
    levels[level + 1].columns = rest
    if !toEdge { compact(level + 1) }
  }

  /// One more than the number of different points in which columns cut an edge.
  private mutating func edgePoints(_ level: Int) -> Int {
    let columns = levels[level].columns
    var points = 0
    levels[level].values.withUnsafeBufferPointer { values in
      for j in 0..<columns {
        let (x, y) = (values[j], values[columns &+ j])
        if (x > 0) == (y > 0) { continue }
        let ratio = x / (x - y)
        var place = points
        while place > 0, ratios[place - 1] > ratio {
          ratios[place] = ratios[place - 1]
          place -= 1
        }
        ratios[place] = ratio
        points += 1
      }
    }
    var count = points + 1
    for place in 1..<max(points, 1) where ratios[place - 1] == ratios[place] { count -= 1 }
    return count
  }
}
