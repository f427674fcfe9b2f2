import ArgumentParser
import ReLUNetworks

/// `pleat construct`: networks by formula.
struct Construct: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Write a network made by formula, with what is proved of it.",
    discussion: """
      The network goes to --output, the report then to standard output; without
      --output the network itself goes to standard output.

        pleat construct zigzag --width 10 --depth 50 --output zigzag.json
        pleat construct sawtooth --width 2 --depth 3 | pleat pieces - --on 0,1
        pleat construct montufar --inputs 2 --widths 4,4,3 --output folds.json
        pleat construct interpolant --samples samples.csv --output spline.json
      """,
    subcommands: [
      ConstructSawtooth.self, ConstructZigzag.self, ConstructAbsoluteFold.self,
      ConstructNarrow.self, ConstructTakagi.self, ConstructMontufar.self, ConstructSerra.self,
      ConstructPascanu.self, ConstructZonotope.self, ConstructHat.self,
      ConstructInterpolant.self, ConstructRandom.self, ConstructTwoLevelLattice.self,
    ])
}

/// A subcommand of `pleat construct`: makes a network and says what is proved of it.
protocol ConstructionCommand: ParsableCommand {
  var product: ProductOptions { get }

  /// The network asked for.
  func network() throws -> ReLUNetwork

  /// What is proved of it.
  func guarantees() throws -> [Guarantee]
}

extension ConstructionCommand {
  func run() throws {
    _ = try product.run.threadCount()
    let network = try network()
    let name = Self.configuration.commandName ?? ""
    try product.write(
      network.json(),
      ConstructionReport(construction: name, network: network, guarantees: guarantees()).report)
  }
}
