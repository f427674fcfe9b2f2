public import ExactNumbers
internal import ReLUNetworks

extension ApproximationNetwork {
  /// xy on a rectangle as the difference of two interpolated squares with one accumulator.
  ///
  /// With p = x/A and q = y/B for the sides A, B, xy = (AB/4)((p + q)² − (p − q)²). Both squares
  /// run over intervals of length 2 and are interpolated at the ends of N = Π k equal cells, so
  /// each is too large by at most 1/N², attained; the network's error lies in ±AB/(4N²), both
  /// signs attained. The difference of the squares is carried in one neuron.
  ///
  /// The network is 0 where x = 0 or y = 0, for all points of the rectangle, when there the two
  /// grids mirror each other: always for a rectangle symmetric about 0, for even N when an
  /// interval begins or ends at 0; otherwise not in general. It is symmetric in x and y on a
  /// square symmetric about the diagonal. Neurons: 2k − 1 for one layer,
  /// Σ (2k + 1) − 3 for several.
  ///
  /// - Parameters:
  ///   - domain: two bounded intervals.
  ///   - radices: k, one a layer, each at least 2; none for the affine interpolant.
  /// - Returns: the network with its sup error AB/(4N²), exact.
  /// - Throws: ``ApproximationError`` for a bad domain, a radix below 2 or too many cells.
  /// - Complexity: O(Σ k) rationals of O(layers) digits.
  public static func product(
    on domain: [Interval], radices: [Int]
  ) throws(ApproximationError) -> ApproximationNetwork {
    let box = try SquareSizes.bounded(domain, inputs: 2)
    try SquareSizes.require(radices: radices, strands: 2)
    let strands = SquareStrand.product(
      RegisterForm(0), RegisterForm(1), box[0], box[1], radices: radices)
    let layout = SquareLayout(
      inputs: box, steps: [SquareStep(strands: strands, offset: 0, level: 0)],
      output: RegisterForm(2))
    let scheme = "xy by two squares, \(radices.layersSummary)"
    return ApproximationNetwork(
      network: LayerWriter.network(of: layout, name: scheme, source: nil), scheme: scheme,
      domain: domain, errorBound: strands[0].weight * strands[0].gap, isErrorExact: true)
  }

  /// xy on a rectangle with a given error and the fewest neurons of ``product(on:radices:)``.
  ///
  /// The number of cells is even, so that the network is 0 on the axes where they bound the
  /// rectangle or halve it.
  ///
  /// - Parameters:
  ///   - domain: two bounded intervals.
  ///   - error: the greatest sup error, above 0.
  ///   - goal: what there shall be least of.
  ///   - maximumLayers: the most hidden layers, at least 1.
  /// - Returns: the network of the best radices.
  /// - Throws: ``ApproximationError`` for a bad domain or error, or too large a network.
  public static func product(
    on domain: [Interval], error: Rational, minimizing goal: ApproximationGoal = .neurons,
    maximumLayers: Int = .max
  ) throws(ApproximationError) -> ApproximationNetwork {
    try SquareSizes.require(error: error)
    let box = try SquareSizes.bounded(domain, inputs: 2)
    let cells = SquareSizes.cells(
      lengthSquared: box[0].width * box[1].width, factor: 4, error: error)
    let radices = try RadixCost.product.radices(
      forCells: cells, even: true, goal: goal, maximumLayers: maximumLayers)
    return try product(on: domain, radices: radices)
  }
}

extension SquareStrand {
  /// The product of two forms that range over a whole rectangle, as a difference of two squares.
  static func product(
    _ x: RegisterForm, _ y: RegisterForm, _ xs: RationalInterval, _ ys: RationalInterval,
    radices: [Int]
  ) -> [SquareStrand] {
    let (p, q) = (1 / xs.width, 1 / ys.width)
    let weight = xs.width * ys.width / 4
    return [
      SquareStrand(
        weight: weight, form: p * x + q * y, domain: xs * p + ys * q, radices: radices),
      SquareStrand(
        weight: -weight, form: p * x - q * y, domain: xs * p - ys * q, radices: radices),
    ]
  }
}
