import ExactNumbers

@testable import Reporting

extension FigureExamples {
  private static func map(_ seed: Int, _ mark: (Rational, Rational) -> RegionMap.Mark) -> Panel {
    let count = 6
    var map = RegionMap(frame: PlaneFrame(x: -3...3, y: -3...3))
    for row in 0..<count {
      for column in 0..<count {
        let (x, y) = (Rational(column - 3), Rational(row - 3))
        let corners = [
          PlotPoint(x, y), PlotPoint(x + 1, y), PlotPoint(x + 1, y + 1), PlotPoint(x, y + 1),
        ]
        map.addRegion(corners, mark(x, y))
        for index in 0..<4 {
          map.addEdge(
            from: corners[index], to: corners[(index + 1) % 4], kind: (row * seed + column) % 3)
        }
      }
    }
    let styles = (0..<3).map { layer in
      RegionEdgeStyle(
        "layer \(layer + 1)",
        style: SeriesStyle(
          color: .ordered(layer, of: 3), dash: layer == 2 ? .dotted : .solid, weight: .thin))
    }
    return .regionMap(
      title: "epoch \(seed)", xAxis: Axis("x_{1}"), yAxis: Axis("x_{2}"), map: map, fill: .none,
      edges: styles)
  }

  /// Three small maps with one key and one legend.
  static let slopes: Figure = {
    let colors = SlopeColors("slope of output 1", xAxis: "x_{1}", yAxis: "x_{2}", typical: 2)
    let panels = (1...3).map { seed in
      filled(
        map(seed) { .slopes(x: $0 + Rational(1, 2), y: $1 * Rational(seed), shade: seed) },
        .slopes(colors))
    }
    return Figure(
      title: "Slopes", summary: "Three maps of squares.", panels: panels, columns: 3,
      legend: .below, panelAspect: 1, key: .slopes(colors))
  }()

  /// One map of values in bands, its key above the legend.
  static let values: Figure = {
    let scale = ColorScale.values("output, in rad", showing: -9...4)
    let panel = map(2) { x, y in
      .values([x + y, x + 1 + y, x + 1 + y + 1, x + y + 1])
    }
    return Figure(
      title: "Values", summary: "A plane.", panels: [filled(panel, .scale(scale))],
      legend: .right, panelAspect: Rational(1, 2), key: .scale(scale))
  }()

  private static func filled(_ panel: Panel, _ fill: RegionFill) -> Panel {
    var panel = panel
    if case .regions(let map, _) = panel.series[0].content {
      panel.series[0].content = .regions(map, fill)
    }
    return panel
  }
}
