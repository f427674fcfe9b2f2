import ExactNumbers

/// Draws one panel: grid, data, axes, texts.
struct PanelDrawing {
  let layout: PanelLayout

  init(_ layout: PanelLayout) { self.layout = layout }

  private var frame: Frame { layout.frame }

  func draw(into writer: inout SVGWriter) {
    writer.begin("g", ["class": "panel"])
    if !layout.panel.isMap { drawGrid(into: &writer) }
    let series = Array(zip(layout.panel.series, layout.colors))
    for background in [true, false] {
      for (series, color) in series where series.isBackground == background {
        SeriesDrawing(series, color: color, in: layout).draw(into: &writer)
      }
    }
    drawAxes(into: &writer)
    drawLabels(into: &writer)
    drawAnnotations(into: &writer)
    if layout.namesSeriesDirectly { drawNames(into: &writer) }
    writer.end()
  }

  private func drawGrid(into writer: inout SVGWriter) {
    writer.begin("g", ["stroke": "#e4e4e4", "stroke-width": "0.8"])
    for mark in layout.xMarks where mark.label != nil {
      let x = layout.x.length(mark.coordinate)
      writer.line(from: Position(x: x, y: frame.top), to: Position(x: x, y: frame.bottom))
    }
    for mark in layout.yMarks where mark.label != nil {
      let y = layout.y.length(mark.coordinate)
      writer.line(from: Position(x: frame.left, y: y), to: Position(x: frame.right, y: y))
    }
    writer.end()
  }

  private func drawAxes(into writer: inout SVGWriter) {
    writer.begin("g", ["stroke": "#333333", "stroke-width": "1", "fill": "none"])
    let corner = Position(x: frame.left, y: frame.bottom)
    writer.line(from: Position(x: frame.left, y: frame.top), to: corner)
    writer.line(from: corner, to: Position(x: frame.right, y: frame.bottom))
    if layout.panel.isMap {
      let opposite = Position(x: frame.right, y: frame.top)
      writer.line(from: Position(x: frame.left, y: frame.top), to: opposite)
      writer.line(from: opposite, to: Position(x: frame.right, y: frame.bottom))
    }
    for mark in layout.xMarks {
      let x = layout.x.length(mark.coordinate)
      let end = frame.bottom + (mark.label == nil ? 3 : 5)
      writer.line(from: Position(x: x, y: frame.bottom), to: Position(x: x, y: end))
    }
    for mark in layout.yMarks {
      let y = layout.y.length(mark.coordinate)
      let end = frame.left - (mark.label == nil ? 3 : 5)
      writer.line(from: Position(x: end, y: y), to: Position(x: frame.left, y: y))
    }
    writer.end()
  }

  private func drawLabels(into writer: inout SVGWriter) {
    let panel = layout.panel
    writer.begin("g", ["fill": "#1a1a1a"])
    for mark in layout.yMarks {
      guard let label = mark.label else { continue }
      let place = Position(x: frame.left - 8, y: layout.y.length(mark.coordinate) + 4)
      writer.label(
        FigureText(label), at: place, size: FigureLayout.tickSize, ["text-anchor": "end"])
    }
    let middleX = frame.left + frame.width / 2
    if layout.showsXLabels {
      for mark in layout.xMarks {
        guard let label = mark.label else { continue }
        let place = Position(x: layout.x.length(mark.coordinate), y: frame.bottom + 19)
        writer.label(
          FigureText(label), at: place, size: FigureLayout.tickSize, ["text-anchor": "middle"])
      }
      writer.label(
        FigureText(panel.xAxis.label), at: Position(x: middleX, y: frame.bottom + 39),
        size: FigureLayout.labelSize, ["text-anchor": "middle"])
    }
    drawVerticalLabel(into: &writer)
    if let title = panel.title {
      writer.label(
        FigureText(title), at: Position(x: frame.left, y: frame.top - 8),
        size: FigureLayout.labelSize, ["font-weight": "bold"])
    }
    writer.end()
  }

  private func drawVerticalLabel(into writer: inout SVGWriter) {
    guard !layout.panel.yAxis.label.isEmpty else { return }
    let place = Position(x: layout.yLabelX, y: frame.top + frame.height / 2)
    writer.label(
      FigureText(layout.panel.yAxis.label), at: place, size: FigureLayout.labelSize,
      [
        "text-anchor": "middle", "transform": "rotate(-90 \(place.x.text) \(place.y.text))",
      ])
  }

  private func drawAnnotations(into writer: inout SVGWriter) {
    for annotation in layout.panel.annotations {
      guard let x = layout.x.visible(annotation.point.x),
        let y = layout.y.visible(annotation.point.y)
      else { continue }
      let (place, anchor): (Position, String) =
        switch annotation.side {
        case .above: (Position(x: x, y: y - 8), "middle")
        case .below: (Position(x: x, y: y + 17), "middle")
        case .left: (Position(x: x - 8, y: y + 4), "end")
        case .right: (Position(x: x + 8, y: y + 4), "start")
        }
      writer.label(
        FigureText(annotation.text), at: place, size: FigureLayout.tickSize,
        ["text-anchor": anchor, "fill": "#1a1a1a"])
    }
  }

  /// Names each line beside its last point, moved apart where two would touch.
  private func drawNames(into writer: inout SVGWriter) {
    let lineHeight: Length = 15
    var names: [(label: String, color: FigureColor, y: Length)] = []
    for (series, color) in zip(layout.panel.series, layout.colors) {
      guard let label = series.label, let y = lastHeight(of: series) else { continue }
      names.append((label, color, y))
    }
    names.sort { ($0.y, $0.label) < ($1.y, $1.label) }
    var lowest: Length = frame.top
    for index in names.indices {
      names[index].y = max(names[index].y, lowest)
      lowest = names[index].y + lineHeight
    }
    var highest = frame.bottom
    for index in names.indices.reversed() {
      names[index].y = min(names[index].y, highest)
      highest = names[index].y - lineHeight
    }
    for name in names {
      let dark = name.color.mixed(with: .black, weight: 60)
      writer.label(
        FigureText(name.label), at: Position(x: frame.right + 7, y: name.y + 4),
        size: FigureLayout.tickSize, ["fill": dark.hex])
    }
  }

  private func lastHeight(of series: Series) -> Length? {
    switch series.content {
    case .line(let points), .step(let points), .scatter(let points):
      return points.last.map { layout.y.clamped($0.y) }
    case .errorBars(let ranges), .band(let ranges), .bars(let ranges, _):
      return ranges.last.map { layout.y.clamped($0.upper) }
    case .boxes(let boxes): return boxes.last.map { layout.y.clamped($0.median) }
    case .horizontals(let places): return places.last.map { layout.y.clamped($0) }
    case .verticals, .regions, .edges: return nil
    }
  }
}

extension Series {
  /// Whether it is drawn behind lines and points.
  fileprivate var isBackground: Bool {
    switch content {
    case .band, .bars, .verticals, .horizontals, .regions: true
    case .line, .step, .scatter, .errorBars, .boxes, .edges: false
    }
  }
}
