import ArgumentParser
import ExactNumbers
import LinearRegions
import ReLUNetworks
import Reporting

/// `pleat regions`: exact counts of regions in a box of the input space or in a plane slice.
struct Regions: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Count or list the regions of a network in a box or a slice, exactly.",
    discussion: """
      Without --box the file's box is the domain, else the whole space. A network of
      many inputs is counted on a slice, {"origin": […], "directions": [[…], […]],
      "box": [[lo, hi], [lo, hi]]}, of any number of directions; --box then is one of
      slice coordinates.

        pleat construct montufar --inputs 2 --widths 4,4 --output folds.json
        pleat regions folds.json --box 0,1
          activation regions  44
          linear regions      44
          after each layer    4, 44

        pleat regions net.onnx --box "-1,1;0,inf" --count all --format json
        pleat regions acas.nnet --slice plane.json --budget 60
        pleat regions net.npz --box all --list --format csv --output regions.csv
          region,pattern,interior_point

      Patterns are 0 and 1, a bar between layers; an interior point of csv has a
      semicolon between its coordinates, those of the slice on a slice. --format
      json lists the affine map, corners and facets of each region, too.
      Ctrl-C and --budget stop a count with what is known: each count is then a
      lower bound, "complete" is false, the exit status 3.
      """)

  @Argument(help: "The network's file; - reads our JSON from standard input.")
  var network: String

  @OptionGroup var domain: RegionDomainOptions
  @OptionGroup var selection: OutputSelection
  @OptionGroup var counting: RegionCountSelection

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Count after the first k hidden layers (default: all).", valueName: "k"))
  var layers: String?

  @Option(
    help: ArgumentHelp(
      "How to count; auto chooses (fold: networks that fold space, activation regions alone)."))
  var method: RegionMethod = .automatic

  @Flag(help: "Stream the activation regions, numbered from 1, instead of counting.")
  var list = false

  @OptionGroup var budget: BudgetOptions
  @OptionGroup var reading: ReadingOptions
  @OptionGroup var report: ReportOptions

  func run() throws {
    let threads = try report.run.threadCount()
    let seconds = try budget.seconds()
    let names = try counting.names()
    let depth = try layers.map {
      try ArgumentText.integer($0, in: 1...Int.max, option: "--layers")
    }
    let loaded = try reading.read(network)
    let chosen = try selection.selected(from: loaded.network, name: loaded.label)
    let subject = try domain.subject(chosen, name: loaded.label)
    if list {
      return try RegionList(subject: subject, name: loaded.label, layers: depth, report: report)
        .stream(until: WorkLimit(seconds: seconds))
    }
    let progress = report.run.reporter("Counting", unit: "activation regions")
    Interruption.watch()
    let watch = Stopwatch()
    let counts = try RegionRefusal.naming(loaded.label) {
      try subject.network.regionCounts(
        in: subject.box,
        RegionCountRequest(
          counts: names, layers: depth, method: method, threads: threads, budgetSeconds: seconds,
          isCancelled: { Interruption.hasCome },
          progress: { progress.report($0.activationRegions) }))
    }
    progress.finish()
    let result = RegionReport(
      network: loaded, subject: subject,
      outputs: selection.outputs == nil
        ? nil : try selection.numbers(of: loaded.network, name: loaded.label),
      layers: depth, counts: counts, seconds: watch.seconds)
    try report.write(result.report)
    if !counts.isComplete { throw StoppedEarly() }
  }
}

/// Puts a network's name before the engine's reason to refuse it.
enum RegionRefusal {
  static func naming<Value>(_ name: String, _ work: () throws -> Value) throws -> Value {
    do {
      return try work()
    } catch let error as RegionCountError where error != .cancelled {
      throw RequestError("\(name): \(error)")
    }
  }
}
