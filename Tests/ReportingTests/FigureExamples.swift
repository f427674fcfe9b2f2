import ExactNumbers

@testable import Reporting

/// Figures like those of the experiments, for the tests to read and a person to look at.
enum FigureExamples {
  static let all: [(name: String, figure: Figure)] = [
    ("growth", growth), ("huge", huge), ("quartiles", quartiles), ("bars", bars),
    ("graphs", graphs), ("layers", layers), ("grid", grid), ("direct", direct), ("many", many),
    ("three", three), ("overlaid", overlaid), ("slopes", slopes), ("values", values),
  ]

  /// K^H for several K on a logarithmic axis.
  static let growth: Figure = {
    let series = [2, 3, 5, 10].map { width in
      Series(
        "K = \(width)",
        .line((1...50).map { PlotPoint($0, Integer(width).power($0)) }))
    }
    let maximum = Series(
      "maximum, K = 10", .line((1...50).map { PlotPoint($0, Integer(11).power($0)) }),
      style: SeriesStyle(color: .gray, dash: .dashed, weight: .thin))
    return Figure(
      title: "Pieces against depth", summary: "Each curve is a straight line: K^{H} pieces.",
      panels: [
        Panel(
          xAxis: Axis("hidden layers H"), yAxis: Axis("linear pieces", scale: .logarithmic),
          series: series + [maximum])
      ], showsTitle: true)
  }()

  /// Counts up to 10^4000.
  static let huge = Figure(
    title: "10^{H} pieces", summary: "Depths 1 to 4000.",
    panels: [
      Panel(
        xAxis: Axis("hidden layers H", scale: .logarithmic),
        yAxis: Axis("linear pieces", scale: .logarithmic),
        series: [
          Series(
            "counted",
            .scatter([1, 10, 100, 1000, 4000].map { PlotPoint($0, Integer(10).power($0)) })),
          Series(
            "10^{H}",
            .line((1...40).map { PlotPoint(100 * $0, Integer(10).power(100 * $0)) }),
            style: SeriesStyle(weight: .thin)),
        ],
        annotations: [
          Panel.Annotation("10^{4000}", at: PlotPoint(4000, Integer(10).power(4000)), .left)
        ])
    ], width: 480, legend: .below)

  private static func sample(_ seed: UInt64, scale: Int) -> [Rational] {
    var random = SplitMix64(seed: seed)
    return (0..<31).map { _ in Rational(scale) * (random.nextDyadic(bits: 16) + 2) }.sorted()
  }

  /// Boxes side by side, a band and a line on a logarithmic axis.
  static let quartiles: Figure = {
    let depths = [1, 2, 3, 4, 6, 8, 12]
    func boxes(_ neurons: Int) -> [PlotBox] {
      depths.map { depth in
        let values = sample(UInt64(neurons * 100 + depth), scale: neurons / 2)
        return PlotBox(
          Rational(depth), low: values[0], lowerQuartile: values[7], median: values[15],
          upperQuartile: values[23], high: values[30])
      }
    }
    let constructed = depths.map { PlotPoint($0, Integer(24 / $0 + 1).power($0)) }
    return Figure(
      title: "Random and constructed", summary: "Boxes stay near N.",
      panels: [
        Panel(
          title: "(a) N = 24 and 96 neurons",
          xAxis: Axis(
            "depth",
            ticks: depths.map {
              Axis.Tick(Rational($0), "\($0)")
            }),
          yAxis: Axis("pieces on [0, 1]", scale: .logarithmic),
          series: [
            Series("random, N = 24", .boxes(boxes(24)), style: SeriesStyle(offset: -6)),
            Series("random, N = 96", .boxes(boxes(96)), style: SeriesStyle(offset: 6)),
            Series(
              "constructed, N = 24", .line(constructed),
              style: SeriesStyle(marker: .square)),
            Series("N = 24", .horizontals([24]), style: SeriesStyle(color: .gray, dash: .dotted)),
          ]),
        Panel(
          title: "(b) the same with a band", xAxis: Axis("depth"),
          yAxis: Axis("pieces on [0, 1]"),
          series: [
            Series(
              "quartiles",
              .band(
                boxes(24).map { PlotRange($0.x, from: $0.lowerQuartile, to: $0.upperQuartile) }),
              style: SeriesStyle(color: .blue)),
            Series(
              "median", .line(boxes(24).map { PlotPoint($0.x, $0.median) }),
              style: SeriesStyle(color: .blue, marker: .openCircle)),
            Series(
              "minimum and maximum",
              .errorBars(boxes(24).map { PlotRange($0.x, from: $0.low, to: $0.high) }),
              style: SeriesStyle(color: .gray, weight: .thin)),
          ]),
      ], columns: 2, panelHeight: 240, legend: .below)
  }()

  static let bars: Figure = {
    let labels = ["naive", "montufar2017", "serra2018", "exact"]
    let groups = [(65536, 1500), (4000, 1300), (1369, 900), (1000, 850)]
    func bars(_ shift: Rational, _ pick: ((Int, Int)) -> Int) -> [PlotRange] {
      groups.enumerated().map { index, value in
        PlotRange(Rational(index) + shift, from: 0, to: Rational(pick(value)))
      }
    }
    return Figure(
      title: "Bounds", summary: "Bars of four bounds.",
      panels: [
        Panel(
          xAxis: Axis(
            "", ticks: labels.enumerated().map { Axis.Tick(Rational($0), $1) }),
          yAxis: Axis("regions"),
          series: [
            Series("2-8-8", .bars(bars(Rational(-1, 5), \.0), width: Rational(2, 5))),
            Series("2-6-6", .bars(bars(Rational(1, 5), \.1), width: Rational(2, 5))),
          ])
      ], panelHeight: 220)
  }()

  static func sawtooth(_ depth: Int) -> [PlotPoint] {
    let count = 1 << depth
    return (0...count).map { PlotPoint(Rational($0, count), $0.isMultiple(of: 2) ? 0 : 1) }
  }

  /// Three depths stacked over one horizontal axis.
  static let graphs = Figure(
    title: "Sawtooth graphs", summary: "Each layer doubles the pieces.",
    panels: (1...3).map { depth in
      let vertices = sawtooth(2 * depth - 1)
      return Panel.functionGraphs(
        title: "H = \(2 * depth - 1)", xAxis: Axis("x", range: 0...1), yAxis: Axis("f(x)"),
        graphs: [
          FunctionGraph(
            vertices: vertices, breakpoints: Array(vertices.dropFirst().dropLast()),
            activationChanges: [PlotPoint(Rational(1, 3), Rational(1, 3))])
        ])
    }, panelHeight: 110, sharesXAxis: true)

  static let layers: Figure = {
    let vertices = (0...24).map { index in
      let x = Rational(index, 6) - 2
      return PlotPoint(x, x * x * x / 4 - x / 2 + Rational(index % 3, 5))
    }
    let hairlines = (1...3).map { layer in
      LayerHairlines(
        layer: layer,
        places: stride(from: layer, to: 24, by: 3).map { Rational($0, 6) - 2 })
    }
    return Figure(
      title: "Breakpoints by layer", summary: "Hairlines coloured by layer.",
      panels: [
        .functionGraphs(
          xAxis: Axis("input x"), yAxis: Axis("output"),
          graphs: [
            FunctionGraph(
              label: "network", vertices: vertices,
              breakpoints: vertices.enumerated().filter { !$0.offset.isMultiple(of: 4) }
                .map(\.element),
              activationChanges: vertices.enumerated().filter { $0.offset.isMultiple(of: 4) }
                .map(\.element))
          ], hairlines: hairlines, layerCount: 3)
      ])
  }()

  /// Four panels with different axes and a shared legend.
  static let grid = Figure(
    title: "Grid", summary: "Four panels.",
    panels: (0..<4).map { index in
      let scale = Rational(10).power(3 * index - 6)
      return Panel(
        title: "(\(["a", "b", "c", "d"][index])) scale 10^{\(3 * index - 6)}",
        xAxis: Axis("time, s"), yAxis: Axis("error"),
        series: [
          Series("step", .step((0...5).map { PlotPoint(Rational($0), scale * Rational($0 * $0)) })),
          Series(
            "points", .scatter((0...5).map { PlotPoint(Rational($0), scale * Rational(3 * $0)) }),
            style: SeriesStyle(marker: .triangle)),
          Series(
            "open", .line((0...5).map { PlotPoint(Rational($0), scale * Rational(25 - 4 * $0)) }),
            style: SeriesStyle(marker: .diamond)),
        ])
    }, columns: 2, panelHeight: 150, legend: .below, showsTitle: true)

  static let direct = Figure(
    title: "Direct labels", summary: "Lines named at their ends.",
    panels: [
      Panel(
        xAxis: Axis("width"), yAxis: Axis("share", range: 0...1),
        series: (1...4).map { index in
          Series(
            "after layer \(index)",
            .line(
              (1...10).map { PlotPoint(Rational($0), Rational($0 * index, 10 * index + $0 * 4)) }))
        })
    ], panelHeight: 220, width: 540, legend: .direct)

  /// Twelve layers of hairlines and a raised unit.
  static let many: Figure = {
    let hairlines = (1...12).map { layer in
      LayerHairlines(layer: layer, places: (0..<9).map { Rational($0 * 12 + layer, 60) - 1 })
    }
    let vertices = (0...40).map { PlotPoint(Rational($0, 20) - 1, Rational($0 * 37 % 23, 1000)) }
    return Figure(
      title: "Many layers", summary: "Hairlines of twelve layers.",
      panels: [
        .functionGraphs(
          xAxis: Axis("input x, normalised units", range: -1...1),
          yAxis: Axis("network output, in units of 10^{-3} rad"),
          graphs: [FunctionGraph(label: "network", vertices: vertices)], hairlines: hairlines,
          layerCount: 12)
      ])
  }()

  /// Five narrow panels in rows of three, long names below.
  static let three = Figure(
    title: "Three in a row", summary: "Five panels.",
    panels: (0..<5).map { index in
      let depths = 1...12
      return Panel(
        title: "N = \(12 << index)", xAxis: Axis("depth"),
        yAxis: Axis(index.isMultiple(of: 3) ? "pieces on [0, 1]" : "", scale: .logarithmic),
        series: [
          Series(
            "constructed, best known",
            .line(depths.map { PlotPoint($0, Integer(2 + index).power($0)) }),
            style: SeriesStyle(marker: .circle)),
          Series(
            "upper bound (Serra, Tjandraatmadja and Ramalingam 2018)",
            .line(depths.map { PlotPoint($0, Integer(3 + index).power($0)) }),
            style: SeriesStyle(dash: .dashed)),
          Series(
            "random networks: median and quartiles",
            .boxes(
              (1...6).map {
                PlotBox(
                  Rational(2 * $0), low: 8, lowerQuartile: 10, median: 12, upperQuartile: 14,
                  high: 19)
              })),
        ])
    }, columns: 3, panelHeight: 160, legend: .below)

  /// Three depths in one panel, named at their ends.
  static let overlaid = Figure(
    title: "Overlaid", summary: "Sawtooth graphs of three depths.",
    panels: [
      .functionGraphs(
        xAxis: Axis(
          "x", range: 0...1,
          ticks: [Axis.Tick(0, "0"), Axis.Tick(Rational(1, 4), "1/4"), Axis.Tick(1, "1")]),
        yAxis: Axis("f(x)", range: 0...1),
        graphs: [
          FunctionGraph(label: "H = 5", vertices: sawtooth(5), color: .skyBlue),
          FunctionGraph(label: "H = 3", vertices: sawtooth(3)),
          FunctionGraph(
            label: "H = 1", vertices: sawtooth(1),
            breakpoints: [PlotPoint(Rational(1, 2), 1)],
            activationChanges: [PlotPoint(Rational(1, 4), Rational(1, 2))]),
        ])
    ], panelHeight: 200, legend: .direct)
}
