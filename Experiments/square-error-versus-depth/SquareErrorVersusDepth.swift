internal import ExactNumbers
internal import ReLUNetworks
internal import Reporting

extension Experiment {
  /// Networks for x² of many sizes, each with its certified error beside the least possible one.
  static let squareErrorVersusDepth = Experiment(
    name: "square-error-versus-depth",
    question: "How fast does the error for x² fall with depth and neurons, and how fast could it?"
  ) { progress in
    let squares = try progress.map(SquareConstruction.all) { try CertifiedSquare($0) }
    return ExperimentResult(
      table: try squareErrorTable(squares),
      figure: try SquareErrorFigure(squares: squares).figure())
  }

  private static func squareErrorTable(_ squares: [CertifiedSquare]) throws -> CSVTable {
    var table = CSVTable(columns: [
      "construction", "radices", "requested_error", "depth", "width", "neurons", "parameters",
      "linear_pieces", "sup_error", "attained_at", "least_error_of_widths", "least_pieces",
      "least_neurons_at_depth", "least_neurons",
    ])
    for square in squares {
      let hasSkips = square.construction.name == "sawtooth_skip"
      let row: [(any CustomStringConvertible)?] = [
        square.construction.name, square.radices.runLengths, square.construction.requestedError,
        square.architecture.depth, hasSkips ? 2 : square.architecture.width, square.neurons,
        // 4 in the first layer, 6 in each other one, 2m + 2 in the output, which reads x as well.
        hasSkips ? 8 * square.architecture.depth : square.architecture.parameterCount,
        square.pieces, square.error, square.attainedAt, square.leastErrorOfWidths,
        try square.leastPieces, try square.leastNeuronsAtDepth, try square.leastNeurons,
      ]
      table.append(row)
    }
    return table
  }
}

extension [Int] {
  /// The numbers in order, equal neighbours as a power: 3 4^6.
  var runLengths: String {
    var runs: [(value: Int, count: Int)] = []
    for value in self {
      if let last = runs.last, last.value == value {
        runs[runs.count - 1].count += 1
      } else {
        runs.append((value, 1))
      }
    }
    return runs.map { $0.count == 1 ? "\($0.value)" : "\($0.value)^\($0.count)" }
      .joined(separator: " ")
  }
}
