public import ArgumentParser
import ExactNumbers
public import HyperplaneArrangements
import Reporting

extension ArrangementFamily: ExpressibleByArgument {}
extension CountMethod: ExpressibleByArgument {}

/// `pleat arrangement`: the regions of a hyperplane arrangement, counted without visiting them.
struct Arrangement: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Count the regions of a hyperplane arrangement, exactly, however degenerate.",
    discussion: """
      FILE holds the equations normal · x = offset, for example
        {"normals": [["1", "-1"], ["0", "1"]], "offsets": ["0", "1/3"]}
      with "dimension" where there is no hyperplane. - reads standard input.

        pleat arrangement lines.json
        pleat arrangement lines.json --box -1,1
        pleat arrangement --family resonance --n 5      regions  11292
        pleat arrangement --family graphical --edges 1-2,2-3,1-3

      Families: resonance, braid, typeB, typeD, shi, catalan, linial, semiorder,
      threshold, graphical. Bounded regions are the relatively bounded ones; the
      coefficients of the characteristic polynomial stand constant first.
      Ctrl-C and --budget stop a count: the regions are then a lower bound, what
      else is not known is null, "complete" is false, the exit status 3.
      """)

  @OptionGroup var source: ArrangementSource

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "Count the regions inside a box as well: one interval for all coordinates, or one each.",
      valueName: "lo,hi;…"))
  var box: String?

  @Option(help: "How the characteristic polynomial is found.")
  var method: CountMethod = .automatic

  @OptionGroup var budget: BudgetOptions
  @OptionGroup var report: ReportOptions

  func run() throws {
    let threads = try report.run.threadCount()
    let seconds = try budget.seconds()
    let arrangement = try source.arrangement()
    let intervals = try boxIntervals(dimension: arrangement.dimension)
    let limit = WorkLimit(seconds: seconds)
    let progress = report.run.reporter("Counting", unit: "restrictions")
    let watch = Stopwatch()
    let request = CountRequest(
      method: method, threads: threads, isCancelled: { limit.isReached },
      progress: { progress.report($0.done, of: $0.total > 0 ? $0.total : nil) })
    let counts = try source.naming { try arrangement.counts(request) }
    let inBox = try regions(of: arrangement, in: intervals, request)
    progress.finish()
    let result = ArrangementReport(
      name: source.name, arrangement: arrangement, counts: counts, box: intervals,
      regionsInBox: inBox, seconds: watch.seconds)
    try report.write(result.report)
    if !result.isComplete { throw StoppedEarly() }
  }

  /// The regions in the box; nil if there is none or the count was stopped.
  private func regions(
    of arrangement: HyperplaneArrangement, in box: [Interval]?, _ request: CountRequest
  ) throws -> Integer? {
    guard let box else { return nil }
    do {
      return try arrangement.regionCount(in: box, request)
    } catch .cancelled {
      return nil
    } catch {
      throw RequestError("\(source.name): \(error)")
    }
  }

  private func boxIntervals(dimension: Int) throws -> [Interval]? {
    guard let text = box else { return nil }
    if text == "all" { return [Interval](repeating: .wholeLine, count: dimension) }
    let intervals = try text.split(separator: ";", omittingEmptySubsequences: false).map {
      try ArgumentText.interval(String($0), option: "--box")
    }
    if intervals.count == 1 { return [Interval](repeating: intervals[0], count: dimension) }
    guard intervals.count == dimension else {
      throw RequestError(
        option: "--box",
        "\(intervals.count) intervals given where \(source.name) has "
          + ArgumentText.counted(dimension, "coordinate"))
    }
    return intervals
  }
}
