/// A name in the legend with what it looks like.
struct LegendEntry {
  let label: String
  let series: Series
  let color: FigureColor

  static let sampleWidth: Length = 26
  static let lineHeight = 20
}

/// Draws the legend: a sample of each series with its name.
struct LegendDrawing {
  private let layout: FigureLayout

  init(_ layout: FigureLayout) { self.layout = layout }

  func draw(into writer: inout SVGWriter) {
    guard !layout.legend.isEmpty else { return }
    writer.begin("g", ["class": "legend"])
    for (index, entry) in layout.legend.enumerated() {
      let (row, column) = (index / layout.legendColumns, index % layout.legendColumns)
      let origin = Position(
        x: layout.legendOrigin.x + column * layout.legendEntryWidth,
        y: layout.legendOrigin.y + Length(pixels: row * LegendEntry.lineHeight))
      draw(entry, at: origin, into: &writer)
    }
    writer.end()
  }

  private func draw(_ entry: LegendEntry, at origin: Position, into writer: inout SVGWriter) {
    let end = origin.x + LegendEntry.sampleWidth - 4
    let middle = origin.x + (end - origin.x) / 2
    var series = entry.series
    // A hairline's colour is hard to tell in a sample that short.
    if series.style.weight == .hairline { series.style.weight = .regular }
    let pen = SeriesPen(series, entry.color)
    switch entry.series.content {
    case .line, .step, .horizontals, .edges:
      pen.stroke(into: &writer) {
        $0.line(from: Position(x: origin.x, y: origin.y), to: Position(x: end, y: origin.y))
      }
      pen.markers(at: [Position(x: middle, y: origin.y)], into: &writer)
    case .scatter:
      pen.markers(at: [Position(x: middle, y: origin.y)], into: &writer)
    case .verticals:
      pen.stroke(into: &writer) {
        $0.line(
          from: Position(x: middle, y: origin.y - 7), to: Position(x: middle, y: origin.y + 7))
      }
    case .errorBars:
      pen.errorBar(at: middle, from: origin.y + 7, to: origin.y - 7, into: &writer)
    case .bars, .boxes, .band, .regions:
      let patch = Frame(left: origin.x + 3, top: origin.y - 6, right: end - 3, bottom: origin.y + 6)
      pen.patch(patch, of: entry.series.content, into: &writer)
    }
    writer.label(
      FigureText(entry.label),
      at: Position(x: origin.x + LegendEntry.sampleWidth + 4, y: origin.y + 4),
      size: FigureLayout.tickSize, ["fill": "#1a1a1a"])
  }
}
