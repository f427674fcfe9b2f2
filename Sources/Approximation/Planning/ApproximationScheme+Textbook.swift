internal import ExactNumbers

extension ApproximationScheme {
  /// x² or xy as textbooks have them, with the fewest levels that the exact errors allow.
  func textbookNetwork(
    for request: ApproximationRequest
  ) throws(ApproximationError) -> ApproximationNetwork {
    let domain = request.domain
    if let form = threeSquaresForm {
      let isSymmetric = request.box.allSatisfy { $0.lower == -$0.upper }
      let area = request.box.reduce(Rational.one) { $0 * $1.width / (isSymmetric ? 2 : 1) }
      let levels = request.levels(errorOfNone: area * Rational(form.units, 4))
      return try .threeSquares(on: domain, levels: levels, form: form)
    }
    guard request.target.squareForm == .square else {
      let reach = request.box.reduce(Rational.zero) { max($0, $1.magnitude) }
      let levels = request.levels(errorOfNone: reach * reach / 4)
      let network = try ApproximationNetwork.sawtoothProduct(bound: reach, levels: levels)
      let isWhole = request.box.allSatisfy { $0.lower == -reach && $0.upper == reach }
      return ApproximationNetwork(
        network: network.network, scheme: network.scheme, domain: domain,
        errorBound: network.errorBound, isErrorExact: isWhole)
    }
    let length = request.box[0].width
    let levels = request.levels(errorOfNone: length * length / 4)
    return self == .sawtooth
      ? try .sawtoothSquare(on: domain[0], levels: levels)
      : try .skipSawtoothSquare(on: domain[0], levels: levels)
  }

  private var threeSquaresForm: ThreeSquaresForm? {
    switch self {
    case .threeSquares: .finerSum
    case .threeSquaresOneGrid: .sameGrid
    case .threeSquaresOneScale: .commonScale
    default: nil
    }
  }
}

extension ApproximationRequest {
  /// The levels asked for, or the fewest m ≥ 1 with c/4^m at most the error.
  fileprivate func levels(errorOfNone c: Rational) -> Int {
    switch demand {
    case .levels(let levels): return levels
    case .error(let error):
      let ratio = (c / error).ceiling
      // 4^m ≥ n from the digits of n − 1.
      return max(1, ((max(ratio, 1) - 1).bitLength + 1) / 2)
    }
  }
}
