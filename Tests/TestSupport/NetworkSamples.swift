public import ExactNumbers
public import ReLUNetworks

/// Small networks for tests: every one with entries −1, 0, 1, and seeded random ones with ties.
public enum NetworkSamples {
  /// The number of weights and biases of a network of given sizes.
  ///
  /// - Parameter widths: inputs, hidden widths, outputs.
  /// - Returns: Σ (nₗ + 1) · nₗ₊₁.
  public static func parameterCount(widths: [Int]) -> Int {
    zip(widths, widths.dropFirst()).reduce(0) { $0 + ($1.0 + 1) * $1.1 }
  }

  /// The number of networks of given sizes with entries −1, 0 and 1.
  ///
  /// - Parameter widths: inputs, hidden widths, outputs.
  /// - Returns: 3 to the number of parameters.
  public static func ternaryCount(widths: [Int]) -> Int {
    (0..<parameterCount(widths: widths)).reduce(1) { count, _ in count * 3 }
  }

  /// One of the networks with entries −1, 0 and 1.
  ///
  /// - Parameters:
  ///   - widths: inputs, hidden widths, outputs.
  ///   - index: from 0, below `ternaryCount(widths:)`; its base-3 digits are the entries.
  /// - Returns: the network.
  public static func ternary(widths: [Int], index: Int) -> ReLUNetwork {
    var rest = index
    return network(widths: widths) {
      defer { rest /= 3 }
      return Rational(rest % 3 - 1)
    }
  }

  /// A random network biased to ties: entries are often 0, ±1 or a repeat.
  ///
  /// - Parameters:
  ///   - widths: inputs, hidden widths, outputs.
  ///   - generator: the source of randomness.
  /// - Returns: the network.
  public static func random(
    widths: [Int], using generator: inout SplitMix64
  ) -> ReLUNetwork {
    var last: Rational = 1
    return network(widths: widths) {
      switch generator.nextInt(below: 8) {
      case 0: last = 0
      case 1: last = 1
      case 2: last = -1
      case 3: break
      case 4: last = -last
      default: last = rational(using: &generator)
      }
      return last
    }
  }

  /// A random fraction with numerator up to 12 in size and denominator up to 6.
  ///
  /// - Parameter generator: the source of randomness.
  /// - Returns: the fraction.
  public static func rational(using generator: inout SplitMix64) -> Rational {
    Rational(generator.nextInt(below: 25) - 12, generator.nextInt(below: 6) + 1)
  }

  /// A random point of small fractions.
  ///
  /// - Parameters:
  ///   - dimension: the number of coordinates.
  ///   - generator: the source of randomness.
  /// - Returns: the point.
  public static func point(
    dimension: Int, using generator: inout SplitMix64
  ) -> [Rational] {
    (0..<dimension).map { _ in rational(using: &generator) }
  }

  /// A network whose entries come one by one from a closure.
  private static func network(widths: [Int], _ entry: () -> Rational) -> ReLUNetwork {
    var layers: [Layer] = []
    for (inputs, outputs) in zip(widths, widths.dropFirst()) {
      let weights = (0..<inputs * outputs).map { _ in entry() }
      let biases = (0..<outputs).map { _ in entry() }
      let map = AffineMap(
        outputDimension: outputs, inputDimension: inputs, weights: weights, biases: biases)
      layers.append(Layer(map, layers.count == widths.count - 2 ? .identity : .relu))
    }
    do {
      return try ReLUNetwork(layers: layers)
    } catch {
      preconditionFailure("sizes \(widths) make no network: \(error)")
    }
  }
}
