internal import Reporting

extension Experiment {
  /// Regions of trained networks in a plane, on lines, and how they change with training.
  static let regionsOfTrainedNetworks = Experiment(
    name: "regions-of-trained-networks",
    question:
      "How many regions has a trained network by each definition, and does training add any?"
  ) { progress in
    let cases =
      try TrainedCase.moons() + TrainedCase.roundedMoons() + TrainedCase.digitSlices()
      + TrainedCase.digitLines()
    let counted = try progress.map(cases) { try CountedCase($0) }
    return ExperimentResult(
      table: regionsTable(counted),
      figure: try RegionsOfTrainedNetworksFigure(counted: counted).figure())
  }

  private static func regionsTable(_ counted: [CountedCase]) -> CSVTable {
    var table = CSVTable(columns: [
      "network", "epoch", "bits", "kind", "digits", "domain", "definition", "layers", "count",
    ])
    for counts in counted {
      let example = counts.example
      for count in counts.counts {
        let row: [(any CustomStringConvertible)?] = [
          example.network, example.epoch, example.bits, example.kind.rawValue, example.digitList,
          example.domain, count.definition.rawValue, count.layers, count.value,
        ]
        table.append(row)
      }
    }
    return table
  }
}
