import Approximation
import ArgumentParser
import ExactNumbers
import LinearPieces
import ReLUNetworks
import Reporting

extension FillName: ExpressibleByArgument {}

/// `pleat draw`: the graph along one dimension, or the regions of a plane domain, as SVG.
struct Draw: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Draw the graph of a network, or its regions in the plane.",
    discussion: """
      One input, or a segment: the graph. Breakpoints are dots; where a neuron
      switches and the slope stays stands a hollow tick. Several networks share one
      picture. Two inputs, or a plane slice: the regions, a panel for each network;
      dotted edges are those across which the function stays the same. Without
      --on or --box the file's box is drawn, else a part that shows where the
      function changes, which is then said. With --target the graph of a function
      stands behind those of the networks, and a panel below shows how far each of
      them is from it, with the proved sup error.

        pleat draw saw.json --on 0,1 --output saw.svg
        pleat draw depth1.json depth2.json depth3.json --stacked --output depths.svg
        pleat draw square.json --on 0,1 --target square --output error.svg
        pleat draw digits.npz --from 0,… --to 1,… --outputs 1,2 --output line.svg

        pleat draw moons.npz --box -2,3 --output moons.svg
        pleat draw moons.npz --box -2,3 --fill value --output value.svg
        pleat draw folds.json --layers --output layers.svg
        pleat draw digits.npz --slice plane.json --outputs 3 --output slice.svg

      --fill affine colours by the slope of an output, equal maps alike; pattern by
      the number of active neurons; value by the output's value, in bands. They show
      the first output, or the one of --outputs.
      """)

  @Argument(help: "The networks' files; - reads our JSON from standard input.")
  var networks: [String]

  @OptionGroup var line: LineDomainOptions
  @OptionGroup var plane: RegionDomainOptions
  @OptionGroup var selection: OutputSelection

  @Option(
    help: ArgumentHelp("What the colours of regions show (default: affine; none with --layers)."))
  var fill: FillName?

  @Option(
    help: ArgumentHelp(
      "A function to compare networks of one input with, as pleat approximate names it.",
      valueName: "target"))
  var target: String?

  @Flag(help: "Colour what a layer draws by the layer: lines of a graph, edges of regions.")
  var layers = false

  @Flag(help: "Give each network's graph a panel of its own instead of one for all.")
  var stacked = false

  @OptionGroup var budget: BudgetOptions
  @OptionGroup var reading: ReadingOptions
  @OptionGroup var product: ProductOptions

  func validate() throws {
    if networks.filter({ $0 == "-" }).count > 1 {
      throw ValidationError("Standard input holds one network: name - once.")
    }
    if plane.isGiven && (line.on != nil || line.from != nil) {
      throw ValidationError("--box and --slice choose a plane, --on and --from a line: use one.")
    }
    if target != nil && (line.from != nil || layers || stacked) {
      throw ValidationError("--target goes with --on, not with --from, --layers or --stacked.")
    }
    if line.from != nil && fill != nil {
      throw ValidationError("--fill colours regions of the plane; a segment has a graph.")
    }
  }

  func run() throws {
    _ = try product.run.threadCount()
    let limit = WorkLimit(seconds: try budget.seconds())
    let loaded = try networks.map { try reading.read($0) }
    let function = try target.map { try targetOfOneInput($0, loaded) }
    let isPlane = try loaded.map(isPlane)
    guard isPlane.allSatisfy({ $0 == isPlane[0] }) else {
      throw RequestError("networks of one and of two inputs cannot share a picture")
    }
    if isPlane[0] {
      try drawMaps(loaded, limit: limit)
    } else {
      try drawGraphs(loaded, function, limit: limit)
    }
  }

  /// The target, if each network can be compared with it.
  private func targetOfOneInput(
    _ text: String, _ loaded: [LoadedNetwork]
  ) throws -> ApproximationTarget {
    let function = try TargetDomain.target(text)
    guard function.inputCount == 1 else {
      throw RequestError(
        option: "--target", "\(function) has \(function.inputCount) inputs; a graph shows one")
    }
    for network in loaded {
      let inputs = network.network.inputDimension
      guard inputs == 1 else {
        throw RequestError(
          option: "--target", "\(network.label) has \(inputs) inputs; a graph shows one")
      }
      let outputs = try selection.numbers(of: network.network, name: network.label).count
      guard outputs == 1 else {
        throw RequestError(
          option: "--target", "\(network.label) has \(outputs) outputs: choose one with --outputs")
      }
    }
    return function
  }

  /// Whether a network is drawn in the plane.
  private func isPlane(_ loaded: LoadedNetwork) throws -> Bool {
    if line.from != nil { return false }
    if plane.slice != nil { return true }
    let name = loaded.label
    switch loaded.network.inputDimension {
    case 1 where plane.box != nil:
      throw RequestError(option: "--box", "\(name) has 1 input: give its interval with --on")
    case 1 where fill != nil:
      throw RequestError(
        option: "--fill", "\(name) has 1 input: its picture is a graph without regions")
    case 1: return false
    case 2: return true
    case let count:
      throw RequestError(
        "\(name) has \(count) inputs: choose a segment with --from and --to, or a plane slice "
          + "with --slice")
    }
  }
}

extension Draw {
  private func drawGraphs(
    _ loaded: [LoadedNetwork], _ function: ApproximationTarget?, limit: WorkLimit
  ) throws {
    if layers && loaded.count > 1 && !stacked {
      throw ValidationError("--layers takes one network a panel: add --stacked.")
    }
    let subjects = try loaded.map { loaded in
      GraphSubject(
        network: loaded, line: try line.subject(loaded.network, name: loaded.label),
        outputs: try selection.numbers(of: loaded.network, name: loaded.label))
    }
    let window = try GraphWindow(subjects, limit: limit)
    let traces = try subjects.map { try GraphTrace($0, on: window.interval, limit: limit) }
    let compared = try function.map {
      try TargetTrace($0, traces, on: window.interval, limit: limit)
    }
    let picture = GraphPicture(
      traces: traces, target: compared, window: window.interval, showsLayers: layers,
      isStacked: stacked)
    if window.isChosen && !product.hasReport {
      product.run.remark("drawn on \(window.interval), chosen to show all breakpoints")
    }
    try product.write(
      picture.figure.svg(),
      GraphReport(traces: traces, target: compared, window: window).report)
  }

  private func drawMaps(_ loaded: [LoadedNetwork], limit: WorkLimit) throws {
    if stacked { throw ValidationError("--stacked is for graphs; each map has a panel anyway.") }
    // One output has its colours; the edges are those of all outputs drawn.
    let fill = fill ?? (layers ? nil : .affine)
    var domain = plane
    if let on = line.on { domain.box = on }
    let traces = try loaded.map { loaded in
      let name = loaded.label
      let outputs = try selection.numbers(of: loaded.network, name: name)
      let chosen = try selection.selected(from: loaded.network, name: name)
      let subject = MapSubject(
        network: loaded, plane: try domain.subject(chosen, name: name), output: outputs[0])
      return try MapTrace(
        subject, fill, showsLayers: layers, run: product.run, limit: limit)
    }
    for trace in traces where trace.window.isChosen && !product.hasReport {
      product.run.remark("\(trace.subject.name) drawn on \(trace.window.text)")
    }
    try product.write(
      MapPicture(traces: traces, fill: fill, showsLayers: layers).figure.svg(),
      MapReport(traces: traces).report)
  }
}

/// A network to draw, along its line.
struct GraphSubject {
  let network: LoadedNetwork
  let line: LineSubject
  /// The outputs drawn, numbered from 1.
  let outputs: [Int]
}
