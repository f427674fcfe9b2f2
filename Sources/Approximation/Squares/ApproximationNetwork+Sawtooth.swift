public import ExactNumbers
internal import ReLUNetworks

extension ApproximationNetwork {
  /// x² on an interval by Yarotsky's sums of sawtooths: m hidden layers of width 3, all dense.
  ///
  /// On [0, 1], f_m = x − Σ_{s=1…m} g_s/4^s with g_s the s-fold iterate of the tent
  /// 2 min(x, 1 − x): the interpolant of x² at i/2^m, above x² by exactly 2^−(2m+2) in the middle
  /// of each cell. Two neurons of a layer make the next tent, the third one carries the sum:
  /// the textbook's skip-free network, 12m − 2 weights and biases. Other intervals [a, b] take
  /// t = (x − a)/(b − a) for x, and the sum begins with the chord of x².
  ///
  /// - Parameters:
  ///   - interval: bounded.
  ///   - levels: m, at least 1.
  /// - Returns: the network with its exact sup error (b − a)²/4^(m+1).
  /// - Throws: ``ApproximationError`` for an unbounded interval or a bad number of levels.
  /// - Complexity: O(m) rationals of O(m) digits.
  /// - Source: Yarotsky 2017, Proposition 2.
  public static func sawtoothSquare(
    on interval: Interval, levels: Int
  ) throws(ApproximationError) -> ApproximationNetwork {
    let domain = try SquareSizes.bounded([interval], inputs: 1)[0]
    try SquareSizes.require(levels: levels)
    let scheme = "x² by \(levels) sawtooths"
    return ApproximationNetwork(
      network: .sawtoothSquare(on: domain, levels: levels), scheme: scheme, domain: [interval],
      errorBound: domain.width * domain.width * Rational(1, 4).power(levels + 1),
      isErrorExact: true)
  }

  /// xy on [−M, M]² by the textbook's two squares, two sawtooth networks side by side.
  ///
  /// M² (f_m(|x + y|/2M) − f_m(|x − y|/2M)): four neurons for the absolute values, then m layers
  /// of width 6; 42m + 7 weights and biases. Zero where x = 0 or y = 0, symmetric, at most M² in
  /// size, the error ±M²/4^(m+1), attained.
  ///
  /// - Parameters:
  ///   - bound: M, above 0.
  ///   - levels: m, at least 1.
  /// - Returns: the network with its exact sup error.
  /// - Throws: ``ApproximationError`` for a bad bound or number of levels.
  /// - Source: the two-squares form of Yarotsky 2017, Proposition 3, which has three.
  public static func sawtoothProduct(
    bound: Rational, levels: Int
  ) throws(ApproximationError) -> ApproximationNetwork {
    guard bound.sign == .positive else { throw .notPositive(quantity: "the bound", bound) }
    try SquareSizes.require(levels: levels)
    let square = ReLUNetwork.sawtoothSquare(on: RationalInterval(0, 1), levels: levels).standardForm
    let half = 1 / (2 * bound)
    let signs = AffineMap(
      outputDimension: 4, inputDimension: 2, weights: [1, 1, -1, -1, 1, -1, -1, 1],
      biases: [0, 0, 0, 0])
    let absolute = AffineMap(
      outputDimension: 2, inputDimension: 4,
      weights: [half, half, 0, 0, 0, 0, half, half], biases: [0, 0])
    var hidden = square.hidden.map { $0.directSum($0) }
    hidden[0] = hidden[0].composed(after: absolute)
    let output = square.output.scaled(by: bound * bound)
    let scheme = "xy by two squares of \(levels) sawtooths"
    let domain = try [Interval](repeating: .around(bound), count: 2)
    return ApproximationNetwork(
      network: ReLUNetwork(
        assembled: scheme, source: "Yarotsky 2017, Proposition 3", hidden: [signs] + hidden,
        output: output.beside(output.scaled(by: -1))),
      scheme: scheme, domain: domain,
      errorBound: bound * bound * Rational(1, 4).power(levels + 1), isErrorExact: true)
  }
}

extension Interval {
  /// The interval [−M, M], for M above 0.
  static func around(_ bound: Rational) throws(ApproximationError) -> Interval {
    do throws(IntervalError) {
      return try Interval(-bound, bound)
    } catch {
      throw .notPositive(quantity: "the bound", bound)
    }
  }
}

extension ReLUNetwork {
  /// The interpolant of x² at 2^m + 1 places of [a, b]: with L = b − a and t = (x − a)/L, neurons
  /// relu(g), relu(g − 1/2) and the sum over L², from g = t and the chord on; all sums are
  /// interpolants of x², so never below 0.
  static func sawtoothSquare(on interval: RationalInterval, levels: Int) -> ReLUNetwork {
    let (a, b) = (interval.lower, interval.upper)
    let slope = 1 / interval.width
    let area = interval.width * interval.width
    let half = Rational(1, 2)
    var hidden = [
      AffineMap(
        outputDimension: 3, inputDimension: 1, weights: [slope, slope, (a + b) / area],
        biases: [-a * slope, -a * slope - half, -a * b / area])
    ]
    var share: Rational = 1
    for _ in 1..<levels {
      share /= 4
      hidden.append(
        AffineMap(
          outputDimension: 3, inputDimension: 3,
          weights: [2, -4, 0, 2, -4, 0, -2 * share, 4 * share, 1], biases: [0, -half, 0]))
    }
    share *= area / 4
    return ReLUNetwork(
      assembled: "x² by \(levels) sawtooths", source: "Yarotsky 2017, Proposition 2",
      hidden: hidden,
      output: AffineMap(
        outputDimension: 1, inputDimension: 3, weights: [-2 * share, 4 * share, area],
        biases: [0]))
  }
}
