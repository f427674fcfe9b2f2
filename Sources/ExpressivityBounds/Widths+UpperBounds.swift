public import ExactNumbers

/// The upper bounds that are products over the layers. All count activation regions (R2), and so
/// linear regions (R4); they hold for activation patterns of any dimension (R1) too.
extension Widths {
  /// The naive bound 2^N: one bit per neuron.
  ///
  /// - Returns: 2 to the number of hidden neurons.
  /// - Complexity: O(N) bits.
  /// - Source: Montúfar, Pascanu, Cho, Bengio 2014, as quoted by Serra et al. 2018.
  public func naiveBound() -> Integer { Integer.one << neuronCount }

  /// The product ∏ Z(n_l, n₀): each layer cuts a region as hyperplanes cut the input space.
  ///
  /// - Returns: the product over the hidden layers.
  /// - Complexity: O(L + n₀) products.
  /// - Source: Zaslavsky's count per layer, proof in Docs/bounds.md; Raghu et al. 2017 state its
  ///   order.
  public func perLayerZaslavskyBound() -> Integer {
    var table = RegionCountTable()
    return product(hidden.map { table.count(hyperplanes: $0, dimension: inputs) })
  }

  /// The product ∏ Z(n_l, d_l) with d_l = min(n₀, n₁, …, n_l).
  ///
  /// - Returns: the product over the hidden layers.
  /// - Complexity: O(L + n₀) products.
  /// - Source: Montúfar 2017, "Notes on the number of linear regions of deep neural networks", as
  ///   quoted by Serra et al. 2018.
  public func montufar2017Bound() -> Integer {
    var table = RegionCountTable()
    return product(
      zip(hidden, dimensions).map { table.count(hyperplanes: $0, dimension: $1) })
  }
}
