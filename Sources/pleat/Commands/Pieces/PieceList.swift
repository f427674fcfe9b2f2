import ExactNumbers
import LinearPieces

/// `pleat pieces --list`: the linear pieces from left to right, as they are found.
struct PieceList {
  let subject: LineSubject
  /// The outputs listed, numbered from 1.
  let outputs: [Int]
  let report: ReportOptions

  /// Writes one line a piece and output.
  func stream(until limit: WorkLimit) throws {
    let list = ListStream(columns: columns, unit: "linear pieces", report: report)
    var count = 0
    try list.write(until: limit) { send in
      do {
        try subject.network.forEachLinearPiece(
          on: subject.domain, isCancelled: { limit.isReached }
        ) { piece in
          count += 1
          try send(rows(piece, number: count).map(list.line).joined())
        }
      } catch PieceCountError.cancelled {
        throw ListStream.Stopped()
      }
    }
  }

  private var columns: [String] {
    outputs.count == 1
      ? ["piece", "from", "to", "slope", "intercept"]
      : ["piece", "output", "from", "to", "slope", "intercept"]
  }

  private func rows(_ piece: NetworkPiece, number: Int) -> [[String]] {
    let ends = [piece.domain.lower.description, piece.domain.upper.description]
    return outputs.enumerated().map { index, output in
      let key = outputs.count == 1 ? [String(number)] : [String(number), String(output)]
      return key + ends + [piece.slopes[index].description, piece.intercepts[index].description]
    }
  }
}
