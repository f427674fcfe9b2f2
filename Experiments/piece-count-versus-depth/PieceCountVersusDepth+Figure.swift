internal import ExactNumbers
internal import ExpressivityBounds
internal import ReLUNetworks
internal import Reporting

/// The figure of the experiment: pieces against depth, and what they cost in neurons.
struct PieceCountFigure {
  let counted: [CountedNetwork]

  private static let drawnWidths: [(width: Int, color: FigureColor)] = [
    (10, .vermilion), (5, .orange), (3, .green), (2, .blue),
  ]

  var figure: Figure {
    Figure(
      title: "Linear pieces against depth",
      summary: """
        (a) On a logarithmic axis the counts of sawtooth networks of width K are straight lines, \
        K^{H} in the depth H, below the greatest counts possible, (K+1)^{H}. (b) Networks of \
        width 10 have up to 10^{4000} pieces with 40,000 neurons; one hidden layer needs a neuron \
        for every piece but one.
        """,
      panels: [depthPanel, costPanel], columns: 2, panelHeight: 320, legend: .below)
  }

  private var depthPanel: Panel {
    let maximum = SeriesStyle(dash: .dashed, weight: .thin)
    let networks = Self.drawnWidths.flatMap { width, color in
      [
        Series(
          "sawtooth, K = \(width): \(width)^{H}", .line(depthPoints(.sawtooth, width)),
          style: SeriesStyle(color: color)),
        // A series without a name has the colour of the one before it.
        Series(nil, .line(depthPoints(.zigzag, width)), style: maximum),
      ]
    }
    let bound = networksOfWidth(2, .sawtooth).map {
      PlotPoint($0.example.depth, $0.maximumUpperBound)
    }
    return Panel(
      title: "(a) H layers of K neurons",
      xAxis: Axis(
        "hidden layers H", range: 0...50,
        ticks: stride(from: 0, through: 50, by: 10).map { Axis.Tick(Rational($0), "\($0)") }),
      yAxis: Axis("linear pieces on [0, 1]", scale: .logarithmic),
      series: networks + [
        Series(
          "zigzag: (K+1)^{H}, the maximum for K ≥ 3", .line([]),
          style: SeriesStyle(color: .gray, dash: .dashed, weight: .thin)),
        Series(
          "upper bound for K = 2", .line(Array(bound.prefix(50))),
          style: SeriesStyle(color: .blue, dash: .dotted, weight: .thin)),
      ])
  }

  private var costPanel: Panel {
    let ends = [PieceCountCase.depths.lowerBound, PieceCountCase.depths.upperBound]
    let networks = networksOfWidth(10, .sawtooth).filter {
      (ends + PieceCountCase.greatDepths).contains($0.example.depth)
    }
    let deep = networks.map {
      PlotPoint(Rational($0.linearPieces), Rational($0.architecture.neuronCount))
    }
    let shallow = networks.map {
      PlotPoint(
        Rational($0.linearPieces), Rational(ShallowCost(pieces: $0.linearPieces).neurons))
    }
    let great = networks.indices.filter {
      PieceCountCase.greatDepths.contains(networks[$0].example.depth)
    }
    return Panel(
      title: "(b) the price of pieces",
      xAxis: Axis("linear pieces p", scale: .logarithmic),
      yAxis: Axis("neurons", scale: .logarithmic),
      series: [
        Series(
          "one hidden layer: p − 1 neurons", .line(shallow),
          style: SeriesStyle(color: .gray, marker: .openSquare)),
        Series(
          "sawtooth, K = 10: 10 H neurons", .line(deep),
          style: SeriesStyle(color: .vermilion, marker: .circle)),
      ],
      annotations: great.flatMap { index in
        let example = networks[index].example
        return [
          Panel.Annotation("10 × \(example.depth)", at: deep[index], .above),
          Panel.Annotation("10^{\(example.depth)} − 1", at: shallow[index], .left),
        ]
      })
  }

  private func networksOfWidth(
    _ width: Int, _ construction: PieceCountCase.Construction
  ) -> [CountedNetwork] {
    counted.filter {
      $0.example.construction == construction && $0.example.width == width
        && $0.example.domain == .unit
    }
  }

  private func depthPoints(
    _ construction: PieceCountCase.Construction, _ width: Int
  ) -> [PlotPoint] {
    networksOfWidth(width, construction)
      .filter { PieceCountCase.depths.contains($0.example.depth) }
      .map { PlotPoint($0.example.depth, $0.linearPieces) }
  }
}
