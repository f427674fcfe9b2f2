internal import ExactNumbers

/// The extreme rays of a cone {y : f · y ≥ 0 for all rows f}, by the double description method.
///
/// - Source: Motzkin, Raiffa, Thompson, Thrall 1953; Fukuda, Prodon 1996.
struct ExtremeRays {
  /// Primitive vectors.
  private(set) var rays: [[Integer]] = []
  /// The rows that vanish on each ray.
  private(set) var facets: [FacetSet] = []

  /// Finds the rays for inequalities of shape (rows × dimension).
  ///
  /// - Throws: `containsLine` where the cone contains a line, `noInterior` where it has none.
  init(rows: [[Integer]], dimension: Int) throws(ArrangementError) {
    var chosen: [Int] = []
    for index in rows.indices where chosen.count < dimension {
      if independentColumns(of: (chosen + [index]).map { rows[$0] }).count > chosen.count {
        chosen.append(index)
      }
    }
    guard chosen.count == dimension else { throw .containsLine }
    start(chosen, rows)
    for index in rows.indices where !chosen.contains(index) {
      cut(index, rows[index], capacity: rows.count)
    }
    // A sum of all rays lies inside iff every inequality is strict for one of them.
    let hasInterior = rows.allSatisfy { row in rays.contains { Self.product(row, $0) > 0 } }
    guard hasInterior else { throw .noInterior }
  }

  static func product(_ first: [Integer], _ second: [Integer]) -> Integer {
    zip(first, second).reduce(Integer.zero) { $0 + $1.0 * $1.1 }
  }

  /// The simplicial cone of independent rows: on each ray all of them vanish but one.
  private mutating func start(_ chosen: [Int], _ rows: [[Integer]]) {
    let dimension = chosen.count
    var matrix = chosen.enumerated().map { place, index in
      rows[index].map { Rational($0) } + (0..<dimension).map { $0 == place ? 1 : 0 }
    }
    for column in 0..<dimension {
      guard let pivot = (column..<dimension).first(where: { matrix[$0][column].sign != .zero })
      else { continue }
      matrix.swapAt(column, pivot)
      let lead = matrix[column][column]
      matrix[column] = matrix[column].map { $0 / lead }
      for row in 0..<dimension where row != column && matrix[row][column].sign != .zero {
        let factor = matrix[row][column]
        matrix[row] = zip(matrix[row], matrix[column]).map { $0 - factor * $1 }
      }
    }
    for place in 0..<dimension {
      rays.append(Self.primitive(matrix.map { $0[dimension + place] }))
      var set = FacetSet(capacity: rows.count)
      for (other, index) in chosen.enumerated() where other != place { set.insert(index) }
      facets.append(set)
    }
  }

  /// Keeps what satisfies one more inequality.
  private mutating func cut(_ index: Int, _ row: [Integer], capacity: Int) {
    let slacks = rays.map { Self.product(row, $0) }
    for ray in rays.indices where slacks[ray].sign == .zero { facets[ray].insert(index) }
    let edges = CornerGraph.edges(facets) { first, second in
      slacks[first].sign * slacks[second].sign == .negative
    }
    var newRays: [[Integer]] = []
    var newFacets: [FacetSet] = []
    for (first, second) in edges {
      let (p, q) = (slacks[first].magnitude, slacks[second].magnitude)
      newRays.append(
        Self.primitive(zip(rays[first], rays[second]).map { Rational(q * $0 + p * $1) }))
      var set = facets[first].intersection(facets[second])
      set.insert(index)
      newFacets.append(set)
    }
    let kept = rays.indices.filter { slacks[$0].sign != .negative }
    rays = kept.map { rays[$0] } + newRays
    facets = kept.map { facets[$0] } + newFacets
  }

  /// The coprime integers in the same direction.
  static func primitive(_ vector: [Rational]) -> [Integer] {
    let denominator = vector.reduce(Integer.one) { $0.leastCommonMultiple(with: $1.denominator) }
    let row = vector.map { ($0 * Rational(denominator)).numerator }
    let divisor = row.reduce(Integer.zero) { $0.greatestCommonDivisor(with: $1) }
    return divisor > 1 ? row.map { $0.exactlyDivided(by: divisor) } : row
  }
}
