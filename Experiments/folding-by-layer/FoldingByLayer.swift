internal import Constructions
internal import ExactNumbers
internal import LinearPieces
internal import ReLUNetworks
internal import Reporting

extension Experiment {
  /// Pieces after each hidden layer: constructed, random, and trained networks.
  static let foldingByLayer = Experiment(
    name: "folding-by-layer",
    question: "Does each hidden layer multiply the pieces of the layers before it, or add to them?"
  ) { progress in
    let cases = try LayeredCase.constructed() + LayeredCase.random() + LayeredCase.trained()
    let counted = try progress.map(cases) { try LayeredCounts($0) }
    return ExperimentResult(
      table: foldingByLayerTable(counted),
      figure: try FoldingByLayerFigure(counted: counted).figure())
  }

  private static func foldingByLayerTable(_ counted: [LayeredCounts]) -> CSVTable {
    var table = CSVTable(columns: [
      "network", "seed", "epoch", "from_digit", "to_digit", "domain", "width", "depth", "layer",
      "activation_regions", "breakpoints_from_layer",
    ])
    for counts in counted {
      let example = counts.example
      for layer in counts.regions.indices {
        let row: [(any CustomStringConvertible)?] = [
          example.family.rawValue, example.seed, example.epoch, example.segment?.from,
          example.segment?.to, example.domain, counts.width, counts.regions.count, layer + 1,
          counts.regions[layer], counts.breakpoints[layer],
        ]
        table.append(row)
      }
    }
    return table
  }
}

/// A network along a line, with what names it in the table.
struct LayeredCase: Sendable {
  enum Family: String, Hashable, Sendable {
    case sawtooth, zigzag, random, sine, digits
  }

  /// A segment between two images.
  struct Segment: Hashable, Sendable {
    let from: Int
    let to: Int
  }

  let family: Family
  var seed: UInt64?
  var epoch: Int?
  var segment: Segment?
  /// One input.
  let network: ReLUNetwork
  let domain: Interval

  /// Of the constructed and the random networks.
  static let (width, depth) = (16, 6)
  static let seeds: ClosedRange<UInt64> = 1...21

  static func constructed() throws -> [LayeredCase] {
    [
      LayeredCase(
        family: .sawtooth, network: try .sawtooth(width: width, depth: depth), domain: .unit),
      LayeredCase(
        family: .zigzag, network: try .zigzag(width: width, depth: depth), domain: .unit),
    ]
  }

  static func random() throws -> [LayeredCase] {
    let widths = [1] + [Int](repeating: width, count: depth) + [1]
    return try seeds.map { seed in
      LayeredCase(
        family: .random, seed: seed, network: try .random(widths: widths, seed: seed),
        domain: try Interval(-1, 1))
    }
  }

  static func trained() throws -> [LayeredCase] {
    let sine = try TrainedNetworks.sineEpochs.map { epoch in
      LayeredCase(
        family: .sine, epoch: epoch, network: try TrainedNetworks.sine(epoch: epoch),
        domain: try Interval(-1, 1))
    }
    let images = try TrainedNetworks.digitImages()
    let digits = try TrainedNetworks.digitsEpochs.flatMap { epoch in
      let network = try TrainedNetworks.digits(epoch: epoch)
      return images.indices.map { from in
        let to = (from + 1) % images.count
        return LayeredCase(
          family: .digits, epoch: epoch, segment: Segment(from: from, to: to),
          network: network.restricted(to: Line(from: images[from], to: images[to])),
          domain: .unit)
      }
    }
    return sine + digits
  }
}

/// What was counted along a line, layer by layer.
struct LayeredCounts: Sendable {
  let example: LayeredCase
  let width: Int
  /// Activation regions of the first 1, 2, … hidden layers.
  let regions: [Integer]
  /// Breakpoints of the network's function, by the first hidden layer that changes there.
  let breakpoints: [Integer]

  /// Counts.
  ///
  /// - Throws: `ExperimentError.contradiction` where the changes that are visited one by one are not
  ///   as many as the regions say.
  init(_ example: LayeredCase) throws {
    self.example = example
    let isConstructed = example.family == .sawtooth || example.family == .zigzag
    let counts = try example.network.pieceCounts(
      on: example.domain, PieceCountRequest(method: isConstructed ? .fold : .enumerate))
    guard let regions = counts.perLayer, let pieces = counts.linearPieces else {
      preconditionFailure("the counts that were asked for")
    }
    width = example.network.architecture.width
    self.regions = regions
    let added = zip(regions, [1] + regions).map { $0 - $1 }
    let (changes, breakpoints) = isConstructed ? (added, added) : try Self.visit(example)
    // Every change is a breakpoint of a constructed network if it has as many pieces as regions.
    guard changes == added, breakpoints.reduce(1, +) == pieces else {
      throw ExperimentError.contradiction(
        what: "breakpoints by layer, \(example.family), epoch \(example.epoch ?? 0)",
        counted: "\(breakpoints)", expected: "\(added), \(pieces) pieces in all")
    }
    self.breakpoints = breakpoints
  }

  /// Visits every change of the activation pattern.
  ///
  /// - Returns: by layer, all changes and those where the slope changes.
  private static func visit(
    _ example: LayeredCase
  ) throws -> (changes: [Integer], breakpoints: [Integer]) {
    var changes = [Integer](repeating: 0, count: example.network.architecture.depth)
    var breakpoints = changes
    try example.network.forEachActivationChange(on: example.domain) { change in
      changes[change.layer - 1] += 1
      if change.isBreakpoint { breakpoints[change.layer - 1] += 1 }
    }
    return (changes, breakpoints)
  }
}
