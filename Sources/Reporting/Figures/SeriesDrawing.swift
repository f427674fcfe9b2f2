import ExactNumbers

/// Draws one series in its panel; what lies outside the shown part is cut off there.
struct SeriesDrawing {
  private let series: Series
  private let layout: PanelLayout
  private let color: FigureColor
  private let pen: SeriesPen
  private let offset: Length

  init(_ series: Series, color: FigureColor, in layout: PanelLayout) {
    self.series = series
    self.layout = layout
    self.color = color
    pen = SeriesPen(series, color)
    offset = Length(pixels: series.style.offset)
  }

  private var frame: Frame { layout.frame }

  func draw(into writer: inout SVGWriter) {
    switch series.content {
    case .line(let points):
      drawPath(points, into: &writer)
      pen.markers(at: places(points), into: &writer)
    case .step(let points):
      drawPath(Self.corners(points), into: &writer)
      pen.markers(at: places(points), into: &writer)
    case .scatter(let points): pen.markers(at: places(points), into: &writer)
    case .bars(let bars, let width): drawBars(bars, width: width, into: &writer)
    case .errorBars(let ranges): drawErrorBars(ranges, into: &writer)
    case .boxes(let boxes): drawBoxes(boxes, into: &writer)
    case .band(let ranges): drawBand(ranges, into: &writer)
    case .regions(let map, let fill):
      RegionMapDrawing(map: map, frame: place(of: map)).drawRegions(fill, into: &writer)
    case .edges(let map, let kind):
      RegionMapDrawing(map: map, frame: place(of: map))
        .drawEdges(ofKind: kind, series.style, color: color, into: &writer)
    case .verticals(let places):
      pen.stroke(into: &writer) { writer in
        for x in places.compactMap(layout.x.visible) {
          writer.line(from: Position(x: x, y: frame.top), to: Position(x: x, y: frame.bottom))
        }
      }
    case .horizontals(let places):
      pen.stroke(into: &writer) { writer in
        for y in places.compactMap(layout.y.visible) {
          writer.line(from: Position(x: frame.left, y: y), to: Position(x: frame.right, y: y))
        }
      }
    }
  }

  /// Where the frame of a map stands.
  private func place(of map: RegionMap) -> Frame {
    let (x, y) = (map.frame.x, map.frame.y)
    return Frame(
      left: layout.x.length(x.lowerBound), top: layout.y.length(y.upperBound),
      right: layout.x.length(x.upperBound), bottom: layout.y.length(y.lowerBound))
  }

  /// Where the visible ones of some points stand.
  private func places(_ points: [PlotPoint]) -> [Position] {
    points.compactMap { point in
      guard let x = layout.x.visible(point.x), let y = layout.y.visible(point.y) else { return nil }
      return Position(x: x + offset, y: y)
    }
  }

  /// The corners of a step line.
  private static func corners(_ points: [PlotPoint]) -> [PlotPoint] {
    var corners: [PlotPoint] = []
    for point in points {
      if let last = corners.last { corners.append(PlotPoint(point.x, last.y)) }
      corners.append(point)
    }
    return corners
  }

  private func drawPath(_ points: [PlotPoint], into writer: inout SVGWriter) {
    let paths = PathClipping(layout.x, layout.y).paths(through: points)
    pen.stroke(into: &writer) { writer in
      for path in paths { writer.polyline(path) }
    }
  }

  private func drawBars(_ bars: [PlotRange], width: Rational, into writer: inout SVGWriter) {
    for bar in bars {
      let left = layout.x.clamped(bar.x - width / 2)
      let right = layout.x.clamped(bar.x + width / 2)
      let (top, bottom) = (layout.y.clamped(bar.upper), layout.y.clamped(bar.lower))
      guard left < right && top < bottom else { continue }
      let rectangle = Frame(left: left + offset, top: top, right: right + offset, bottom: bottom)
      pen.patch(rectangle, of: series.content, into: &writer)
    }
  }

  private func drawErrorBars(_ ranges: [PlotRange], into writer: inout SVGWriter) {
    pen.stroke(into: &writer) { writer in
      for range in ranges {
        guard let x = layout.x.visible(range.x) else { continue }
        pen.errorBarLines(
          at: x + offset, from: layout.y.clamped(range.lower), to: layout.y.clamped(range.upper),
          into: &writer)
      }
    }
  }

  private func drawBoxes(_ boxes: [PlotBox], into writer: inout SVGWriter) {
    let half: Length = 5
    for box in boxes {
      guard let center = layout.x.visible(box.x) else { continue }
      let x = center + offset
      let y = layout.y
      let (top, bottom) = (y.clamped(box.upperQuartile), y.clamped(box.lowerQuartile))
      pen.stroke(into: &writer) { writer in
        writer.line(from: Position(x: x, y: bottom), to: Position(x: x, y: y.clamped(box.low)))
        writer.line(from: Position(x: x, y: top), to: Position(x: x, y: y.clamped(box.high)))
      }
      let rectangle = Frame(left: x - half, top: top, right: x + half, bottom: bottom)
      pen.patch(rectangle, of: series.content, into: &writer)
      let median = y.clamped(box.median)
      pen.stroke(into: &writer) { writer in
        writer.line(from: Position(x: x - half, y: median), to: Position(x: x + half, y: median))
      }
    }
  }

  private func drawBand(_ ranges: [PlotRange], into writer: inout SVGWriter) {
    let shown = ranges.filter { layout.x.visible($0.x) != nil }
    let upper = shown.map {
      Position(x: layout.x.clamped($0.x), y: layout.y.clamped($0.upper))
    }
    let lower = shown.reversed().map {
      Position(x: layout.x.clamped($0.x), y: layout.y.clamped($0.lower))
    }
    pen.area((upper + lower), into: &writer)
  }
}
