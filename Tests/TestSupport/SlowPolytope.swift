public import ExactNumbers

/// A bounded polytope with interior in exact fractions, its vertices found by trying all systems of as many
/// equations as there are coordinates.
public struct SlowPolytope: Sendable {
  /// Forms that are ≥ 0 on it, each on a facet: a constant, then a coefficient a coordinate.
  public let forms: [[Rational]]
  /// The vertices, each once.
  public let vertices: [[Rational]]

  /// The polytope on which forms are ≥ 0.
  public init(forms: [[Rational]]) {
    let dimension = forms[0].count - 1
    var found: Set<[Rational]> = []
    Self.points(of: forms[...], [], dimension) { point in
      if forms.allSatisfy({ Self.value($0, at: point).sign != .negative }) { found.insert(point) }
    }
    let vertices = found.sorted { $0.lexicographicallyPrecedes($1) }
    self.vertices = vertices
    self.forms = forms.filter { form in
      Self.affineRank(vertices.filter { Self.value(form, at: $0).sign == .zero }) == dimension - 1
    }
  }

  /// A box.
  public init(_ sides: [(Rational, Rational)]) {
    self.init(
      forms: sides.enumerated().flatMap { axis, ends -> [[Rational]] in
        let slope = sides.indices.map { $0 == axis ? Rational(1) : 0 }
        return [[-ends.0] + slope, [ends.1] + slope.map { -$0 }]
      })
  }

  /// The mean of the vertices.
  public var middle: [Rational] { Self.mean(vertices) }

  /// The mean of points.
  public static func mean(_ points: [[Rational]]) -> [Rational] {
    points[0].indices.map { axis in
      points.reduce(Rational(0)) { $0 + $1[axis] } / Rational(points.count)
    }
  }

  /// The value of a form.
  public static func value(_ form: [Rational], at point: [Rational]) -> Rational {
    zip(form.dropFirst(), point).reduce(form[0]) { $0 + $1.0 * $1.1 }
  }

  /// The vertices on each facet.
  public var facetVertices: [[[Rational]]] {
    forms.map { form in vertices.filter { Self.value(form, at: $0).sign == .zero } }
  }

  /// A point inside each face of any dimension but the empty one.
  ///
  /// A face is where some facets meet; it is told by its vertices.
  public var facePoints: [[Rational]] {
    var faces: Set<Set<[Rational]>> = [Set(vertices)]
    for facet in facetVertices {
      for face in faces { faces.insert(face.intersection(facet)) }
    }
    return faces.filter { !$0.isEmpty }.map { Self.mean(Array($0)) }
  }

  /// The dimension of the smallest flat through some points; −1 for none.
  public static func affineRank(_ points: [[Rational]]) -> Int {
    guard let first = points.first else { return -1 }
    var rows: [[Rational]] = []
    for point in points.dropFirst() {
      let row = reduced(zip(point, first).map { $0 - $1 }, by: rows)
      if row.contains(where: { $0.sign != .zero }) { rows.append(row) }
    }
    return rows.count
  }

  /// A row minus multiples of others, so that it is 0 where they have their first entry.
  private static func reduced(_ row: [Rational], by rows: [[Rational]]) -> [Rational] {
    var row = row
    for other in rows {
      guard let pivot = other.firstIndex(where: { $0.sign != .zero }), row[pivot].sign != .zero
      else { continue }
      let factor = row[pivot] / other[pivot]
      for index in row.indices { row[index] -= factor * other[index] }
    }
    return row
  }

  /// Visits the solutions of all independent systems of some equations, on top of known ones.
  private static func points(
    of forms: ArraySlice<[Rational]>, _ known: [[Rational]], _ dimension: Int,
    _ visit: ([Rational]) -> Void
  ) {
    if known.count == dimension { return visit(solution(of: known)) }
    guard let form = forms.first, forms.count >= dimension - known.count else { return }
    // Coefficients first, so that a row's first entry is one of them.
    let row = reduced(Array(form.dropFirst()) + [form[0]], by: known)
    if row.dropLast().contains(where: { $0.sign != .zero }) {
      points(of: forms.dropFirst(), known + [row], dimension, visit)
    }
    points(of: forms.dropFirst(), known, dimension, visit)
  }

  private static func solution(of rows: [[Rational]]) -> [Rational] {
    var point = [Rational](repeating: 0, count: rows.count)
    // A later row has no entry at the pivots of earlier ones, so go backwards.
    for row in rows.reversed() {
      guard let pivot = row.firstIndex(where: { $0.sign != .zero }) else { continue }
      let sum = point.indices.reduce(row[rows.count]) {
        $1 == pivot ? $0 : $0 + row[$1] * point[$1]
      }
      point[pivot] = -sum / row[pivot]
    }
    return point
  }
}
