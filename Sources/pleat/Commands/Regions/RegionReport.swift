import ExactNumbers
import LinearRegions
import NetworkFormats
import Reporting

/// What `pleat regions` says of its counts.
struct RegionReport {
  let network: LoadedNetwork
  let subject: RegionSubject
  /// The outputs chosen, numbered from 1; nil for all.
  let outputs: [Int]?
  /// The hidden layers counted; nil for all.
  let layers: Int?
  let counts: RegionCounts
  let seconds: Double
  /// Which share of the count this is, and the digits of the count; nil for the whole.
  var share: (shard: RegionShard, task: String)?
  /// How signs were decided, where that is to be said.
  var decisions: DecisionRecord?

  var report: Report { Report(text: text, json: json, csv: csv) }

  private var text: String {
    var rows: [(name: String, value: String)] = [
      ("network", network.title), ("domain", subject.shortDomainText),
    ]
    if let outputs { rows.append(("outputs", TextList.shortened(outputs.map(String.init)))) }
    if let layers { rows.append(("hidden layers", String(layers))) }
    if let share { rows.append(("shard", share.shard.description)) }
    rows.append(("method", counts.method.rawValue))
    for (name, count) in namedCounts {
      if let count { rows.append((name, TextList.shortened(count))) }
    }
    rows += CountRows.end(
      perLayer: counts.perLayer, isComplete: counts.isComplete, seconds: seconds)
    if let decisions { rows += decisions.text }
    return TextTable(pairs: rows).text
  }

  private var namedCounts: [(String, Integer?)] {
    [
      ("activation patterns", counts.activationPatterns),
      ("activation regions", counts.activationRegions),
      ("linear regions", counts.linearRegions),
      ("closed regions", counts.closedRegions),
      ("affine functions", counts.affineFunctions),
    ]
  }

  private var json: JSONValue {
    var json: JSONValue = [
      "network": .string(network.path), "domain": .string(subject.domainText),
      "activationPatterns": .exact(counts.activationPatterns),
      "activationRegions": .exact(counts.activationRegions),
      "linearRegions": .exact(counts.linearRegions),
      "closedRegions": .exact(counts.closedRegions),
      "affineFunctions": .exact(counts.affineFunctions),
      "perLayer": counts.perLayer.map { .array($0.map { .exact($0) }) } ?? .null,
      "complete": .bool(counts.isComplete), "seconds": .number(seconds),
      "weights": .string(network.file.weightKind), "method": .string(counts.method.rawValue),
    ]
    if let outputs { json.set("outputs", .array(outputs.map { .exact($0) })) }
    if let layers { json.set("layers", .exact(layers)) }
    if let share {
      json.set("shard", .exact(share.shard))
      json.set("task", .string(share.task))
    }
    if let decisions { json.set("decisions", decisions.json) }
    return json
  }

  private var csv: CSVTable {
    let decisions = decisions?.csv ?? []
    let columns = [
      "network", "domain", "outputs", "layers", "method", "activation_patterns",
      "activation_regions", "linear_regions", "closed_regions", "affine_functions", "per_layer",
      "complete",
    ]
    var table = CSVTable(columns: columns + decisions.map(\.column))
    let perLayer = counts.perLayer.map { $0.map(\.description).joined(separator: ";") }
    let outputs = outputs.map { $0.map(String.init).joined(separator: ";") } ?? "all"
    let layers = layers.map(String.init) ?? "all"
    var row = [network.path, subject.domainText, outputs, layers, counts.method.rawValue]
    row += namedCounts.map { $0.1?.description ?? "" }
    row += [perLayer ?? "", counts.isComplete ? "true" : "false"]
    table.append(row + decisions.map(\.value))
    return table
  }
}
