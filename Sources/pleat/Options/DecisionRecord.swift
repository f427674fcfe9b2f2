import ArgumentParser
import LinearRegions
import Reporting
import Synchronization

/// How a search decided its signs, as reports name it; nothing for a method that does not count that.
final class DecisionRecord: Sendable {
  private let decisions = Mutex<SignDecisions?>(nil)

  /// Takes down what a search has decided, the last one for the report.
  @Sendable
  func note(_ decisions: SignDecisions) { self.decisions.withLock { $0 = decisions } }

  static let help: ArgumentHelp =
    "Report how many signs doubles proved, in which way, and how many were found exactly."

  /// The decisions by their names in text, with underscores in csv, and in JSON.
  private var named: [(text: String, key: String, count: Int)]? {
    guard let decisions = decisions.withLock({ $0 }) else { return nil }
    return [
      ("vertices made", "vertices", decisions.vertices),
      ("signs at them", "signs", decisions.signs),
      ("signs bounds left", "openSigns", decisions.openSigns),
      ("vertices with them", "openVertices", decisions.openVertices),
      ("signs found exactly", "exactSigns", decisions.exactSigns),
      ("vertices with those", "exactVertices", decisions.exactVertices),
      ("vertices renewed", "renewedVertices", decisions.renewedVertices),
      ("neurons of cells", "cellNeurons", decisions.cellNeurons),
      ("left open there", "openCellNeurons", decisions.openCellNeurons),
      ("cells counted at once", "cellsAtOnce", decisions.cellsAtOnce),
    ]
  }

  var text: [(name: String, value: String)] {
    named?.map { ($0.text, String($0.count)) } ?? [("decisions", "not counted here")]
  }

  /// An object of counts, or null.
  var json: JSONValue {
    guard let named else { return .null }
    var json: JSONValue = [:]
    for name in named { json.set(name.key, .exact(name.count)) }
    return json
  }

  /// Columns, of which there are none for a method that does not count.
  var csv: [(column: String, value: String)] {
    named?.map { ($0.text.replacing(" ", with: "_"), String($0.count)) } ?? []
  }
}
