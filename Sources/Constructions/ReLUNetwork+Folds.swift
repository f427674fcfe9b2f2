internal import ExactNumbers
public import ReLUNetworks

/// Networks of several inputs that fold the cube coordinate by coordinate.
///
/// The counts are of activation regions that meet the open cube (0, 1)ⁿ; the last layer's neurons
/// are summed by the output, so every one of its hyperplanes is a kink where it is reached.
extension ReLUNetwork {
  /// Montúfar's folding network: Π_{l<L} ⌊n_l/n⌋ⁿ · Σ_{j≤n} C(n_L, j) activation regions in (0, 1)ⁿ.
  ///
  /// Each hidden layer but the last folds every coordinate by a sawtooth of p = ⌊n_l/n⌋ pieces on
  /// [0, 1]; left-over neurons are zero. The last layer has n_L hyperplanes in general position
  /// whose vertices all lie in the open cube. On the whole space there are more regions.
  /// Dense parameters: Σ n_l(n_{l−1} + 1) + n_L + 1 with n_0 = n.
  ///
  /// - Parameters:
  ///   - inputs: n, at least 1.
  ///   - widths: n_1, …, n_L; all but the last at least n, the last at least 1.
  /// - Returns: a network of n inputs and one output.
  /// - Throws: ``ConstructionError`` where a layer is too narrow or the network too large.
  /// - Complexity: O(parameters) numbers; those of the last layer have O(n log n_L) bits.
  /// - Source: Montúfar, Pascanu, Cho, Bengio 2014, Theorem 5 (which asks n_L ≥ n too).
  public static func montufar(
    inputs: Int, widths: [Int]
  ) throws(ConstructionError) -> ReLUNetwork {
    try requireFolds(inputs: inputs, widths: widths, neuronsPerInput: 1)
    let layers = CoordinateFolds(inputs: inputs, widths: widths) { width in
      [FoldFunction](repeating: .sawtooth(width: width / inputs), count: inputs)
    }
    return ReLUNetwork(
      constructed: "Montúfar folds of \(inputs) inputs, widths \(widths.summary)",
      source: "Montúfar, Pascanu, Cho, Bengio 2014, Theorem 5",
      hidden: layers.hidden, output: layers.output)
  }

  /// Serra's folding network: Π_{l<L} (⌊n_l/n⌋ + 1)ⁿ · Σ_{j≤n} C(n_L, j) activation regions, in
  /// (0, 1)ⁿ and on the whole space.
  ///
  /// Like ``montufar(inputs:widths:)``, with the zigzag of p + 1 pieces on p = ⌊n_l/n⌋ ≥ 3
  /// neurons in place of the sawtooth. With one hidden layer it has none of the folds.
  /// Dense parameters: Σ n_l(n_{l−1} + 1) + n_L + 1 with n_0 = n.
  ///
  /// - Parameters:
  ///   - inputs: n, at least 1.
  ///   - widths: n_1, …, n_L; all but the last at least 3n, the last at least 1.
  /// - Returns: a network of n inputs and one output.
  /// - Throws: ``ConstructionError`` where a layer is too narrow or the network too large.
  /// - Complexity: O(parameters) numbers; those of the last layer have O(n log n_L) bits.
  /// - Source: Serra, Tjandraatmadja, Ramalingam 2018, Theorem 6 (which asks n_L ≥ 3n too).
  public static func serra(
    inputs: Int, widths: [Int]
  ) throws(ConstructionError) -> ReLUNetwork {
    try requireFolds(inputs: inputs, widths: widths, neuronsPerInput: 3)
    let layers = CoordinateFolds(inputs: inputs, widths: widths) { width in
      [FoldFunction](repeating: .zigzag(width: width / inputs), count: inputs)
    }
    return ReLUNetwork(
      constructed: "Serra folds of \(inputs) inputs, widths \(widths.summary)",
      source: "Serra, Tjandraatmadja, Ramalingam 2018, Theorem 6",
      hidden: layers.hidden, output: layers.output)
  }

  /// A network with Pascanu's count: Π_{l<L} ⌊n_l/n⌋ · Σ_{j≤n} C(n_L, j) activation regions in
  /// (0, 1)ⁿ.
  ///
  /// Each hidden layer but the last folds only the first coordinate, by a sawtooth of ⌊n_l/n⌋
  /// pieces on [0, 1], and copies the others with one neuron each; left-over neurons are zero.
  /// The count is the theorem's; the weights are a simpler choice than the paper's.
  ///
  /// - Parameters:
  ///   - inputs: n, at least 1.
  ///   - widths: n_1, …, n_L; all but the last at least n, the last at least 1.
  /// - Returns: a network of n inputs and one output.
  /// - Throws: ``ConstructionError`` where a layer is too narrow or the network too large.
  /// - Complexity: O(parameters) numbers; those of the last layer have O(n log n_L) bits.
  /// - Source: Pascanu, Montúfar, Bengio 2013 (arXiv 1312.6098) for the count.
  public static func pascanu(
    inputs: Int, widths: [Int]
  ) throws(ConstructionError) -> ReLUNetwork {
    try requireFolds(inputs: inputs, widths: widths, neuronsPerInput: 1)
    let layers = CoordinateFolds(inputs: inputs, widths: widths) { width in
      (0..<inputs).map { .sawtooth(width: $0 == 0 ? width / inputs : 1) }
    }
    return ReLUNetwork(
      constructed: "Pascanu folds of \(inputs) inputs, widths \(widths.summary)",
      source: "Pascanu, Montúfar, Bengio 2013 (arXiv 1312.6098)",
      hidden: layers.hidden, output: layers.output)
  }

  /// Checks the sizes that the folding networks share.
  private static func requireFolds(
    inputs: Int, widths: [Int], neuronsPerInput: Int
  ) throws(ConstructionError) {
    try ConstructionSizes.require("the number of inputs", inputs, atLeast: 1)
    try ConstructionSizes.require("the depth", widths.count, atLeast: 1)
    let (least, tooMany) = inputs.multipliedReportingOverflow(by: neuronsPerInput)
    guard !tooMany else {
      throw .tooLarge(quantity: "weights", limit: ConstructionSizes.parameterLimit)
    }
    for (index, width) in widths.enumerated() {
      let minimum = index == widths.count - 1 ? 1 : least
      guard width >= minimum else {
        throw .layerTooNarrow(layer: index + 1, minimum: minimum, received: width)
      }
    }
    try ConstructionSizes.requireParameters(widths: [inputs] + widths + [1])
    // The last layer holds numbers of up to n log₂(n_L + 1) bits above and below the bar.
    let hyperplanes = widths.last ?? 1
    let bitsPerWeight = 2 * inputs * (Int.bitWidth - hyperplanes.leadingZeroBitCount)
    let (bits, overflow) = (hyperplanes * inputs).multipliedReportingOverflow(by: bitsPerWeight)
    guard !overflow, bits <= ConstructionSizes.bitLimit else {
      throw .tooLarge(quantity: "bits of weights", limit: ConstructionSizes.bitLimit)
    }
  }
}
