public import ExactNumbers

/// The lower bounds of explicit constructions: each is attained by a network of these widths.
extension Widths {
  /// ∏_{l<L} ⌊n_l / n₀⌋ · Z(n_L, n₀), or `nil` where a layer is narrower than the input.
  ///
  /// - Returns: a count that some network reaches; never above `montufar2014Bound()`.
  /// - Complexity: O(L + n₀) products.
  /// - Source: Pascanu, Montúfar, Bengio 2013 (arXiv 1312.6098).
  public func pascanu2013Bound() -> Integer? {
    guard hasWidths(atLeast: inputs) else { return nil }
    return foldedCount { Integer($0 / inputs) }
  }

  /// ∏_{l<L} ⌊n_l / n₀⌋^{n₀} · Z(n_L, n₀), or `nil` where a layer is narrower than the input.
  ///
  /// Each layer but the last folds every coordinate ⌊n_l / n₀⌋ times onto (0, 1).
  ///
  /// - Returns: a count that some network reaches.
  /// - Complexity: O(L + n₀) products.
  /// - Source: Montúfar, Pascanu, Cho, Bengio 2014, Theorem 5 as numbered by Serra et al. 2018.
  public func montufar2014Bound() -> Integer? {
    guard hasWidths(atLeast: inputs) else { return nil }
    return foldedCount { Integer($0 / inputs).power(inputs) }
  }

  /// ∏_{l<L} (⌊n_l / n₀⌋ + 1)^{n₀} · Z(n_L, n₀), or `nil` where a layer is narrower than 3 n₀.
  ///
  /// - Returns: a count that some network reaches.
  /// - Complexity: O(L + n₀) products.
  /// - Source: Serra, Tjandraatmadja, Ramalingam 2018, Theorem 6.
  public func serra2018LowerBound() -> Integer? {
    guard hasWidths(atLeast: 3 * inputs) else { return nil }
    return foldedCount { Integer($0 / inputs + 1).power(inputs) }
  }

  /// Whether the folded constructions are known to have as many linear regions (R4), not only
  /// activation regions (R2).
  ///
  /// Proved in Docs/bounds.md for n_L > n₀, where the last hyperplanes can be turned so that some
  /// neuron is active in every cell, for a single hidden layer, and where nothing is folded. It
  /// can fail otherwise: one input and widths (6, 1) give 12 activation regions, and no network
  /// of these widths has more than 11 pieces.
  var foldsShowAsLinearRegions: Bool {
    depth == 1 || last > inputs || allButLast.allSatisfy { $0 / inputs == 1 }
  }

  private func hasWidths(atLeast least: Int) -> Bool { hidden.allSatisfy { $0 >= least } }

  private func foldedCount(_ folds: (Int) -> Integer) -> Integer {
    product(allButLast.map(folds)) * maximumRegionCount(hyperplanes: last, dimension: inputs)
  }
}
