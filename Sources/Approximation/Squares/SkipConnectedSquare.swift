public import ExactNumbers
public import ReLUNetworks

/// x² on [0, 1] as Yarotsky writes it: a chain of tents whose neurons all reach the output.
///
/// f_m(x) = x − Σ_{s=1…m} g_s(x)/4^s where layer s has the two neurons relu(g_(s−1)) and
/// relu(g_(s−1) − 1/2), g_0 = x and g_s = 2 relu(g_(s−1)) − 4 relu(g_(s−1) − 1/2). The output reads
/// the input and every layer: skip connections, which a ``ReLUNetwork`` does not have.
/// ``carried`` is the same function without them.
public struct SkipConnectedSquare: Hashable, Sendable {
  /// m, the hidden layers of two neurons.
  public let levels: Int
  /// The maps of the layers: the first reads x, each other one only the layer before.
  public let hidden: [AffineMap]
  /// What the output reads from the input.
  public let inputTap: Rational
  /// What the output reads from the two neurons of every layer.
  public let taps: [[Rational]]

  /// The network of m levels.
  ///
  /// - Parameter levels: m, at least 1.
  /// - Throws: ``ApproximationError`` for a bad number of levels.
  /// - Source: Yarotsky 2017, Proposition 2.
  public init(levels: Int) throws(ApproximationError) {
    try SquareSizes.require(levels: levels)
    let biases: [Rational] = [0, Rational(-1, 2)]
    let first = AffineMap(outputDimension: 2, inputDimension: 1, weights: [1, 1], biases: biases)
    let next = AffineMap(
      outputDimension: 2, inputDimension: 2, weights: [2, -4, 2, -4], biases: biases)
    self.levels = levels
    hidden = [first] + [AffineMap](repeating: next, count: levels - 1)
    inputTap = 1
    var share: Rational = 1
    var taps: [[Rational]] = []
    for _ in 0..<levels {
      share /= 4
      taps.append([-2 * share, 4 * share])
    }
    self.taps = taps
  }

  /// The neurons, 2m.
  public var neuronCount: Int { 2 * levels }

  /// The exact value.
  ///
  /// - Parameter x: any number; the square is approximated on [0, 1].
  /// - Returns: the input and all neurons, each times its tap.
  public func evaluate(at x: Rational) -> Rational {
    var output = inputTap * x
    var values = [x]
    for (map, tap) in zip(hidden, taps) {
      values = map(values).map { max($0, 0) }
      output += zip(tap, values).reduce(Rational.zero) { $0 + $1.0 * $1.1 }
    }
    return output
  }

  /// The same function on [0, 1] without skip connections: a third neuron a layer carries the
  /// input and the sum so far, which is never negative there.
  public var carried: ReLUNetwork {
    .sawtoothSquare(on: RationalInterval(0, 1), levels: levels)
  }
}
