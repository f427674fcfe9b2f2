public import ExactNumbers

extension OptimalPieces {
  /// The fewest hidden neurons that a network of one input needs for some number of pieces.
  ///
  /// A layer of n neurons makes at most n + 1 pieces of each piece it receives, so widths
  /// n₁, …, n_L make at most ∏ (nₗ + 1) pieces on a line.
  /// - Parameters:
  ///   - pieces: the pieces wanted.
  ///   - depth: L, the number of hidden layers.
  /// - Returns: the least Σ nₗ over L widths of at least 1 with ∏ (nₗ + 1) ≥ `pieces`; for L = 0
  ///   that is 0, and the pieces must be 1.
  /// - Precondition: `pieces` ≥ 1, `depth` ≥ 0; with depth 0 one piece.
  /// - Source: Montúfar, Pascanu, Cho and Bengio 2014, arXiv 1402.1869; Serra, Tjandraatmadja and
  ///   Ramalingam 2018, arXiv 1711.02114, for one input.
  public static func leastNeurons(pieces: Integer, depth: Int) -> Integer {
    precondition(pieces >= 1, "OptimalPieces.leastNeurons needs at least 1 piece, not \(pieces)")
    precondition(depth >= 0, "OptimalPieces.leastNeurons needs a depth >= 0, not \(depth)")
    precondition(depth > 0 || pieces == 1, "a network without hidden layers has one piece")
    if depth == 0 { return 0 }
    // For a given sum, factors that differ by at most 1 have the largest product: m or m + 1.
    let root = max(rootFloor(of: pieces, depth), 2)
    var larger = 0
    var product = root.power(depth)
    while product < pieces {
      larger += 1
      product = product.exactlyDivided(by: root) * (root + 1)
    }
    return Integer(depth) * (root - 1) + Integer(larger)
  }

  /// The fewest hidden neurons over all depths: ⌈log₂ pieces⌉.
  ///
  /// n + 1 ≤ 2ⁿ, so ∏ (nₗ + 1) ≤ 2^(Σ nₗ), with equality for widths of 1.
  /// - Parameter pieces: the pieces wanted.
  /// - Returns: the least n with 2ⁿ ≥ `pieces`.
  /// - Precondition: `pieces` ≥ 1.
  public static func leastNeurons(pieces: Integer) -> Int {
    precondition(pieces >= 1, "OptimalPieces.leastNeurons needs at least 1 piece, not \(pieces)")
    return (pieces - 1).bitLength
  }

  /// The largest integer whose power is at most a number.
  private static func rootFloor(of value: Integer, _ exponent: Int) -> Integer {
    // 2^(b − 1) ≤ value < 2^b.
    var low = Integer.one << ((value.bitLength - 1) / exponent)
    var high = low << 1
    while high.power(exponent) <= value { high += high }
    while high - low > 1 {
      let middle = (low + high) / 2
      if middle.power(exponent) <= value { low = middle } else { high = middle }
    }
    return low
  }
}
