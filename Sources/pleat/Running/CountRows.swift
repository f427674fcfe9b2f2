import ExactNumbers

/// The last rows of every report of counts for a person.
enum CountRows {
  static func end(
    perLayer: [Integer]?, isComplete: Bool, seconds: Double
  ) -> [(name: String, value: String)] {
    var rows: [(name: String, value: String)] = []
    if let perLayer {
      rows.append(("after each layer", TextList.shortened(perLayer.map(TextList.shortened))))
    }
    rows.append(("complete", isComplete ? "yes" : "no: each count is a proved lower bound"))
    rows.append(("seconds", seconds.description))
    return rows
  }
}
