internal import Approximation
internal import ExactNumbers
internal import Reporting

extension Experiment {
  /// Interpolants of Lipschitz functions of many errors, beside the bounds of the whole class.
  static let lipschitzShallow = Experiment(
    name: "lipschitz-shallow",
    question: "How many neurons of one hidden layer does an L-Lipschitz function need?"
  ) { progress in
    let requests = LipschitzFunction.names.flatMap { name in
      LipschitzFunction.ratios.map { (name, $0) }
    }
    let onLines = try progress.map(requests) { name, ratio in
      [
        try LipschitzNetwork(name, ratio: ratio, .equidistant),
        try LipschitzNetwork(name, ratio: ratio, .adaptive),
      ]
    }
    let onGrids = try ["cone", "product"].flatMap { name in
      try [1, 2, 4, 8, 16].map { try LipschitzNetwork(plane: name, cells: $0) }
    }
    let networks = onLines.flatMap { $0 } + onGrids
    return ExperimentResult(
      table: lipschitzTable(networks), figure: LipschitzFigure(networks: networks).figure)
  }

  private static func lipschitzTable(_ networks: [LipschitzNetwork]) -> CSVTable {
    var table = CSVTable(columns: [
      "function", "domain", "lipschitz_constant", "error", "nodes", "neurons", "linear_pieces",
      "node_bound", "error_bound", "sup_error_lower", "sup_error_upper", "class_least_pieces",
      "optimal_pieces", "optimal_pieces_exact",
    ])
    for network in networks {
      let row: [(any CustomStringConvertible)?] = [
        network.function, network.domain.map(\.description).joined(separator: ";"),
        network.constant, network.error, network.nodes.rawValue, network.neurons, network.pieces,
        network.nodeBound, network.errorBound,
        network.errorText(network.supError.lower, DecimalBound.below),
        network.errorText(network.supError.upper, DecimalBound.above), network.classLeastPieces,
        network.optimum?.count, network.optimum?.isExact,
      ]
      table.append(row)
    }
    return table
  }
}
