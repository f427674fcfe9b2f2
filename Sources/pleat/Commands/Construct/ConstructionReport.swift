import ExactNumbers
import ReLUNetworks
import Reporting

/// A count that is proved of a constructed network.
struct Guarantee {
  /// What is counted, by its name in the reports.
  let counts: String
  /// Where: an interval, or a box with one interval an input.
  let domain: String
  let value: Integer
  /// What the proof needs beyond the construction's own conditions.
  var hypotheses = ""
}

/// What `pleat construct` says of its network.
struct ConstructionReport {
  let construction: String
  let network: ReLUNetwork
  let guarantees: [Guarantee]
  private let architecture: Architecture

  init(construction: String, network: ReLUNetwork, guarantees: [Guarantee]) {
    self.construction = construction
    self.network = network
    self.guarantees = guarantees
    architecture = network.architecture
  }

  var report: Report { Report(text: text, json: json, csv: csv) }

  private var text: String {
    var rows: [(name: String, value: String)] = [("construction", construction)]
    if let name = network.name { rows.append(("name", name)) }
    if let source = network.source { rows.append(("source", source)) }
    rows += [
      ("widths", TextList.shortened(architecture.widths.map(String.init))),
      ("depth", ArgumentText.counted(architecture.depth, "hidden layer")),
      ("neurons", String(architecture.neuronCount)),
      (
        "parameters",
        "\(architecture.parameterCount), \(architecture.nonzeroParameterCount) of them not 0"
      ),
    ]
    for guarantee in guarantees {
      let needs = guarantee.hypotheses.isEmpty ? "" : ", for \(guarantee.hypotheses)"
      rows.append(
        (
          "proved",
          "\(TextList.shortened(guarantee.value)) \(guarantee.counts) on \(guarantee.domain)\(needs)"
        ))
    }
    return TextTable(pairs: rows).text
  }

  private var json: JSONValue {
    [
      "construction": .string(construction), "name": .exact(network.name),
      "source": .exact(network.source),
      "widths": .array(architecture.widths.map { .exact($0) }),
      "depth": .exact(architecture.depth), "width": .exact(architecture.width),
      "neurons": .exact(architecture.neuronCount),
      "parameters": .exact(architecture.parameterCount),
      "nonzeroParameters": .exact(architecture.nonzeroParameterCount),
      "guarantees": .array(
        guarantees.map { guarantee in
          [
            "counts": .string(guarantee.counts), "domain": .string(guarantee.domain),
            "value": .exact(guarantee.value),
            "hypotheses": guarantee.hypotheses.isEmpty ? .null : .string(guarantee.hypotheses),
          ]
        }),
    ]
  }

  private var csv: CSVTable {
    var table = CSVTable(columns: [
      "construction", "widths", "neurons", "parameters", "nonzero_parameters", "counts", "domain",
      "value",
    ])
    let sizes = [
      construction, architecture.widths.map(String.init).joined(separator: ","),
      String(architecture.neuronCount), String(architecture.parameterCount),
      String(architecture.nonzeroParameterCount),
    ]
    if guarantees.isEmpty { table.append(sizes + ["", "", ""]) }
    for guarantee in guarantees {
      table.append(sizes + [guarantee.counts, guarantee.domain, guarantee.value.description])
    }
    return table
  }
}
