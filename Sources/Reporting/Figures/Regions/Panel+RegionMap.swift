/// How the regions of a map get their colours.
public enum RegionFill: Hashable, Sendable {
  /// They stay white.
  case none
  /// By class: a colour for each `RegionMap.Mark.kind`.
  case colors([FigureColor])
  /// By value, in bands along its level lines, or by class as a number.
  case scale(ColorScale)
  /// By direction and size of the slope.
  case slopes(SlopeColors)

  /// What explains the colours beside the panels.
  public var key: FigureKey? {
    switch self {
    case .none, .colors: nil
    case .scale(let scale): .scale(scale)
    case .slopes(let slopes): .slopes(slopes)
    }
  }
}

/// How one kind of edge of a map looks.
public struct RegionEdgeStyle: Hashable, Sendable {
  /// The legend's entry, if it has one.
  public var label: String?
  /// Its colour, its weight and how it is broken; lines are thinner where regions are small.
  public var style: SeriesStyle

  /// Makes a style of edges.
  ///
  /// - Parameters:
  ///   - label: the legend's entry.
  ///   - style: colour, weight and dash; without a colour the edges are black.
  public init(_ label: String? = nil, style: SeriesStyle = SeriesStyle(weight: .hairline)) {
    self.label = label
    self.style = style
    if style.color == nil { self.style.color = .black }
  }
}

extension Panel {
  /// A panel of the regions of a rectangle of the plane, filled and with their edges.
  ///
  /// - Parameters:
  ///   - title: a line over the panel.
  ///   - xAxis: the horizontal axis; it becomes linear, with the map's frame as its range.
  ///   - yAxis: the vertical axis; it becomes linear, with the map's frame as its range.
  ///   - map: the regions and edges.
  ///   - fill: the colours; `RegionFill.key` explains them if the figure has it as its `key`.
  ///   - edges: a style for each kind of edge, the last one in front.
  /// - Returns: the panel.
  public static func regionMap(
    title: String? = nil, xAxis: Axis, yAxis: Axis, map: RegionMap, fill: RegionFill,
    edges: [RegionEdgeStyle] = [RegionEdgeStyle()]
  ) -> Panel {
    var (xAxis, yAxis) = (xAxis, yAxis)
    (xAxis.scale, yAxis.scale) = (.linear, .linear)
    (xAxis.range, yAxis.range) = (map.frame.x, map.frame.y)
    var series = [Series(nil, .regions(map, fill))]
    for (kind, style) in edges.enumerated() where map.hasEdges(ofKind: kind) {
      series.append(Series(style.label, .edges(map, kind: kind), style: style.style))
    }
    return Panel(title: title, xAxis: xAxis, yAxis: yAxis, series: series)
  }

  /// Whether it is a map, which has a line all around it.
  var isMap: Bool { series.contains { if case .regions = $0.content { true } else { false } } }
}
