public import ExactNumbers

/// A point of a figure, in the units of its axes.
public struct PlotPoint: Hashable, Sendable {
  /// Along the horizontal axis.
  public let x: Rational
  /// Along the vertical axis.
  public let y: Rational

  /// Makes a point.
  ///
  /// - Parameters:
  ///   - x: along the horizontal axis.
  ///   - y: along the vertical axis.
  public init(_ x: Rational, _ y: Rational) {
    self.x = x
    self.y = y
  }

  /// Makes a point of two counts.
  ///
  /// - Parameters:
  ///   - x: along the horizontal axis.
  ///   - y: along the vertical axis.
  public init(_ x: Int, _ y: Integer) { self.init(Rational(x), Rational(y)) }
}

/// A stretch of the vertical axis at one place: a bar, an error bar or a slice of a band.
public struct PlotRange: Hashable, Sendable {
  /// Along the horizontal axis.
  public let x: Rational
  /// The lower end.
  public let lower: Rational
  /// The upper end.
  public let upper: Rational

  /// Makes a stretch.
  ///
  /// - Parameters:
  ///   - x: along the horizontal axis.
  ///   - lower: the lower end.
  ///   - upper: the upper end.
  public init(_ x: Rational, from lower: Rational, to upper: Rational) {
    self.x = x
    self.lower = lower
    self.upper = upper
  }
}

/// Five numbers of a sample, drawn as a box with whiskers.
public struct PlotBox: Hashable, Sendable {
  /// Along the horizontal axis.
  public let x: Rational
  /// The end of the lower whisker.
  public let low: Rational
  /// The lower end of the box.
  public let lowerQuartile: Rational
  /// The line in the box.
  public let median: Rational
  /// The upper end of the box.
  public let upperQuartile: Rational
  /// The end of the upper whisker.
  public let high: Rational

  /// Makes a box.
  ///
  /// - Parameters:
  ///   - x: along the horizontal axis.
  ///   - low: the end of the lower whisker.
  ///   - lowerQuartile: the lower end of the box.
  ///   - median: the line in the box.
  ///   - upperQuartile: the upper end of the box.
  ///   - high: the end of the upper whisker.
  public init(
    _ x: Rational, low: Rational, lowerQuartile: Rational, median: Rational,
    upperQuartile: Rational, high: Rational
  ) {
    self.x = x
    self.low = low
    self.lowerQuartile = lowerQuartile
    self.median = median
    self.upperQuartile = upperQuartile
    self.high = high
  }
}

/// One set of marks in a panel, with one entry in the legend.
public struct Series: Hashable, Sendable {
  /// What is drawn.
  public enum Content: Hashable, Sendable {
    /// Points joined by segments, each with the style's marker.
    case line([PlotPoint])
    /// Points joined by steps: each value holds until the next point.
    case step([PlotPoint])
    /// Points by themselves.
    case scatter([PlotPoint])
    /// Upright bars, each of the same width in the units of the horizontal axis.
    case bars([PlotRange], width: Rational)
    /// Error bars: a stretch with two short ends.
    case errorBars([PlotRange])
    /// Boxes with whiskers.
    case boxes([PlotBox])
    /// A translucent band between lower and upper ends.
    case band([PlotRange])
    /// Hairlines across the panel's height.
    case verticals([Rational])
    /// Lines across the panel's width.
    case horizontals([Rational])
    /// The regions of a map, filled.
    case regions(RegionMap, RegionFill)
    /// The edges of one kind of a map.
    case edges(RegionMap, kind: Int)
  }

  /// The legend's entry; a series without one has none, and the colour of the series before it.
  public var label: String?
  /// What is drawn.
  public var content: Content
  /// How it looks.
  public var style: SeriesStyle

  /// Makes a series.
  ///
  /// - Parameters:
  ///   - label: the legend's entry, if it has one.
  ///   - content: what is drawn.
  ///   - style: how it looks.
  public init(_ label: String?, _ content: Content, style: SeriesStyle = SeriesStyle()) {
    self.label = label
    self.content = content
    self.style = style
  }
}

/// How a series looks.
public struct SeriesStyle: Hashable, Sendable {
  /// The shape at each point.
  public enum Marker: Hashable, Sendable {
    /// Filled shapes.
    case circle, square, triangle, diamond
    /// Shapes with a white inside.
    case openCircle, openSquare
    /// A small filled dot, for breakpoints.
    case dot
    /// A small hollow upright mark, for what only touches a graph.
    case tick
  }

  /// How a line is broken.
  public enum Dash: Hashable, Sendable {
    /// An unbroken line.
    case solid
    /// Strokes with gaps.
    case dashed
    /// Dots.
    case dotted
  }

  /// How thick a line is.
  public enum Weight: Hashable, Sendable {
    /// For lines in the background.
    case hairline
    /// For lines beside others.
    case thin
    /// For data.
    case regular
  }

  /// The colour; `nil` takes the next one of `FigureColor.series`, the same for equal labels
  /// throughout a figure.
  public var color: FigureColor?
  /// The shape at each point of a line, step or scatter; `nil` is a circle for a scatter and none
  /// for the others.
  public var marker: Marker?
  /// How a line is broken.
  public var dash: Dash
  /// How thick a line is.
  public var weight: Weight
  /// A shift to the right in pixels, to set error bars and boxes of several series side by side.
  public var offset: Int

  /// Makes a style.
  ///
  /// - Parameters:
  ///   - color: the colour; `nil` takes the next one.
  ///   - marker: the shape at each point.
  ///   - dash: how a line is broken.
  ///   - weight: how thick a line is.
  ///   - offset: a shift to the right in pixels.
  public init(
    color: FigureColor? = nil, marker: Marker? = nil, dash: Dash = .solid,
    weight: Weight = .regular, offset: Int = 0
  ) {
    self.color = color
    self.marker = marker
    self.dash = dash
    self.weight = weight
    self.offset = offset
  }
}
