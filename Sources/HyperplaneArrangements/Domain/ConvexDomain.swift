public import ExactNumbers

/// A convex polyhedron of ℝᵈ with interior and at least one corner: a box, a polytope, a cell.
///
/// It is kept by its corners, those at infinity among them: (w, w x) with w > 0 for a corner x, and
/// (0, v) for a direction v in which it runs away.
public struct ConvexDomain: Hashable, Sendable {
  /// The dimension d of the space.
  public let dimension: Int
  /// The corners, integer vectors of length d + 1.
  let corners: [[Integer]]
  /// The facets on which each corner lies; infinity counts as one.
  let facets: [FacetSet]

  /// The most corners that a domain may have.
  public static let cornerLimit = 1 << 16

  /// A polyhedron from its half-spaces.
  ///
  /// - Parameters:
  ///   - dimension: d, at least 1.
  ///   - halfSpaces: normal · x ≤ offset, each of dimension d; redundant ones do no harm.
  /// - Throws: `ArrangementError` where a half-space has another dimension, or the polyhedron
  ///   contains a line or no ball.
  /// - Complexity: O(corners²) comparisons of facets a half-space.
  public init(dimension: Int, halfSpaces: [HalfSpace]) throws(ArrangementError) {
    for halfSpace in halfSpaces where halfSpace.boundary.dimension != dimension {
      throw .domainDimension(domain: halfSpace.boundary.dimension, arrangement: dimension)
    }
    let infinity = (0...dimension).map { $0 == 0 ? Integer.one : 0 }
    let cone = try ExtremeRays(
      rows: [infinity] + halfSpaces.map(\.slackRow), dimension: dimension + 1)
    self.dimension = dimension
    corners = cone.rays
    facets = cone.facets
  }

  /// The convex hull of points.
  ///
  /// - Parameter vertices: points of ℝᵈ, at least d + 1 of them; inner ones do no harm.
  /// - Throws: `ArrangementError` where points differ in dimension or their hull has no interior.
  /// - Complexity: O(facets²) comparisons of corners a point.
  public init(vertices: [[Rational]]) throws(ArrangementError) {
    guard let dimension = vertices.first?.count else { throw .noInterior }
    for vertex in vertices where vertex.count != dimension {
      throw .domainDimension(domain: vertex.count, arrangement: dimension)
    }
    let points = vertices.map { ExtremeRays.primitive([1] + $0) }
    // The facets are the extreme rays of the functions that are nowhere negative on the points.
    let hull: ExtremeRays
    do throws(ArrangementError) {
      hull = try ExtremeRays(rows: points, dimension: dimension + 1)
    } catch {
      throw .noInterior
    }
    self.init(dimension: dimension, points: points, facets: hull.rays)
  }

  /// A box.
  ///
  /// - Parameter box: one interval a coordinate, each with a finite end.
  /// - Throws: `ArrangementError.containsLine` where an interval is the whole line.
  /// - Complexity: O(2ᵈ) for a bounded box.
  public init(box: [Interval]) throws(ArrangementError) {
    let dimension = box.count
    guard dimension < 17 else { throw .dimension(dimension, limit: 16) }
    var points: [[Rational]] = [[]]
    var facets: [[Rational]] = [[1] + [Rational](repeating: 0, count: dimension)]
    var directions: [[Rational]] = []
    for (index, interval) in box.enumerated() {
      let ends = [interval.lower, interval.upper].compactMap(\.finiteValue)
      guard !ends.isEmpty else { throw .containsLine }
      points = points.flatMap { point in ends.map { point + [$0] } }
      for (end, side) in [(interval.lower, 1), (interval.upper, -1)] {
        let sign = Rational(side)
        if let value = end.finiteValue {
          facets.append([-sign * value] + Self.unit(dimension, index, sign))
        } else {
          directions.append([0] + Self.unit(dimension, index, -sign))
        }
      }
    }
    self.init(
      dimension: dimension,
      points: (points.map { [1] + $0 } + directions).map(ExtremeRays.primitive),
      facets: facets.map(ExtremeRays.primitive))
  }

  private static func unit(_ length: Int, _ index: Int, _ value: Rational) -> [Rational] {
    (0..<length).map { $0 == index ? value : 0 }
  }

  /// From points, some of which may be no corners, and all facets.
  private init(dimension: Int, points: [[Integer]], facets: [[Integer]]) {
    self.dimension = dimension
    var corners: [[Integer]] = []
    var sets: [FacetSet] = []
    for point in Set(points) {
      var set = FacetSet(capacity: facets.count)
      var normals: [[Integer]] = []
      for (index, facet) in facets.enumerated()
      where ExtremeRays.product(facet, point).sign == .zero {
        set.insert(index)
        normals.append(facet)
      }
      // A corner is determined by its facets, up to a factor.
      guard independentColumns(of: normals).count == dimension else { continue }
      corners.append(point)
      sets.append(set)
    }
    let order = corners.indices.sorted { corners[$0].lexicographicallyPrecedes(corners[$1]) }
    self.corners = order.map { corners[$0] }
    self.facets = order.map { sets[$0] }
  }
}
