import ExactNumbers
import Reporting

@testable import Experiments

/// A committed `results.csv`, read by a parser of its own.
struct CommittedTable {
  let columns: [String]
  let rows: [[String: String]]

  init(_ experiment: String) throws {
    let text = String(
      decoding: try ExperimentFiles.bytes(of: "\(experiment)/results.csv"), as: UTF8.self)
    let records = text.split(separator: "\r\n").map { Self.cells(of: $0) }
    let columns = records[0]
    self.columns = columns
    rows = records.dropFirst().map {
      Dictionary(uniqueKeysWithValues: zip(columns, $0))
    }
  }

  /// Commas between quotes belong to the cell; these tables have no quotes inside cells.
  private static func cells(of line: Substring) -> [String] {
    var cells = [""]
    var isQuoted = false
    for character in line {
      switch character {
      case "\"": isQuoted.toggle()
      case "," where !isQuoted: cells.append("")
      default: cells[cells.count - 1].append(character)
      }
    }
    return cells
  }

  func rows(where values: [String: String]) -> [[String: String]] {
    rows.filter { row in values.allSatisfy { row[$0.key] == $0.value } }
  }

  /// The table as the program has it before it is written.
  var table: CSVTable {
    var table = CSVTable(columns: columns)
    for row in rows { table.append(columns.map { row[$0] ?? "" }) }
    return table
  }
}

extension [String: String] {
  /// An exact number in a column.
  func number(_ column: String) -> Rational? { self[column].flatMap { Rational($0) } }

  /// An exact integer in a column.
  func integer(_ column: String) -> Integer? { self[column].flatMap { Integer($0) } }
}
