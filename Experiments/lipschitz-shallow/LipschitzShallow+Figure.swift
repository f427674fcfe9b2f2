internal import Approximation
internal import ExactNumbers
internal import Reporting

/// The figure of the experiment: neurons and true errors, for one input and for two.
struct LipschitzFigure {
  let networks: [LipschitzNetwork]

  var figure: Figure {
    Figure(
      title: "Lipschitz functions by one hidden layer",
      summary: """
        (a) Equidistant nodes need L · length/2ε neurons, no more than twice the pieces that the worst \
        function needs; chosen nodes need few where the function is nearly straight. (b) The error of equidistant nodes is what was asked for in the sharp \
        case, and far smaller for smooth functions. (c), (d) The same for two inputs on a grid.
        """,
      panels: [neuronPanel, errorPanel, gridPanel, gridErrorPanel], columns: 2, panelHeight: 230,
      legend: .below)
  }

  private static let looks: [(name: String, style: SeriesStyle)] = [
    ("sharp", SeriesStyle(color: .black, marker: .circle, weight: .thin)),
    ("worst", SeriesStyle(color: .vermilion, marker: .square, weight: .thin)),
    ("kink", SeriesStyle(color: .orange, marker: .triangle, weight: .thin)),
    ("parabola", SeriesStyle(color: .blue, marker: .openCircle, weight: .thin)),
    ("hyperbola", SeriesStyle(color: .skyBlue, marker: .openSquare, weight: .thin)),
    ("runge", SeriesStyle(color: .green, marker: .diamond, weight: .thin)),
  ]

  private static let gridLooks: [(name: String, style: SeriesStyle)] = [
    ("cone", SeriesStyle(color: .black, marker: .circle, dash: .dashed)),
    ("product", SeriesStyle(color: .purple, marker: .openSquare, weight: .thin)),
  ]

  private func networks(_ name: String, _ nodes: LipschitzNetwork.Nodes) -> [LipschitzNetwork] {
    networks.filter { $0.function == name && $0.nodes == nodes }
  }

  /// L · length/ε on the line, L/ε on the unit square.
  private func place(_ network: LipschitzNetwork) -> Rational {
    guard case .finite(let lower) = network.domain[0].lower,
      case .finite(let upper) = network.domain[0].upper
    else { return 0 }
    return network.constant * (upper - lower) / network.error
  }

  private static let lineAxis = Axis("L · length / ε", scale: .logarithmic)
  private static let gridAxis = Axis("L / ε", scale: .logarithmic)

  private var neuronPanel: Panel {
    let adaptive = Self.looks.map { look in
      Series(
        look.name,
        .line(networks(look.name, .adaptive).map { PlotPoint(place($0), Rational($0.neurons)) }),
        style: look.style)
    }
    let all = networks("sharp", .equidistant)
    let bound = all.map { PlotPoint(place($0), Rational($0.nodeBound)) }
    let least = all.compactMap { network in
      network.classLeastPieces.map { PlotPoint(place(network), Rational($0)) }
    }
    return Panel(
      title: "(a) one input: neurons", xAxis: Self.lineAxis,
      yAxis: Axis("hidden neurons", scale: .logarithmic),
      series: [
        Series("equidistant nodes", .line(bound), style: SeriesStyle(color: .gray)),
        Series(
          "pieces the class needs", .line(least), style: SeriesStyle(color: .gray, dash: .dotted)),
      ] + adaptive)
  }

  private var errorPanel: Panel {
    errorPanel(
      "(b) one input: true error", Self.lineAxis, looks: Self.looks, nodes: .equidistant)
  }

  private var gridPanel: Panel {
    Panel(
      title: "(c) two inputs: neurons", xAxis: Self.gridAxis,
      yAxis: Axis("hidden neurons", scale: .logarithmic),
      series: [
        Series(
          "grid", .line(networks("cone", .grid).map { PlotPoint(place($0), Rational($0.neurons)) }),
          style: SeriesStyle(color: .gray, marker: .circle))
      ])
  }

  private var gridErrorPanel: Panel {
    errorPanel("(d) two inputs: true error", Self.gridAxis, looks: Self.gridLooks, nodes: .grid)
  }

  /// The certified error as a part of ε.
  private func errorPanel(
    _ title: String, _ axis: Axis, looks: [(name: String, style: SeriesStyle)],
    nodes: LipschitzNetwork.Nodes
  ) -> Panel {
    let series = looks.map { look in
      Series(
        look.name,
        .scatter(
          networks(look.name, nodes).map { PlotPoint(place($0), $0.supError.upper / $0.error) }),
        style: look.style)
    }
    return Panel(
      title: title, xAxis: axis, yAxis: Axis("sup error / ε", range: 0...Rational(21, 20)),
      series: series)
  }
}
