public import ExactNumbers

extension Widths {
  /// The bound of Serra, Tjandraatmadja and Ramalingam, which knows that inactive neurons lose
  /// dimensions.
  ///
  /// The sum over (j₁, …, j_L), 0 ≤ j_l ≤ min(n₀, n₁ − j₁, …, n_{l−1} − j_{l−1}, n_l), of
  /// ∏ C(n_l, j_l): j_l is the number of layer l's neurons that are inactive on one side.
  /// Evaluated from the last layer back: with d dimensions entering layer l,
  /// R_l(d) = Σ_j C(n_l, j) R_{l+1}(min(d, n_l − j)), 0 ≤ j ≤ min(n_l, d), and R_{L+1} = 1.
  ///
  /// - Returns: R_1(n₀), an upper bound on activation regions, tight for one layer.
  /// - Complexity: O(Σ d_l) products with d_l = min(n₀, …, n_l).
  /// - Source: Serra, Tjandraatmadja, Ramalingam 2018, Theorem 1.
  public func serra2018Bound() -> Integer {
    let dimensions = dimensions
    var rows: [Int: BinomialRow] = [:]
    var following = Array(repeating: Integer.one, count: dimensions[depth - 1] + 1)
    for layer in hidden.indices.reversed() {
      let width = hidden[layer]
      let row =
        rows[width] ?? BinomialRow(width, through: min(width, dimensions.first ?? inputs))
      rows[width] = row
      following = Self.countsBefore(
        width: width, dimension: dimensions[layer], row: row, following: following)
    }
    return following[dimensions[0]]
  }

  /// R_l(0), …, R_l(d) from R_{l+1}, in time linear in d.
  ///
  /// In R_l(d) the terms with j ≤ n − d keep all d dimensions and share the factor R_{l+1}(d);
  /// the others, j = n − k with n − d ≤ k < d, are C(n, k) R_{l+1}(k): a difference of prefix
  /// sums.
  private static func countsBefore(
    width n: Int, dimension: Int, row: BinomialRow, following: [Integer]
  ) -> [Integer] {
    func next(_ d: Int) -> Integer { following[min(d, following.count - 1)] }
    var prefix = [Integer.zero]
    prefix.reserveCapacity(dimension + 1)
    for k in 0..<dimension { prefix.append(prefix[k] + row.choose(k) * next(k)) }
    return (0...dimension).map { d in
      let kept = next(d) * row.sum(through: min(d, n - d))
      return n - d < d ? kept + prefix[d] - prefix[n - d] : kept
    }
  }
}
