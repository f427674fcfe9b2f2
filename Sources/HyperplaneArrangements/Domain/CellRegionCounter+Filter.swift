/// Counts the regions into which hyperplanes cut a simple polytope, in doubles with proved bounds.
///
/// It is the recursion of ``RestrictedCell``: r(P; h₁, …, h_K) = 1 + Σ_i r(P ∩ h_i; h_{i+1}, …).
/// A count is right or nil: every sign and every difference that it rests on is certain.
///
/// **Corners.** On an edge from a to b that h_i crosses, with p = z_{a,i} > 0 > z_{b,i} = −q, the new
/// corner is q a + p b, scaled by a power of two. Let A, B, P, Q be what a, b, p, q stand for, up
/// to their factors λ. Then |q a_j − Q A_j| ≤ q e_{a,j} + e_{b,i} (|a_j| + e_{a,j}), likewise for
/// p b_j, and two products and a sum round by at most (2u + u²)(q |a_j| + p |b_j|), u = 2⁻⁵³, and
/// 2⁻¹⁰⁷³ where a product underflows. The bound is a sum of terms that are not negative, in at most
/// sixteen operations, so that 1 + 2⁻⁴⁰ covers its own rounding.
///
/// **Signs.** A value is positive if z > e and negative if z < −e, for certain. A hyperplane cuts if
/// corners on both sides are certain; it does not if all corners are on one side for certain; else
/// nothing is known, nil. A polytope stays simple, since a hyperplane with a corner on it has
/// an uncertain sign there and is not restricted to.
///
/// **Coincidence.** Two hyperplanes that agree on P would agree on the restriction to one of them,
/// and the other's signs be uncertain there. On an edge, points are at the ratios |a_j| / |b_j|,
/// and intervals around these must not overlap.
package final class CellRegionCounter {
  private let levels: UnsafeMutablePointer<CellLevel>
  private let dimensionLimit: Int
  private var columnCapacity = 0
  /// Bounds of the points on an edge, the lower ones in order.
  private var lower: UnsafeMutablePointer<Double>
  private var upper: UnsafeMutablePointer<Double>

  private static let unit = 0x1p-53
  private static let inflation = 1 + 0x1p-40
  private static let tiny = 0x1p-900
  /// Products of a number below it with one that underflows stay below `tiny`.
  private static let huge = 0x1p100

  /// A counter for polytopes of at most so many dimensions.
  ///
  /// - Parameter dimensionLimit: at least 1.
  package init(dimensionLimit: Int) {
    self.dimensionLimit = dimensionLimit
    levels = .allocate(capacity: dimensionLimit + 1)
    for level in 0...dimensionLimit { (levels + level).initialize(to: CellLevel()) }
    lower = .allocate(capacity: 1)
    upper = .allocate(capacity: 1)
  }

  deinit {
    for level in 0...dimensionLimit { levels[level].deallocate() }
    levels.deallocate()
    lower.deallocate()
    upper.deallocate()
  }

  /// Counts the regions inside one polytope.
  ///
  /// - Parameters:
  ///   - dimension: d of the polytope.
  ///   - corners: how many corners it has; each lies on exactly d facets.
  ///   - hyperplanes: how many hyperplanes there are; those that do not cut are left out.
  ///   - values: the value of each hyperplane at each corner up to a positive factor of the
  ///     corner, shape (corners × hyperplanes).
  ///   - errors: how far each value may be off, in the same shape.
  ///   - facets: a bit for each facet through a corner.
  /// - Returns: the count, or nil where the doubles do not decide it.
  package func regionCount(
    dimension: Int, corners: Int, hyperplanes: Int, values: UnsafePointer<Double>,
    errors: UnsafePointer<Double>, facets: UnsafePointer<UInt64>
  ) -> Int? {
    guard
      prepare(
        dimension: dimension, corners: corners, hyperplanes: hyperplanes, values: values,
        errors: errors, facets: facets)
    else { return nil }
    let count = count(0, dimension)
    return count < 0 ? nil : count
  }

  /// Takes a polytope in and drops the hyperplanes that do not cut it.
  ///
  /// - Returns: false where the doubles do not decide.
  func prepare(
    dimension: Int, corners: Int, hyperplanes: Int, values: UnsafePointer<Double>,
    errors: UnsafePointer<Double>, facets: UnsafePointer<UInt64>
  ) -> Bool {
    guard dimension <= dimensionLimit else { return false }
    for corner in 0..<corners where facets[corner].nonzeroBitCount != dimension { return false }
    for entry in 0..<corners * hyperplanes
    where !(values[entry].magnitude < Self.huge && errors[entry] < Self.huge) { return false }
    reserveColumns(hyperplanes)
    levels[0].reserve(corners: corners, columns: hyperplanes)
    levels[0].values.update(from: values, count: corners * hyperplanes)
    levels[0].errors.update(from: errors, count: corners * hyperplanes)
    levels[0].facets.update(from: facets, count: corners)
    levels[0].cornerCount = corners
    levels[0].columnCount = hyperplanes
    return compact(0)
  }

  private func reserveColumns(_ count: Int) {
    guard count > columnCapacity else { return }
    columnCapacity = count
    lower.deallocate()
    upper.deallocate()
    lower = .allocate(capacity: count + 1)
    upper = .allocate(capacity: count + 1)
  }

  /// How many hyperplanes cut the polytope that was taken in.
  var cutCount: Int { levels[0].columnCount }

  /// The regions that one hyperplane adds to the polytope that was taken in.
  ///
  /// - Returns: r(P ∩ h_i; h_{i+1}, …), or −1.
  func part(_ column: Int, dimension: Int) -> Int {
    if levels[0].edgeCount == 0 { levels[0].findEdges(dimension: dimension) }
    if column == levels[0].columnCount - 1 { return 1 }
    return dimension == 2
      ? chord(levels[0], column) : restrict(0, column) ? count(1, dimension - 1) : -1
  }

  /// Keeps the columns that cut; false where that is not certain.
  private func compact(_ level: Int) -> Bool {
    let (corners, columns) = (levels[level].cornerCount, levels[level].columnCount)
    let (values, errors) = (levels[level].values, levels[level].errors)
    var kept = 0
    for column in 0..<columns {
      var (above, below) = (0, 0)
      for corner in 0..<corners {
        let (z, e) = (values[corner * columns + column], errors[corner * columns + column])
        above += z > e ? 1 : 0
        below += z < -e ? 1 : 0
      }
      if above > 0, below > 0 {
        // To the front of the same row, where nothing is needed any more: kept ≤ column.
        for corner in 0..<corners {
          values[corner * columns + kept] = values[corner * columns + column]
          errors[corner * columns + kept] = errors[corner * columns + column]
        }
        kept += 1
      } else if above < corners, below < corners {
        return false
      }
    }
    for corner in 1..<max(corners, 1) {
      for column in 0..<kept {
        values[corner * kept + column] = values[corner * columns + column]
        errors[corner * kept + column] = errors[corner * columns + column]
      }
    }
    levels[level].columnCount = kept
    levels[level].edgeCount = 0
    return true
  }

  /// The regions of the polytope of a level, all of whose columns cut it; −1 where undecided.
  private func count(_ level: Int, _ dimension: Int) -> Int {
    let columns = levels[level].columnCount
    if columns < 2 { return columns + 1 }
    if dimension == 1 {
      let row = levels[level]
      return edgePoints(
        columns, row.values, row.errors, row.values + columns, row.errors + columns)
    }
    levels[level].findEdges(dimension: dimension)
    var sum = 2
    for column in 0..<(columns - 1) {
      let part: Int
      if dimension == 2 {
        part = chord(levels[level], column)
      } else {
        part = restrict(level, column) ? count(level + 1, dimension - 1) : -1
      }
      if part < 0 { return -1 }
      sum += part
    }
    return sum
  }

  /// Makes the next level the restriction to a column, with the columns behind it.
  private func restrict(_ level: Int, _ column: Int) -> Bool {
    let source = levels[level]
    let columns = source.columnCount
    let rest = columns - column - 1
    levels[level + 1].reserve(corners: source.edgeCount, columns: rest)
    let target = levels[level + 1]
    var corners = 0
    for edge in 0..<source.edgeCount {
      let (a, b) = (Int(source.edges[2 * edge]), Int(source.edges[2 * edge + 1]))
      let (za, ea) = (source.values[a * columns + column], source.errors[a * columns + column])
      let (zb, eb) = (source.values[b * columns + column], source.errors[b * columns + column])
      guard za.magnitude > ea, zb.magnitude > eb else { return false }
      if (za > 0) == (zb > 0) { continue }
      let (first, second) = (a * columns + column + 1, b * columns + column + 1)
      combine(
        rest, za, ea, source.values + first, source.errors + first, zb, eb,
        source.values + second, source.errors + second, target.values + corners * rest,
        target.errors + corners * rest)
      target.facets[corners] = source.facets[a] & source.facets[b]
      corners += 1
    }
    levels[level + 1].cornerCount = corners
    levels[level + 1].columnCount = rest
    return compact(level + 1)
  }

  /// The corner q a + p b on an edge, in all columns.
  @inline(__always)
  private func combine(
    _ count: Int, _ za: Double, _ ea: Double, _ a: UnsafePointer<Double>,
    _ aErrors: UnsafePointer<Double>, _ zb: Double, _ eb: Double, _ b: UnsafePointer<Double>,
    _ bErrors: UnsafePointer<Double>, _ values: UnsafeMutablePointer<Double>,
    _ errors: UnsafeMutablePointer<Double>
  ) {
    // Scaling by a power of two is exact, or the values are tiny and then uncertain.
    let scale = Self.scale(za.magnitude + zb.magnitude)
    let (p, q, ep, eq) = (
      za.magnitude * scale, zb.magnitude * scale, ea * scale, eb * scale
    )
    for j in 0..<count {
      (values[j], errors[j]) = Self.corner(p, ep, q, eq, a[j], aErrors[j], b[j], bErrors[j])
    }
  }

  /// q a + p b with a bound of its error.
  @inline(__always)
  private static func corner(
    _ p: Double, _ pError: Double, _ q: Double, _ qError: Double, _ a: Double, _ aError: Double,
    _ b: Double, _ bError: Double
  ) -> (value: Double, error: Double) {
    let (left, right) = (q * a, p * b)
    let moved = q * aError + p * bError
    let turned = qError * (a.magnitude + aError) + pError * (b.magnitude + bError)
    let rounded = 2.5 * unit * (left.magnitude + right.magnitude)
    return (left + right, (moved + turned + rounded) * inflation + tiny)
  }

  /// The sign of one hyperplane where another crosses an edge.
  ///
  /// - Parameters:
  ///   - ends: the other's values at the ends, of certain and different signs.
  ///   - values: the values of the first at the same ends.
  /// - Returns: 1 or −1; 0 where doubles do not decide.
  @inline(__always)
  package static func crossingSign(
    _ ends: (Bounded, Bounded), _ values: (Bounded, Bounded)
  ) -> Int {
    for number in [ends.0, ends.1, values.0, values.1]
    where !(number.value.magnitude < huge && number.error < huge) { return 0 }
    let (p, q) = (ends.0.value.magnitude, ends.1.value.magnitude)
    let scale = Self.scale(p + q)
    let corner = corner(
      p * scale, ends.0.error * scale, q * scale, ends.1.error * scale, values.0.value,
      values.0.error, values.1.value, values.1.error)
    return corner.value > corner.error ? 1 : corner.value < -corner.error ? -1 : 0
  }

  /// A value in double, and a bound of its error.
  package typealias Bounded = (value: Double, error: Double)

  /// A power of two near 1 / x.
  @inline(__always)
  private static func scale(_ x: Double) -> Double {
    let exponent = Int(x.bitPattern >> 52) & 0x7ff
    return Double(bitPattern: UInt64(max(1, min(2046, 2046 - exponent))) << 52)
  }

  /// The restriction of a polygon to a column, an edge, and the regions of the columns behind there.
  private func chord(_ polygon: CellLevel, _ column: Int) -> Int {
    let columns = polygon.columnCount
    let rest = columns - column - 1
    let last = dimensionLimit
    levels[last].reserve(corners: 2, columns: rest)
    let target = levels[last]
    var corners = 0
    for edge in 0..<polygon.edgeCount {
      let (a, b) = (Int(polygon.edges[2 * edge]), Int(polygon.edges[2 * edge + 1]))
      let (za, ea) = (polygon.values[a * columns + column], polygon.errors[a * columns + column])
      let (zb, eb) = (polygon.values[b * columns + column], polygon.errors[b * columns + column])
      guard za.magnitude > ea, zb.magnitude > eb else { return -1 }
      if (za > 0) == (zb > 0) { continue }
      guard corners < 2 else { return -1 }
      let (first, second) = (a * columns + column + 1, b * columns + column + 1)
      combine(
        rest, za, ea, polygon.values + first, polygon.errors + first, zb, eb,
        polygon.values + second, polygon.errors + second, target.values + corners * rest,
        target.errors + corners * rest)
      corners += 1
    }
    guard corners == 2 else { return -1 }
    return edgePoints(
      rest, target.values, target.errors, target.values + rest, target.errors + rest)
  }

  /// One more than the number of points in which columns cut an edge, all of them proved to differ.
  @inline(__always)
  private func edgePoints(
    _ count: Int, _ a: UnsafePointer<Double>, _ aErrors: UnsafePointer<Double>,
    _ b: UnsafePointer<Double>, _ bErrors: UnsafePointer<Double>
  ) -> Int {
    let (lower, upper) = (lower, upper)
    var points = 0
    for j in 0..<count {
      let (x, y) = (a[j].magnitude, b[j].magnitude)
      guard x > aErrors[j], y > bErrors[j] else { return -1 }
      if (a[j] > 0) == (b[j] > 0) { continue }
      // Differences and quotients round by a relative 2⁻⁵³ each.
      let least = (x - aErrors[j]) / (y + bErrors[j]) * (1 - 0x1p-50)
      let most = (x + aErrors[j]) / (y - bErrors[j]) * (1 + 0x1p-50)
      var place = points
      while place > 0, lower[place - 1] > least {
        (lower[place], upper[place]) = (lower[place - 1], upper[place - 1])
        place -= 1
      }
      (lower[place], upper[place]) = (least, most)
      points += 1
    }
    for place in 1..<max(points, 1) where !(upper[place - 1] < lower[place]) { return -1 }
    return points + 1
  }
}
