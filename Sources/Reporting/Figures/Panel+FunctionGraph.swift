public import ExactNumbers

/// The graph of a piecewise-linear function with what happens along it.
public struct FunctionGraph: Hashable, Sendable {
  /// The legend's entry.
  public var label: String?
  /// The points that the graph joins: its ends and breakpoints, from left to right.
  public var vertices: [PlotPoint]
  /// The breakpoints to mark with dots: where the slope changes.
  public var breakpoints: [PlotPoint]
  /// The places to mark with hollow ticks: where a neuron switches and the slope stays.
  public var activationChanges: [PlotPoint]
  /// The colour; `nil` takes the next one.
  public var color: FigureColor?

  /// Makes a graph.
  ///
  /// - Parameters:
  ///   - label: the legend's entry.
  ///   - vertices: the ends and breakpoints, from left to right.
  ///   - breakpoints: where the slope changes.
  ///   - activationChanges: where a neuron switches and the slope stays.
  ///   - color: the colour; `nil` takes the next one.
  public init(
    label: String? = nil, vertices: [PlotPoint], breakpoints: [PlotPoint] = [],
    activationChanges: [PlotPoint] = [], color: FigureColor? = nil
  ) {
    self.label = label
    self.vertices = vertices
    self.breakpoints = breakpoints
    self.activationChanges = activationChanges
    self.color = color
  }
}

/// Hairlines of one layer: the places where its neurons switch.
public struct LayerHairlines: Hashable, Sendable {
  /// The hidden layer, 1 for the first.
  public let layer: Int
  /// Where its neurons switch.
  public let places: [Rational]

  /// Makes the hairlines of a layer.
  ///
  /// - Parameters:
  ///   - layer: the hidden layer, 1 for the first.
  ///   - places: where its neurons switch.
  public init(layer: Int, places: [Rational]) {
    self.layer = layer
    self.places = places
  }
}

extension Panel {
  /// A panel of graphs of piecewise-linear functions.
  ///
  /// - Parameters:
  ///   - title: a line over the panel.
  ///   - xAxis: the horizontal axis.
  ///   - yAxis: the vertical axis.
  ///   - graphs: the graphs, the last one in front.
  ///   - hairlines: lines across the panel coloured by layer, behind the graphs.
  ///   - layerCount: how many layers share the colours; at least the largest layer of `hairlines`.
  ///   - markLimit: a graph with more breakpoints, or more activation changes, than this has none
  ///     of them marked, since the marks would hide it.
  /// - Returns: the panel.
  /// - Precondition: layers are numbered from 1 to at most `layerCount`.
  public static func functionGraphs(
    title: String? = nil, xAxis: Axis, yAxis: Axis, graphs: [FunctionGraph],
    hairlines: [LayerHairlines] = [], layerCount: Int = 0, markLimit: Int = 150
  ) -> Panel {
    var series: [Series] = hairlines.map { lines in
      let color = FigureColor.ordered(lines.layer - 1, of: layerCount)
      return Series(
        "layer \(lines.layer)", .verticals(lines.places),
        style: SeriesStyle(color: color, weight: .hairline))
    }
    for (index, graph) in graphs.enumerated() {
      let own = hairlines.isEmpty ? nil : FigureColor.black
      let unnamed = FigureColor.series[index % FigureColor.series.count]
      let color = graph.color ?? (graph.label == nil ? unnamed : own)
      series.append(Series(graph.label, .line(graph.vertices), style: SeriesStyle(color: color)))
      let marks: [([PlotPoint], SeriesStyle.Marker)] = [
        (graph.activationChanges, .tick), (graph.breakpoints, .dot),
      ]
      for (points, marker) in marks where !points.isEmpty && points.count <= markLimit {
        series.append(Series(nil, .scatter(points), style: SeriesStyle(marker: marker)))
      }
    }
    return Panel(title: title, xAxis: xAxis, yAxis: yAxis, series: series)
  }
}
