public import ExactNumbers

/// The most regions into which hyperplanes cut a space: Z(n, d) = C(n, 0) + … + C(n, d).
///
/// Attained exactly by hyperplanes in general position. For hyperplanes whose normals span only
/// r dimensions, d is r. It is also the most activation regions, and the most linear regions, of
/// a network with one hidden layer of n neurons and d inputs.
///
/// - Parameters:
///   - hyperplanes: how many hyperplanes n there are, at least 0.
///   - dimension: the dimension d of the space, at least 0.
/// - Returns: Z(n, d), 2ⁿ where d ≥ n.
/// - Precondition: neither number is negative.
/// - Complexity: O(min(d, n − d)) products.
/// - Source: Zaslavsky 1975; the recurrence Z(n, d) = Z(n − 1, d) + Z(n − 1, d − 1) is proved in
///   Docs/bounds.md.
public func maximumRegionCount(hyperplanes: Int, dimension: Int) -> Integer {
  precondition(
    hyperplanes >= 0 && dimension >= 0,
    "\(hyperplanes) hyperplanes in dimension \(dimension): neither may be negative")
  guard dimension < hyperplanes else { return Integer.one << hyperplanes }
  // Σ C(n, j) over all j is 2ⁿ and the row is symmetric, so the shorter end is summed.
  let rest = hyperplanes - dimension - 1
  guard rest < dimension else {
    return BinomialRow(hyperplanes, through: dimension).sum(through: dimension)
  }
  return (Integer.one << hyperplanes)
    - BinomialRow(hyperplanes, through: rest).sum(through: rest)
}

/// Z(n, d) with earlier answers kept: deep networks repeat their widths.
struct RegionCountTable {
  private struct Key: Hashable {
    let hyperplanes: Int
    let dimension: Int
  }
  private var known: [Key: Integer] = [:]

  /// Z(n, d), computed once for each pair.
  mutating func count(hyperplanes: Int, dimension: Int) -> Integer {
    let key = Key(hyperplanes: hyperplanes, dimension: dimension)
    if let value = known[key] { return value }
    let value = maximumRegionCount(hyperplanes: hyperplanes, dimension: dimension)
    known[key] = value
    return value
  }
}
