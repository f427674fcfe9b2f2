internal import ExactNumbers
public import ReLUNetworks

extension ReLUNetwork {
  /// The network of width 1 or 2 with the most linear pieces known, for one input.
  ///
  /// The product Π (n_l + 1) is out of reach for such widths. All breakpoints lie in (0, 1), so
  /// the counts are the same on [0, 1] and on the whole line.
  ///
  /// **Width 1**: min(H + 1, 3) pieces, and no network of width 1 has more: each neuron is a
  /// monotone function of the form constant, affine, constant, which the next one can only clip.
  ///
  /// **Width 2**: 1 + 2(1 + 2 + 6 + 12 + 36 + 72 + …) pieces, H terms in the bracket: 3, 7, 19,
  /// 43, 115, 259, …. The layers alternate a bend b(t) = (relu(t), relu(1 − t)), which is
  /// injective, and
  ///
  ///     (h₁, h₂) ↦ 3 relu(4 − 2h₁ − 3h₂) + 2 relu(2h₁ + 4h₂ − 3),
  ///
  /// which after the bend is a function g of t with 7 pieces. Its breakpoints are −1/3, 0, 1/2,
  /// 1, 3/2, 2, its values there 14/3, 5, 9/2, 6, 3, 2, and it goes to +∞ on both sides; so six
  /// of its pieces run across the whole interval (14/3, 5), and the affine map t′ = 12g − 57 takes
  /// this interval to (−1, 3), which contains all breakpoints of the next block, while g's own
  /// breakpoints land outside (−1/3, 2), where the next block has nonzero slope. So each
  /// breakpoint of the next block appears six times for every run across, and none cancels.
  ///
  /// *At most* 1 + 2(1 + 2 + 6 + 18 + …) = 2·3^(H−1) + 1 pieces are possible: the zeros of a
  /// neuron pull back through a layer of two neurons to a polyline of at most three segments, so
  /// one more layer can at most triple how often a neuron changes sign; it does so once in the
  /// first layer and at most twice in the second, since one line meets at most two of the three
  /// segments of the bend. So the counts 3, 7 and 19 for H = 1, 2, 3 are the greatest possible;
  /// from H = 4 on the construction is only the best known here (43 against 55; the finer bound
  /// of `ExpressivityBounds`, `Widths.maximumUpperBound()`, leaves 47). A random search over the
  /// weights, which finds 19 for H = 3, found 43 and never more for H = 4.
  ///
  /// - Parameters:
  ///   - width: 1 or 2.
  ///   - depth: H, the hidden layers, at least 1.
  /// - Returns: a network of one input and one output.
  /// - Throws: ``ConstructionError`` for another width or a depth below 1 or too large.
  /// - Complexity: O(H).
  /// - Source: own construction and proof, checked by exact counting for small depths.
  public static func narrow(width: Int, depth: Int) throws(ConstructionError) -> ReLUNetwork {
    guard width == 1 || width == 2 else {
      throw .unsupportedWidth(supported: "1 or 2, or zigzag from 3 on", received: width)
    }
    try ConstructionSizes.requireParameters(width: width, depth: depth)
    let (hidden, output) = width == 1 ? clip(depth: depth) : bends(depth: depth)
    return ReLUNetwork(
      constructed: "narrow network of width \(width) and depth \(depth)", source: nil,
      hidden: hidden, output: output)
  }

  /// relu(1/2 − relu(x − 1/4)) and copies: constant, affine, constant.
  private static func clip(depth: Int) -> ([AffineMap], AffineMap) {
    let first = AffineMap(
      outputDimension: 1, inputDimension: 1, weights: [1], biases: [Rational(-1, 4)])
    let second = AffineMap(
      outputDimension: 1, inputDimension: 1, weights: [-1], biases: [Rational(1, 2)])
    let copies = [AffineMap](repeating: .identity(1), count: max(0, depth - 2))
    return ((depth == 1 ? [first] : [first, second]) + copies, .identity(1))
  }

  /// The alternating layers of width 2, started with t = 4x − 1.
  private static func bends(depth: Int) -> ([AffineMap], AffineMap) {
    let start = AffineMap(
      outputDimension: 2, inputDimension: 1, weights: [4, -4], biases: [-1, 2])
    let fold = AffineMap(
      outputDimension: 2, inputDimension: 2, weights: [-2, -3, 2, 4], biases: [4, -3])
    let bend = AffineMap(
      outputDimension: 2, inputDimension: 2, weights: [36, 24, -36, -24], biases: [-57, 58])
    let hidden = (0..<depth).map { $0 == 0 ? start : $0.isMultiple(of: 2) ? bend : fold }
    // After a bend, 2h₁ + h₂ has slopes −1, 1, 2 in t; after a fold, g has nonzero slopes.
    let readout: [Rational] = depth.isMultiple(of: 2) ? [3, 2] : [2, 1]
    return (
      hidden, AffineMap(outputDimension: 1, inputDimension: 2, weights: readout, biases: [0])
    )
  }
}
