/// A table of results as RFC 4180 text: one header row, one observation a row.
///
/// Names are lower_snake_case by the project's custom; cells are text, exact values as they print.
/// The rows are held in memory; `CSVWriter` writes a table of any length.
public struct CSVTable: Hashable, Sendable {
  /// The names of the columns.
  public let columns: [String]

  /// The rows, each with one cell a column.
  public private(set) var rows: [[String]] = []

  /// Makes a table without rows.
  ///
  /// - Parameter columns: the names of the columns, at least one.
  /// - Precondition: there is at least one column, and no name comes twice.
  public init(columns: [String]) {
    precondition(!columns.isEmpty, "a table needs a column")
    precondition(
      Set(columns).count == columns.count, "a column's name comes twice: \(columns)")
    self.columns = columns
  }

  /// Adds a row of text cells.
  ///
  /// - Parameter row: one cell a column.
  /// - Precondition: as many cells as columns.
  public mutating func append(_ row: [String]) {
    precondition(
      row.count == columns.count, "\(row.count) cells in a table of \(columns.count) columns")
    rows.append(row)
  }

  /// Adds a row of values, each as it prints; what is `nil` becomes an empty cell.
  ///
  /// - Parameter row: one value a column.
  /// - Precondition: as many values as columns.
  public mutating func append(_ row: [(any CustomStringConvertible)?]) {
    append(row.map { $0.map { String(describing: $0) } ?? "" })
  }

  /// The cells of one column, from the first row to the last.
  ///
  /// - Parameter column: a column's name.
  /// - Returns: its cells, or `nil` where no column has that name.
  public subscript(column: String) -> [String]? {
    guard let index = columns.firstIndex(of: column) else { return nil }
    return rows.map { $0[index] }
  }

  /// The whole table, each row ended by a carriage return and a line feed.
  public var text: String {
    var text = CSVWriter.line(columns)
    for row in rows { text += CSVWriter.line(row) }
    return text
  }
}

/// Writes a CSV table row by row into a file, so that its length costs no memory.
public struct CSVWriter {
  private let columnCount: Int
  private let file: OutputFile

  /// Writes the header row.
  ///
  /// - Parameters:
  ///   - columns: the names of the columns, at least one.
  ///   - file: takes the lines; the caller completes it.
  /// - Throws: `FileOutputError` where the file takes no more.
  /// - Precondition: there is at least one column.
  public init(columns: [String], to file: OutputFile) throws(FileOutputError) {
    precondition(!columns.isEmpty, "a table needs a column")
    columnCount = columns.count
    self.file = file
    try file.write(Self.line(columns))
  }

  /// Writes one row.
  ///
  /// - Parameter row: one cell a column.
  /// - Throws: `FileOutputError` where the file takes no more.
  /// - Precondition: as many cells as columns.
  public func append(_ row: [String]) throws(FileOutputError) {
    precondition(
      row.count == columnCount, "\(row.count) cells in a table of \(columnCount) columns")
    try file.write(Self.line(row))
  }

  /// One record with its line end, cells quoted where RFC 4180 asks for it.
  ///
  /// - Parameter cells: the cells of the record, at least one.
  /// - Returns: the record's text.
  /// - Source: RFC 4180, section 2.
  public static func line(_ cells: [String]) -> String {
    // A record of one empty cell would read as an empty line, so it is quoted.
    if cells == [""] { return "\"\"\r\n" }
    return cells.map(quoted).joined(separator: ",") + "\r\n"
  }

  private static func quoted(_ cell: String) -> String {
    let isSpecial = cell.utf8.contains { byte in
      byte == UInt8(ascii: ",") || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\r")
        || byte == UInt8(ascii: "\n")
    }
    guard isSpecial else { return cell }
    var text = "\""
    for scalar in cell.unicodeScalars {
      if scalar == "\"" { text.unicodeScalars.append(scalar) }
      text.unicodeScalars.append(scalar)
    }
    return text + "\""
  }
}
