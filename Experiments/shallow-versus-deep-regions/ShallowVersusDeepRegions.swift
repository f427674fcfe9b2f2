internal import Constructions
internal import ExactNumbers
internal import ExpressivityBounds
internal import HyperplaneArrangements
internal import LinearPieces
internal import LinearRegions
internal import ReLUNetworks
internal import Reporting

extension Experiment {
  /// The best shallow network against folding ones with one to five inputs.
  static let shallowVersusDeepRegions = Experiment(
    name: "shallow-versus-deep-regions",
    question: "From how many neurons on does depth make more regions, in one to five dimensions?"
  ) { progress in
    let counted = try progress.map(FoldedArchitecture.all) { try FoldedCounts($0) }
    return ExperimentResult(
      table: shallowVersusDeepTable(counted),
      figure: ShallowVersusDeepFigure(counted: counted).figure)
  }

  private static func shallowVersusDeepTable(_ counted: [FoldedCounts]) -> CSVTable {
    var table = CSVTable(columns: [
      "inputs", "width", "depth", "neurons", "parameters", "montufar_regions", "serra_regions",
      "serra_upper_bound", "counted_regions", "shallow_regions_same_neurons",
      "shallow_neurons_same_parameters", "shallow_regions_same_parameters",
      "shallow_neurons_for_serra", "shallow_parameters_for_serra", "random_shallow_expected",
    ])
    for counts in counted {
      let folded = counts.architecture
      let row: [(any CustomStringConvertible)?] = [
        folded.inputs, folded.width, folded.depth, folded.neurons, folded.parameters,
        counts.montufar, counts.serra, counts.upperBound, counts.counted,
        counts.shallowSameNeurons, folded.shallowNeuronsOfSameParameters,
        counts.shallowSameParameters, counts.smallestShallow.neurons,
        counts.smallestShallow.parameters, counts.expected,
      ]
      table.append(row)
    }
    return table
  }
}

/// A network of n inputs whose layers, all of one width, fold each input several times.
struct FoldedArchitecture: Hashable, Sendable {
  let inputs: Int
  let width: Int
  let depth: Int

  /// Three and six neurons for each input in every layer.
  static let all: [FoldedArchitecture] = (1...5).flatMap { inputs in
    [3, 6].flatMap { neurons in
      (1...6).map { FoldedArchitecture(inputs: inputs, width: neurons * inputs, depth: $0) }
    }
  }

  var neurons: Int { width * depth }

  /// Weights and biases, one output included.
  var parameters: Int { width * (inputs + 1) + (depth - 1) * width * (width + 1) + width + 1 }

  /// The most neurons of a shallow network with no more parameters: N (n + 2) + 1 of them.
  var shallowNeuronsOfSameParameters: Int { (parameters - 1) / (inputs + 2) }

  var hidden: [Int] { [Int](repeating: width, count: depth) }
}

/// Regions of the folded networks and of the shallow ones that they are held against.
struct FoldedCounts: Sendable {
  let architecture: FoldedArchitecture
  let montufar: Integer
  let serra: Integer
  let upperBound: Integer
  /// Serra's network counted on (0, 1)ⁿ; nil where that takes long.
  let counted: Integer?
  let shallowSameNeurons: Integer
  let shallowSameParameters: Integer
  let smallestShallow: ShallowRegions
  /// The expected number in the unit ball for random hyperplanes, to the nearest thousandth.
  let expected: Rational

  /// Evaluates the formulas and holds them against counts.
  ///
  /// - Throws: `ExperimentError.contradiction` where a count differs.
  init(_ architecture: FoldedArchitecture) throws {
    self.architecture = architecture
    let (inputs, neurons) = (architecture.inputs, architecture.neurons)
    let widths = try Widths([inputs] + architecture.hidden)
    montufar = widths.montufar2014Bound() ?? 0
    serra = widths.serra2018LowerBound() ?? 0
    upperBound = widths.serra2018Bound()
    shallowSameNeurons = maximumRegionCount(hyperplanes: neurons, dimension: inputs)
    shallowSameParameters = maximumRegionCount(
      hyperplanes: architecture.shallowNeuronsOfSameParameters, dimension: inputs)
    smallestShallow = ShallowRegions(regions: serra, inputs: inputs)
    let bounds = ExpectedRegions(hyperplanes: neurons, dimension: inputs, spread: 1)
    expected = Rational((bounds.lower * 1000 + Rational(1, 2)).floor, 1000)
    counted = try Self.countedFolds(architecture)
    try check(bounds)
  }

  /// Counts Serra's network where that is quick: one input by folding, two by walking few regions.
  private static func countedFolds(_ folded: FoldedArchitecture) throws -> Integer? {
    guard folded.inputs == 1 || folded.inputs == 2 && folded.depth < 3 else { return nil }
    let network = try ReLUNetwork.serra(inputs: folded.inputs, widths: folded.hidden)
    if folded.inputs == 1 {
      let request = PieceCountRequest(counts: [.activationRegions], method: .fold)
      return try network.pieceCounts(on: .unit, request).activationRegions
    }
    let request = RegionCountRequest(counts: [.activationRegions])
    return try network.regionCounts(in: [.unit, .unit], request).activationRegions
  }

  private func check(_ bounds: ExpectedRegions) throws {
    if let counted, counted != serra { throw contradiction("the folds", counted, serra) }
    let rounded = Rational((bounds.upper * 1000 + Rational(1, 2)).floor, 1000)
    guard rounded == expected else {
      throw contradiction("the expected regions", rounded, expected)
    }
    // Hyperplanes Σ tᵏ x_k = tⁿ⁺¹ are in general position: the most regions, by counting.
    guard architecture.neurons < 13 else { return }
    let rows = (1...architecture.neurons).map { t in
      (1...architecture.inputs).map { Rational(t).power($0) }
    }
    let offsets = (1...architecture.neurons).map { Rational($0).power(architecture.inputs + 1) }
    let regions = try HyperplaneArrangement(normals: rows, offsets: offsets).counts().regions
    guard regions == shallowSameNeurons else {
      throw contradiction("the shallow network", regions, shallowSameNeurons)
    }
  }

  private func contradiction(
    _ what: String, _ counted: some CustomStringConvertible,
    _ expected: some CustomStringConvertible
  ) -> ExperimentError {
    .contradiction(
      what: "\(what) of \(architecture.inputs) inputs, width \(architecture.width), depth "
        + "\(architecture.depth)", counted: "\(counted)", expected: "\(expected)")
  }
}
