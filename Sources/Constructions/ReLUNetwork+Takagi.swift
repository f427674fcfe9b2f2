internal import ExactNumbers
public import ReLUNetworks

extension ReLUNetwork {
  /// The partial sum T_m = Σ_{k=1…m} 2^−k g_k of Takagi's function, on [0, 1].
  ///
  /// g_k is the k-fold iterate of the tent 2 min(x, 1 − x). Two neurons of each layer make the
  /// next tent, the third one carries the sum. On [0, 1] there are 2^m activation regions but,
  /// for m ≥ 2, only 3·2^(m−2) linear pieces: kinks at odd multiples of 2^(1−m) cancel. The sum
  /// to infinity is continuous and nowhere differentiable, and |T − T_m| ≤ (2/3) 2^−m.
  /// Outside [0, 1] the network is not the function's periodic continuation.
  /// Parameters: 6 + 12(m − 1) + 4.
  ///
  /// - Parameter depth: m, the hidden layers and the terms of the sum, at least 1.
  /// - Returns: a network of one input and one output, hidden widths 3.
  /// - Throws: ``ConstructionError`` where the depth is below 1 or past 20,000.
  /// - Complexity: O(m) numbers, the last ones of O(m) bits.
  /// - Source: Daubechies, DeVore, Foucart, Hanin, Petrova 2022 for such sums; the count checked
  ///   exactly up to m = 8.
  public static func takagi(depth: Int) throws(ConstructionError) -> ReLUNetwork {
    try ConstructionSizes.requireParameters(width: 3, depth: depth)
    // Layer s holds weights of s bits, so the depth is what bounds the memory here.
    guard depth <= 20_000 else { throw .tooLarge(quantity: "layers", limit: 20_000) }
    let biases: [Rational] = [0, Rational(-1, 2), 0]
    var hidden = [
      AffineMap(outputDimension: 3, inputDimension: 1, weights: [1, 1, 0], biases: biases)
    ]
    // The next term 2^−s g_s = 2^−s (2h₁ − 4h₂), with `share` = 2^(1−s).
    var share: Rational = 1
    for _ in 1..<depth {
      hidden.append(
        AffineMap(
          outputDimension: 3, inputDimension: 3,
          weights: [2, -4, 0, 2, -4, 0, share, -2 * share, 1], biases: biases))
      share *= Rational(1, 2)
    }
    return ReLUNetwork(
      constructed: "Takagi sum of depth \(depth)",
      source: "Daubechies, DeVore, Foucart, Hanin, Petrova 2022",
      hidden: hidden,
      output: AffineMap(
        outputDimension: 1, inputDimension: 3, weights: [share, -2 * share, 1], biases: [0]))
  }
}
