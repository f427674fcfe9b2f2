import Reporting

/// A result in the three forms that `--format` chooses from.
struct Report {
  /// For a person.
  let text: String
  /// For a program: the keys of the interface.
  let json: JSONValue
  /// For a table, without what belongs to the run alone.
  let csv: CSVTable
}

/// The forms of a report.
enum ReportFormat: String, CaseIterable {
  case text, json, csv
}

extension Report {
  func rendered(as format: ReportFormat) -> String {
    switch format {
    case .text: text
    case .json: json.text() + "\n"
    case .csv: csv.text
    }
  }
}
