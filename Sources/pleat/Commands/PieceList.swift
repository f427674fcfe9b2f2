import ExactNumbers
import LinearPieces
import Reporting

/// `pleat pieces --list`: the linear pieces from left to right, as they are found.
struct PieceList {
  let subject: LineSubject
  /// The outputs listed, numbered from 1.
  let outputs: [Int]
  let report: ReportOptions

  /// Writes one line a piece and output; a file has its name only when the list is complete.
  func stream(until limit: WorkLimit) throws {
    let file = try report.output.map { try OutputFile(path: $0) } ?? OutputFile.standardOutput()
    let progress = report.run.reporter("Listing", unit: "linear pieces")
    var count = 0
    do {
      try file.write(header)
      try subject.network.forEachLinearPiece(
        on: subject.domain, isCancelled: { limit.isReached }
      ) { piece in
        count += 1
        try write(piece, number: count, to: file)
        progress.report(count)
      }
      progress.finish()
      try file.commit()
    } catch PieceCountError.cancelled {
      progress.finish()
      try finish(file, after: count, limit)
    }
  }

  /// What was listed stands in complete lines; a file gets a name that says it is a part.
  private func finish(_ file: OutputFile, after count: Int, _ limit: WorkLimit) throws {
    try file.commit(suffix: ".incomplete")
    let place = report.output.map { " in \($0).incomplete" } ?? ""
    throw StoppedEarly(
      description:
        "\(limit.reason): listed the first \(count) linear pieces\(place), there are more")
  }

  private var columns: [String] {
    outputs.count == 1
      ? ["piece", "from", "to", "slope", "intercept"]
      : ["piece", "output", "from", "to", "slope", "intercept"]
  }

  private var header: String {
    switch report.run.format {
    case .text: Self.aligned(columns)
    case .json: ""
    case .csv: CSVWriter.line(columns)
    }
  }

  private func write(_ piece: NetworkPiece, number: Int, to file: OutputFile) throws {
    let ends = [piece.domain.lower.description, piece.domain.upper.description]
    for (index, output) in outputs.enumerated() {
      let key = outputs.count == 1 ? [String(number)] : [String(number), String(output)]
      let map = [piece.slopes[index].description, piece.intercepts[index].description]
      try file.write(line(key + ends + map))
    }
  }

  private func line(_ cells: [String]) -> String {
    switch report.run.format {
    case .text: return Self.aligned(cells)
    case .json:
      let members = zip(columns, cells).map { JSONValue.Member($0, .string($1)) }
      return JSONValue.object(members).text(.compact) + "\n"
    case .csv: return CSVWriter.line(cells)
    }
  }

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
