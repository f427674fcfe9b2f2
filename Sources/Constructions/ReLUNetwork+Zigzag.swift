internal import ExactNumbers
public import ReLUNetworks

extension ReLUNetwork {
  /// The zigzag network: exactly (K+1)^H linear pieces, on the whole line and on [0, 1].
  ///
  /// This is the most that one input allows for hidden widths K ≥ 3. See ``zigzag(widths:)``.
  ///
  /// - Parameters:
  ///   - width: K, the neurons of each hidden layer, at least 3.
  ///   - depth: H, the hidden layers, at least 1.
  /// - Returns: a network of one input and one output.
  /// - Throws: ``ConstructionError`` where a size is too small or the network too large.
  /// - Complexity: O(K² + H).
  /// - Source: Serra, Tjandraatmadja, Ramalingam 2018, Theorem 5.
  public static func zigzag(width: Int, depth: Int) throws(ConstructionError) -> ReLUNetwork {
    try ConstructionSizes.requireDepth(depth)
    return try zigzag(widths: [Int](repeating: width, count: depth))
  }

  /// The zigzag network of mixed widths: exactly Π (n_l + 1) linear pieces on the whole line.
  ///
  /// Each layer folds the line by a zigzag of n_l + 1 pieces, every one of which maps a part of
  /// [0, 1] onto [0, 1], where the next layer's n_{l+1} breakpoints lie; breakpoints map to 0 or 1,
  /// which are no breakpoints of the next layer. So each piece splits in exactly
  /// n_{l+1} + 1 pieces of nonzero slope, all affine functions differ, and all breakpoints lie in
  /// (0, 1): activation patterns, regions, pieces and affine functions all number Π (n_l + 1).
  /// The bound is the greatest possible. Parameters: 2n_1 + Σ n_l(n_{l−1} + 1) + n_H + 1.
  ///
  /// - Parameter widths: n_1, …, n_H, each at least 3.
  /// - Returns: a network of one input and one output.
  /// - Throws: ``ConstructionError`` where a layer is too narrow or the network too large.
  /// - Complexity: O(parameters) at most; equal middle layers share one map.
  /// - Source: Serra, Tjandraatmadja, Ramalingam 2018, Theorem 5.
  public static func zigzag(widths: [Int]) throws(ConstructionError) -> ReLUNetwork {
    try ConstructionSizes.require("the depth", widths.count, atLeast: 1)
    for (index, width) in widths.enumerated() where width < 3 {
      throw .layerTooNarrow(layer: index + 1, minimum: 3, received: width)
    }
    try ConstructionSizes.requireParameters(widths: [1] + widths + [1])
    let folds = FoldChain(widths: widths, FoldFunction.zigzag)
    return ReLUNetwork(
      constructed: "zigzag of widths \(widths.summary)",
      source: "Serra, Tjandraatmadja, Ramalingam 2018, Theorem 5",
      hidden: folds.hidden, output: folds.output)
  }
}

extension [Int] {
  /// The widths for a network's name: `3, 3, 4`, or the ends of a long list.
  var summary: String {
    count <= 8
      ? map(String.init).joined(separator: ", ")
      : "\(self[0]), \(self[1]), …, \(self[count - 1]) (\(count) layers)"
  }
}
