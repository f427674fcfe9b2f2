import ArgumentParser
import Constructions
import ExactNumbers
import ExpressivityBounds
import ReLUNetworks

/// `pleat construct montufar`.
struct ConstructMontufar: ConstructionCommand {
  static let configuration = CommandConfiguration(
    commandName: "montufar", abstract: "Folds every coordinate of the unit cube by sawteeth.",
    discussion: """
        pleat construct montufar --inputs 2 --widths 4,4,3 --output folds.json
          proved  112 activationRegions on 0,1;0,1
      """)

  @OptionGroup var folds: FoldOptions
  @OptionGroup var product: ProductOptions

  func network() throws -> ReLUNetwork {
    try .montufar(inputs: folds.inputCount(), widths: folds.widthList())
  }

  func guarantees() throws -> [Guarantee] {
    try folds.guarantees { Integer($0 / $1).power($1) }
  }
}

/// `pleat construct serra`.
struct ConstructSerra: ConstructionCommand {
  static let configuration = CommandConfiguration(
    commandName: "serra", abstract: "Folds every coordinate by zigzags, one piece more each.",
    discussion: """
        pleat construct serra --inputs 2 --widths 6,6,3 --output folds.json
          proved  1792 activationRegions on 0,1;0,1
      """)

  @OptionGroup var folds: FoldOptions
  @OptionGroup var product: ProductOptions

  func network() throws -> ReLUNetwork {
    try .serra(inputs: folds.inputCount(), widths: folds.widthList())
  }

  func guarantees() throws -> [Guarantee] {
    try folds.guarantees(onWholeSpace: true) { Integer($0 / $1 + 1).power($1) }
  }
}

/// `pleat construct pascanu`.
struct ConstructPascanu: ConstructionCommand {
  static let configuration = CommandConfiguration(
    commandName: "pascanu", abstract: "Folds one coordinate of the unit cube.",
    discussion: """
        pleat construct pascanu --inputs 2 --widths 4,4,3 --output folds.json
          proved  28 activationRegions on 0,1;0,1
      """)

  @OptionGroup var folds: FoldOptions
  @OptionGroup var product: ProductOptions

  func network() throws -> ReLUNetwork {
    try .pascanu(inputs: folds.inputCount(), widths: folds.widthList())
  }

  func guarantees() throws -> [Guarantee] {
    try folds.guarantees { Integer($0 / $1) }
  }
}

extension FoldOptions {
  /// The construction's count: what each layer but the last multiplies, times the regions of the
  /// last layer's hyperplanes.
  fileprivate func guarantees(
    onWholeSpace: Bool = false, _ factor: (_ width: Int, _ inputs: Int) -> Integer
  ) throws -> [Guarantee] {
    let (inputs, widths) = (try inputCount(), try widthList())
    let last = maximumRegionCount(hyperplanes: widths[widths.count - 1], dimension: inputs)
    let value = widths.dropLast().reduce(last) { $0 * factor($1, inputs) }
    let cube = Guarantee(
      counts: "activationRegions", domain: box("0,1", inputs: inputs), value: value)
    guard onWholeSpace else { return [cube] }
    return [cube, Guarantee(counts: "activationRegions", domain: "all", value: value)]
  }

  /// A box with the same interval for every input, as `--box` takes it.
  private func box(_ interval: String, inputs: Int) -> String {
    inputs <= 8
      ? Array(repeating: interval, count: inputs).joined(separator: ";") : interval
  }
}
