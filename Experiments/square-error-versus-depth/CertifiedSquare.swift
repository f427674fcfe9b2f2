internal import Approximation
internal import ExactNumbers
internal import ReLUNetworks

/// A network for x² on [0, 1] with its certified error, and the least that there could be.
struct CertifiedSquare: Sendable {
  let construction: SquareConstruction
  let architecture: Architecture
  let radices: [Int]
  /// The sup error, certified from the finished network.
  let error: Rational
  let attainedAt: Rational
  let pieces: Integer
  /// The skip-connected form has two neurons a layer, and no third to carry the sum.
  let neurons: Int
  /// What the output reads besides the last layer does not make pieces: ∏ (n + 1) bounds them.
  private let widths: [Int]

  /// Builds a network, certifies it, and holds it against its formulas.
  ///
  /// - Throws: `ExperimentError.contradiction` where the error, the pieces or the neurons are not
  ///   what the construction promises.
  init(_ construction: SquareConstruction) throws {
    let approximation = try construction.approximation()
    let network = approximation.network
    let certificate = try network.supError(against: .square, on: [.unit])
    self.construction = construction
    architecture = network.architecture
    radices = construction.radices(of: architecture)
    widths = construction.name == "sawtooth_skip" ? radices : architecture.hiddenWidths
    neurons = widths.reduce(0, +)
    error = certificate.upper
    pieces = certificate.pieces ?? 0
    attainedAt = certificate.attainedAt?.first ?? -1
    try check(approximation, certificate)
    if case .skipConnected(let levels) = construction { try checkSkip(levels, network) }
  }

  /// N, the number of equal cells.
  var cells: Integer { radices.reduce(1) { $0 * Integer($1) } }

  /// The least error of any network of these widths: it has at most ∏ (n + 1) pieces, and N pieces
  /// leave 1/(8N²).
  var leastErrorOfWidths: Rational { Self.leastError(widths: widths) }

  static func leastError(widths: [Int]) -> Rational {
    let pieces = widths.reduce(Rational.one) { $0 * Rational($1 + 1) }
    return 1 / (8 * pieces * pieces)
  }

  /// The fewest pieces of any continuous piecewise-linear function with this error.
  var leastPieces: Integer {
    get throws { try optimum().count }
  }

  /// The fewest neurons of any network of this depth with this error.
  var leastNeuronsAtDepth: Integer {
    get throws {
      OptimalPieces.leastNeurons(pieces: try leastPieces, depth: widths.count)
    }
  }

  /// The fewest neurons of any network with this error.
  var leastNeurons: Int {
    get throws { OptimalPieces.leastNeurons(pieces: try leastPieces) }
  }

  private func optimum() throws -> OptimalPieces {
    guard let optimum = try ApproximationTarget.square.optimalPieces(on: .unit, error: error),
      optimum.isExact
    else { preconditionFailure("the optimum of x² is known") }
    return optimum
  }

  /// L²/(4N²) and half of it, N pieces, and the neurons of the layers.
  private func check(
    _ approximation: ApproximationNetwork, _ certificate: ErrorCertificate
  ) throws(ExperimentError) {
    let formula = 1 / (Rational(construction.isShifted ? 8 : 4) * Rational(cells * cells))
    let what = "x² by \(construction)"
    guard certificate.lower == formula && error == formula && approximation.errorBound == formula
    else {
      throw .contradiction(
        what: "\(what), sup error", counted: "\(certificate.enclosure)", expected: "\(formula)")
    }
    guard pieces == cells else {
      throw .contradiction(
        what: "\(what), pieces", counted: "\(pieces)", expected: "\(cells)")
    }
    guard neurons == expectedNeurons else {
      throw .contradiction(
        what: "\(what), neurons", counted: "\(neurons)", expected: "\(expectedNeurons)")
    }
    let distance = approximation.network([attainedAt])[0] - attainedAt * attainedAt
    guard distance.magnitude == error else {
      throw .contradiction(
        what: "\(what), error at \(attainedAt)", counted: "\(distance)", expected: "\(error)")
    }
  }

  private var expectedNeurons: Int {
    switch construction {
    case .sawtooth(let levels): 3 * levels
    case .skipConnected(let levels): 2 * levels
    case .radixTwo, .bestRadices, .shallow:
      radices.count < 2 ? radices.reduce(0, +) : radices.reduce(0) { $0 + $1 + 1 } - 2
    }
  }

  /// The skip-connected form has the values of the network that was certified, at the ends and in
  /// the middle of its first cells and where the error is attained.
  private func checkSkip(_ levels: Int, _ network: ReLUNetwork) throws {
    let skip = try SkipConnectedSquare(levels: levels)
    let half = Rational(1, 2).power(levels + 1)
    for point in (0...16).map({ Rational($0) * half }) + [attainedAt, 1] where point <= 1 {
      let (mine, theirs) = (skip.evaluate(at: point), network([point])[0])
      guard mine == theirs, skip.neuronCount == neurons else {
        throw ExperimentError.contradiction(
          what: "x² with skip connections at \(point)", counted: "\(mine)", expected: "\(theirs)")
      }
    }
  }
}
