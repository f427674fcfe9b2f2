import ArgumentParser
import ExactNumbers
import NetworkFormats
import ReLUNetworks
import Reporting

/// `pleat evaluate`: exact outputs at a point.
struct Evaluate: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Evaluate a network exactly at a point.",
    discussion: """
      Prints the outputs and the activation pattern: 1 for a neuron whose
      pre-activation is greater than 0, hidden layers separated by a bar.

        pleat construct sawtooth --width 2 --depth 2 --output saw.json
        pleat evaluate saw.json --at 1/3
          output 1  2/3
          pattern   10|11

        pleat evaluate saw.json --at -0.5 --format json
      """)

  @Argument(help: "The network's file; - reads our JSON from standard input.")
  var network: String

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("The point, one coordinate an input.", valueName: "x1,…,xn"))
  var at: String

  @OptionGroup var reading: ReadingOptions
  @OptionGroup var report: ReportOptions

  func run() throws {
    _ = try report.run.threadCount()
    let loaded = try reading.read(network)
    let point = try ArgumentText.point(
      at, dimension: loaded.network.inputDimension, of: loaded.label, option: "--at")
    let result = Evaluation(
      network: loaded, point: point, outputs: loaded.network(point),
      pattern: loaded.network.activationPattern(at: point).description)
    try report.write(result.report)
  }
}

/// What `pleat evaluate` says.
private struct Evaluation {
  let network: LoadedNetwork
  let point: [Rational]
  let outputs: [Rational]
  let pattern: String

  var report: Report { Report(text: text, json: json, csv: csv) }

  private var text: String {
    var rows: [(name: String, value: String)] = []
    for (index, value) in outputs.enumerated() {
      let name = network.network.outputNames?[index]
      rows.append(("output \(index + 1)\(name.map { " \($0)" } ?? "")", value.description))
    }
    rows.append(("pattern", pattern))
    return TextTable(pairs: rows).text
  }

  private var json: JSONValue {
    [
      "network": .string(network.path), "weights": .string(network.file.weightKind),
      "at": .array(point.map { .exact($0) }), "outputs": .array(outputs.map { .exact($0) }),
      "activationPattern": .string(pattern),
    ]
  }

  private var csv: CSVTable {
    var table = CSVTable(columns: ["network", "at", "output", "value", "activation_pattern"])
    let at = point.map(\.description).joined(separator: ",")
    for (index, value) in outputs.enumerated() {
      table.append([network.path, at, String(index + 1), value.description, pattern])
    }
    return table
  }
}
