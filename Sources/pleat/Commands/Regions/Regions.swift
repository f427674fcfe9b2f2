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

        pleat regions net.onnx --box -1,1 --checkpoint count.json
        pleat regions net.onnx --box -1,1 --shard 3/16 --format json > shard3.json

      --checkpoint survives every end, a power cut included: the same command goes
      on. With it or --shard the counts are activationRegions and perLayer.
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

  @OptionGroup var longCount: LongCountOptions

  @Option(
    help: ArgumentHelp(
      "How to count; auto chooses (fold: networks that fold space, activation regions alone)."))
  var method: RegionMethod = .automatic

  @Flag(help: "Stream the activation regions, numbered from 1, instead of counting.")
  var list = false

  @Flag(help: DecisionRecord.help)
  var decisions = false

  @OptionGroup var budget: BudgetOptions
  @OptionGroup var reading: ReadingOptions
  @OptionGroup var report: ReportOptions

  func run() throws {
    let limits = (threads: try report.run.threadCount(), seconds: try budget.seconds())
    let names = try longCount.isGiven ? longCount.names(counting) : counting.names()
    if longCount.isGiven { try longCount.refuse(list: list, method) }
    let depth = try layers.map {
      try ArgumentText.integer($0, in: 1...Int.max, option: "--layers")
    }
    let loaded = try reading.read(network)
    let chosen = try selection.selected(from: loaded.network, name: loaded.label)
    let subject = try domain.subject(chosen, name: loaded.label)
    if list {
      return try RegionList(subject: subject, name: loaded.label, layers: depth, report: report)
        .stream(until: WorkLimit(seconds: limits.seconds))
    }
    let decided = decisions ? DecisionRecord() : nil
    let watch = Stopwatch()
    let counts = try RegionRefusal.naming(loaded.label) {
      try longCount.isGiven
        ? longCounts(subject, names, depth, limits, decided)
        : self.counts(subject, names, depth, limits, decided)
    }
    var result = RegionReport(
      network: loaded, subject: subject,
      outputs: selection.outputs == nil
        ? nil : try selection.numbers(of: loaded.network, name: loaded.label),
      layers: depth, counts: counts, seconds: watch.seconds)
    result.decisions = decided
    if longCount.shard != nil {
      result.share = (try longCount.share(), try subject.task(layers: depth, method: method))
    }
    try report.write(result.report)
    if !counts.isComplete { throw StoppedEarly() }
  }

  private func counts(
    _ subject: RegionSubject, _ names: Set<RegionCountName>, _ depth: Int?,
    _ limits: (threads: Int, seconds: Double?), _ decided: DecisionRecord?
  ) throws -> RegionCounts {
    let progress = report.run.reporter("Counting", unit: "activation regions")
    defer { progress.finish() }
    Interruption.watch()
    var request = RegionCountRequest(
      counts: names, layers: depth, method: method, threads: limits.threads,
      budgetSeconds: limits.seconds, isCancelled: { Interruption.hasCome },
      progress: { progress.report($0.activationRegions, fraction: $0.fraction) })
    request.decisions = decided?.note
    return try subject.network.regionCounts(in: subject.box, request)
  }

  private func longCounts(
    _ subject: RegionSubject, _ names: Set<RegionCountName>, _ depth: Int?,
    _ limits: (threads: Int, seconds: Double?), _ decided: DecisionRecord?
  ) throws -> RegionCounts {
    let file = try longCount.checkpoint.map { try CheckpointFile(path: $0, run: report.run) }
    let saved = try file?.read()
    let progress = report.run.reporter("Counting", unit: "activation regions")
    defer { progress.finish() }
    Interruption.watch()
    do {
      var request = LongCountRequest(
        counts: names, layers: depth, method: method, shard: try longCount.share(),
        resumed: saved, threads: limits.threads, budgetSeconds: limits.seconds,
        isCancelled: { Interruption.hasCome },
        progress: { progress.report($0.activationRegions, fraction: $0.fraction) },
        save: file?.write)
      request.decisions = decided?.note
      return try subject.network.longRegionCounts(in: subject.box, request)
    } catch let error as CheckpointError {
      throw RequestError("\(file?.path ?? network): \(error)")
    }
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
