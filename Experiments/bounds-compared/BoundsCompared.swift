internal import Constructions
internal import ExactNumbers
internal import ExpressivityBounds
internal import LinearPieces
internal import ReLUNetworks
internal import Reporting

extension Experiment {
  /// Every bound on a table of architectures, beside the exact maximum and counted networks.
  static let boundsCompared = Experiment(
    name: "bounds-compared",
    question: "How close do the published bounds come to the greatest number of pieces?"
  ) { progress in
    let compared = try progress.map(ComparedArchitecture.all) { try ComparedBounds($0) }
    return ExperimentResult(
      table: boundsComparedTable(compared),
      figure: BoundsComparedFigure(compared: compared).figure)
  }

  private static func boundsComparedTable(_ compared: [ComparedBounds]) -> CSVTable {
    var table = CSVTable(columns: [
      "widths", "inputs", "depth", "neurons", "name", "direction", "counts", "value", "maximum",
      "hypotheses", "source",
    ])
    for bounds in compared {
      let widths = bounds.widths
      func append(
        _ name: String, _ direction: String, _ counts: String, _ value: Integer,
        _ hypotheses: String?, _ source: String?
      ) {
        let row: [(any CustomStringConvertible)?] = [
          bounds.architecture.text, widths.inputs, widths.depth, widths.neuronCount, name,
          direction, counts, value, bounds.maximum, hypotheses, source,
        ]
        table.append(row)
      }
      for bound in bounds.bounds {
        append(
          bound.name, bound.direction.rawValue, bound.counts, bound.value, bound.hypotheses,
          bound.source)
      }
      for network in bounds.counted {
        append("counted_\(network.construction)", "counted", "R4", network.pieces, nil, nil)
      }
    }
    return table
  }
}

/// Inputs and hidden widths.
struct ComparedArchitecture: Hashable, Sendable {
  let widths: [Int]

  /// As `--widths` takes it.
  var text: String { widths.map(String.init).joined(separator: ",") }

  /// Few neurons first, then many inputs, then networks as they are used: of the comparison in
  /// Docs/benchmarks.md, the digits network and ACAS Xu.
  static let all: [ComparedArchitecture] = [
    [1, 8], [1, 1, 1, 1], [1, 2, 2], [1, 2, 2, 2], [1, 3, 3], [1, 3, 3, 3], [1, 4, 4, 4],
    [1, 8, 8, 8], [1, 5, 4, 3], [2, 8], [2, 4, 4], [2, 2, 2, 2], [2, 3, 3, 3], [2, 6, 6],
    [2, 8, 8], [2, 10, 10, 10], [2, 1, 10], [3, 5, 5, 5], [3, 9, 9, 9], [4, 2, 8], [4, 8, 2],
    [784, 11, 11], [784, 2, 20], [784, 20, 2], [784, 10, 10, 10], [1, 64, 64, 64, 64],
    [2, 16, 16, 16], [2, 32, 32, 32, 32], [2, 64, 64, 64, 64, 64, 64], [3, 32, 32, 32],
    [5, 16, 16, 16], [64, 32, 32], [5, 50, 50, 50, 50, 50, 50],
  ].map(ComparedArchitecture.init)
}

/// The bounds on one architecture and the networks of these widths that were counted.
struct ComparedBounds: Sendable {
  /// A constructed network's pieces on the whole line.
  struct Counted: Hashable, Sendable {
    let construction: String
    let pieces: Integer
  }

  let architecture: ComparedArchitecture
  let widths: Widths
  let bounds: [Bound]
  /// Only for one input.
  let counted: [Counted]

  /// Evaluates the bounds and counts the networks.
  ///
  /// - Throws: `ExperimentError.contradiction` where a lower bound or a count exceeds an upper bound.
  init(_ architecture: ComparedArchitecture) throws {
    self.architecture = architecture
    widths = try Widths(architecture.widths)
    bounds = widths.bounds()
    counted = try Self.constructions(widths).map { construction, network in
      let counts = try network.pieceCounts(
        on: .wholeLine, PieceCountRequest(counts: [.linearPieces], method: .fold))
      return Counted(construction: construction, pieces: counts.linearPieces ?? 0)
    }
    try check()
  }

  /// The greatest number of linear regions, where it is proved.
  var maximum: Integer? { bounds.first { $0.direction == .exact && $0.counts == "R4" }?.value }

  /// The bounds of a direction.
  func values(_ direction: Bound.Direction) -> [Integer] {
    bounds.filter { $0.direction == direction }.map(\.value)
  }

  private func check() throws(ExperimentError) {
    let lower = values(.lower) + values(.exact) + counted.map(\.pieces)
    let upper = values(.upper) + values(.exact)
    guard let most = lower.max(), let least = upper.min(), most > least else { return }
    throw .contradiction(
      what: "the bounds for widths \(architecture.text)", counted: "\(most)",
      expected: "at most \(least)")
  }

  private static func constructions(_ widths: Widths) throws -> [(String, ReLUNetwork)] {
    guard widths.inputs == 1 else { return [] }
    let (width, depth) = (widths.hidden[0], widths.depth)
    let isUniform = widths.hidden.allSatisfy { $0 == width }
    var networks: [(String, ReLUNetwork)] = []
    if isUniform { networks.append(("sawtooth", try .sawtooth(width: width, depth: depth))) }
    if isUniform && width < 3 {
      networks.append(("narrow", try .narrow(width: width, depth: depth)))
    }
    if widths.hidden.allSatisfy({ $0 >= 3 }) {
      networks.append(("zigzag", try .zigzag(widths: widths.hidden)))
    }
    return networks
  }
}
