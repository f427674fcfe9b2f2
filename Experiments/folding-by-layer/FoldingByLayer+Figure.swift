internal import ExactNumbers
internal import LinearPieces
internal import ReLUNetworks
internal import Reporting

/// The figure of the experiment: growth by layer, one network's graph, and training.
struct FoldingByLayerFigure {
  let counted: [LayeredCounts]

  func figure() throws -> Figure {
    Figure(
      title: "Pieces by layer",
      summary: """
        (a) Constructed networks multiply their pieces by 16 or 17 at each layer; random ones of \
        the same widths add about 16. (b) The graph of the trained sine network, its breakpoints \
        coloured by layer. (c, d) During training the sine network keeps about one breakpoint for \
        each of its 64 neurons, the digits network a quarter of that between two digits.
        """,
      panels: [growthPanel, try graphPanel(), sinePanel, digitsPanel], columns: 2,
      panelHeight: 200, legend: .below)
  }

  private func counts(_ family: LayeredCase.Family) -> [LayeredCounts] {
    counted.filter { $0.example.family == family }
  }

  private var growthPanel: Panel {
    func growth(_ regions: [Integer]) -> Series.Content {
      .line(([1] + regions).enumerated().map { PlotPoint($0.offset, $0.element) })
    }
    let families: [(LayeredCase.Family, FigureColor)] = [
      (.sawtooth, .green), (.zigzag, .purple),
    ]
    let constructed = families.flatMap { family, color in
      counts(family).map { counts in
        Series(
          family.rawValue, growth(counts.regions),
          style: SeriesStyle(color: color, marker: .circle))
      }
    }
    let random = (0..<LayeredCase.depth).map { layer in
      Sample(counts(.random).map { $0.regions[layer] }).median
    }
    return Panel(
      title: "(a) \(LayeredCase.depth) layers of \(LayeredCase.width) neurons",
      xAxis: Axis(
        "hidden layers passed",
        ticks: (0...LayeredCase.depth).map { Axis.Tick(Rational($0), "\($0)") }),
      yAxis: Axis("activation regions", scale: .logarithmic),
      series: constructed + [
        Series(
          "random, median", growth(random),
          style: SeriesStyle(color: .black, marker: .openCircle, dash: .dashed))
      ])
  }

  private func graphPanel() throws -> Panel {
    let epoch = TrainedNetworks.sineEpochs[TrainedNetworks.sineEpochs.count - 1]
    guard let example = counts(.sine).first(where: { $0.example.epoch == epoch })?.example else {
      preconditionFailure("the last epoch of the sine network")
    }
    var places: [Int: [Rational]] = [:]
    var vertices: [PlotPoint] = []
    func vertex(_ place: Rational) {
      vertices.append(PlotPoint(place, example.network([place])[0]))
    }
    vertex(-1)
    try example.network.forEachActivationChange(on: example.domain) { change in
      places[change.layer, default: []].append(change.position)
      vertex(change.position)
    }
    vertex(1)
    return .functionGraphs(
      title: "(b) sine network, epoch \(epoch)", xAxis: Axis("x", range: -1...1),
      yAxis: Axis("f(x)"),
      graphs: [FunctionGraph(vertices: vertices, color: .black)],
      hairlines: [1, 2].map { LayerHairlines(layer: $0, places: places[$0] ?? []) }, layerCount: 2)
  }

  private var sinePanel: Panel {
    let bars = counts(.sine).map { counts in
      (counts.example.epoch, counts.breakpoints.map { Rational($0) })
    }
    return trainingPanel("(c) sine network on [−1, 1]", bars, neurons: 64)
  }

  private var digitsPanel: Panel {
    let bars = TrainedNetworks.digitsEpochs.map { epoch in
      let segments = counts(.digits).filter { $0.example.epoch == epoch }
      let means = [0, 1].map { layer in
        Rational(segments.map { $0.breakpoints[layer] }.reduce(0, +), Integer(segments.count))
      }
      return (Optional(epoch), means)
    }
    return trainingPanel("(d) digits, mean of 10 segments", bars, neurons: 64)
  }

  /// Bars of the second layer's breakpoints upon those of the first, one for each epoch.
  private func trainingPanel(
    _ title: String, _ bars: [(epoch: Int?, breakpoints: [Rational])], neurons: Int
  ) -> Panel {
    let layers = [0, 1].map { layer in
      Series(
        "layer \(layer + 1)",
        .bars(
          bars.enumerated().map { place, bar in
            let below = bar.breakpoints.prefix(layer).reduce(0, +)
            return PlotRange(Rational(place), from: below, to: below + bar.breakpoints[layer])
          }, width: Rational(3, 5)),
        style: SeriesStyle(color: .ordered(layer, of: 2)))
    }
    return Panel(
      title: title,
      xAxis: Axis(
        "epochs of training",
        ticks: bars.enumerated().map { Axis.Tick(Rational($0.offset), "\($0.element.epoch ?? 0)") }),
      yAxis: Axis("breakpoints", range: 0...75),
      series: layers + [
        Series(
          "one for each neuron", .horizontals([Rational(neurons)]),
          style: SeriesStyle(color: .gray, dash: .dotted))
      ])
  }
}
