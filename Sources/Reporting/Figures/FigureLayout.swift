import ExactNumbers

/// A panel with its place in the figure, its axes laid out and a colour for each series.
struct PanelLayout {
  let panel: Panel
  let frame: Frame
  let x: AxisMapping
  let y: AxisMapping
  let xMarks: [AxisMark]
  let yMarks: [AxisMark]
  let colors: [FigureColor]
  let showsXLabels: Bool
  /// Where the middle of the vertical axis's label stands.
  let yLabelX: Length
  let namesSeriesDirectly: Bool
}

/// Where everything in a figure stands.
struct FigureLayout {
  let panels: [PanelLayout]
  let legend: [LegendEntry]
  /// Where the legend begins.
  let legendOrigin: Position
  let legendColumns: Int
  /// Where the key of a map's colours begins.
  let keyOrigin: Position
  let height: Length
  let figure: Figure

  static let titleSize = 15
  static let labelSize = 13
  static let tickSize = 12
  static let titleBaseline: Length = 22
  private static let edge: Length = 10

  init(_ figure: Figure) {
    self.figure = figure
    let colors = Self.colors(of: figure)
    legend = Self.legendEntries(of: figure, colors: colors)
    let names = legend.map { FigureText($0.label).width(size: Self.tickSize) }
    let legendWidth = (names.max() ?? 0) + LegendEntry.sampleWidth + 16
    let hasRightLegend = figure.legend == .right && !legend.isEmpty
    let width = Length(pixels: figure.width)
    let key = figure.key.map { KeyDrawing($0) }
    let besides = max(hasRightLegend ? legendWidth : 0, key.map { $0.width + 14 } ?? 0)
    let right = width - Self.edge - besides
    let top: Length = figure.showsTitle ? 34 : 8
    let grid = PanelGrid(figure: figure, left: Self.edge, right: right, top: top)
    panels = figure.panels.indices.map { grid.layout($0, colors: colors[$0]) }
    let keyTop = panels[0].frame.top
    keyOrigin = Position(x: right + 12, y: keyTop)
    let keyHeight = key.map { $0.height + 12 } ?? 0
    let bottom = max(grid.bottom, keyTop + keyHeight)
    switch figure.legend {
    case .right:
      legendColumns = 1
      legendOrigin = Position(x: right + 14, y: keyTop + keyHeight + 12)
      let end = legendOrigin.y + Length(pixels: legend.count * LegendEntry.lineHeight)
      height = max(bottom, hasRightLegend ? end : 0) + 4
    case .below where !legend.isEmpty:
      let entry = legendWidth + 8
      let room = right - Self.edge
      legendColumns = max(1, min(legend.count, room.hundredths / entry.hundredths))
      let used = legendColumns * entry
      legendOrigin = Position(x: Self.edge + (room - used) / 2 + 12, y: bottom + 14)
      let rows = (legend.count + legendColumns - 1) / legendColumns
      height = bottom + Length(pixels: rows * LegendEntry.lineHeight + 10)
    default:
      legendColumns = 1
      legendOrigin = Position(x: 0, y: 0)
      height = bottom + 4
    }
  }

  /// How far one legend entry stands from the next in a row.
  var legendEntryWidth: Length {
    let names = legend.map { FigureText($0.label).width(size: Self.tickSize) }
    return (names.max() ?? 0) + LegendEntry.sampleWidth + 24
  }

  /// A colour for each series of each panel: its own, or the next one, the same for equal labels;
  /// a series without a label has the colour of the one before it.
  private static func colors(of figure: Figure) -> [[FigureColor]] {
    var known: [String: FigureColor] = [:]
    return figure.panels.map { panel in
      var previous = FigureColor.series[0]
      return panel.series.map { series in
        if let color = series.style.color {
          previous = color
        } else if let label = series.label {
          previous = known[label] ?? FigureColor.series[known.count % FigureColor.series.count]
          known[label] = previous
        }
        return previous
      }
    }
  }

  private static func legendEntries(
    of figure: Figure, colors: [[FigureColor]]
  ) -> [LegendEntry] {
    guard figure.legend == .right || figure.legend == .below else { return [] }
    var seen: Set<String> = []
    var entries: [LegendEntry] = []
    for (panel, colors) in zip(figure.panels, colors) {
      for (series, color) in zip(panel.series, colors) {
        guard let label = series.label, seen.insert(label).inserted else { continue }
        entries.append(LegendEntry(label: label, series: series, color: color))
      }
    }
    return entries
  }
}
