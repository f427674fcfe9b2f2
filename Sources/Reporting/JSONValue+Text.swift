extension JSONValue {
  /// How the text of a document is laid out.
  public enum Layout: Sendable {
    /// On one line, without spaces: for lists of JSON lines.
    case compact
    /// Two spaces a level, one member a line; a list without lists and objects stays on one line
    /// while it is short.
    case pretty
  }

  /// The document as UTF-8 JSON.
  ///
  /// Control characters, quotation marks and backslashes are escaped; everything else stands as it
  /// is, non-ASCII characters included.
  ///
  /// - Parameter layout: how the text is laid out.
  /// - Returns: the text, without a line end after it.
  /// - Source: RFC 8259, section 7.
  public func text(_ layout: Layout = .pretty) -> String {
    var text = ""
    write(into: &text, layout: layout, level: 0)
    return text
  }

  private func write(into text: inout String, layout: Layout, level: Int) {
    switch self {
    case .null: text += "null"
    case .bool(let value): text += value ? "true" : "false"
    case .integer(let value): text += String(value)
    case .number(let value): text += value.isFinite ? value.description : "null"
    case .string(let value): Self.quote(value, into: &text)
    case .array(let elements):
      let onOneLine = layout == .compact || isShortRow
      Self.writeList(
        elements, into: &text, brackets: ("[", "]"), layout: layout, level: level,
        onOneLine: onOneLine
      ) { element, text in
        element.write(into: &text, layout: layout, level: level + 1)
      }
    case .object(let members):
      Self.writeList(
        members, into: &text, brackets: ("{", "}"), layout: layout, level: level,
        onOneLine: layout == .compact
      ) { member, text in
        Self.quote(member.key, into: &text)
        text += layout == .compact ? ":" : ": "
        member.value.write(into: &text, layout: layout, level: level + 1)
      }
    }
  }

  private static func writeList<Element>(
    _ elements: [Element], into text: inout String, brackets: (open: String, close: String),
    layout: Layout, level: Int, onOneLine: Bool, write: (Element, inout String) -> Void
  ) {
    text += brackets.open
    for (index, element) in elements.enumerated() {
      if index > 0 { text += onOneLine && layout == .pretty ? ", " : "," }
      if !onOneLine { text += "\n" + String(repeating: "  ", count: level + 1) }
      write(element, &text)
    }
    if !onOneLine && !elements.isEmpty {
      text += "\n" + String(repeating: "  ", count: level)
    }
    text += brackets.close
  }

  /// Whether this is a list of plain values whose text stays within 72 characters.
  private var isShortRow: Bool {
    guard case .array(let elements) = self else { return false }
    var length = 2
    for element in elements {
      switch element {
      case .array, .object: return false
      case .string(let value): length += value.utf8.count + 4
      default: length += element.text(.compact).utf8.count + 2
      }
      if length > 74 { return false }
    }
    return true
  }

  private static func quote(_ value: String, into text: inout String) {
    text += "\""
    for scalar in value.unicodeScalars {
      switch scalar {
      case "\"": text += "\\\""
      case "\\": text += "\\\\"
      case "\n": text += "\\n"
      case "\r": text += "\\r"
      case "\t": text += "\\t"
      case "\u{8}": text += "\\b"
      case "\u{C}": text += "\\f"
      case "\u{0}"..."\u{1F}", "\u{7F}":
        let digits = String(scalar.value, radix: 16)
        text += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      default: text.unicodeScalars.append(scalar)
      }
    }
    text += "\""
  }
}
