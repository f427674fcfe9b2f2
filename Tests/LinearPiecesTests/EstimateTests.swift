import Constructions
import ExactNumbers
import ReLUNetworks
import TestSupport
import Testing

@testable import LinearPieces

@Suite("Estimates of positions and outputs")
struct EstimateTests {
  /// Holds every estimate of a walk against the exact number.
  ///
  /// - Returns: the largest bound of an output's error that was met.
  @discardableResult
  private func check(
    _ network: ReLUNetwork, on domain: Interval, cells limit: Int = 400, _ comment: Comment
  ) throws -> Double {
    let layers = try network.lineNetwork().layers
    let filtered = FilteredKernel(layers, on: domain, estimates: true)
    let walks =
      [CellWalk(PieceSearch(filtered, patterns: false, pieces: true))]
      + (try [.int64, .int128].compactMap { (kernel: ForcedKernel) in
        try kernel.walk(network, on: domain)
      })
    var largest = 0.0
    for walk in walks {
      var cells = 0
      while cells < limit, walk.advance() {
        cells += 1
        let ends = walk.ends()
        #expect(holds(ends.start, walk.exactStart()), comment)
        #expect(holds(ends.end, walk.exactEnd()), comment)
        let (map, exact) = (walk.output(0), walk.exactOutput())
        #expect(
          within(map.constant, map.error.constants, exact.intercepts[0])
            && within(map.slope, map.error.slopes, exact.slopes[0]), comment)
        largest = max(largest, map.error.constants)
      }
    }
    return largest
  }

  private func holds(_ estimate: PointEstimate, _ exact: ExtendedRational) -> Bool {
    switch exact {
    case .negativeInfinity: estimate.position == -.infinity
    case .positiveInfinity: estimate.position == .infinity
    case .finite(let value): within(estimate.position, estimate.error, value)
    }
  }

  private func within(_ value: Double, _ error: Double, _ exact: Rational) -> Bool {
    guard error < .infinity else { return true }
    guard let value = Rational(exactly: value), let error = Rational(exactly: error) else {
      return false
    }
    return (exact - value).magnitude <= error
  }

  @Test(
    "hold for random networks",
    arguments: [[1, 4, 1], [1, 5, 5, 2], [1, 3, 9, 3, 1], [1, 2, 2, 2, 2, 2, 2, 1]])
  func random(widths: [Int]) throws {
    try withSeeds(1...6) { seed, generator in
      let network = NetworkSamples.random(widths: widths, using: &generator)
      try check(network, on: .unit, "seed \(seed)")
      try check(network, on: .wholeLine, "seed \(seed)")
    }
  }

  @Test("hold for networks full of ties, scaled to any size", arguments: [-900, -300, 0, 300, 900])
  func scaled(exponent: Int) throws {
    try withSeeds(1...6) { seed, generator in
      let network = DegenerateNetworks.smallIntegers(widths: [1, 4, 4, 1], using: &generator)
      let factor = Rational(2).power(exponent)
      let layers = network.layers.map { layer in
        Layer(
          AffineMap(
            outputDimension: layer.map.outputDimension, inputDimension: layer.map.inputDimension,
            weights: layer.map.weights.map { $0 * factor },
            biases: layer.map.biases.map { $0 * factor }), layer.activation)
      }
      try check(try ReLUNetwork(layers: layers), on: .unit, "seed \(seed), 2^\(exponent)")
    }
  }

  /// The folds enlarge errors by 6 a layer, the output takes back 2: norms allow an error of 1 and
  /// more.
  @Test("stay close behind twenty folds")
  func deep() throws {
    let largest = try check(try ReLUNetwork.takagi(depth: 20), on: .unit, "Takagi")
    #expect(largest < 0x1p-15)
  }
}
