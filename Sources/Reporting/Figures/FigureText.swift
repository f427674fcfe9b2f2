/// Text of a figure with `^{…}` for superscripts and `_{…}` for subscripts, as in "10^{1000}".
struct FigureText {
  enum Position { case normal, raised, lowered }

  private(set) var runs: [(text: String, position: Position)] = []

  /// Reads the marks; one without its closing brace stays as it is written.
  init(_ markup: String) {
    var rest = Substring(markup)
    var plain = ""
    while let first = rest.first {
      if first == "^" || first == "_", rest.dropFirst().first == "{",
        let close = rest.firstIndex(of: "}")
      {
        if !plain.isEmpty { runs.append((plain, .normal)) }
        plain = ""
        let inner = rest[rest.index(rest.startIndex, offsetBy: 2)..<close]
        runs.append((String(inner), first == "^" ? .raised : .lowered))
        rest = rest[rest.index(after: close)...]
      } else {
        plain.append(first)
        rest.removeFirst()
      }
    }
    if !plain.isEmpty { runs.append((plain, .normal)) }
  }

  /// The width at a font size, by the advances of DejaVu Sans, one of the widest of its kind.
  ///
  /// - Parameters:
  ///   - size: the font size in pixels.
  ///   - isBold: whether the text is bold; one eighth is added.
  /// - Returns: the width in pixels, rather too wide than too narrow.
  func width(size: Int, isBold: Bool = false) -> Length {
    var thousandths = 0
    for run in runs {
      let runSize = run.position == .normal ? size * 10 : size * 7
      for scalar in run.text.unicodeScalars { thousandths += Self.advance(scalar) * runSize }
    }
    let width = Length(hundredths: (thousandths + 99) / 100)
    return isBold ? width + width / 8 : width
  }

  /// The content of a `<text>` element.
  ///
  /// A shift of the base line moves everything after it, so the text that follows a raised or
  /// lowered part shifts back by as much. Readers of SVG drop blanks where parts meet, so these
  /// become a shift to the right.
  func svg(size: Int) -> String {
    var svg = ""
    var baseline: Length = 0
    var blanks = 0
    for (index, run) in runs.enumerated() {
      let target = Self.baseline(of: run.position, size: size)
      var attributes = target == baseline ? "" : " dy=\"\((target - baseline).text)\""
      baseline = target
      var text = Substring(run.text)
      while index > 0 && text.first == " " {
        text.removeFirst()
        blanks += 1
      }
      if blanks > 0 { attributes += " dx=\"\(Length(hundredths: 32 * blanks * size).text)\"" }
      blanks = 0
      while index < runs.count - 1 && text.last == " " {
        text.removeLast()
        blanks += 1
      }
      if run.position != .normal {
        attributes += " font-size=\"\(Length(hundredths: size * 70).text)\""
      }
      let escaped = SVGWriter.escaped(String(text))
      svg += attributes.isEmpty ? escaped : "<tspan\(attributes)>\(escaped)</tspan>"
    }
    return svg
  }

  private static func baseline(of position: Position, size: Int) -> Length {
    switch position {
    case .normal: 0
    case .raised: Length(hundredths: size * -38)
    case .lowered: Length(hundredths: size * 20)
    }
  }

  private static func advance(_ scalar: Unicode.Scalar) -> Int {
    let code = Int(scalar.value)
    if code >= 32 && code < 127 { return advances[code - 32] }
    switch scalar {
    case "\u{2212}", "\u{D7}", "\u{2264}", "\u{2265}", "\u{2192}": return 838
    case "\u{A0}", "\u{B7}", "\u{2009}": return 318
    default: return code < 0x2000 ? 660 : 1000
    }
  }

  /// Thousandths of the font size for the characters 32 to 126.
  private static let advances: [Int] = [
    318, 401, 460, 838, 636, 950, 780, 275, 390, 390, 500, 838, 318, 361, 318, 337, 636, 636, 636,
    636, 636, 636, 636, 636, 636, 636, 337, 337, 838, 838, 838, 531, 1000, 684, 686, 698, 770, 632,
    575, 775, 752, 295, 295, 656, 557, 863, 748, 787, 603, 787, 695, 635, 611, 732, 684, 989, 685,
    611, 685, 390, 337, 390, 838, 500, 500, 613, 635, 550, 635, 615, 352, 635, 634, 278, 278, 579,
    278, 974, 634, 612, 635, 635, 411, 521, 392, 634, 592, 818, 592, 592, 525, 636, 337, 636, 838,
  ]
}
