/// Where in a network's JSON something stands, such as `layers[1].weights[0][2]`.
package struct JSONPlace: CustomStringConvertible {
  var layer: Int?
  var key: String?
  var row: Int?
  var entry: Int?

  /// The whole document.
  package static let document = JSONPlace()

  func at(layer: Int) -> JSONPlace { JSONPlace(layer: layer) }
  func at(key: String) -> JSONPlace { JSONPlace(layer: layer, key: key) }
  func at(row: Int) -> JSONPlace { JSONPlace(layer: layer, key: key, row: row) }
  func at(entry: Int) -> JSONPlace { JSONPlace(layer: layer, key: key, row: row, entry: entry) }

  package var description: String {
    var parts: [String] = []
    if let layer { parts.append("layers[\(layer)]") }
    if let key { parts.append(key) }
    var text = parts.joined(separator: ".")
    if let row { text += "[\(row)]" }
    if let entry { text += "[\(entry)]" }
    return text
  }

  /// The error for a problem at this place.
  func error(_ problem: String) -> NetworkError {
    .invalidJSON(place: description, problem: problem)
  }
}
