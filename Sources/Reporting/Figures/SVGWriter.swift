/// Writes SVG elements, indented, with their attributes in the order given.
struct SVGWriter {
  private(set) var text = ""
  private var open: [String] = []

  /// The typefaces of every figure: the first that the reader has.
  static let fontFamily = "Helvetica, Arial, 'DejaVu Sans', sans-serif"

  private var indentation: String { String(repeating: "  ", count: open.count) }

  mutating func begin(_ name: String, _ attributes: KeyValuePairs<String, String> = [:]) {
    text += "\(indentation)<\(name)\(Self.list(attributes))>\n"
    open.append(name)
  }

  mutating func end() {
    guard let name = open.popLast() else { preconditionFailure("no element is open") }
    text += "\(indentation)</\(name)>\n"
  }

  mutating func element(_ name: String, _ attributes: KeyValuePairs<String, String>) {
    text += "\(indentation)<\(name)\(Self.list(attributes))/>\n"
  }

  /// An element whose content is text that is escaped already.
  mutating func element(
    _ name: String, _ attributes: KeyValuePairs<String, String>, content: String
  ) {
    text += "\(indentation)<\(name)\(Self.list(attributes))>\(content)</\(name)>\n"
  }

  mutating func line(from start: Position, to end: Position) {
    element(
      "line",
      ["x1": start.x.text, "y1": start.y.text, "x2": end.x.text, "y2": end.y.text])
  }

  mutating func rectangle(_ frame: Frame, _ attributes: KeyValuePairs<String, String> = [:]) {
    text += "\(indentation)<rect x=\"\(frame.left.text)\" y=\"\(frame.top.text)\""
    text += " width=\"\(frame.width.text)\" height=\"\(frame.height.text)\""
    text += "\(Self.list(attributes))/>\n"
  }

  mutating func polyline(_ points: [Position]) {
    element("polyline", ["points": points.map(\.text).joined(separator: " ")])
  }

  /// Text with marks (see `FigureText`) at a place of its base line.
  mutating func label(
    _ label: FigureText, at position: Position, size: Int,
    _ attributes: KeyValuePairs<String, String> = [:]
  ) {
    text += "\(indentation)<text x=\"\(position.x.text)\" y=\"\(position.y.text)\""
    text += " font-size=\"\(size)\"\(Self.list(attributes))>\(label.svg(size: size))</text>\n"
  }

  private static func list(_ attributes: KeyValuePairs<String, String>) -> String {
    attributes.map { " \($0.key)=\"\(escaped($0.value))\"" }.joined()
  }

  /// Text for XML: the four special characters by name, control characters left out.
  static func escaped(_ text: String) -> String {
    var escaped = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": escaped += "&amp;"
      case "<": escaped += "&lt;"
      case ">": escaped += "&gt;"
      case "\"": escaped += "&quot;"
      case "\u{0}"..."\u{8}", "\u{B}", "\u{C}", "\u{E}"..."\u{1F}", "\u{FFFE}", "\u{FFFF}": break
      default: escaped.unicodeScalars.append(scalar)
      }
    }
    return escaped
  }
}
