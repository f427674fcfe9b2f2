import ExactNumbers

/// Divides the area of a figure among its panels.
///
/// The data areas of all panels are equally wide and high, so their axes line up.
struct PanelGrid {
  private let figure: Figure
  private let left: Length
  private let top: Length
  private let columns: Int
  private let rows: Int
  private let dataWidth: Length
  private let dataHeight: Length
  /// About the height of a panel in pixels, for the number of its marks.
  private let markHeight: Int
  /// The room left and right of the data for labels and names, by column.
  private let rooms: [(left: Length, right: Length)]
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
    yLimits = figure.panels.map {
      $0.yAxis.limits(showing: $0.yValues, includesZero: $0.hasBars)
    }
    xLimits = Self.xLimits(figure, columns: columns)
    // How high a panel is depends on how wide, and that on its marks: a guess will do for these.
    let width = (right - left).hundredths / 100 / columns
    markHeight =
      figure.panelAspect.flatMap { Int(exactly: ($0 * Rational(width)).floor) }
      ?? figure.panelHeight
    rooms = Self.rooms(figure, columns: columns, yLimits, height: markHeight)
    let used = rooms.reduce(0 as Length) { $0 + $1.left + $1.right }
    let room = max(40, (right - left - used) / columns)
    dataWidth = room
    dataHeight =
      figure.panelAspect.map { Length(rounding: $0 * room.pixels) }
      ?? Length(pixels: figure.panelHeight)
  }

  private static func rooms(
    _ figure: Figure, columns: Int, _ limits: [(Rational, Rational)], height: Int
  ) -> [(left: Length, right: Length)] {
    func width(_ text: String) -> Length { FigureText(text).width(size: FigureLayout.tickSize) }
    return (0..<columns).map { column in
      var (left, right, title): (Length, Length, Length) = (0, columns > 1 ? 22 : 16, 0)
      for index in stride(from: column, to: figure.panels.count, by: columns) {
        let panel = figure.panels[index]
        let labels = yMarks(panel, limits[index], height: height).compactMap(\.label)
        left = max(left, labels.map(width).max() ?? 0)
        if !panel.yAxis.label.isEmpty { title = 20 }
        if figure.legend == .direct {
          right = max(right, panel.series.compactMap(\.label).map { width($0) + 10 }.max() ?? 0)
        }
      }
      return (left + title + tickLength + 4, right)
    }
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
    panel.yAxis.marks(from: limits.0, to: limits.1, count: max(2, height / 40))
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
    let columnLeft = rooms[..<column].reduce(left) { $0 + $1.left + dataWidth + $1.right }
    let dataLeft = columnLeft + rooms[column].left
    let top = rowTop(row) + headHeight
    let frame = Frame(
      left: dataLeft, top: top, right: dataLeft + dataWidth, bottom: top + dataHeight)
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
      yMarks: Self.yMarks(panel, (yLower, yUpper), height: markHeight), colors: colors,
      showsXLabels: showsXLabels(row: row) || isLowest, yLabelX: columnLeft + 11,
      namesSeriesDirectly: figure.legend == .direct)
  }

  /// As many marks as their labels leave room for: fewer are asked for until none touch.
  private func xMarks(
    _ panel: Panel, _ limits: (Rational, Rational), width: Length
  ) -> [AxisMark] {
    var count = max(5, width.hundredths / 6000)
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
