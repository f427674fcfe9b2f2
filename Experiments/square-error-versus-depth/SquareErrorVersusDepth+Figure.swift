internal import ExactNumbers
internal import ReLUNetworks
internal import Reporting

/// The figure of the experiment: error against depth, against neurons, and beside the limit.
struct SquareErrorFigure {
  let squares: [CertifiedSquare]

  /// What (a) and (b) show; the table goes on.
  private static let shownDepth = 12
  private static let shownNeurons = 48

  func figure() throws -> Figure {
    Figure(
      title: "The sup error of networks for x²",
      summary: """
        (a) Against hidden layers and (b) against neurons the error of the deep networks falls \
        exponentially, that of one hidden layer as 1/8n². Radix layers of 3 and 4 need the fewest \
        neurons. (c) So it stays down to \
        2^−403; of the best networks' neurons six in ten are needed by any network of their depth.
        """,
      panels: [depthPanel, neuronPanel, try deepPanel()], columns: 3, panelHeight: 250,
      legend: .below)
  }

  private struct Look {
    let name: String
    let label: String
    let style: SeriesStyle
  }

  private static let looks = [
    Look(
      name: "sawtooth", label: "sawtooth, width 3",
      style: SeriesStyle(color: .orange, marker: .openSquare, weight: .thin)),
    Look(
      name: "sawtooth_skip", label: "sawtooth, skip connections",
      style: SeriesStyle(color: .purple, marker: .openCircle, dash: .dashed, weight: .thin)),
    Look(
      name: "radix_2", label: "radix 2, shifted",
      style: SeriesStyle(color: .skyBlue, marker: .square, weight: .thin)),
    Look(
      name: "best_radices", label: "best radices, shifted",
      style: SeriesStyle(color: .blue, marker: .circle)),
    Look(
      name: "shallow", label: "one hidden layer, best",
      style: SeriesStyle(color: .vermilion, marker: .diamond, weight: .thin)),
  ]

  private func squares(_ look: Look) -> [CertifiedSquare] {
    squares.filter { $0.construction.name == look.name }
  }

  private static func limit(_ label: String, _ points: [PlotPoint]) -> Series {
    Series(label, .line(points), style: SeriesStyle(color: .gray, dash: .dotted))
  }

  private static let errorRange = Rational(1, 10).power(13)...1

  private var depthPanel: Panel {
    let series = Self.looks.filter { $0.name != "shallow" }.map { look in
      Series(
        look.label,
        .line(
          squares(look).filter { $0.architecture.depth <= Self.shownDepth }
            .map { PlotPoint(Rational($0.architecture.depth), $0.error) }), style: look.style)
    }
    let least = (1...Self.shownDepth).map { depth in
      PlotPoint(
        Rational(depth), CertifiedSquare.leastError(widths: [Int](repeating: 3, count: depth)))
    }
    return Panel(
      title: "(a) depth", xAxis: Axis("hidden layers", ticks: Self.ticks([1, 4, 8, 12])),
      yAxis: Axis("sup error on [0, 1]", scale: .logarithmic, range: Self.errorRange),
      series: series + [
        Series(
          "least for width 3", .line(least),
          style: SeriesStyle(color: .green, dash: .dotted))
      ])
  }

  private var neuronPanel: Panel {
    let series = Self.looks.map { look in
      Series(
        look.label,
        .line(
          squares(look).filter { $0.neurons <= Self.shownNeurons }
            .map { PlotPoint(Rational($0.neurons), $0.error) }), style: look.style)
    }
    let least = (0...Self.shownNeurons).map { neurons in
      PlotPoint(
        Rational(neurons), CertifiedSquare.leastError(widths: [Int](repeating: 1, count: neurons)))
    }
    return Panel(
      title: "(b) neurons", xAxis: Axis("hidden neurons", ticks: Self.ticks([0, 12, 24, 36, 48])),
      yAxis: Axis("", scale: .logarithmic, range: Self.errorRange),
      series: series + [
        Series(
          "least for any depth", .line(least), style: SeriesStyle(color: .black, dash: .dotted))
      ])
  }

  /// The neurons down to the error of 2^200 cells.
  private func deepPanel() throws -> Panel {
    let shown = Self.looks.filter { $0.name != "shallow" }
    let series = shown.map { look in
      Series(
        look.label, .line(squares(look).map { PlotPoint($0.error, Rational($0.neurons)) }),
        style: SeriesStyle(
          color: look.style.color, dash: look.style.dash, weight: look.style.weight))
    }
    let best = squares.filter { $0.construction.name == "best_radices" }
    let atDepth = try best.map { PlotPoint($0.error, Rational(try $0.leastNeuronsAtDepth)) }
    let least = try best.map { PlotPoint($0.error, Rational(try $0.leastNeurons)) }
    let ticks = [0, 40, 80, 120].map {
      Axis.Tick(Rational(1, 10).power($0), $0 == 0 ? "1" : "10^{−\($0)}")
    }
    return Panel(
      title: "(c) down to 2^{−403}",
      xAxis: Axis("sup error", scale: .logarithmic, ticks: ticks), yAxis: Axis("hidden neurons"),
      series: series + [
        Self.limit("least, depth of best radices", atDepth),
        Series(
          "least for any depth", .line(least), style: SeriesStyle(color: .black, dash: .dotted)),
      ])
  }

  private static func ticks(_ values: [Int]) -> [Axis.Tick] {
    values.map { Axis.Tick(Rational($0), "\($0)") }
  }
}
