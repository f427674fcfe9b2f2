/// A table for a person: columns aligned with spaces under one header.
public struct TextTable: Hashable, Sendable {
  /// On which side the cells of a column line up.
  public enum Alignment: Hashable, Sendable {
    /// Text: the left ends line up.
    case left
    /// Numbers: the right ends line up.
    case right
  }

  /// The header cells, empty for a table without a header.
  public let header: [String]

  private let alignments: [Alignment]
  private var rows: [[String]] = []

  /// Makes a table with a header.
  ///
  /// - Parameter columns: the header cell and the side of each column.
  /// - Precondition: there is at least one column.
  public init(columns: [(name: String, alignment: Alignment)]) {
    precondition(!columns.isEmpty, "a table needs a column")
    header = columns.map(\.name)
    alignments = columns.map(\.alignment)
  }

  /// Makes a table of names with values, without a header: two columns, both left.
  ///
  /// - Parameter pairs: the rows.
  public init(pairs: [(name: String, value: String)]) {
    header = []
    alignments = [.left, .left]
    rows = pairs.map { [$0.name, $0.value] }
  }

  /// Adds a row.
  ///
  /// - Parameter row: one cell a column.
  /// - Precondition: as many cells as columns.
  public mutating func append(_ row: [String]) {
    precondition(
      row.count == alignments.count, "\(row.count) cells in a table of \(alignments.count) columns")
    rows.append(row)
  }

  /// The table's lines, two spaces between columns, a rule under the header, no blanks at the ends
  /// of lines.
  ///
  /// A column is as wide as its widest cell, counted in characters.
  public var text: String {
    var lines = rows
    if !header.isEmpty { lines.insert(header, at: 0) }
    var widths = alignments.indices.map { column in lines.map { $0[column].count }.max() ?? 0 }
    if let last = widths.indices.last, alignments[last] == .left {
      widths[last] = min(widths[last], 60)  // the rule under a long remark stays short
    }
    var text = ""
    for (index, line) in lines.enumerated() {
      text += aligned(line, widths)
      if index == 0 && !header.isEmpty {
        text += aligned(widths.map { String(repeating: "-", count: $0) }, widths)
      }
    }
    return text
  }

  private func aligned(_ cells: [String], _ widths: [Int]) -> String {
    var line = ""
    for (column, cell) in cells.enumerated() {
      let padding = String(repeating: " ", count: max(0, widths[column] - cell.count))
      if column > 0 { line += "  " }
      line += alignments[column] == .left ? cell + padding : padding + cell
    }
    while line.last == " " { line.removeLast() }
    return line + "\n"
  }
}
