import ArgumentParser
import Constructions
import ReLUNetworks

/// `pleat construct random`.
struct ConstructRandom: ConstructionCommand {
  static let configuration = CommandConfiguration(
    commandName: "random", abstract: "Random weights of He's scale, the same on every machine.",
    discussion: """
        pleat construct random --widths 1,8,8,1 --seed 7 --output random.json
        pleat pieces random.json
      """)

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Inputs, hidden widths, outputs.", valueName: "n0,…,n_out"))
  var widths: String

  @OptionGroup var seed: SeedOption
  @OptionGroup var product: ProductOptions

  func network() throws -> ReLUNetwork {
    let widths = try ArgumentText.integers(widths, in: 1...Int.max, option: "--widths")
    return try .random(widths: widths, seed: seed.value())
  }

  func guarantees() throws -> [Guarantee] { [] }
}

/// `pleat construct tll`.
struct ConstructTwoLevelLattice: ConstructionCommand {
  static let configuration = CommandConfiguration(
    commandName: "tll",
    abstract: "A random two-level lattice: the maximum over groups of a minimum.",
    discussion: """
        pleat construct tll --inputs 2 --groups 4 --per-group 4 --seed 1 \\
          --output tll.json
        pleat pieces tll.json --from -1,-1 --to 1,1
      """)

  @Option(
    parsing: .unconditional, help: ArgumentHelp("The number of inputs.", valueName: "n"))
  var inputs: String

  @Option(
    parsing: .unconditional, help: ArgumentHelp("The number of groups.", valueName: "g"))
  var groups: String

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("The affine functions of each group.", valueName: "p"))
  var perGroup: String

  @OptionGroup var seed: SeedOption
  @OptionGroup var product: ProductOptions

  func network() throws -> ReLUNetwork {
    try .twoLevelLattice(
      inputs: ArgumentText.integer(inputs, in: 1...Int.max, option: "--inputs"),
      groups: ArgumentText.integer(groups, in: 1...Int.max, option: "--groups"),
      perGroup: ArgumentText.integer(perGroup, in: 1...Int.max, option: "--per-group"),
      seed: seed.value())
  }

  func guarantees() throws -> [Guarantee] { [] }
}
