import ExactNumbers
import LinearPieces
import ReLUNetworks
import TestSupport
import Testing

@testable import Approximation

@Suite("The filter of certified errors")
struct CertificationFilterTests {
  private func certificate(
    _ network: ReLUNetwork, _ target: ApproximationTarget, on domain: RationalInterval,
    unfilteredPieces: Int
  ) -> ErrorCertificate {
    network.streamedSupError(
      TargetError(target, on: domain), on: domain, relativeWidth: Rational(1, 1 << 40),
      unfilteredPieces: unfilteredPieces, fallback: { 1000 }, isCancelled: { false })
  }

  /// Holds the filtered certificate against the unfiltered one, each verdict against exact numbers.
  ///
  /// - Returns: cells in all, and those that the filter leaves out.
  @discardableResult
  private func check(
    _ network: ReLUNetwork, _ target: ApproximationTarget, on domain: RationalInterval,
    _ comment: Comment
  ) throws -> (cells: Int, negligible: Int) {
    let plain = certificate(network, target, on: domain, unfilteredPieces: .max)
    let filtered = certificate(network, target, on: domain, unfilteredPieces: 0)
    #expect(filtered.isComplete && filtered.pieces == plain.pieces, comment)
    #expect(filtered.lower <= plain.upper && plain.lower <= filtered.upper, comment)
    #expect(filtered.upper - filtered.lower <= filtered.upper / Rational(1 << 40), comment)
    #expect((filtered.attainedAt == nil) == (plain.attainedAt == nil), comment)

    let interval = try Interval(domain.lower, domain.upper)
    var filter = ErrorFilter(TargetError(target, on: domain), on: domain, reached: 0)
    try filter.scout(
      network, on: interval, ceiling: nil, pieceLimit: .max, isCancelled: { false })
    if let reached = Rational(exactly: filter.reached) { #expect(reached <= plain.upper, comment) }
    var (cells, negligible) = (0, 0)
    try network.forEachCell(on: interval) { cell in
      cells += 1
      guard filter.isNegligible(cell) else { return }
      negligible += 1
      let piece = try cell.exact()
      guard let part = RationalInterval(piece.domain) else { return }
      for k in 0...4 {
        let x = part.lower + part.width * Rational(k, 4)
        let value = target.enclosure(at: x, bits: 90)
        let error = value - (piece.slopes[0] * x + piece.intercepts[0])
        #expect(error.absoluteValues.upper <= plain.upper, comment)
      }
    }
    return (cells, negligible)
  }

  @Test(
    "leaves out no cell that matters: random networks",
    arguments: [
      "square", "monomial:3", "chebyshev:5", "exp", "sin", "cos", "log1p", "lorentz", "runge",
    ], [[1, 3, 1], [1, 4, 4, 1]])
  func random(name: String, widths: [Int]) throws {
    let target = try ApproximationTarget(text: name)
    try withSeeds(1...3) { seed, generator in
      let network = NetworkSamples.random(widths: widths, using: &generator)
      let domain = RationalInterval(Rational(-1, 3), Rational(3, 2))
      try check(network, target, on: domain, "\(name), seed \(seed)")
    }
  }

  @Test(
    "leaves out most cells of a network that is smooth", arguments: ["exp", "cos", "monomial:4"])
  func smooth(name: String) throws {
    let target = try ApproximationTarget(text: name)
    let square = try ApproximationNetwork.square(
      on: .unit, radices: [Int](repeating: 2, count: 8))
    let found = try check(square.network, target, on: RationalInterval(0, 1), "\(name)")
    #expect(found.cells == 256 && found.negligible > 192, "\(found)")
  }

  @Test("claims nothing of a function without curvature at an end, nor of errors of 0")
  func degenerate() throws {
    let root = try ApproximationTarget(text: "sqrt")
    try withSeeds(1...3) { seed, generator in
      let network = NetworkSamples.random(widths: [1, 4, 1], using: &generator)
      try check(network, root, on: RationalInterval(0, 1), "sqrt, seed \(seed)")
    }
    let line = try ApproximationTarget(text: "polynomial:1,2")
    let identity = try ReLUNetwork(
      hidden: [try AffineMap(weights: [[1], [-1]], biases: [0, 0])],
      output: try AffineMap(weights: [[2, -2]], biases: [1]))
    let found = try check(identity, line, on: RationalInterval(-1, 1), "a line")
    #expect(found.negligible == 0)
  }

  @Test("holds for networks and functions of any size", arguments: [-900, -200, 200, 900])
  func scaled(exponent: Int) throws {
    let factor = Rational(2).power(exponent)
    let target = ApproximationTarget(Polynomial([0, factor, 0, factor]))
    try withSeeds(1...3) { seed, generator in
      let network = NetworkSamples.random(widths: [1, 4, 3, 1], using: &generator)
      var layers = network.layers
      let last = layers[layers.count - 1]
      layers[layers.count - 1] = Layer(
        AffineMap(
          outputDimension: 1, inputDimension: 3, weights: last.map.weights.map { $0 * factor },
          biases: last.map.biases.map { $0 * factor }), last.activation)
      let scaled = try ReLUNetwork(layers: layers)
      try check(scaled, target, on: RationalInterval(-1, 1), "2^\(exponent), seed \(seed)")
    }
  }
}
