/// Draws the marks of one series in its colour, weight and shape.
struct SeriesPen {
  private let style: SeriesStyle
  private let color: FigureColor
  private let marker: SeriesStyle.Marker?

  init(_ series: Series, _ color: FigureColor) {
    style = series.style
    self.color = color
    if case .scatter = series.content {
      marker = series.style.marker ?? .circle
    } else {
      marker = series.style.marker
    }
  }

  private var strokeWidth: String {
    switch style.weight {
    case .hairline: "0.7"
    case .thin: "1.1"
    case .regular: "1.8"
    }
  }

  private var dashes: String {
    switch style.dash {
    case .solid: "none"
    case .dashed: "7 4"
    case .dotted: "1.5 3.5"
    }
  }

  /// Lines in the series' colour.
  func stroke(into writer: inout SVGWriter, _ body: (inout SVGWriter) -> Void) {
    writer.begin(
      "g",
      [
        "fill": "none", "stroke": color.hex, "stroke-width": strokeWidth,
        "stroke-opacity": style.weight == .hairline ? "0.7" : "1",
        "stroke-dasharray": dashes, "stroke-linejoin": "round",
      ])
    body(&writer)
    writer.end()
  }

  /// The series' marker at each place.
  func markers(at places: [Position], into writer: inout SVGWriter) {
    guard let marker, !places.isEmpty else { return }
    let isOpen = [.openCircle, .openSquare, .tick].contains(marker)
    writer.begin(
      "g",
      [
        "fill": isOpen ? "#ffffff" : color.hex, "stroke": isOpen ? color.hex : "#ffffff",
        "stroke-width": marker == .tick ? "0.9" : (isOpen ? "1.4" : "0.6"),
      ])
    for place in places { draw(marker, at: place, into: &writer) }
    writer.end()
  }

  private func draw(
    _ marker: SeriesStyle.Marker, at place: Position, into writer: inout SVGWriter
  ) {
    let (x, y) = (place.x, place.y)
    func square(_ half: Length, _ halfHeight: Length) {
      writer.rectangle(
        Frame(left: x - half, top: y - halfHeight, right: x + half, bottom: y + halfHeight))
    }
    func polygon(_ corners: [(Length, Length)]) {
      let points = corners.map { Position(x: x + $0.0, y: y + $0.1).text }
      writer.element("polygon", ["points": points.joined(separator: " ")])
    }
    func circle(_ radius: String) {
      writer.element("circle", ["cx": x.text, "cy": y.text, "r": radius])
    }
    switch marker {
    case .circle: circle("3.4")
    case .openCircle: circle("3.2")
    case .dot: circle("2.2")
    case .square, .openSquare: square(3, 3)
    case .tick: square(Length(hundredths: 120), Length(hundredths: 400))
    case .triangle: polygon([(0, -4), (4, 3), (-4, 3)])
    case .diamond: polygon([(0, -4), (4, 0), (0, 4), (-4, 0)])
    }
  }

  func errorBar(
    at x: Length, from low: Length, to high: Length, into writer: inout SVGWriter
  ) {
    stroke(into: &writer) { errorBarLines(at: x, from: low, to: high, into: &$0) }
  }

  func errorBarLines(
    at x: Length, from low: Length, to high: Length, into writer: inout SVGWriter
  ) {
    writer.line(from: Position(x: x, y: low), to: Position(x: x, y: high))
    for end in [low, high] {
      writer.line(from: Position(x: x - 3, y: end), to: Position(x: x + 3, y: end))
    }
  }

  /// A filled rectangle as bars, boxes and bands have it.
  func patch(_ frame: Frame, of content: Series.Content, into writer: inout SVGWriter) {
    switch content {
    case .band: writer.rectangle(frame, ["fill": color.hex, "fill-opacity": "0.22"])
    case .boxes: writer.rectangle(frame, boxAttributes)
    default: writer.rectangle(frame, ["fill": color.hex])
    }
  }

  /// A translucent area.
  func area(_ corners: [Position], into writer: inout SVGWriter) {
    let points = corners.map(\.text).joined(separator: " ")
    writer.element("polygon", ["points": points, "fill": color.hex, "fill-opacity": "0.22"])
  }

  /// The inside of a box is a light tint of its line.
  private var boxAttributes: KeyValuePairs<String, String> {
    let tint = color.mixed(with: .white, weight: 180)
    return ["fill": tint.hex, "stroke": color.hex, "stroke-width": "1.3"]
  }
}
