import ArgumentParser
import ExactNumbers
import LinearRegions
import ReLUNetworks
import Reporting

/// `pleat estimate`: an unbiased estimate where there are too many regions to count.
struct Estimate: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Estimate the number of activation regions by sampling, without bias.",
    discussion: """
      Counts the cells of some layer exactly, and the regions under each with
      probability p; their sum divided by p is the estimate. Over the seeds its
      mean is the true number. The standard error is an estimate as well.

        pleat construct random --widths 5,16,16,16,1 --seed 1 --output net.json
        pleat estimate net.json --box -1,1 --relative-error 0.05
        pleat estimate net.json --box -1,1 --budget 60 --seed 7 --format json

      --relative-error chooses layer and probability so that the standard error is
      expected to be that share of the estimate: the same for a seed on every
      machine. --budget takes the deepest layer and the largest sample that fit.
      Without either, --relative-error is 0.01. The domain is that of pleat regions.
      """)

  @Argument(help: "The network's file; - reads our JSON from standard input.")
  var network: String

  @OptionGroup var domain: RegionDomainOptions

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Estimate after the first k hidden layers (default: all).", valueName: "k"))
  var layers: String?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("The standard error aimed at, relative to the estimate.", valueName: "r"))
  var relativeError: String?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Sample cells of this layer (default: chosen).", valueName: "k"))
  var sampledLayer: String?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Sample each cell with this probability (default: chosen).", valueName: "p"))
  var probability: String?

  @Flag(help: DecisionRecord.help)
  var decisions = false

  @OptionGroup var seed: SeedOption
  @OptionGroup var budget: BudgetOptions
  @OptionGroup var reading: ReadingOptions
  @OptionGroup var report: ReportOptions

  func run() throws {
    let request = try request()
    let loaded = try reading.read(network)
    let subject = try domain.subject(loaded.network, name: loaded.label)
    let progress = report.run.reporter("Sampling", unit: "cells and regions")
    Interruption.watch()
    let watch = Stopwatch()
    var asked = request
    asked.progress = { progress.report($0.activationRegions, fraction: $0.fraction) }
    let decided = DecisionRecord()
    asked.decisions = decided.note
    let estimate = try RegionRefusal.naming(loaded.label) {
      try subject.network.regionEstimate(in: subject.box, asked)
    }
    progress.finish()
    let result = EstimateReport(
      network: loaded, subject: subject, layers: request.layers, estimate: estimate,
      seed: request.seed, decisions: decisions ? decided : nil, seconds: watch.seconds)
    try report.write(result.report)
    if !estimate.isComplete { throw StoppedEarly() }
  }

  private func request() throws -> RegionEstimateRequest {
    RegionEstimateRequest(
      layers: try Self.layer(layers, option: "--layers"), seed: try seed.value(),
      relativeError: try relativeError.map {
        try TargetDomain.positive($0, option: "--relative-error")
      },
      budgetSeconds: try budget.seconds(),
      sampledLayer: try Self.layer(sampledLayer, option: "--sampled-layer"),
      probability: try probability.map(Self.probability), threads: try report.run.threadCount(),
      isCancelled: { Interruption.hasCome })
  }

  private static func layer(_ text: String?, option: String) throws -> Int? {
    try text.map { try ArgumentText.integer($0, in: 1...Int.max, option: option) }
  }

  private static func probability(_ text: String) throws -> Rational {
    let value = try TargetDomain.positive(text, option: "--probability")
    guard value <= 1 else {
      throw RequestError(option: "--probability", "the number must be at most 1")
    }
    return value
  }
}
