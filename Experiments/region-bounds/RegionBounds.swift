internal import ExactNumbers
internal import ExpressivityBounds
internal import Reporting

extension Experiment {
  /// Random networks of several inputs, counted beside every bound on their regions.
  static let regionBounds = Experiment(
    name: "region-bounds",
    question: "How many of the regions that the bounds allow do random networks have?"
  ) { progress in
    let counted = try progress.map(RandomArchitecture.all) { try $0.counted() }
    return ExperimentResult(
      table: regionBoundsTable(counted), figure: RegionBoundsFigure(counted: counted).figure)
  }

  /// The bounds that apply to some networks of several layers and inputs, in the order of `bounds()`.
  private static let boundNames = [
    "naive", "per_layer_zaslavsky", "montufar2017", "serra2018", "hinz_montufar_gamma",
    "hinz_serra_gamma", "lower_pascanu2013", "lower_montufar2014", "lower_serra2018",
    "lower_arora2018_zonotope", "lower_zonotope_zigzag", "maximum_one_layer",
  ]

  private static func regionBoundsTable(_ counted: [RandomRegions]) -> CSVTable {
    var table = CSVTable(
      columns: [
        "inputs", "hidden_widths", "neurons", "depth", "domain", "draws", "first_seed",
        "first_layer_regions_median", "regions_mean", "regions_minimum", "regions_lower_quartile",
        "regions_median", "regions_upper_quartile", "regions_maximum", "regions_mean_per_volume",
        "hanin_rolnick_scale",
      ] + boundNames)
    for found in counted {
      let (architecture, regions) = (found.architecture, found.regions)
      let row: [(any CustomStringConvertible)?] = [
        architecture.inputs, architecture.hidden.map(String.init).joined(separator: ","),
        architecture.neurons, architecture.hidden.count, architecture.domain.rawValue,
        regions.sorted.count, architecture.firstSeed, found.firstLayer.median, regions.mean,
        regions.minimum, regions.lowerQuartile, regions.median, regions.upperQuartile,
        regions.maximum, found.meanPerVolume, found.scale,
      ]
      table.append(row + boundNames.map { found.bound($0) })
    }
    return table
  }
}
