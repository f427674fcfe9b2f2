import Approximation
import ExactNumbers
import Reporting

/// What `pleat draw` says of its picture.
struct GraphReport {
  let traces: [GraphTrace]
  var target: TargetTrace?
  let window: GraphWindow

  var report: Report { Report(text: text, json: json, csv: csv) }

  private func domain(_ trace: GraphTrace) -> String {
    trace.subject.line.segment == nil
      ? window.interval.description : trace.subject.line.domainText
  }

  private var text: String {
    var rows: [(name: String, value: String)] = []
    for (index, trace) in traces.enumerated() {
      let line = trace.subject.line
      rows += [
        ("network", trace.subject.network.title),
        ("domain", line.segment == nil ? windowText : line.shortDomainText),
        ("linear pieces", String(trace.pieceCount)),
        ("activation changes", String(trace.changes.count)),
      ]
      if let target {
        rows.append(("sup error", "\(target.errorText(index)) against \(target.target)"))
      }
      if trace.outputs.contains(where: { $0.markCount > GraphPicture.markLimit }) {
        rows.append(("marks", "left out where a graph has more than \(GraphPicture.markLimit)"))
      }
    }
    return TextTable(pairs: rows).text
  }

  private var windowText: String {
    "\(window.interval)\(window.isChosen ? " (chosen to show all breakpoints)" : "")"
  }

  private var json: JSONValue {
    [
      "domainChosen": .bool(window.isChosen),
      "graphs": .array(traces.indices.map(json(of:))),
    ]
  }

  private func json(of index: Int) -> JSONValue {
    let trace = traces[index]
    var members = [
      JSONValue.Member("network", .string(trace.subject.network.path)),
      JSONValue.Member("domain", .string(domain(trace))),
      JSONValue.Member("outputs", .array(trace.subject.outputs.map { .exact($0) })),
      JSONValue.Member("linearPieces", .exact(trace.pieceCount)),
      JSONValue.Member("activationChanges", .exact(trace.changes.count)),
    ]
    if let target {
      members += [
        JSONValue.Member("target", .string(target.target.description)),
        JSONValue.Member("lower", .exact(target.certificates[index].lower)),
        JSONValue.Member("upper", .exact(target.certificates[index].upper)),
      ]
    }
    return .object(members)
  }

  private var csv: CSVTable {
    var table = CSVTable(columns: [
      "network", "domain", "output", "breakpoints", "activation_changes",
    ])
    for trace in traces {
      for output in trace.outputs {
        table.append([
          trace.subject.network.path, domain(trace), String(output.number),
          String(output.breakpoints.count), String(trace.changes.count),
        ])
      }
    }
    return table
  }
}
