import ArgumentParser
import Experiments
import Reporting

/// `pleat reproduce`: makes the committed results anew and compares them.
struct Reproduce: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Rerun the experiments and compare with the committed results.",
    discussion: """
      Writes results.csv and figure.svg into Experiments/EXPERIMENT, or into
      DIR/EXPERIMENT with --into DIR, and exits with 1 if a byte differs from the
      committed file. Without a name it lists the experiments.

        pleat reproduce
        pleat reproduce piece-count-versus-depth
        pleat reproduce bounds-compared folding-by-layer --into again
      """)

  @Argument(help: "The experiments' names; without one they are listed.")
  var experiments: [String] = []

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Write into another folder than Experiments.", valueName: "DIR"))
  var into: String?

  @OptionGroup var budget: BudgetOptions
  @OptionGroup var report: ReportOptions

  func run() throws {
    _ = try report.run.threadCount()
    let seconds = try budget.seconds()
    let chosen = try experiments.map { try Experiment.named($0) }
    guard !chosen.isEmpty else { return try report.write(ExperimentList().report) }
    let folder = try into ?? Experiment.defaultFolder()
    let limit = WorkLimit(seconds: seconds)
    let watch = Stopwatch()
    var done: [Reproduction] = []
    for experiment in chosen {
      done.append(try reproduce(experiment, into: folder, after: done, limit, watch))
    }
    let result = ReproductionReport(done: done, isComplete: true, seconds: watch.seconds)
    try report.write(result.report)
    let different = done.filter { !$0.isSame }.map(\.name)
    if !different.isEmpty {
      throw RequestError(
        "the results of \(different.joined(separator: ", ")) are not as committed")
    }
  }

  /// Reproduces one experiment; at the limit it reports the earlier ones and ends the process,
  /// since an experiment has no half results.
  private func reproduce(
    _ experiment: Experiment, into folder: String, after done: [Reproduction],
    _ limit: WorkLimit, _ watch: Stopwatch
  ) throws -> Reproduction {
    let progress = report.run.reporter(experiment.name, unit: "steps")
    defer { progress.finish() }
    return try experiment.reproduce(
      into: folder,
      progress: ExperimentProgress { steps, total in
        progress.report(steps, of: total)
        guard limit.isReached else { return }
        progress.finish()
        let result = ReproductionReport(done: done, isComplete: false, seconds: watch.seconds)
        try? report.write(result.report)
        Pleat.end(
          "\(limit.reason): \(experiment.name) is not written", status: StoppedEarly.exitStatus)
      })
  }
}

/// The experiments there are.
private struct ExperimentList {
  var report: Report {
    var table = CSVTable(columns: ["experiment", "question"])
    for experiment in Experiment.all { table.append([experiment.name, experiment.question]) }
    let pairs = Experiment.all.map { (name: $0.name, value: $0.question) }
    return Report(
      text: TextTable(pairs: pairs).text,
      json: [
        "experiments": .array(
          Experiment.all.map { ["name": .string($0.name), "question": .string($0.question)] })
      ],
      csv: table)
  }
}

/// What `pleat reproduce` says of its runs.
private struct ReproductionReport {
  let done: [Reproduction]
  let isComplete: Bool
  let seconds: Double

  var report: Report { Report(text: text, json: json, csv: csv) }

  private var text: String { done.map { $0.summary + "\n" }.joined() }

  private var json: JSONValue {
    [
      "experiments": .array(
        done.map { experiment in
          [
            "name": .string(experiment.name), "same": .bool(experiment.isSame),
            "files": .array(
              experiment.files.map { file in
                ["path": .string(file.path), "agreement": .string(file.agreement.rawValue)]
              }),
          ]
        }), "complete": .bool(isComplete), "seconds": .number(seconds),
    ]
  }

  private var csv: CSVTable {
    var table = CSVTable(columns: ["experiment", "file", "agreement"])
    for experiment in done {
      for file in experiment.files {
        table.append([experiment.name, file.path, file.agreement.rawValue])
      }
    }
    return table
  }
}
