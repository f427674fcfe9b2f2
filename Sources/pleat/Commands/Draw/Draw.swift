import ArgumentParser
import ExactNumbers
import LinearPieces
import ReLUNetworks
import Reporting

/// `pleat draw`: the graph of a one-input network, or along a segment, as SVG.
struct Draw: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Draw the graph of a network along one dimension, with its breakpoints.",
    discussion: """
      Breakpoints are dots; where a neuron switches and the slope stays stands a
      hollow tick. Several networks share one picture. Without --on the file's box
      is drawn, else an interval that shows all breakpoints, which is then said.

        pleat draw saw.json --on 0,1 --output saw.svg
        pleat draw depth1.json depth2.json depth3.json --stacked --output depths.svg
        pleat draw saw.json --layers --output layers.svg
        pleat draw digits.npz --from 0,… --to 1,… --outputs 1,2 --output line.svg
      """)

  @Argument(help: "The networks' files; - reads our JSON from standard input.")
  var networks: [String]

  @OptionGroup var domain: LineDomainOptions
  @OptionGroup var selection: OutputSelection

  @Flag(help: "Draw the activation changes as lines, coloured by the layer that drew them.")
  var layers = false

  @Flag(help: "Give each network a panel of its own instead of one for all.")
  var stacked = false

  @OptionGroup var budget: BudgetOptions
  @OptionGroup var reading: ReadingOptions
  @OptionGroup var product: ProductOptions

  func validate() throws {
    if layers && networks.count > 1 && !stacked {
      throw ValidationError("--layers takes one network a panel: add --stacked.")
    }
    if networks.filter({ $0 == "-" }).count > 1 {
      throw ValidationError("Standard input holds one network: name - once.")
    }
  }

  func run() throws {
    _ = try product.run.threadCount()
    let limit = WorkLimit(seconds: try budget.seconds())
    let subjects = try networks.map { path in
      let loaded = try reading.read(path)
      return GraphSubject(
        network: loaded, line: try domain.subject(loaded.network, name: loaded.label),
        outputs: try selection.numbers(of: loaded.network, name: loaded.label))
    }
    let window = try GraphWindow(subjects, limit: limit)
    let traces = try subjects.map { try GraphTrace($0, on: window.interval, limit: limit) }
    let picture = GraphPicture(
      traces: traces, window: window.interval, showsLayers: layers, isStacked: stacked)
    if window.isChosen && !product.hasReport {
      product.run.remark("drawn on \(window.interval), chosen to show all breakpoints")
    }
    try product.write(
      picture.figure.svg(), GraphReport(traces: traces, window: window).report)
  }
}

/// A network to draw, along its line.
struct GraphSubject {
  let network: LoadedNetwork
  let line: LineSubject
  /// The outputs drawn, numbered from 1.
  let outputs: [Int]
}
