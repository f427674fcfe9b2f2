public import ExactNumbers
public import ReLUNetworks

extension ReLUNetwork {
  /// A random network with He's scale, exactly the same on every machine.
  ///
  /// Every weight of a layer with n inputs is z · s rounded to a multiple of 2⁻²⁴, every bias
  /// z · `biasDeviation` rounded so. Each z is a fresh `SplitMix64.nextGaussian()`: the sum of
  /// twelve uniform numbers less six, so of mean 0, variance 1 and size below 6. The scale s is
  /// √(2/n) rounded down to a multiple of 2⁻²⁴. Rounding is to the nearest, ties upward. Draws
  /// are in order: layer by layer, the weights row by row, then the biases. Nothing passes
  /// through floating point.
  ///
  /// - Parameters:
  ///   - widths: inputs, hidden widths, outputs; at least two, each at least 1.
  ///   - seed: the seed of the generator.
  ///   - biasDeviation: the standard deviation of the biases, at least 0.
  /// - Returns: the network; ReLU follows all layers but the last.
  /// - Throws: ``ConstructionError`` where a size is too small or the network too large.
  /// - Complexity: O(parameters).
  /// - Source: He, Zhang, Ren, Sun 2015 for the scale √(2/n).
  public static func random(
    widths: [Int], seed: UInt64, biasDeviation: Rational = Rational(1, 10)
  ) throws(ConstructionError) -> ReLUNetwork {
    guard widths.count >= 2 else {
      throw .tooFew(items: "widths", minimum: 2, received: widths.count)
    }
    for width in widths { try ConstructionSizes.require("a width", width, atLeast: 1) }
    guard biasDeviation >= 0 else {
      throw .notPositive(quantity: "the deviation of the biases", value: biasDeviation)
    }
    try ConstructionSizes.requireParameters(widths: widths)
    var generator = SplitMix64(seed: seed)
    var maps: [AffineMap] = []
    for (inputs, outputs) in zip(widths, widths.dropFirst()) {
      let scale = Rational(Integer((1 << 49) / inputs).squareRootFloor, Integer(1 << 24))
      let weights = (0..<inputs * outputs).map { _ in
        rounded(generator.nextGaussian() * scale)
      }
      let biases = (0..<outputs).map { _ in rounded(generator.nextGaussian() * biasDeviation) }
      maps.append(
        AffineMap(
          outputDimension: outputs, inputDimension: inputs, weights: weights, biases: biases))
    }
    let output = maps.removeLast()
    return ReLUNetwork(
      constructed: "random network of widths \(widths.summary), seed \(seed)", source: nil,
      hidden: maps, output: output)
  }

  /// The nearest multiple of 2⁻²⁴; the greater one of two.
  private static func rounded(_ value: Rational) -> Rational {
    Rational((value * Rational(1 << 24) + Rational(1, 2)).floor, Integer(1 << 24))
  }
}
