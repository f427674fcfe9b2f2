internal import ExactNumbers
internal import ReLUNetworks
internal import Reporting

extension Experiment {
  /// Networks for xy by every known form: errors, regions, neurons, and pictures of the error.
  static let multiplyErrorRegions = Experiment(
    name: "multiply-error-regions",
    question: "Which squares should a network for xy be made of, by error, regions and neurons?"
  ) { progress in
    let products = try progress.map(ProductCase.all) { try CertifiedProduct($0) }
    return ExperimentResult(
      table: multiplyErrorTable(products),
      figure: MultiplyErrorFigure(products: products).figure)
  }

  private static func multiplyErrorTable(_ products: [CertifiedProduct]) -> CSVTable {
    var table = CSVTable(columns: [
      "form", "domain", "levels", "requested_error", "depth", "width", "neurons", "parameters",
      "activation_regions", "linear_regions", "sup_error", "error_minimum", "error_maximum",
      "sup_on_axes", "area_over_8_errors",
    ])
    for product in products {
      let (example, range) = (product.example, product.visited?.errors.range)
      let row: [(any CustomStringConvertible)?] = [
        example.name, product.domain.map(\.description).joined(separator: ";"), example.levels,
        example.requestedError, product.architecture.depth, product.architecture.width,
        product.architecture.neuronCount, product.architecture.parameterCount,
        product.visited?.activationRegions, product.visited?.linearRegions, product.error,
        range?.lowerBound, range?.upperBound, product.visited?.supOnAxes,
        product.areaOverEightErrors,
      ]
      table.append(row)
    }
    return table
  }
}
