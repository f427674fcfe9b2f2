internal import Reporting

extension Experiment {
  /// Neurons against error for every target, deep, shallow, and the least possible.
  static let polynomialsAndFunctions = Experiment(
    name: "polynomials-and-functions",
    question: "How many neurons does a function need for an error, deep, shallow, and at least?",
    isLong: true
  ) { progress in
    let requests = FunctionCase.all.flatMap { example in
      NeuronComparison.digits.map { (example, $0) }
    }
    var table = CSVTable(columns: NeuronComparison.columns)
    for rows in try progress.map(requests, { try NeuronComparison($0.0, digits: $0.1).rows }) {
      for row in rows { table.append(row) }
    }
    return ExperimentResult(
      table: table, figure: PolynomialsAndFunctionsFigure(table: table).figure)
  }
}
