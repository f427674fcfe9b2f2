import Approximation
import ExactNumbers
import ReLUNetworks
import Reporting

/// What `pleat approximate` says of its network.
struct ApproximationReport {
  let plan: ApproximationPlan
  let findings: ApproximationFindings
  let seconds: Double
  private let architecture: Architecture

  init(plan: ApproximationPlan, findings: ApproximationFindings, seconds: Double) {
    self.plan = plan
    self.findings = findings
    self.seconds = seconds
    architecture = plan.network.network.architecture
  }

  var report: Report { Report(text: text, json: json, csv: csv) }

  private var domainText: String { RegionSubject.text(plan.request.domain) }

  private var text: String {
    var rows: [(name: String, value: String)] = [
      ("target", plan.request.target.description), ("domain", domainText),
      ("scheme", "\(plan.scheme.rawValue): \(plan.network.scheme)"),
      ("sup error", errorText),
      ("widths", TextList.shortened(architecture.widths.map(String.init))),
      ("depth", ArgumentText.counted(architecture.depth, "hidden layer")),
      ("neurons", neuronText),
      (
        "parameters",
        "\(architecture.parameterCount), \(architecture.nonzeroParameterCount) of them not 0"
      ),
    ]
    if let pieces = findings.pieces {
      rows.append((plan.request.domain.count == 1 ? "pieces" : "regions", pieceText(pieces)))
    }
    if let text = efficiencyText { rows.append(("efficiency", text)) }
    if !plan.isComplete { rows.append(("complete", "no: smaller networks were not looked for")) }
    rows.append(("seconds", seconds.description))
    return TextTable(pairs: rows).text + "\n" + candidateTable
  }

  /// The fewest pieces possible over the pieces, the fewest neurons at that depth over the neurons.
  private var efficiencies: (pieces: Rational?, neurons: Rational?) {
    func ratio(_ least: Integer?, _ count: Integer?) -> Rational? {
      guard let least, let count, count.sign == .positive else { return nil }
      return Rational(least, count)
    }
    return (
      ratio(findings.optimalPieces?.count, findings.pieces),
      ratio(findings.neuronLowerBound, Integer(architecture.neuronCount))
    )
  }

  private var efficiencyText: String? {
    let (pieces, neurons) = efficiencies
    let parts = [("pieces", pieces), ("neurons", neurons)].compactMap { name, value in
      value.map { "\(name) \((100 * $0).floor) %" }
    }
    return parts.isEmpty ? nil : parts.joined(separator: ", ")
  }

  /// The bound, and whether it is the sup error itself; four digits are not all of a long one.
  private var errorText: String {
    let bound = TextList.decimal(findings.errorBound)
    guard findings.errorAttained != nil else { return "at most \(bound)" }
    return bound.hasPrefix("about") ? "known exactly, \(bound)" : "exactly \(bound)"
  }

  private var neuronText: String {
    guard let least = findings.neuronLowerBound else { return "\(architecture.neuronCount)" }
    return "\(architecture.neuronCount), at this depth at least \(least)"
  }

  private func pieceText(_ pieces: Integer) -> String {
    guard let optimal = findings.optimalPieces else { return TextList.shortened(pieces) }
    let relation = optimal.isExact ? "the fewest possible are" : "no fewer are possible than"
    return "\(TextList.shortened(pieces)), \(relation) \(TextList.shortened(optimal.count))"
  }

  /// What each scheme needs: the reason for the choice.
  private var candidateTable: String {
    var table = TextTable(columns: [
      ("scheme", .left), ("neurons", .right), ("parameters", .right), ("depth", .right),
      ("error bound", .left),
    ])
    for candidate in plan.candidates {
      switch candidate.outcome {
      case .success(let network):
        let architecture = network.network.architecture
        table.append([
          candidate.scheme.rawValue, String(architecture.neuronCount),
          String(architecture.parameterCount), String(architecture.depth),
          TextList.decimal(network.errorBound),
        ])
      case .failure(let error):
        table.append([candidate.scheme.rawValue, "", "", "", error.description])
      }
    }
    return table.text
  }

  private var json: JSONValue {
    [
      "target": .string(plan.request.target.description), "domain": .string(domainText),
      "scheme": .string(plan.scheme.rawValue), "errorBound": .exact(findings.errorBound),
      "errorAttained": .exact(findings.errorAttained), "pieces": .exact(findings.pieces),
      "depth": .exact(architecture.depth), "width": .exact(architecture.width),
      "neurons": .exact(architecture.neuronCount),
      "parameters": .exact(architecture.parameterCount),
      "nonzeroParameters": .exact(architecture.nonzeroParameterCount),
      "optimalPieces": .exact(findings.optimalPieces?.count),
      "optimalPiecesExact": findings.optimalPieces.map { .bool($0.isExact) } ?? .null,
      "neuronLowerBound": .exact(findings.neuronLowerBound), "seconds": .number(seconds),
      "complete": .bool(plan.isComplete), "construction": .string(plan.network.scheme),
      "pieceEfficiency": .exact(efficiencies.pieces),
      "neuronEfficiency": .exact(efficiencies.neurons),
      "candidates": .array(plan.candidates.map(Self.json)),
    ]
  }

  private static func json(_ candidate: ApproximationPlan.Candidate) -> JSONValue {
    switch candidate.outcome {
    case .success(let network):
      [
        "scheme": .string(candidate.scheme.rawValue), "neurons": .exact(network.neuronCount),
        "parameters": .exact(network.network.architecture.parameterCount),
        "depth": .exact(network.depth), "errorBound": .exact(network.errorBound),
      ]
    case .failure(let error):
      ["scheme": .string(candidate.scheme.rawValue), "refused": .string(error.description)]
    }
  }

  private var csv: CSVTable {
    var table = CSVTable(columns: [
      "target", "domain", "scheme", "error_bound", "error_attained", "pieces", "depth", "width",
      "neurons", "parameters", "nonzero_parameters", "optimal_pieces", "optimal_pieces_exact",
      "neuron_lower_bound",
    ])
    table.append([
      plan.request.target.description, domainText, plan.scheme.rawValue,
      findings.errorBound.description, findings.errorAttained?.description ?? "",
      findings.pieces?.description ?? "", String(architecture.depth), String(architecture.width),
      String(architecture.neuronCount), String(architecture.parameterCount),
      String(architecture.nonzeroParameterCount), findings.optimalPieces?.count.description ?? "",
      findings.optimalPieces.map { $0.isExact ? "true" : "false" } ?? "",
      findings.neuronLowerBound?.description ?? "",
    ])
    return table
  }
}
