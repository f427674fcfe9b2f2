import ExactNumbers
import HyperplaneArrangements
import Reporting

/// What `pleat arrangement` says of its counts.
struct ArrangementReport {
  let name: String
  let arrangement: HyperplaneArrangement
  let counts: ArrangementCounts
  /// The box asked for; nil for none.
  let box: [Interval]?
  /// The regions in it; nil without a box, or if the count was stopped.
  let regionsInBox: Integer?
  let seconds: Double

  /// Whether everything asked for was counted.
  var isComplete: Bool { counts.isComplete && (box == nil || regionsInBox != nil) }

  var report: Report { Report(text: text, json: json, csv: csv) }

  private var boxText: String? { box.map { $0.map(\.description).joined(separator: ";") } }

  private var text: String {
    var rows: [(name: String, value: String)] = [
      ("arrangement", name),
      ("hyperplanes", String(arrangement.hyperplaneCount)),
      ("dimension", String(counts.dimension)), ("rank", String(counts.rank)),
      ("regions", TextList.shortened(counts.regions)),
    ]
    if let bounded = counts.boundedRegions {
      rows.append(("bounded regions", TextList.shortened(bounded)))
    }
    if let polynomial = counts.characteristicPolynomial {
      rows.append(("characteristic polynomial", Self.polynomial(polynomial)))
    }
    if let boxText, let regionsInBox {
      rows.append(("regions in \(boxText)", TextList.shortened(regionsInBox)))
    }
    rows.append(("method", counts.method.rawValue))
    rows.append(("complete", isComplete ? "yes" : "no: the regions are a proved lower bound"))
    rows.append(("seconds", seconds.description))
    return TextTable(pairs: rows).text
  }

  /// The polynomial as it is written on paper, the highest power first.
  private static func polynomial(_ coefficients: [Integer]) -> String {
    var terms: [String] = []
    for (power, coefficient) in coefficients.enumerated().reversed()
    where coefficient.sign != .zero {
      let size = coefficient.magnitude
      let variable = power == 0 ? "" : power == 1 ? "t" : "t^\(power)"
      let term = size == 1 && power > 0 ? variable : "\(TextList.shortened(size))\(variable)"
      let sign = coefficient.sign == .negative ? "-" : terms.isEmpty ? "" : "+"
      terms.append(terms.isEmpty ? sign + term : "\(sign) \(term)")
    }
    return terms.isEmpty ? "0" : TextList.shortened(terms, separator: " ")
  }

  private var json: JSONValue {
    var json: JSONValue = [
      "arrangement": .string(name), "hyperplanes": .exact(arrangement.hyperplaneCount),
      "dimension": .exact(counts.dimension), "rank": .exact(counts.rank),
      "regions": .exact(counts.regions), "boundedRegions": .exact(counts.boundedRegions),
      "characteristicPolynomial": counts.characteristicPolynomial.map {
        .array($0.map { .exact($0) })
      } ?? .null,
      "method": .string(counts.method.rawValue), "complete": .bool(isComplete),
      "seconds": .number(seconds),
    ]
    if let boxText {
      json.set("box", .string(boxText))
      json.set("regionsInBox", .exact(regionsInBox))
    }
    return json
  }

  private var csv: CSVTable {
    var table = CSVTable(columns: [
      "arrangement", "hyperplanes", "dimension", "rank", "regions", "bounded_regions",
      "characteristic_polynomial", "box", "regions_in_box", "complete",
    ])
    let polynomial = counts.characteristicPolynomial.map {
      $0.map(\.description).joined(separator: ";")
    }
    table.append([
      name, String(arrangement.hyperplaneCount), String(counts.dimension), String(counts.rank),
      counts.regions.description, counts.boundedRegions?.description ?? "", polynomial ?? "",
      boxText ?? "", regionsInBox?.description ?? "", isComplete ? "true" : "false",
    ])
    return table
  }
}
