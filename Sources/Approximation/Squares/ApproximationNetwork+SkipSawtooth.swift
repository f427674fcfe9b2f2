public import ExactNumbers
internal import ReLUNetworks

extension ApproximationNetwork {
  /// x² on an interval by Yarotsky's sawtooths with every skip connection made a neuron.
  ///
  /// The output of ``SkipConnectedSquare`` reads the input and all layers. Here one neuron of each
  /// layer hands the input on and another the sum of what was read so far: width 4, 4m − 1 neurons.
  /// ``sawtoothSquare(on:levels:)`` joins the two in one.
  ///
  /// - Parameters:
  ///   - interval: bounded.
  ///   - levels: m, at least 1.
  /// - Returns: the network with its exact sup error (b − a)²/4^(m+1).
  /// - Throws: ``ApproximationError`` for an unbounded interval or a bad number of levels.
  /// - Source: Yarotsky 2017, Proposition 2.
  public static func skipSawtoothSquare(
    on interval: Interval, levels: Int
  ) throws(ApproximationError) -> ApproximationNetwork {
    let domain = try SquareSizes.bounded([interval], inputs: 1)[0]
    try SquareSizes.require(levels: levels)
    let scheme = "x² by \(levels) sawtooths, skip connections as neurons"
    return ApproximationNetwork(
      network: .skipSawtoothSquare(on: domain, levels: levels, name: scheme), scheme: scheme,
      domain: [interval],
      errorBound: domain.width * domain.width * Rational(1, 4).power(levels + 1),
      isErrorExact: true)
  }
}

extension ReLUNetwork {
  /// relu(g), relu(g − 1/2), the input t and the sum Σ g_s/4^s so far, both never below 0.
  fileprivate static func skipSawtoothSquare(
    on interval: RationalInterval, levels: Int, name: String
  ) -> ReLUNetwork {
    let (a, length) = (interval.lower, interval.width)
    let (slope, half) = (1 / length, Rational(1, 2))
    var hidden = [
      AffineMap(
        outputDimension: 3, inputDimension: 1, weights: [slope, slope, slope],
        biases: [-a * slope, -a * slope - half, -a * slope])
    ]
    var share: Rational = 1
    for level in 1..<levels {
      share /= 4
      let isFirst = level == 1
      let rows: [[Rational]] = [
        [2, -4, 0, 0], [2, -4, 0, 0], [0, 0, 1, 0], [2 * share, -4 * share, 0, 1],
      ]
      hidden.append(
        AffineMap(
          outputDimension: 4, inputDimension: isFirst ? 3 : 4,
          weights: rows.flatMap { $0.prefix(isFirst ? 3 : 4) }, biases: [0, -half, 0, 0]))
    }
    share /= 4
    // x² = a² + 2 a L t + L² t², and t² is near t − Σ g_s/4^s.
    let area = length * length
    let output = [-2 * share * area, 4 * share * area, area + 2 * a * length, -area]
    let width = levels == 1 ? 3 : 4
    return ReLUNetwork(
      assembled: name, source: "Yarotsky 2017, Proposition 2", hidden: hidden,
      output: AffineMap(
        outputDimension: 1, inputDimension: width, weights: Array(output.prefix(width)),
        biases: [a * a]))
  }
}
