import ArgumentParser
import LinearPieces
import ReLUNetworks
import Reporting

/// `pleat pieces`: exact counts along one dimension.
struct Pieces: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Count or list linear pieces along one dimension, exactly.",
    discussion: """
      A network of one input is counted on an interval, any other one along a
      segment, t from 0 to 1. Without --on the file's box is the domain, else the
      whole line.

        pleat construct zigzag --width 10 --depth 1000 --output zigzag.json
        pleat pieces zigzag.json --on 0,1
          linear pieces  24699329180058263341…90724141496484460001 (1042 digits)

        pleat pieces net.nnet --from 0,0,0,0,0 --to 1/2,0,-1/3,0,0 --count all
        pleat pieces net.json --on -1,1 --list --format csv --output pieces.csv
          piece,from,to,slope,intercept

      --list streams the linear pieces instead of counting; --count and --method
      play no part then. Ctrl-C and --budget stop a count with what is known: each
      count is then a lower bound, "complete" is false, the exit status 3.
      """)

  @Argument(help: "The network's file; - reads our JSON from standard input.")
  var network: String

  @OptionGroup var domain: LineDomainOptions
  @OptionGroup var selection: OutputSelection
  @OptionGroup var counting: CountSelection

  @Flag(help: "Stream the linear pieces from left to right, numbered from 1.")
  var list = false

  @OptionGroup var budget: BudgetOptions
  @OptionGroup var reading: ReadingOptions
  @OptionGroup var report: ReportOptions

  func run() throws {
    let threads = try report.run.threadCount()
    let seconds = try budget.seconds()
    let names = try counting.names()
    let loaded = try reading.read(network)
    let chosen = try selection.selected(from: loaded.network, name: loaded.label)
    let subject = try domain.subject(chosen, name: loaded.label)
    if list {
      let numbers = try selection.numbers(of: loaded.network, name: loaded.label)
      return try PieceList(subject: subject, outputs: numbers, report: report)
        .stream(until: WorkLimit(seconds: seconds))
    }
    let progress = report.run.reporter("Counting", unit: "activation regions")
    Interruption.watch()
    let watch = Stopwatch()
    let counts = try subject.network.pieceCounts(
      on: subject.domain,
      PieceCountRequest(
        counts: names, method: counting.method, threads: threads, budgetSeconds: seconds,
        isCancelled: { Interruption.hasCome },
        progress: { progress.report($0.activationRegions) }))
    progress.finish()
    let result = PieceReport(
      network: loaded, subject: subject,
      outputs: selection.outputs == nil
        ? nil : try selection.numbers(of: loaded.network, name: loaded.label),
      counts: counts, seconds: watch.seconds)
    try report.write(result.report)
    if !counts.isComplete { throw StoppedEarly() }
  }
}
