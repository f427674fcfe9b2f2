import ExactNumbers
import LinearRegions
import Reporting

/// What `pleat draw` says of its picture of regions.
struct MapReport {
  let traces: [MapTrace]

  var report: Report { Report(text: text, json: json, csv: csv) }

  private var text: String {
    var rows: [(name: String, value: String)] = []
    for trace in traces {
      rows += [
        ("network", trace.subject.network.title),
        ("domain", trace.subject.plane.shortDomainText),
      ]
      if trace.window.isChosen { rows.append(("drawn on", trace.window.text)) }
      rows += [
        ("activation regions", trace.counts.activationRegions?.description ?? ""),
        ("linear regions", trace.counts.linearRegions?.description ?? ""),
      ]
    }
    return TextTable(pairs: rows).text
  }

  private var json: JSONValue {
    [
      "maps": .array(
        traces.map { trace in
          [
            "network": .string(trace.subject.network.path),
            "domain": .string(trace.subject.plane.domainText),
            "window": .string(RegionSubject.text(trace.window.box)),
            "windowChosen": .bool(trace.window.isChosen),
            "regionsDrawn": .exact(trace.map.regionCount),
            "activationRegions": .exact(trace.counts.activationRegions),
            "linearRegions": .exact(trace.counts.linearRegions),
          ]
        })
    ]
  }

  private var csv: CSVTable {
    var table = CSVTable(columns: [
      "network", "domain", "window", "regions_drawn", "activation_regions", "linear_regions",
    ])
    for trace in traces {
      table.append([
        trace.subject.network.path, trace.subject.plane.domainText,
        RegionSubject.text(trace.window.box), String(trace.map.regionCount),
        trace.counts.activationRegions?.description ?? "",
        trace.counts.linearRegions?.description ?? "",
      ])
    }
    return table
  }
}
