import ArgumentParser
import ExactNumbers
import ExpressivityBounds
import Reporting

/// `pleat bounds`: every published bound for an architecture.
struct Bounds: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Evaluate every bound on pieces and regions for an architecture.",
    discussion: """
      R2 counts activation regions, R4 linear regions (linear pieces for one
      input). JSON and CSV give the hypotheses of each bound as well.

        pleat bounds --widths 1,3,3
          maximum_1d         exact      R4      16
        pleat bounds --widths 2,8,8 --format json
          {"name": "serra2018", "direction": "upper", "value": "1369", …}
      """)

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "The number of inputs, then the hidden widths; the output width is left out.",
      valueName: "n0,n1,…,nL"))
  var widths: String

  @OptionGroup var report: ReportOptions

  func run() throws {
    _ = try report.run.threadCount()
    let widths = try ArgumentText.integers(widths, in: 1...Int.max, option: "--widths")
    do {
      let result = BoundsReport(
        widths: widths, bounds: try ExpressivityBounds.bounds(forWidths: widths))
      try report.write(result.report)
    } catch let error as BoundsError {
      throw RequestError(option: "--widths", error.description)
    }
  }
}

/// What `pleat bounds` says.
private struct BoundsReport {
  let widths: [Int]
  let bounds: [Bound]

  var report: Report { Report(text: text, json: json, csv: csv) }

  private var text: String {
    var table = TextTable(columns: [
      ("bound", .left), ("direction", .left), ("counts", .left), ("value", .right),
      ("source", .left),
    ])
    for bound in bounds {
      table.append([
        bound.name, bound.direction.rawValue, bound.counts, TextList.shortened(bound.value),
        bound.source,
      ])
    }
    return table.text
  }

  private var json: JSONValue {
    [
      "widths": .array(widths.map { .exact($0) }),
      "bounds": .array(
        bounds.map { bound in
          [
            "name": .string(bound.name), "direction": .string(bound.direction.rawValue),
            "value": .exact(bound.value), "counts": .string(bound.counts),
            "hypotheses": .string(bound.hypotheses), "source": .string(bound.source),
          ]
        }),
    ]
  }

  private var csv: CSVTable {
    var table = CSVTable(columns: [
      "widths", "name", "direction", "value", "counts", "hypotheses", "source",
    ])
    let widths = widths.map(String.init).joined(separator: ",")
    for bound in bounds {
      table.append([
        widths, bound.name, bound.direction.rawValue, bound.value.description, bound.counts,
        bound.hypotheses, bound.source,
      ])
    }
    return table
  }
}
