internal import ExactNumbers
internal import ExpressivityBounds
internal import Reporting

/// The figure of the experiment: a panel for each number of inputs, then regions per volume.
struct RegionBoundsFigure {
  let counted: [RandomRegions]

  /// The bounds that are drawn, those above first.
  private static let bounds: [(name: String, label: String, style: SeriesStyle)] = [
    ("naive", "naive, 2^{N}", SeriesStyle(color: .gray, dash: .dashed)),
    (
      "per_layer_zaslavsky", "Zaslavsky by layer",
      SeriesStyle(color: .orange, marker: .diamond, weight: .thin)
    ),
    (
      "montufar2017", "Montúfar 2017, upper",
      SeriesStyle(color: .skyBlue, marker: .triangle, weight: .thin)
    ),
    ("serra2018", "Serra 2018, upper", SeriesStyle(color: .blue, marker: .circle, weight: .thin)),
    (
      "lower_serra2018", "Serra 2018, lower",
      SeriesStyle(color: .green, marker: .openCircle, weight: .thin)
    ),
    (
      "lower_montufar2014", "Montúfar 2014, lower",
      SeriesStyle(color: .purple, marker: .openSquare, weight: .thin)
    ),
    (
      "lower_pascanu2013", "Pascanu 2013, lower",
      SeriesStyle(color: .vermilion, marker: .triangle, weight: .thin)
    ),
    (
      "lower_zonotope_zigzag", "zonotope and zigzag, lower",
      SeriesStyle(color: .gray, marker: .diamond, weight: .thin)
    ),
  ]

  var figure: Figure {
    let splits = zip("abcd", RandomArchitecture.splitNeurons).map { letter, split in
      splitPanel("(\(letter)) n = \(split.0) inputs, N = \(split.1)", split.0, split.1)
    }
    return Figure(
      title: "Random networks beside the bounds on their regions",
      summary: """
        (a) to (d) Regions of random networks with N neurons in two layers, for every width of the \
        first, between the bounds from above and from below. Unless the first layer is narrow they \
        are about as many as those of one layer, and far fewer than the bounds from above allow. \
        (e) Regions per volume of a cube grow with the neurons as N^{n}/n! does, (f) by about 2^{n} \
        below it in one layer and more in narrow ones.
        """,
      panels: splits + [densityPanel, sharePanel], columns: 2, panelHeight: 230, legend: .below)
  }

  private func splitPanel(_ title: String, _ inputs: Int, _ neurons: Int) -> Panel {
    let splits = counted.filter {
      $0.architecture.domain == .space && $0.architecture.inputs == inputs
    }
    let bounds = Self.bounds.map { name, label, style in
      let points = splits.compactMap { found in
        found.bound(name).map { PlotPoint(found.firstWidth, $0) }
      }
      return Series(label, .line(points), style: style)
    }
    let oneLayer = Rational(maximumRegionCount(hyperplanes: neurons, dimension: inputs))
    return Panel(
      title: title, xAxis: Axis("neurons in the first of two layers"),
      yAxis: Axis("regions of ℝ^{n}", scale: .logarithmic),
      series: bounds + counts(splits) + [
        Series(
          "one layer of N neurons", .horizontals([oneLayer]),
          style: SeriesStyle(color: .black, dash: .dotted, weight: .thin))
      ])
  }

  /// The median of the random networks, and from the fewest to the most.
  private func counts(_ splits: [RandomRegions]) -> [Series] {
    let ranges = splits.map {
      PlotRange(
        Rational($0.firstWidth), from: Rational($0.regions.minimum),
        to: Rational($0.regions.maximum))
    }
    return [
      Series(
        "random, median and range",
        .line(splits.map { PlotPoint($0.firstWidth, $0.regions.median) }),
        style: SeriesStyle(color: .black, marker: .square)),
      Series(nil, .errorBars(ranges), style: SeriesStyle(color: .black, weight: .thin)),
    ]
  }

  private static let depthMarkers: [SeriesStyle.Marker] = [.circle, .openCircle, .openSquare]
  private static let colors: [FigureColor] = [.blue, .green, .vermilion]

  /// The networks of some inputs and depth, by their neurons.
  private func divided(_ inputs: Int, depth: Int) -> [RandomRegions] {
    counted.filter {
      $0.architecture.domain == .cube && $0.architecture.inputs == inputs
        && $0.architecture.hidden.count == depth
    }
  }

  /// A line for each number of inputs and depth, without entries in the legend.
  private func lines(_ value: (RandomRegions) -> Rational) -> [Series] {
    zip(RandomArchitecture.dividedNeurons, Self.colors).flatMap { row, color in
      Self.depthMarkers.enumerated().map { index, marker in
        Series(
          nil,
          .line(
            divided(row.0, depth: index + 1).map {
              PlotPoint(Rational($0.architecture.neurons), value($0))
            }), style: SeriesStyle(color: color, marker: marker, weight: .thin))
      }
    }
  }

  private var densityPanel: Panel {
    let scales = zip(RandomArchitecture.dividedNeurons, Self.colors).flatMap { row, color in
      let points = divided(row.0, depth: 1).map {
        PlotPoint(Rational($0.architecture.neurons), $0.scale)
      }
      return [
        Series(nil, .line(points), style: SeriesStyle(color: color, dash: .dotted)),
        Series("(e, f) n = \(row.0)", .line([]), style: SeriesStyle(color: color)),
      ]
    }
    let depths = zip(["one layer", "two layers", "three layers"], Self.depthMarkers).map {
      Series(
        "(e, f) \($0)", .line([]), style: SeriesStyle(color: .gray, marker: $1, weight: .thin))
    }
    return Panel(
      title: "(e) in the cube [−1, 1]^{n}; dotted: N^{n}/n!", xAxis: Self.neuronAxis,
      yAxis: Axis("regions per volume, mean", scale: .logarithmic),
      series: scales + depths + lines { $0.meanPerVolume ?? 0 })
  }

  private var sharePanel: Panel {
    let ceilings = zip(RandomArchitecture.dividedNeurons, Self.colors).map { row, color in
      Series(
        nil, .horizontals([Rational(1, Integer(2).power(row.0))]),
        style: SeriesStyle(color: color, dash: .dotted))
    }
    return Panel(
      title: "(f) as a share of N^{n}/n!; dotted: 1/2^{n}", xAxis: Self.neuronAxis,
      yAxis: Axis("share"), series: ceilings + lines { ($0.meanPerVolume ?? 0) / $0.scale })
  }

  private static let neuronAxis = Axis(
    "neurons N", scale: .logarithmic,
    ticks: [6, 12, 18, 24, 48].map { Axis.Tick(Rational($0), "\($0)") })
}
