import Reporting

/// Streams a list line by line; a file has its name only when the list is complete.
struct ListStream {
  /// The names of the columns, in csv's spelling.
  let columns: [String]
  /// What is listed, in the plural.
  let unit: String
  let report: ReportOptions

  /// Thrown by the body of a list that its limit has stopped.
  struct Stopped: Error {}

  /// Writes the header and what `body` sends; the lines of one entry go in one call.
  func write(
    until limit: WorkLimit, _ body: ((_ entry: String) throws -> Void) throws -> Void
  ) throws {
    let file = try report.output.map { try OutputFile(path: $0) } ?? OutputFile.standardOutput()
    let progress = report.run.reporter("Listing", unit: unit)
    var count = 0
    do {
      if report.run.format != .json { try file.write(line(columns)) }
      try body { entry in
        count += 1
        try file.write(entry)
        progress.report(count)
      }
      progress.finish()
      try file.commit()
    } catch is Stopped {
      progress.finish()
      try finish(file, after: count, limit)
    }
  }

  /// What was listed stands in complete lines; a file gets a name that says it is a part.
  private func finish(_ file: OutputFile, after count: Int, _ limit: WorkLimit) throws {
    try file.commit(suffix: ".incomplete")
    let place = report.output.map { " in \($0).incomplete" } ?? ""
    throw StoppedEarly(
      description: "\(limit.reason): listed the first \(count) \(unit)\(place), there are more")
  }

  /// A line of text or csv; of json an object with the columns as keys.
  func line(_ cells: [String]) -> String {
    switch report.run.format {
    case .text: Self.aligned(cells)
    case .json: Self.line(.object(zip(columns, cells).map { .init($0, .string($1)) }))
    case .csv: CSVWriter.line(cells)
    }
  }

  /// A line of json.
  static func line(_ json: JSONValue) -> String { json.text(.compact) + "\n" }

  /// Columns at least ten wide, so that short numbers stand under each other.
  private static func aligned(_ cells: [String]) -> String {
    var line = ""
    for cell in cells {
      line += cell + String(repeating: " ", count: max(0, 10 - cell.count)) + "  "
    }
    while line.last == " " { line.removeLast() }
    return line + "\n"
  }
}
