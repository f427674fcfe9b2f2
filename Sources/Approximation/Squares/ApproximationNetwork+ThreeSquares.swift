public import ExactNumbers
internal import ReLUNetworks

/// The forms of a product as three squares, with f_m the interpolant of t² at i/2^m.
public enum ThreeSquaresForm: String, CaseIterable, Hashable, Sendable {
  /// 2 f_m((p + q)/2) − f_m(p)/2 − f_m(q)/2: error from −1 to 2 units of 4^−(m+1); not 0 on the
  /// axes.
  case sameGrid
  /// 2 f_(m+1)((p + q)/2) − f_m(p)/2 − f_m(q)/2: error from −1 to 0 units; 0 on the axes.
  case finerSum
  /// 2 (f_m((p + q)/2) − f_m(p/2) − f_m(q/2)): error from −4 to 0 units; 0 on the axes.
  case commonScale
}

extension ApproximationNetwork {
  /// xy on a rectangle by three squares, radix 2, for comparison with the two of
  /// ``product(on:radices:)``.
  ///
  /// On [0, A] × [0, B] p = x/A and q = y/B; on [−A, A] × [−B, B] as well, with f_m(|t|) for
  /// f_m(t). Other rectangles are moved to [0, A] × [0, B] first. The product is AB pq. All squares
  /// share one accumulator.
  ///
  /// - Parameters:
  ///   - domain: two bounded intervals.
  ///   - levels: m, at least 1.
  ///   - form: which three squares.
  /// - Returns: the network with its exact sup error.
  /// - Throws: ``ApproximationError`` for a bad domain or number of levels.
  /// - Source: Yarotsky 2017, Proposition 3, for the common scale.
  public static func threeSquares(
    on domain: [Interval], levels: Int, form: ThreeSquaresForm
  ) throws(ApproximationError) -> ApproximationNetwork {
    let box = try SquareSizes.bounded(domain, inputs: 2)
    try SquareSizes.require(levels: levels)
    let isSymmetric = box.allSatisfy { $0.lower == -$0.upper }
    let sizes = isSymmetric ? box.map(\.upper) : box.map(\.width)
    let starts = isSymmetric ? [0, 0] : box.map(\.lower)
    let p = (1 / sizes[0]) * (RegisterForm(0) + -starts[0])
    let q = (1 / sizes[1]) * (RegisterForm(1) + -starts[1])
    let area = sizes[0] * sizes[1]
    let cover = RationalInterval(isSymmetric ? -1 : 0, 1)
    let radices = [Int](repeating: 2, count: levels + (isSymmetric ? 1 : 0))
    let strands = form.terms(p, q).map { weight, square, isFiner in
      SquareStrand(
        weight: area * weight, form: square, domain: cover,
        radices: isFiner ? radices + [2] : radices)
    }
    // xy = AB pq + A' y + B' x − A'B' for the lower ends A', B' that were moved to 0.
    let linear = starts[0] * RegisterForm(1) + starts[1] * RegisterForm(0)
    let layout = SquareLayout(
      inputs: box, steps: [SquareStep(strands: strands, offset: 0, level: 0)],
      output: RegisterForm(2) + linear + -starts[0] * starts[1])
    let scheme = "xy by three squares of \(levels) levels, \(form.title)"
    return ApproximationNetwork(
      network: LayerWriter.network(of: layout, name: scheme, source: nil), scheme: scheme,
      domain: domain, errorBound: area * Rational(form.units) * Rational(1, 4).power(levels + 1),
      isErrorExact: true)
  }
}

extension ThreeSquaresForm {
  /// The greatest error in units of 4^−(m+1).
  var units: Int {
    switch self {
    case .sameGrid: 2
    case .finerSum: 1
    case .commonScale: 4
    }
  }

  /// What a network's scheme says of the form.
  fileprivate var title: String {
    switch self {
    case .sameGrid: "one grid"
    case .finerSum: "the sum on a finer grid"
    case .commonScale: "one scale"
    }
  }

  /// Weights, forms to be squared, and whether on the finer grid.
  fileprivate func terms(
    _ p: RegisterForm, _ q: RegisterForm
  ) -> [(Rational, RegisterForm, Bool)] {
    let half = Rational(1, 2)
    let mean = half * (p + q)
    switch self {
    case .sameGrid, .finerSum:
      return [(2, mean, self == .finerSum), (-half, p, false), (-half, q, false)]
    case .commonScale:
      return [(2, mean, false), (-2, half * p, false), (-2, half * q, false)]
    }
  }
}
