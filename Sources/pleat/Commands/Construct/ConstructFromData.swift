import ArgumentParser
import Constructions
import ExactNumbers
import ReLUNetworks

/// `pleat construct hat`.
struct ConstructHat: ConstructionCommand {
  static let configuration = CommandConfiguration(
    commandName: "hat", abstract: "A hat function: 0 outside (a, c), 1 at b.",
    discussion: """
        pleat construct hat --knots -1,0,1/2 | pleat pieces - --list
      """)

  @Option(
    parsing: .unconditional, help: ArgumentHelp("Its three knots.", valueName: "a,b,c"))
  var knots: String

  @OptionGroup var product: ProductOptions

  func network() throws -> ReLUNetwork {
    let knots = try ArgumentText.rationals(knots, option: "--knots")
    guard knots.count == 3 else {
      throw RequestError(
        option: "--knots", "a hat has three knots a,b,c; \(knots.count) given")
    }
    do {
      return try .hat(left: knots[0], peak: knots[1], right: knots[2])
    } catch {
      throw RequestError(option: "--knots", error.description)
    }
  }

  func guarantees() throws -> [Guarantee] {
    [Guarantee(counts: "linearPieces", domain: "-inf,inf", value: 4)]
  }
}

/// `pleat construct interpolant`.
struct ConstructInterpolant: ConstructionCommand {
  static let configuration = CommandConfiguration(
    commandName: "interpolant", abstract: "Joins samples of a function by straight lines.",
    discussion: """
      The file is a CSV table x,y of exact numbers with increasing x. A function
      with these samples whose slopes stay within L differs from the network by
      at most L · gap/2, gap the greatest distance of neighbouring x.

        pleat construct interpolant --samples samples.csv --output spline.json
      """)

  @Option(
    parsing: .unconditional, help: ArgumentHelp("The samples' file.", valueName: "FILE"))
  var samples: String

  @OptionGroup var product: ProductOptions

  func network() throws -> ReLUNetwork {
    let rows = try VectorFile.read(samples)
    for (index, row) in rows.enumerated() where row.count != 2 {
      throw RequestError(
        "\(samples): sample \(index + 1) has \(row.count) numbers where x,y are expected")
    }
    do {
      return try ShallowInterpolant(samples: rows.map { (x: $0[0], y: $0[1]) }).network
    } catch {
      throw RequestError("\(samples): \(error)")
    }
  }

  func guarantees() throws -> [Guarantee] { [] }
}
