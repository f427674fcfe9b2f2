import ExactNumbers
import Foundation

/// Reads a table of exact numbers: CSV with or without a header, or a JSON list of lists.
enum VectorFile {
  static func read(_ path: String) throws -> [[Rational]] {
    let data = try InputFile.bytes(of: path)
    guard let text = String(bytes: data, encoding: .utf8) else {
      throw RequestError("\(path): the file is no text in UTF-8")
    }
    let start = text.first { !$0.isWhitespace }
    return start == "[" ? try json(data, path) : try csv(text, path)
  }

  private static func json(_ data: Data, _ path: String) throws -> [[Rational]] {
    do {
      return try JSONDecoder().decode([[Rational]].self, from: data)
    } catch DecodingError.dataCorrupted(let context) where !context.codingPath.isEmpty {
      let place = context.codingPath.compactMap(\.intValue).map { "[\($0)]" }.joined()
      var problem = context.debugDescription
      if problem.last == "." { problem.removeLast() }
      throw RequestError("\(path): \(place): \(problem)")
    } catch {
      throw RequestError(
        "\(path): the JSON is no list of lists of numbers like [[\"1\", \"0\"], [\"1/2\", \"1\"]]")
    }
  }

  private static func csv(_ text: String, _ path: String) throws -> [[Rational]] {
    var rows: [[Rational]] = []
    var isFirst = true
    let lines = text.split(omittingEmptySubsequences: false) { $0.isNewline }
    for (index, line) in lines.enumerated() where !line.allSatisfy(\.isWhitespace) {
      let cells = line.split(separator: ",", omittingEmptySubsequences: false).map(plain)
      // A first line of names is a header.
      let isHeader = isFirst && cells.allSatisfy(isName)
      isFirst = false
      if isHeader { continue }
      rows.append(
        try cells.enumerated().map { column, cell in
          do {
            return try Rational(text: cell)
          } catch {
            throw RequestError("\(path): line \(index + 1), cell \(column + 1): \(error)")
          }
        })
    }
    guard !rows.isEmpty else { throw RequestError("\(path): the file has no rows of numbers") }
    return rows
  }

  /// A cell without blanks and quotation marks around it.
  private static func plain(_ cell: Substring) -> Substring {
    var cell = cell
    while cell.first?.isWhitespace == true { cell.removeFirst() }
    while cell.last?.isWhitespace == true { cell.removeLast() }
    if cell.count >= 2 && cell.first == "\"" && cell.last == "\"" {
      cell = cell.dropFirst().dropLast()
    }
    return cell
  }

  /// Whether a cell can be the name of a column.
  private static func isName(_ cell: Substring) -> Bool {
    cell.first?.isLetter == true && !["nan", "inf", "infinity"].contains(cell.lowercased())
  }
}
