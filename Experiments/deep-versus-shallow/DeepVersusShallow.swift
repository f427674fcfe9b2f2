internal import Constructions
internal import ExactNumbers
internal import ExpressivityBounds
internal import LinearPieces
internal import ReLUNetworks
internal import Reporting

extension Experiment {
  /// The same number of neurons in layers of every equal width, constructed and random.
  static let deepVersusShallow = Experiment(
    name: "deep-versus-shallow",
    question: "What does depth do to the number of pieces when the number of neurons stays?"
  ) { progress in
    let divided = try progress.map(DividedNeurons.all) { try $0.counted() }
    return ExperimentResult(
      table: deepVersusShallowTable(divided),
      figure: DeepVersusShallowFigure(divided: divided).figure)
  }

  private static func deepVersusShallowTable(_ divided: [DividedCounts]) -> CSVTable {
    var table = CSVTable(columns: [
      "neurons", "depth", "width", "domain", "construction", "constructed_pieces", "maximum",
      "maximum_upper_bound", "serra2018", "naive", "draws", "first_seed", "random_pieces_mean",
      "random_pieces_minimum", "random_pieces_lower_quartile", "random_pieces_median",
      "random_pieces_upper_quartile", "random_pieces_maximum", "random_regions_mean",
    ])
    for counts in divided {
      let (neurons, random) = (counts.neurons, counts.randomPieces)
      let row: [(any CustomStringConvertible)?] = [
        neurons.count, neurons.depth, neurons.width, DividedNeurons.domain,
        neurons.construction, counts.constructed, counts.widths.maximumPieceCount(),
        counts.widths.maximumUpperBound(), counts.widths.serra2018Bound(),
        counts.widths.naiveBound(), random.sorted.count, neurons.firstSeed, random.mean,
        random.minimum, random.lowerQuartile, random.median, random.upperQuartile, random.maximum,
        counts.randomRegions.mean,
      ]
      table.append(row)
    }
    return table
  }
}

/// A number of neurons divided into layers of equal width.
struct DividedNeurons: Hashable, Sendable {
  let count: Int
  let depth: Int

  var width: Int { count / depth }

  static let counts = [12, 24, 48, 96]
  /// Random networks for each division.
  private static let draws = 41

  /// Every division of every number of neurons.
  static let all: [DividedNeurons] = counts.flatMap { count in
    (1...count).filter { count.isMultiple(of: $0) }.map { DividedNeurons(count: count, depth: $0) }
  }

  /// From −1 to 1, the input that He's scale is made for.
  static let domain: Interval = {
    guard let interval = try? Interval(-1, 1) else { preconditionFailure("-1 is below 1") }
    return interval
  }()

  /// The seed of the first random network; the others follow it one by one.
  var firstSeed: UInt64 { UInt64(count * 1_000_000 + depth * 1000) }

  private var hiddenWidths: [Int] { [Int](repeating: width, count: depth) }

  /// The construction with the most pieces known: the greatest possible from width 3 on.
  var construction: String { width >= 3 ? "zigzag" : "narrow" }

  private func constructed() throws -> ReLUNetwork {
    width >= 3 ? try .zigzag(width: width, depth: depth) : try .narrow(width: width, depth: depth)
  }

  /// Counts the constructed network and the random ones.
  ///
  /// - Throws: `ExperimentError.contradiction` where the constructed network has not the number of
  ///   pieces that it should have.
  func counted() throws -> DividedCounts {
    let widths = try Widths([1] + hiddenWidths)
    let pieces = try Self.counts(of: constructed(), .fold).pieces
    guard pieces == widths.constructedPieceCount() else {
      throw ExperimentError.contradiction(
        what: "\(construction) of width \(width), depth \(depth)", counted: "\(pieces)",
        expected: widths.constructedPieceCount()?.description ?? "nothing")
    }
    let random = try (0..<Self.draws).map { draw in
      let seed = firstSeed + UInt64(draw)
      return try Self.counts(
        of: .random(widths: [1] + hiddenWidths + [1], seed: seed), .enumerate)
    }
    return DividedCounts(
      neurons: self, widths: widths, constructed: pieces,
      randomPieces: Sample(random.map(\.pieces)), randomRegions: Sample(random.map(\.regions)))
  }

  private static func counts(
    of network: ReLUNetwork, _ method: CountingMethod
  ) throws -> (pieces: Integer, regions: Integer) {
    let counts = try network.pieceCounts(
      on: domain,
      PieceCountRequest(counts: [.activationRegions, .linearPieces], method: method))
    guard let pieces = counts.linearPieces, let regions = counts.activationRegions else {
      preconditionFailure("the counts that were asked for")
    }
    return (pieces, regions)
  }
}

/// What was counted for one division of the neurons.
struct DividedCounts: Sendable {
  let neurons: DividedNeurons
  let widths: Widths
  let constructed: Integer
  let randomPieces: Sample
  let randomRegions: Sample
}
