internal import Constructions
internal import ExactNumbers
internal import ExpressivityBounds
internal import LinearPieces
internal import ReLUNetworks
internal import Reporting

extension Experiment {
  /// K^H pieces, counted, for every small K and H and for 10^1000 and 10^4000.
  static let pieceCountVersusDepth = Experiment(
    name: "piece-count-versus-depth",
    question: "How many linear pieces does a network of H layers of K neurons have, exactly?"
  ) { progress in
    let counted = try progress.map(PieceCountCase.all) { try $0.counted() }
    return ExperimentResult(
      table: pieceCountTable(counted), figure: PieceCountFigure(counted: counted).figure)
  }

  private static func pieceCountTable(_ counted: [CountedNetwork]) -> CSVTable {
    var table = CSVTable(columns: [
      "construction", "inputs", "width", "depth", "neurons", "parameters", "domain",
      "activation_regions", "linear_pieces", "k_to_the_h", "maximum", "maximum_upper_bound",
      "shallow_neurons", "shallow_parameters",
    ])
    for network in counted {
      let example = network.example
      let shallow = ShallowCost(pieces: network.linearPieces)
      let row: [(any CustomStringConvertible)?] = [
        example.construction.rawValue, 1, example.width, example.depth,
        network.architecture.neuronCount, network.architecture.parameterCount, example.domain,
        network.activationRegions, network.linearPieces,
        Integer(example.width).power(example.depth), network.maximum, network.maximumUpperBound,
        shallow.neurons, shallow.parameters,
      ]
      table.append(row)
    }
    return table
  }
}

/// A constructed network and where its pieces are counted.
struct PieceCountCase: Hashable, Sendable {
  /// A network by formula, of H layers of K neurons.
  enum Construction: String, Hashable, Sendable {
    /// K^H pieces on [0, 1].
    case sawtooth
    /// (K+1)^H pieces, on [0, 1] as on the whole line.
    case zigzag
  }

  let construction: Construction
  let width: Int
  let depth: Int
  let domain: Interval

  /// Every width and depth of the question.
  static let widths = 2...10
  static let depths = 1...50
  /// Depths at width 10 beyond the others.
  static let greatDepths = [1000, 4000]
  /// Up to here the pieces on the whole line are counted, too.
  private static let wholeLineDepth = 10
  /// Up to here the pieces are counted by visiting each as well as by folding.
  private static let enumerationLimit: Integer = 1000

  static let all: [PieceCountCase] = [Construction.sawtooth, .zigzag].flatMap { construction in
    let least = construction == .zigzag ? 3 : 2
    let small = widths.filter { $0 >= least }.flatMap { width in
      depths.flatMap { depth in
        let domains: [Interval] = depth <= wholeLineDepth ? [.unit, .wholeLine] : [.unit]
        return domains.map {
          PieceCountCase(construction: construction, width: width, depth: depth, domain: $0)
        }
      }
    }
    let great = greatDepths.map {
      PieceCountCase(construction: construction, width: 10, depth: $0, domain: .unit)
    }
    return small + great
  }

  private func network() throws -> ReLUNetwork {
    switch construction {
    case .sawtooth: try .sawtooth(width: width, depth: depth)
    case .zigzag: try .zigzag(width: width, depth: depth)
    }
  }

  /// The pieces that the construction promises.
  private var expected: Integer {
    switch construction {
    case .sawtooth:
      sawtoothPieceCount(
        width: width, depth: depth, on: domain == .unit ? .unitInterval : .wholeLine)
    case .zigzag: Integer(width + 1).power(depth)
    }
  }

  /// Counts the network's pieces and holds them against the formula.
  ///
  /// - Throws: `ExperimentError.contradiction` where a count is not what the formula says.
  func counted() throws -> CountedNetwork {
    let network = try network()
    let place = "\(construction) of width \(width), depth \(depth), on \(domain)"
    let isEnumerated = expected <= Self.enumerationLimit
    for method in isEnumerated ? [.enumerate, .fold] : [CountingMethod.fold] {
      let counts = try network.pieceCounts(
        on: domain,
        PieceCountRequest(counts: [.activationRegions, .linearPieces], method: method))
      for count in [counts.activationRegions, counts.linearPieces] where count != expected {
        throw ExperimentError.contradiction(
          what: place, counted: count?.description ?? "nothing", expected: "\(expected)")
      }
    }
    let widths = try Widths([1] + [Int](repeating: width, count: depth))
    return CountedNetwork(
      example: self, architecture: network.architecture, activationRegions: expected,
      linearPieces: expected, maximum: widths.maximumPieceCount(),
      maximumUpperBound: widths.maximumUpperBound())
  }
}

/// A network with its counts and the greatest counts possible.
struct CountedNetwork: Sendable {
  let example: PieceCountCase
  let architecture: Architecture
  let activationRegions: Integer
  let linearPieces: Integer
  let maximum: Integer?
  let maximumUpperBound: Integer
}
