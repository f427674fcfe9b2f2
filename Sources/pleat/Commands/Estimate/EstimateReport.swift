import ExactNumbers
import LinearRegions
import NetworkFormats
import Reporting

/// What `pleat estimate` says.
struct EstimateReport {
  let network: LoadedNetwork
  let subject: RegionSubject
  /// The hidden layers whose regions are estimated; nil for all.
  let layers: Int?
  let estimate: RegionEstimate
  let seed: UInt64
  /// How signs were decided, where that is to be said.
  let decisions: DecisionRecord?
  let seconds: Double

  var report: Report { Report(text: text, json: json, csv: csv) }

  private var text: String {
    var rows: [(name: String, value: String)] = [
      ("network", network.title), ("domain", subject.shortDomainText),
    ]
    if let layers { rows.append(("hidden layers", String(layers))) }
    if let value = estimate.estimate, let error = estimate.standardError {
      rows.append(("estimated activation regions", Self.rounded(value)))
      rows.append(("standard error", errorText(value, error)))
    } else {
      rows.append(("estimated activation regions", "none: stopped before the first sample"))
    }
    rows.append(("sampled layer", String(estimate.sampledLayer)))
    if let cells = estimate.layerCells {
      rows.append(("sampled cells", "\(estimate.sampledCells) of \(cells)"))
    }
    rows.append(("regions under them", String(estimate.sampledRegions)))
    rows.append(("seed", String(seed)))
    rows.append(("seconds", seconds.description))
    if let decisions { rows += decisions.text }
    return TextTable(pairs: rows).text
  }

  /// The standard error, with what it is relative to the estimate.
  private func errorText(_ value: Rational, _ error: Double) -> String {
    if error == 0 { return "0: every cell was sampled" }
    let share = value.sign == .positive ? error / Double(value) : 0
    let percent = Double(Int(min(share * 10_000, 1e12).rounded())) / 100
    let size = Int(min(error, 1e18).rounded())
    return "about \(size), \(percent) %: an estimate itself"
  }

  /// The nearest integer.
  private static func rounded(_ value: Rational) -> String {
    "about \((value + Rational(1, 2)).floor)"
  }

  private var json: JSONValue {
    var json: JSONValue = [
      "network": .string(network.path), "domain": .string(subject.domainText),
      "estimate": estimate.estimate.map { .number(Double($0)) } ?? .null,
      "standardError": estimate.standardError.map { .number($0) } ?? .null,
      "sampledLayer": .exact(estimate.sampledLayer), "sampledCells": .exact(estimate.sampledCells),
      "layerCells": .exact(estimate.layerCells), "probability": .exact(estimate.probability),
      "sampledRegions": .exact(estimate.sampledRegions), "seed": .exact(seed),
      "complete": .bool(estimate.isComplete), "seconds": .number(seconds),
      "weights": .string(network.file.weightKind),
    ]
    if let layers { json.set("layers", .exact(layers)) }
    if let decisions { json.set("decisions", decisions.json) }
    return json
  }

  private var csv: CSVTable {
    let decisions = decisions?.csv ?? []
    let columns = [
      "network", "domain", "layers", "estimate", "standard_error", "sampled_layer",
      "sampled_cells", "layer_cells", "probability", "seed", "complete",
    ]
    let row = [
      network.path, subject.domainText, layers.map(String.init) ?? "all",
      estimate.estimate.map { Double($0).description } ?? "",
      estimate.standardError?.description ?? "", String(estimate.sampledLayer),
      String(estimate.sampledCells), estimate.layerCells.map(String.init) ?? "",
      estimate.probability?.description ?? "", String(seed),
      estimate.isComplete ? "true" : "false",
    ]
    var table = CSVTable(columns: columns + decisions.map(\.column))
    table.append(row + decisions.map(\.value))
    return table
  }
}
