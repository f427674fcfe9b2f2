import ArgumentParser
import Constructions
import ExactNumbers
import ExpressivityBounds
import ReLUNetworks

/// `pleat construct zonotope`.
struct ConstructZonotope: ConstructionCommand {
  static let configuration = CommandConfiguration(
    commandName: "zonotope", abstract: "The support function of a zonotope, then folds.",
    discussion: """
      The file has one generator a line, its coordinates with commas between
      them; or JSON, [["1", "0"], ["1/2", "1"]].

        pleat construct zonotope --generators g.csv --width 3 --depth 2 \\
          --output zonotope.json
      """)

  @Option(
    parsing: .unconditional, help: ArgumentHelp("The generators' file.", valueName: "FILE"))
  var generators: String

  @Option(
    parsing: .unconditional, help: ArgumentHelp("The neurons of each fold.", valueName: "w"))
  var width: String

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("The hidden layers after the first.", valueName: "k"))
  var depth: String

  @OptionGroup var product: ProductOptions

  func network() throws -> ReLUNetwork {
    let vectors = try VectorFile.read(generators)
    do {
      return try .zonotope(
        generators: vectors, width: try widthValue(), depth: try depthValue())
    } catch let error as ConstructionError {
      throw RequestError("\(generators): \(error)")
    }
  }

  func guarantees() throws -> [Guarantee] {
    let vectors = try VectorFile.read(generators)
    let (width, depth) = (try widthValue(), try depthValue())
    guard let inputs = vectors.first?.count, depth == 0 || width >= 3 else { return [] }
    let cones = (0..<inputs).reduce(Integer.zero) {
      $0 + Integer.binomial(vectors.count - 1, $1)
    }
    return [
      Guarantee(
        counts: "linearRegions", domain: "all", value: 2 * cones * Integer(width + 1).power(depth),
        hypotheses: "generators in general position")
    ]
  }

  private func widthValue() throws -> Int {
    try ArgumentText.integer(width, in: 1...Int.max, option: "--width")
  }

  private func depthValue() throws -> Int {
    try ArgumentText.integer(depth, in: 0...Int.max, option: "--depth")
  }
}
