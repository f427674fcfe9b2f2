internal import ExactNumbers
public import ReLUNetworks

extension ReLUNetwork {
  /// The sawtooth network: exactly K^H linear pieces on [0, 1].
  ///
  /// The H-fold iterate of the zigzag with K = `width` pieces of slopes ±K on [0, 1] and value 0
  /// at 0. On the whole line it has K^H + 1 pieces if K is odd or H = 1, and K^H + 2 if K is even
  /// and H ≥ 2.
  /// All middle layers share one map. Parameters: 2K + (H − 1)K(K + 1) + K + 1.
  ///
  /// - Parameters:
  ///   - width: K, the neurons of each hidden layer, at least 1.
  ///   - depth: H, the hidden layers, at least 1.
  /// - Returns: a network of one input and one output.
  /// - Throws: ``ConstructionError`` where a size is below 1 or the network too large.
  /// - Complexity: O(K² + H).
  /// - Source: Telgarsky 2015 for K = 2; Montúfar, Pascanu, Cho, Bengio 2014 with one input.
  public static func sawtooth(
    width: Int, depth: Int
  ) throws(ConstructionError) -> ReLUNetwork {
    try ConstructionSizes.require("the width", width, atLeast: 1)
    try ConstructionSizes.requireParameters(width: width, depth: depth)
    let folds = FoldChain(
      widths: [Int](repeating: width, count: depth), FoldFunction.sawtooth)
    return ReLUNetwork(
      constructed: "sawtooth of width \(width) and depth \(depth)",
      source: "Telgarsky 2015; Montúfar, Pascanu, Cho, Bengio 2014",
      hidden: folds.hidden, output: folds.output)
  }

  /// The absolute-value fold: exactly 2^H linear pieces, on the whole line and on [0, 1].
  ///
  /// The H-fold iterate of t ↦ |2t − 1| = relu(2t − 1) + relu(1 − 2t), two neurons a layer. Its
  /// activation patterns number 2^(H+1) − 1, since both neurons vanish at every kink.
  /// All middle layers share one map. Parameters: 4 + 6(H − 1) + 3.
  ///
  /// - Parameter depth: H, the hidden layers, at least 1.
  /// - Returns: a network of one input and one output, hidden widths 2.
  /// - Throws: ``ConstructionError`` where the depth is below 1 or too large.
  /// - Complexity: O(H).
  /// - Source: the two-unit form of Telgarsky 2015; checked by exact counting.
  public static func absoluteFold(depth: Int) throws(ConstructionError) -> ReLUNetwork {
    try ConstructionSizes.requireParameters(width: 2, depth: depth)
    let fold = FoldFunction(
      slopes: [2, -2], offsets: [-1, 1], coefficients: [1, 1], constant: 0)
    let folds = FoldChain(widths: [Int](repeating: 2, count: depth)) { _ in fold }
    return ReLUNetwork(
      constructed: "absolute-value fold of depth \(depth)", source: "Telgarsky 2015",
      hidden: folds.hidden, output: folds.output)
  }
}
