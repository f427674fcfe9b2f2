public import ExactNumbers
public import ReLUNetworks

extension ReLUNetwork {
  /// The zonotope network: the support function of a zonotope, then zigzags of its value.
  ///
  /// The first hidden layer has the 2m neurons relu(±⟨b_i, x⟩), whose sum γ(x) = Σ |⟨b_i, x⟩| has
  /// 2 Σ_{i<n} C(m − 1, i) linear regions when the generators are in general position (any n of
  /// them independent). Then `depth` one-variable folds of width w act on t = γ(x) ≥ 0, so every
  /// region is cut as often as the ray t > 0:
  /// - w ≥ 3: zigzags of (w + 1)^k pieces; 2 Σ_{i<n} C(m − 1, i) · (w + 1)^k linear regions;
  /// - w = 2: sawteeth with 2^k pieces on [0, 1] and, for k ≥ 2, one more beyond 1;
  /// - w = 1: no fold, as one neuron cannot.
  ///
  /// - Parameters:
  ///   - generators: b_1, …, b_m, all with n ≥ 1 coordinates.
  ///   - width: w, at least 1.
  ///   - depth: k, the hidden layers after the first, at least 0.
  /// - Returns: a network of n inputs and one output with k + 1 hidden layers.
  /// - Throws: ``ConstructionError`` for no generators, unequal lengths, or sizes out of range.
  /// - Complexity: O(mn + mw + w² + k).
  /// - Source: Arora, Basu, Mianjy, Mukherjee 2018, Theorem 3.9, with w^k; Serra,
  ///   Tjandraatmadja, Ramalingam 2018, Theorem 7; the (w + 1)^k by the zigzag of their Theorem 5.
  public static func zonotope(
    generators: [[Rational]], width: Int, depth: Int
  ) throws(ConstructionError) -> ReLUNetwork {
    guard let first = generators.first else {
      throw .tooFew(items: "generators", minimum: 1, received: 0)
    }
    for (index, generator) in generators.enumerated() where generator.count != first.count {
      throw .dimensionMismatch(
        item: "generator", index: index + 1, expected: first.count, received: generator.count)
    }
    try ConstructionSizes.require("the dimension of the generators", first.count, atLeast: 1)
    try ConstructionSizes.require("the width", width, atLeast: 1)
    try ConstructionSizes.require("the depth", depth, atLeast: 0)
    if depth > 0 { try ConstructionSizes.requireDepth(depth) }
    let folds = [Int](repeating: width, count: depth)
    try ConstructionSizes.requireParameters(
      widths: [first.count, 2 * generators.count] + folds + [1])
    return zonotope(generators, dimension: first.count, folds: folds)
  }

  private static func zonotope(
    _ generators: [[Rational]], dimension: Int, folds: [Int]
  ) -> ReLUNetwork {
    let count = 2 * generators.count
    let entry = AffineMap(
      outputDimension: count, inputDimension: dimension,
      weights: generators.flatMap { $0 + $0.map { -$0 } },
      biases: [Rational](repeating: 0, count: count))
    let support = AffineMap(
      outputDimension: 1, inputDimension: count,
      weights: [Rational](repeating: 1, count: count), biases: [0])
    let chain = FoldChain(widths: folds, after: support) { width in
      width < 3 ? .sawtooth(width: width) : .zigzag(width: width)
    }
    return ReLUNetwork(
      constructed: "zonotope of \(generators.count) generators in dimension \(dimension), "
        + "\(folds.count) folds of width \(folds.first ?? 0)",
      source: "Arora, Basu, Mianjy, Mukherjee 2018, Theorem 3.9",
      hidden: [entry] + chain.hidden, output: chain.output)
  }
}
