public import ExactNumbers

/// The zonotope construction: γ(x) = Σ |⟨b_i, x⟩| from the first layer, a zigzag of γ after it.
extension Widths {
  /// 2 Σ_{i<n₀} C(m − 1, i) · ∏_{l≥2} n_l with m = ⌊n₁ / 2⌋ generators, or `nil` where it does
  /// not apply.
  ///
  /// γ is linear on each of the 2 Σ C(m − 1, i) cones of a central arrangement in general
  /// position and runs through [0, 1] on each; zigzags of n_l pieces follow.
  ///
  /// - Returns: a count of linear regions that some network reaches; `nil` for one input, one
  ///   hidden layer or a first layer of one neuron.
  /// - Complexity: O(L + n₀) products.
  /// - Source: Arora et al. 2018, Theorem 3.9, in the form that Serra et al. 2018 quote in their
  ///   Theorem 7.
  public func arora2018ZonotopeBound() -> Integer? {
    zonotopeCones().map { $0 * product(hidden.dropFirst().map { Integer($0) }) }
  }

  /// 2 Σ_{i<n₀} C(m − 1, i) · ∏_{l≥2} (n_l + 1): the zonotope with the better zigzags.
  ///
  /// - Returns: a count of linear regions that some network reaches; `nil` where the other
  ///   zonotope bound does not apply, where one of the layers 2, …, L − 1 has fewer than three
  ///   neurons, or where the last has fewer than two.
  /// - Complexity: O(L + n₀) products.
  /// - Source: the construction of Arora et al. 2018 with zigzags of n + 1 pieces; proof in
  ///   Docs/bounds.md.
  public func zigzagZonotopeBound() -> Integer? {
    guard depth > 1, hidden[1..<(depth - 1)].allSatisfy({ $0 >= 3 }), last >= 2 else { return nil }
    return zonotopeCones().map { $0 * product(hidden.dropFirst().map { Integer($0 + 1) }) }
  }

  private func zonotopeCones() -> Integer? {
    guard inputs > 1, depth > 1, hidden[0] > 1 else { return nil }
    return 2 * maximumRegionCount(hyperplanes: hidden[0] / 2 - 1, dimension: inputs - 1)
  }
}
