internal import Approximation
internal import ExactNumbers
internal import LinearPieces
internal import LinearRegions
internal import ReLUNetworks

/// A network for a Lipschitz function, with what its theory promises and its certified error.
struct LipschitzNetwork: Sendable {
  /// How the nodes lie.
  enum Nodes: String, Sendable {
    case equidistant
    case adaptive
    case grid
  }

  let function: String
  let nodes: Nodes
  let constant: Rational
  let domain: [Interval]
  /// ε.
  let error: Rational
  let neurons: Int
  /// Linear pieces or, for two inputs, linear regions.
  let pieces: Integer
  /// ⌈L · length/(2ε)⌉, or for the grid the neurons of its nodes and lines.
  let nodeBound: Integer
  /// What the construction proves for every function of the class.
  let errorBound: Rational
  /// The sup error of this function.
  let supError: RationalInterval
  /// Some function of the class needs so many pieces; `nil` for two inputs.
  let classLeastPieces: Integer?
  let optimum: OptimalPieces?

  /// Interpolates a function at equidistant or at chosen nodes, and certifies the error.
  ///
  /// - Throws: `ExperimentError.contradiction` where the error exceeds what is promised, or the
  ///   neurons the bound.
  init(_ name: String, ratio: Int, _ nodes: Nodes) throws {
    let gaps = (ratio + 1) / 2
    let function = try LipschitzFunction.named(name, ratio: ratio)
    let error = function.reach / Rational(ratio)
    let approximation: ApproximationNetwork =
      nodes == .adaptive
      ? try .adaptiveLipschitz(
        on: function.domain, constant: function.constant, error: error, value: function.value)
      : try .lipschitz(
        on: function.domain, constant: function.constant, error: error, value: function.value)
    let counts = try approximation.network.pieceCounts(
      on: function.domain, PieceCountRequest(counts: [.linearPieces]))
    self.function = name
    self.nodes = nodes
    constant = function.constant
    domain = [function.domain]
    self.error = error
    neurons = approximation.neuronCount
    pieces = counts.linearPieces ?? 0
    nodeBound = Integer(gaps)
    errorBound = approximation.errorBound
    supError = try function.supError(of: approximation.network)
    classLeastPieces = Integer((ratio + 3) / 4)
    optimum = try function.optimalPieces(error: error)
    try check()
  }

  /// Interpolates a function of two inputs on [0, 1]², with L = 1 in each, on a grid.
  ///
  /// - Parameters:
  ///   - name: `cone`, for −|x − p| − |y − q| about the middle of a cell, or `product`.
  ///   - cells: the cells a side; the error is 1/cells.
  /// - Throws: `ExperimentError.contradiction` as for one input.
  init(plane name: String, cells: Int) throws {
    let error = Rational(1, cells)
    let peak = (Rational(cells / 2) + Rational(1, 2)) / Rational(cells)
    let isCone = name == "cone"
    let box = [Interval.unit, .unit]
    let approximation = try ApproximationNetwork.lipschitz(
      on: box, constants: [1, 1], error: error
    ) { point in
      isCone
        ? -(point[0] - peak).magnitude - (point[1] - peak).magnitude : point[0] * point[1]
    }
    let network = approximation.network
    let counts = try network.regionCounts(
      in: box, RegionCountRequest(counts: [.linearRegions]))
    function = name
    nodes = .grid
    constant = 1
    domain = box
    self.error = error
    neurons = approximation.neuronCount
    pieces = counts.linearRegions ?? 0
    nodeBound = Integer((cells + 1) * (cells + 1) + 4 * cells - 1)
    errorBound = approximation.errorBound
    supError =
      isCone
      ? RationalInterval(try Self.distance(network, toConeAt: peak, on: box))
      : try network.supError(against: .product, on: box).enclosure
    classLeastPieces = nil
    optimum = nil
    try check()
  }

  /// sup |network + |x − p| + |y − p||: the cone is a network as well, and the sum of both is
  /// affine on its regions, so largest at their corners.
  private static func distance(
    _ network: ReLUNetwork, toConeAt peak: Rational, on box: [Interval]
  ) throws -> Rational {
    let rays = AffineMap(
      outputDimension: 4, inputDimension: 2, weights: [1, 0, -1, 0, 0, 1, 0, -1],
      biases: [-peak, peak, -peak, peak])
    let cone = try ReLUNetwork(
      hidden: [rays],
      output: AffineMap(
        outputDimension: 1, inputDimension: 4, weights: [1, 1, 1, 1], biases: [0]))
    var greatest: Rational = 0
    try (network + cone).forEachActivationRegion(in: box) { region in
      for corner in region.vertices {
        greatest = max(greatest, region.affineMap(corner.point)[0].magnitude)
      }
    }
    return greatest
  }

  private func check() throws(ExperimentError) {
    let what = "\(function) within \(error) at \(nodes.rawValue) nodes"
    guard supError.upper <= errorBound, errorBound <= error else {
      throw .contradiction(
        what: what, counted: "\(supError.upper), proved \(errorBound)",
        expected: "\(error) at most")
    }
    guard nodes == .adaptive || Integer(neurons) <= nodeBound else {
      throw .contradiction(
        what: "\(what), neurons", counted: "\(neurons)", expected: "\(nodeBound) at most")
    }
    if let optimum, pieces < optimum.count {
      throw .contradiction(
        what: "\(what), pieces", counted: "\(pieces)", expected: "\(optimum.count) at least")
    }
  }

  /// The sup error as it stands in the table: exact where it is known, else a bound.
  func errorText(_ bound: Rational, _ rounded: (Rational) -> String) -> String {
    supError.lower == supError.upper ? bound.description : rounded(bound)
  }
}
