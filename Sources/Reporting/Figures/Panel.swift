import ExactNumbers

/// One set of axes with the series drawn in it.
public struct Panel: Hashable, Sendable {
  /// A line over the panel, such as "(a) width 8".
  public var title: String?
  /// The horizontal axis.
  public var xAxis: Axis
  /// The vertical axis.
  public var yAxis: Axis
  /// What is drawn, from back to front within each kind.
  public var series: [Series]
  /// Short texts at places of the panel.
  public var annotations: [Annotation]

  /// A short text at a place of a panel.
  public struct Annotation: Hashable, Sendable {
    /// The text; `^{…}` raises, `_{…}` lowers.
    public let text: String
    /// The place that the text stands above, or beside.
    public let point: PlotPoint
    /// Where the text stands from its place.
    public let side: Side

    /// Where a text stands from its place.
    public enum Side: Hashable, Sendable {
      /// Above it, in the middle.
      case above
      /// Below it, in the middle.
      case below
      /// To its left.
      case left
      /// To its right.
      case right
    }

    /// Makes an annotation.
    ///
    /// - Parameters:
    ///   - text: the text.
    ///   - point: the place.
    ///   - side: where the text stands from its place.
    public init(_ text: String, at point: PlotPoint, _ side: Side = .above) {
      self.text = text
      self.point = point
      self.side = side
    }
  }

  /// Makes a panel.
  ///
  /// - Parameters:
  ///   - title: a line over the panel.
  ///   - xAxis: the horizontal axis.
  ///   - yAxis: the vertical axis.
  ///   - series: what is drawn.
  ///   - annotations: short texts at places of the panel.
  public init(
    title: String? = nil, xAxis: Axis, yAxis: Axis, series: [Series],
    annotations: [Annotation] = []
  ) {
    self.title = title
    self.xAxis = xAxis
    self.yAxis = yAxis
    self.series = series
    self.annotations = annotations
  }
}

extension Panel {
  /// All places along the horizontal axis that must be shown, bars with their widths.
  var xValues: [Rational] {
    series.flatMap { series -> [Rational] in
      switch series.content {
      case .line(let points), .step(let points), .scatter(let points): points.map(\.x)
      case .bars(let bars, let width): bars.flatMap { [$0.x - width / 2, $0.x + width / 2] }
      case .errorBars(let ranges), .band(let ranges): ranges.map(\.x)
      case .boxes(let boxes): boxes.map(\.x)
      case .verticals(let places): places
      case .regions(let map, _), .edges(let map, _):
        [map.frame.x.lowerBound, map.frame.x.upperBound]
      case .horizontals: []
      }
    }
  }

  /// All places along the vertical axis that must be shown.
  var yValues: [Rational] {
    series.flatMap { series -> [Rational] in
      switch series.content {
      case .line(let points), .step(let points), .scatter(let points): points.map(\.y)
      case .bars(let ranges, _), .errorBars(let ranges), .band(let ranges):
        ranges.flatMap { [$0.lower, $0.upper] }
      case .boxes(let boxes): boxes.flatMap { [$0.low, $0.high] }
      case .horizontals(let places): places
      case .regions(let map, _), .edges(let map, _):
        [map.frame.y.lowerBound, map.frame.y.upperBound]
      case .verticals: []
      }
    }
  }

  /// The share of the horizontal axis left free at each end; boxes stand out from their places.
  var xRoom: Rational {
    let hasBoxes = series.contains { if case .boxes = $0.content { true } else { false } }
    return hasBoxes ? Rational(1, 12) : Rational(1, 25)
  }

  var hasBars: Bool {
    series.contains { if case .bars = $0.content { true } else { false } }
  }
}
