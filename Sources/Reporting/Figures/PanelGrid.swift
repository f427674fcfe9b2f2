import ExactNumbers

/// Divides the area of a figure among its panels.
///
/// The panels of a column are equally wide, so their axes line up; so are those of a row in height.
struct PanelGrid {
  private let figure: Figure
  private let left: Length
  private let top: Length
  private let columns: Int
  private let rows: Int
  private let columnWidth: Length
  private let dataHeight: Length
  /// The widest labels of the vertical axes, by column.
  private let labelWidths: [Length]
  /// The widest direct names of series, by column.
  private let nameWidths: [Length]
  /// The limits of the horizontal axis, by panel.
  private let xLimits: [(Rational, Rational)]
  private let yLimits: [(Rational, Rational)]

  private static let tickLength: Length = 4

  init(figure: Figure, left: Length, right: Length, top: Length) {
    self.figure = figure
    self.left = left
    self.top = top
    columns = min(figure.columns, figure.panels.count)
    rows = (figure.panels.count + columns - 1) / columns
    columnWidth = (right - left) / columns
    dataHeight = Length(pixels: figure.panelHeight)
    yLimits = figure.panels.map {
      $0.yAxis.limits(showing: $0.yValues, includesZero: $0.hasBars)
    }
    xLimits = Self.xLimits(figure, columns: columns)
    var labels = [Length](repeating: 0, count: columns)
    var names = [Length](repeating: 0, count: columns)
    for (index, panel) in figure.panels.enumerated() {
      let column = index % columns
      let widths = Self.yMarks(panel, yLimits[index], height: figure.panelHeight)
        .compactMap(\.label).map { FigureText($0).width(size: FigureLayout.tickSize) }
      labels[column] = max(labels[column], widths.max() ?? 0)
      if figure.legend == .direct {
        let widths = panel.series.compactMap(\.label)
          .map { FigureText($0).width(size: FigureLayout.tickSize) + 10 }
        names[column] = max(names[column], widths.max() ?? 0)
      }
    }
    labelWidths = labels
    nameWidths = names
  }

  /// Each panel's own limits or, where a column shares its axis, those of all its panels.
  private static func xLimits(_ figure: Figure, columns: Int) -> [(Rational, Rational)] {
    figure.panels.indices.map { index in
      let panel = figure.panels[index]
      guard figure.sharesXAxis else {
        return panel.xAxis.limits(
          showing: panel.xValues, includesZero: false, room: panel.xRoom)
      }
      let column = figure.panels.indices.filter { $0 % columns == index % columns }
      let values = column.flatMap { figure.panels[$0].xValues }
      return panel.xAxis.limits(showing: values, includesZero: false)
    }
  }

  private static func yMarks(
    _ panel: Panel, _ limits: (Rational, Rational), height: Int
  ) -> [AxisMark] {
    panel.yAxis.marks(from: limits.0, to: limits.1, count: max(2, height / 45))
  }

  /// The rows above a panel's data: its title, if any panel of the figure has one.
  private var headHeight: Length { figure.panels.contains { $0.title != nil } ? 24 : 8 }

  private func footHeight(showsXLabels: Bool) -> Length { showsXLabels ? 46 : 8 }

  private func showsXLabels(row: Int) -> Bool { !figure.sharesXAxis || row == rows - 1 }

  private func rowTop(_ row: Int) -> Length {
    var top = self.top
    for above in 0..<row {
      top += headHeight + dataHeight + footHeight(showsXLabels: showsXLabels(row: above))
    }
    return top
  }

  /// Where the lowest panel ends, its axis included.
  var bottom: Length { rowTop(rows - 1) + headHeight + dataHeight + footHeight(showsXLabels: true) }

  func layout(_ index: Int, colors: [FigureColor]) -> PanelLayout {
    let panel = figure.panels[index]
    let (row, column) = (index / columns, index % columns)
    let columnLeft = left + column * columnWidth
    let axisLabel: Length = panel.yAxis.label.isEmpty ? 0 : 20
    // Labels of the horizontal axis stand out by half their width.
    let rightRoom = max(nameWidths[column], columns > 1 ? 22 : 16)
    let top = rowTop(row) + headHeight
    let frame = Frame(
      left: columnLeft + axisLabel + labelWidths[column] + Self.tickLength + 4, top: top,
      right: columnLeft + columnWidth - rightRoom, bottom: top + dataHeight)
    let (xLower, xUpper) = xLimits[index]
    let (yLower, yUpper) = yLimits[index]
    let isLowest = index + columns >= figure.panels.count
    return PanelLayout(
      panel: panel, frame: frame,
      x: AxisMapping(
        scale: panel.xAxis.scale, lower: xLower, upper: xUpper, start: frame.left,
        end: frame.right),
      y: AxisMapping(
        scale: panel.yAxis.scale, lower: yLower, upper: yUpper, start: frame.bottom,
        end: frame.top),
      xMarks: xMarks(panel, (xLower, xUpper), width: frame.width),
      yMarks: Self.yMarks(panel, (yLower, yUpper), height: figure.panelHeight), colors: colors,
      showsXLabels: showsXLabels(row: row) || isLowest, yLabelX: columnLeft + 11,
      namesSeriesDirectly: figure.legend == .direct)
  }

  /// As many marks as their labels leave room for: fewer are asked for until none touch.
  private func xMarks(
    _ panel: Panel, _ limits: (Rational, Rational), width: Length
  ) -> [AxisMark] {
    var count = max(2, width.hundredths / 6000)
    while true {
      let marks = panel.xAxis.marks(from: limits.0, to: limits.1, count: count)
      let labels = marks.compactMap(\.label)
        .map { FigureText($0).width(size: FigureLayout.tickSize) + 10 }
      let needed = labels.reduce(0 as Length, +)
      if needed <= width || count == 2 { return marks }
      count -= 1
    }
  }
}
