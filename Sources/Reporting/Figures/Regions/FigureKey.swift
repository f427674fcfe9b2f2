import ExactNumbers

/// What explains the colours of maps, to the right of a figure's panels.
public enum FigureKey: Hashable, Sendable {
  /// A colour bar.
  case scale(ColorScale)
  /// A square of slopes with the colour of each.
  case slopes(SlopeColors)
}

/// Draws a key; its size depends on its texts.
struct KeyDrawing {
  private let key: FigureKey
  private let size = FigureLayout.tickSize

  /// The height of a colour bar and the side of a square of slopes.
  private static let barHeight: Length = 180
  private static let barWidth: Length = 14
  private static let cells = 17
  private static let cell: Length = 6
  private static let side = cells * cell

  init(_ key: FigureKey) { self.key = key }

  private func width(_ text: String) -> Length { FigureText(text).width(size: size) }

  var width: Length {
    switch key {
    case .scale(let scale):
      let labels = ticks(scale).compactMap(\.label).map(width).max() ?? 0
      return max(width(scale.label), Self.barWidth + 8 + labels)
    case .slopes(let slopes):
      let square = Self.side + 24
      return max(width(slopes.label), max(square, width("along \(slopes.axes[0])")))
    }
  }

  var height: Length {
    switch key {
    case .scale: Self.barHeight + 34
    case .slopes: Self.side + 66
    }
  }

  func draw(at origin: Position, into writer: inout SVGWriter) {
    writer.begin("g", ["class": "key", "fill": "#1a1a1a"])
    let top = origin.y + 24
    switch key {
    case .scale(let scale):
      label(scale.label, at: Position(x: origin.x, y: origin.y + 10), "start", into: &writer)
      drawBar(scale, at: Position(x: origin.x, y: top), into: &writer)
    case .slopes(let slopes):
      label(slopes.label, at: Position(x: origin.x, y: origin.y + 10), "start", into: &writer)
      drawSquare(slopes, at: Position(x: origin.x + 20, y: top), into: &writer)
    }
    writer.end()
  }

  private func label(
    _ text: String, at place: Position, _ anchor: String, into writer: inout SVGWriter
  ) {
    writer.label(FigureText(text), at: place, size: size, ["text-anchor": anchor])
  }

  /// Cells side by side with nothing between them.
  private func beginCells(into writer: inout SVGWriter) {
    writer.begin("g", ["shape-rendering": "crispEdges"])
  }

  /// A number of one digit times a power of ten.
  private static func text(_ value: Rational) -> String {
    let power = DecimalLogarithm.of(value.magnitude).flatMap { Int(exactly: $0.floor) } ?? 0
    return power < -3 || power > 3
      ? DecimalText.scientific(value, power: power, step: power)
      : DecimalText.grouped(value, decimals: max(0, -power))
  }

  // MARK: The colour bar

  private func ticks(_ scale: ColorScale) -> [AxisMark] {
    // Counts stand in the middle of their bands; an axis of whole numbers has no other marks.
    let axis = Axis("")
    let marks = axis.marks(from: scale.lower, to: scale.upper, count: 6)
    let isCount = scale.step == 1 && !scale.lower.isInteger
    return isCount ? marks.filter { $0.coordinate.isInteger } : marks
  }

  private func drawBar(
    _ scale: ColorScale, at corner: Position, into writer: inout SVGWriter
  ) {
    let mapping = AxisMapping(
      scale: .linear, lower: scale.lower, upper: scale.upper, start: corner.y + Self.barHeight,
      end: corner.y)
    let right = corner.x + Self.barWidth
    beginCells(into: &writer)
    for (band, color) in scale.colors.enumerated() {
      let cell = Frame(
        left: corner.x, top: mapping.length(scale.boundary(band + 1)), right: right,
        bottom: mapping.length(scale.boundary(band)))
      writer.rectangle(cell, ["fill": color.hex])
    }
    writer.end()
    for mark in ticks(scale) {
      let y = mapping.length(mark.coordinate)
      writer.element(
        "line",
        [
          "x1": right.text, "y1": y.text, "x2": (right + 4).text, "y2": y.text,
          "stroke": "#333333",
        ])
      guard let text = mark.label else { continue }
      label(text, at: Position(x: right + 8, y: y + 4), "start", into: &writer)
    }
  }

  // MARK: The square of slopes

  private func drawSquare(
    _ slopes: SlopeColors, at corner: Position, into writer: inout SVGWriter
  ) {
    let half = Self.cells / 2
    let reach = 2 * slopes.typical
    beginCells(into: &writer)
    for row in 0..<Self.cells {
      for column in 0..<Self.cells {
        let color = slopes.color(
          x: reach * Rational(column - half) / Rational(half),
          y: reach * Rational(half - row) / Rational(half))
        let (left, top) = (corner.x + column * Self.cell, corner.y + row * Self.cell)
        writer.rectangle(
          Frame(left: left, top: top, right: left + Self.cell, bottom: top + Self.cell),
          ["fill": color.hex])
      }
    }
    writer.end()
    drawLabels(slopes, reach: reach, at: corner, into: &writer)
  }

  private func drawLabels(
    _ slopes: SlopeColors, reach: Rational, at corner: Position, into writer: inout SVGWriter
  ) {
    let bottom = corner.y + Self.side
    for (place, value) in [-reach, 0, reach].enumerated() {
      let x = corner.x + place * (Self.side / 2)
      label(Self.text(value), at: Position(x: x, y: bottom + 15), "middle", into: &writer)
    }
    label(
      "along \(slopes.axes[0])", at: Position(x: corner.x + Self.side / 2, y: bottom + 32),
      "middle", into: &writer)
    let turned = Position(x: corner.x - 7, y: corner.y + Self.side / 2)
    writer.label(
      FigureText("along \(slopes.axes[1])"), at: turned, size: size,
      [
        "text-anchor": "middle", "transform": "rotate(-90 \(turned.x.text) \(turned.y.text))",
      ])
  }
}
