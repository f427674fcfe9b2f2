internal import ExactNumbers

/// A polytope with the values of hyperplanes at its corners: the exact count by restriction.
///
/// Corners may be scaled by any positive factor of their own, and may lie at infinity: only signs and
/// proportions of values enter.
struct RestrictedCell {
  /// The value of each hyperplane at each corner, shape (corners × hyperplanes).
  let values: [[Integer]]
  /// The facets on which each corner lies.
  let facets: [FacetSet]

  /// The regions into which the hyperplanes cut the polytope's relative interior.
  ///
  /// With h₁, …, h_K the distinct ones that cut it, r(P) = 1 + Σ_i r(P ∩ h_i; h_{i+1}, …, h_K):
  /// drawn from the last to the first, h_i adds as many regions as it divides, and these are
  /// divided in the regions of P ∩ h_i.
  ///
  /// - Parameter isCancelled: asked now and then.
  /// - Returns: nil if it was stopped.
  /// - Source: Zaslavsky 1977 (A combinatorial analysis of topological dissections), Theorem 3.1:
  ///   the sum of |μ| over the flats that meet the interior.
  func regionCount(isCancelled: () -> Bool = { false }) -> Integer? {
    let cutting = distinctCuts
    guard cutting.count > 1 else { return Integer(cutting.count + 1) }
    let edges = CornerGraph.edges(facets)
    var count = Integer.one
    for (place, index) in cutting.enumerated() {
      if isCancelled() { return nil }
      let rest = Array(cutting[(place + 1)...])
      guard !rest.isEmpty else { return count + 1 }
      let part = restricted(to: index, keeping: rest, edges)
      guard let added = part.regionCount(isCancelled: isCancelled) else { return nil }
      count += added
    }
    return count
  }

  /// The hyperplanes that have corners on both sides, one of each set that agrees on the polytope.
  var distinctCuts: [Int] {
    var seen: Set<[Rational]> = []
    guard let width = values.first?.count else { return [] }
    return (0..<width).filter { index in
      let column = values.map { $0[index] }
      let signs = Set(column.map(\.sign))
      guard signs.contains(.positive), signs.contains(.negative) else { return false }
      guard let lead = column.first(where: { $0.sign != .zero }) else { return false }
      return seen.insert(column.map { Rational($0, lead) }).inserted
    }
  }

  /// The intersection with a hyperplane, and the values of some others there.
  func restricted(
    to index: Int, keeping others: [Int], _ edges: [(Int, Int)]
  ) -> RestrictedCell {
    var newValues: [[Integer]] = []
    var newFacets: [FacetSet] = []
    for (corner, row) in values.enumerated() where row[index].sign == .zero {
      newValues.append(others.map { row[$0] })
      newFacets.append(facets[corner])
    }
    for (first, second) in edges {
      let (p, q) = (values[first][index], values[second][index])
      guard p.sign * q.sign == .negative else { continue }
      newValues.append(
        Self.reduced(
          others.map { q.magnitude * values[first][$0] + p.magnitude * values[second][$0] }))
      newFacets.append(facets[first].intersection(facets[second]))
    }
    return RestrictedCell(values: newValues, facets: newFacets)
  }

  /// The same values without a common factor.
  private static func reduced(_ values: [Integer]) -> [Integer] {
    let divisor = values.reduce(Integer.zero) { $0.greatestCommonDivisor(with: $1) }
    return divisor > 1 ? values.map { $0.exactlyDivided(by: divisor) } : values
  }
}
