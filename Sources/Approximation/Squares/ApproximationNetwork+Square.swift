public import ExactNumbers
internal import ReLUNetworks

extension ApproximationNetwork {
  /// x² on an interval by radix layers: its interpolant at the ends of Π k equal cells.
  ///
  /// With t the place in the interval, N cells and g the N-fold zigzag of t, the interpolant of
  /// kN cells is that of N cells minus (L²/N²) h_k(g): on each cell t² and its chord differ by
  /// the parabola t − t² scaled to the cell, and h_k, the interpolant of t − t² at j/k, is
  /// symmetric, so that mirrored cells do no harm. The zigzag of kN pieces and h_k(g) are affine
  /// in g and the same neurons relu(g − j/k). The interpolant lies above x² by exactly
  /// L²/(4N²) in the middle of each cell; moved down by half of that, the sup error is exactly
  /// L²/(8N²), the least of all continuous piecewise-linear functions of N pieces.
  /// Neurons: k for one layer, Σ (k + 1) − 2 for several. Without radices: the chord.
  ///
  /// - Parameters:
  ///   - interval: bounded.
  ///   - radices: k, one a layer, each at least 2.
  ///   - isShifted: whether to halve the error by moving the interpolant down; without it the
  ///     network lies above x² and equals it at the ends of the cells.
  /// - Returns: the network with its exact sup error.
  /// - Throws: ``ApproximationError`` for an unbounded interval, a radix below 2 or too many cells.
  /// - Complexity: O(Σ k) rationals of O(layers) digits.
  public static func square(
    on interval: Interval, radices: [Int], isShifted: Bool = true
  ) throws(ApproximationError) -> ApproximationNetwork {
    let domain = try SquareSizes.bounded([interval], inputs: 1)
    try SquareSizes.require(radices: radices)
    let strand = SquareStrand(
      weight: 1, form: RegisterForm(0), domain: domain[0], radices: radices)
    let offset = isShifted ? strand.gap / -2 : 0
    let layout = SquareLayout(
      inputs: domain, steps: [SquareStep(strands: [strand], offset: offset, level: 0)],
      output: RegisterForm(1))
    let scheme = "x² by \(radices.layersSummary)\(isShifted ? "" : ", interpolating")"
    return ApproximationNetwork(
      network: LayerWriter.network(of: layout, name: scheme, source: nil), scheme: scheme,
      domain: [interval], errorBound: isShifted ? strand.gap / 2 : strand.gap, isErrorExact: true)
  }

  /// x² on an interval with a given error and the fewest neurons (or parameters, or layers) that radix layers allow.
  ///
  /// - Parameters:
  ///   - interval: bounded.
  ///   - error: the greatest sup error, above 0.
  ///   - goal: what there shall be least of.
  ///   - maximumLayers: the most hidden layers, at least 1.
  /// - Returns: the shifted interpolant of the best radices.
  /// - Throws: ``ApproximationError`` for a bad interval or error, or too large a network.
  public static func square(
    on interval: Interval, error: Rational, minimizing goal: ApproximationGoal = .neurons,
    maximumLayers: Int = .max
  ) throws(ApproximationError) -> ApproximationNetwork {
    try SquareSizes.require(error: error)
    let length = try SquareSizes.bounded([interval], inputs: 1)[0].width
    let cells = SquareSizes.cells(lengthSquared: length * length, factor: 8, error: error)
    let radices = try RadixCost.square.radices(
      forCells: cells, goal: goal, maximumLayers: maximumLayers)
    return try square(on: interval, radices: radices)
  }
}

extension [Int] {
  /// What a scheme says of its radices.
  var layersSummary: String { isEmpty ? "its chord" : "radix layers \(radixSummary)" }
}
