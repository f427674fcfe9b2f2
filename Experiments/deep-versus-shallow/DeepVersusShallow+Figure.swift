internal import ExactNumbers
internal import Reporting

/// The figure of the experiment: constructed beside random networks, and random ones in detail.
struct DeepVersusShallowFigure {
  let divided: [DividedCounts]

  private static let colors: [FigureColor] = [.blue, .green, .orange, .vermilion]

  var figure: Figure {
    Figure(
      title: "The same neurons, deep and shallow",
      summary: """
        (a) Constructed networks of N neurons have exponentially many pieces when they are deep, \
        until the layers get too narrow; random networks have about N at any depth. (b) Random \
        networks have close to one piece for every neuron as long as the layers have eight \
        neurons or more, and fewer when they are narrower.
        """,
      panels: [depthPanel, widthPanel], columns: 2, panelHeight: 320, legend: .below)
  }

  private func counts(_ neurons: Int) -> [DividedCounts] {
    divided.filter { $0.neurons.count == neurons }
  }

  private var depthPanel: Panel {
    let series = zip(DividedNeurons.counts, Self.colors).flatMap { neurons, color in
      let counts = counts(neurons)
      return [
        Series(
          "N = \(neurons) neurons",
          .line(counts.map { PlotPoint($0.neurons.depth, $0.constructed) }),
          style: SeriesStyle(color: color, marker: .circle)),
        Series(
          nil, .line(counts.map { PlotPoint($0.neurons.depth, $0.randomPieces.median) }),
          style: SeriesStyle(marker: .openCircle, dash: .dashed, weight: .thin)),
      ]
    }
    return Panel(
      title: "(a) depth can multiply",
      xAxis: Axis("hidden layers", scale: .logarithmic, ticks: Self.ticks),
      yAxis: Axis("linear pieces on [−1, 1]", scale: .logarithmic),
      series: series + [
        Series(
          "constructed", .line([]), style: SeriesStyle(color: .gray, marker: .circle)),
        Series(
          "He-random, median", .line([]),
          style: SeriesStyle(color: .gray, marker: .openCircle, dash: .dashed, weight: .thin)),
      ])
  }

  private var widthPanel: Panel {
    let series = zip(DividedNeurons.counts, Self.colors).flatMap { pair in
      let counts = counts(pair.0)
      func share(_ count: Integer) -> Rational { Rational(count) / Rational(pair.0) }
      return [
        Series(
          nil,
          .line(
            counts.map {
              PlotPoint(Rational($0.neurons.width), $0.randomPieces.mean / Rational(pair.0))
            }),
          style: SeriesStyle(color: pair.1, marker: .openCircle, weight: .thin)),
        Series(
          nil,
          .errorBars(
            counts.map {
              PlotRange(
                Rational($0.neurons.width), from: share($0.randomPieces.lowerQuartile),
                to: share($0.randomPieces.upperQuartile))
            }),
          style: SeriesStyle(color: pair.1, weight: .thin)),
      ]
    }
    return Panel(
      title: "(b) at random it adds",
      xAxis: Axis("neurons in each layer", scale: .logarithmic, ticks: Self.ticks),
      yAxis: Axis("pieces per neuron, mean and quartiles", range: 0...Rational(6, 5)),
      series: series + [
        Series(nil, .horizontals([1]), style: SeriesStyle(color: .gray, dash: .dotted)),
        Series(nil, .verticals([8]), style: SeriesStyle(color: .gray, dash: .dotted)),
      ])
  }

  private static let ticks = [1, 2, 4, 8, 16, 32, 96].map { Axis.Tick(Rational($0), "\($0)") }
}
