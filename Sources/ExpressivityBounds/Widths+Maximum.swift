public import ExactNumbers

/// The largest number of linear pieces (R4) that networks of these widths can have.
extension Widths {
  /// The exact maximum for one input where it is proved, else `nil`.
  ///
  /// With P = ∏_{l<L} (n_l + 1) it is P (n_L + 1) if all layers but the last have three neurons
  /// or more and the last at least two; in general it is known where the best construction
  /// meets the upper bound, for instance n + 1 for one layer, 2m + 3 for (2, m), m + 2 for
  /// (1, m), 3 for two or more layers of one neuron, P + 1 + ⌊P/2⌋ for a last layer of one neuron
  /// after layers of three or more.
  ///
  /// - Returns: the largest number of linear pieces on the line; `nil` if it is not known, and for
  ///   more than one input.
  /// - Complexity: O(L) products.
  /// - Source: Serra, Tjandraatmadja, Ramalingam 2018, Theorem 5, for widths of three or more;
  ///   for the others, proofs in Docs/bounds.md.
  public func maximumPieceCount() -> Integer? {
    let upper = maximumUpperBound()
    return constructedPieceCount() == upper ? upper : nil
  }

  /// The best proved upper bound on linear pieces, or on linear regions for several inputs.
  ///
  /// - Returns: for one input a bound at most ∏ (n_l + 1), smaller where a layer has one or two
  ///   neurons; for several inputs `serra2018Bound()`.
  /// - Complexity: O(L) products for one input.
  /// - Source: proof in Docs/bounds.md; Serra et al. 2018, Theorem 1, for several inputs.
  public func maximumUpperBound() -> Integer {
    guard inputs == 1 else { return serra2018Bound() }
    guard !isFoldedThroughout else { return product(hidden.map { Integer($0 + 1) }) }
    var bound = OneInputUpperBound(firstWidth: hidden[0])
    for width in hidden.dropFirst() { bound.pass(width: width) }
    return bound.pieces
  }

  /// The pieces of the best construction known for one input, `nil` for more inputs.
  ///
  /// - Returns: a number of linear pieces that some network of these widths has; for all widths 2
  ///   it is 1 + 2 (1 + 2 + 6 + 12 + 36 + …), L terms in the bracket.
  /// - Complexity: O(L) products.
  /// - Source: constructions in Docs/bounds.md.
  public func constructedPieceCount() -> Integer? {
    guard inputs == 1 else { return nil }
    guard !isFoldedThroughout else { return product(hidden.map { Integer($0 + 1) }) }
    var construction = OneInputConstruction(lastWidth: last)
    for width in allButLast.reversed() { construction.precede(width: width) }
    return construction.best
  }

  /// Whether zigzags reach ∏ (n_l + 1): at least three neurons in every layer, two in the last.
  var isFoldedThroughout: Bool { allButLast.allSatisfy { $0 >= 3 } && (last >= 2 || depth == 1) }

  /// The most regions of one hidden layer with as many neurons as all layers together: Z(N, n₀).
  ///
  /// - Returns: the exact maximum for the shallow network.
  /// - Complexity: O(min(n₀, N)) products.
  /// - Source: Zaslavsky 1975.
  public func shallowMaximum() -> Integer {
    maximumRegionCount(hyperplanes: neuronCount, dimension: inputs)
  }

  /// Whether one hidden layer with all N neurons has more regions than any deeper network of N.
  ///
  /// With n₀ ≥ N inputs it has 2^N, one for every activation pattern. Two layers or more have
  /// fewer: where the first layer is inactive altogether, the later ones do not change.
  ///
  /// - Source: Serra, Tjandraatmadja, Ramalingam 2018, section 3.1.
  public var isShallowBest: Bool { inputs >= neuronCount }
}

/// The exact maximum of linear pieces for widths n₀, n₁, …, n_L where it is proved.
///
/// - Parameter widths: the number of inputs, then every hidden layer's width.
/// - Returns: `Widths.maximumPieceCount()`; `nil` where the maximum is not known.
/// - Throws: `BoundsError` for a list that is no architecture or too large.
public func maximumPieceCount(forWidths widths: [Int]) throws(BoundsError) -> Integer? {
  try Widths(widths).maximumPieceCount()
}

/// The best proved upper bound on linear pieces for widths n₀, n₁, …, n_L.
///
/// - Parameter widths: the number of inputs, then every hidden layer's width.
/// - Returns: `Widths.maximumUpperBound()`.
/// - Throws: `BoundsError` for a list that is no architecture or too large.
public func maximumUpperBound(forWidths widths: [Int]) throws(BoundsError) -> Integer {
  try Widths(widths).maximumUpperBound()
}
