internal import ExactNumbers
internal import Reporting

/// The figure of the experiment: regions for each neuron and for each parameter.
struct ShallowVersusDeepFigure {
  let counted: [FoldedCounts]

  private static let colors: [FigureColor] = [.blue, .green, .orange, .vermilion, .purple]

  var figure: Figure {
    Figure(
      title: "Regions of shallow and deep networks",
      summary: """
        (a) Regions for each neuron: from two layers on folding networks have more than the best \
        shallow network with as many neurons, in every dimension. (b) For each parameter as well, \
        but by less at first, since a layer behind another has a weight for each pair.
        """,
      panels: [
        panel(
          "(a) for each neuron", "neurons", "regions per neuron",
          size: { $0.architecture.neurons }, shallow: \.shallowSameNeurons),
        panel(
          "(b) for each parameter", "parameters", "regions per parameter",
          size: { $0.architecture.parameters }, shallow: \.shallowSameParameters),
      ], columns: 2, panelHeight: 360, legend: .below)
  }

  private func panel(
    _ title: String, _ xAxis: String, _ yAxis: String, size: (FoldedCounts) -> Int,
    shallow: (FoldedCounts) -> Integer
  ) -> Panel {
    var series: [Series] = []
    for (index, color) in Self.colors.enumerated() {
      let inputs = index + 1
      let rows = counted.filter {
        $0.architecture.inputs == inputs && $0.architecture.width == 6 * inputs
      }
      func points(_ count: (FoldedCounts) -> Integer) -> [PlotPoint] {
        rows.map { PlotPoint(Rational(size($0)), Rational(count($0), Integer(size($0)))) }
      }
      series.append(
        Series(
          "\(inputs) input\(inputs == 1 ? "" : "s")", .line(points { $0.serra }),
          style: SeriesStyle(color: color, marker: .circle)))
      series.append(
        Series(
          nil, .line(points(shallow)),
          style: SeriesStyle(color: color, marker: .openCircle, dash: .dashed, weight: .thin)))
    }
    series += [
      Series("deep, folding", .line([]), style: SeriesStyle(color: .gray, marker: .circle)),
      Series(
        "best shallow network of the same size", .line([]),
        style: SeriesStyle(color: .gray, marker: .openCircle, dash: .dashed, weight: .thin)),
    ]
    return Panel(
      title: title, xAxis: Axis(xAxis, scale: .logarithmic),
      yAxis: Axis(yAxis, scale: .logarithmic), series: series)
  }
}
