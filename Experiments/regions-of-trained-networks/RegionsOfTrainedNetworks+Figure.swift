internal import ExactNumbers
internal import Reporting

/// The figure of the experiment: the regions at each snapshot, and how many they are.
struct RegionsOfTrainedNetworksFigure {
  let counted: [CountedCase]

  /// The slice that is drawn.
  private static let drawnDigits = [2, 3, 4]
  /// The binary places of the rounded network that is drawn.
  private static let drawnBits = 0

  func figure() throws -> Figure {
    Figure(
      title: "Regions of trained networks",
      summary: """
        Above, the regions of the moons network on its box during training, and of the trained \
        network with its weights rounded; then those of the digits network in a plane through \
        three digits. Below, their number: it hardly changes with training, and the definitions \
        of a region agree until the weights are rounded to a few bits.
        """,
      panels: try moonsPictures() + slicePictures()
        + [moonsPanel, slicesPanel, linesPanel, roundedPanel],
      columns: 4, panelHeight: 120, legend: .below)
  }

  private func cases(_ kind: TrainedCase.Kind, isRounded: Bool = false) -> [CountedCase] {
    counted.filter { $0.example.kind == kind && ($0.example.bits != nil) == isRounded }
  }

  private func moonsPictures() throws -> [Panel] {
    let stored = cases(.box).map { ($0, "moons, epoch \($0.example.epoch)") }
    let rounded = cases(.box, isRounded: true).filter { $0.example.bits == Self.drawnBits }
      .map { ($0, "rounded to integers") }
    return try (stored + rounded).map { counts, title in
      try RegionPicture(example: counts.example, title: title, weights: [1]).panel()
    }
  }

  private func slicePictures() throws -> [Panel] {
    let digits = Self.drawnDigits
    let places = [PlotPoint(0, 0), PlotPoint(1, 0), PlotPoint(0, 1)]
    // Which of the first two digits has the higher score.
    let weights = (0..<10).map { Rational($0 == digits[1] ? 1 : $0 == digits[0] ? -1 : 0) }
    return try cases(.slice).filter { $0.example.digits == digits }.map { counts in
      try RegionPicture(
        example: counts.example, title: "digits, epoch \(counts.example.epoch)", weights: weights,
        marks: zip(digits, places).map { Panel.Annotation("\($0)", at: $1, .right) }
      ).panel()
    }
  }

  /// An axis of the snapshots, at equal distances; of many, every other one has its number.
  private func epochAxis(_ epochs: [Int]) -> Axis {
    let step = epochs.count > 4 ? 2 : 1
    return Axis(
      "epoch",
      ticks: stride(from: 0, to: epochs.count, by: step).map { place in
        Axis.Tick(Rational(place), "\(epochs[place])")
      })
  }

  /// An axis of counts with a mark at every `step`.
  private func countAxis(_ range: ClosedRange<Int>, by step: Int) -> Axis {
    Axis(
      "", range: Rational(range.lowerBound)...Rational(range.upperBound),
      ticks: stride(from: range.lowerBound, through: range.upperBound, by: step).map {
        Axis.Tick(Rational($0), "\($0)")
      })
  }

  private func line(
    _ label: String?, _ values: [Integer], _ color: FigureColor,
    dash: SeriesStyle.Dash = .solid
  ) -> Series {
    Series(
      label, .line(values.enumerated().map { PlotPoint($0, $1) }),
      style: SeriesStyle(color: color, marker: .circle, dash: dash))
  }

  private var moonsPanel: Panel {
    Panel(
      title: "moons: regions", xAxis: epochAxis(TrainedNetworks.moonsEpochs),
      yAxis: countAxis(0...600, by: 200),
      series: [
        line("whole plane", cases(.plane).map { $0[.activation] }, .green),
        line("box or slice", cases(.box).map { $0[.activation] }, .blue),
        line("after layer 1", cases(.box).map { $0[.activation, 1] }, .skyBlue, dash: .dashed),
      ])
  }

  private var slicesPanel: Panel {
    let slices = TrainedCase.triples.map { digits in
      cases(.slice).filter { $0.example.digits == digits }
    }
    return Panel(
      title: "5 slices of digits", xAxis: epochAxis(TrainedNetworks.digitsEpochs),
      yAxis: countAxis(0...800, by: 200),
      series: slices.map { line("box or slice", $0.map { $0[.activation] }, .blue) }
        + slices.map {
          line("after layer 1", $0.map { $0[.activation, 1] }, .skyBlue, dash: .dashed)
        })
  }

  private var linesPanel: Panel {
    let boxes = TrainedNetworks.digitsEpochs.enumerated().map { place, epoch in
      let sample = Sample(
        cases(.line).filter { $0.example.epoch == epoch }.map { $0[.activation] })
      return PlotBox(
        Rational(place), low: Rational(sample.minimum),
        lowerQuartile: Rational(sample.lowerQuartile), median: Rational(sample.median),
        upperQuartile: Rational(sample.upperQuartile), high: Rational(sample.maximum))
    }
    return Panel(
      title: "45 lines of digits", xAxis: epochAxis(TrainedNetworks.digitsEpochs),
      yAxis: countAxis(0...30, by: 10),
      series: [Series("pieces on a line", .boxes(boxes), style: SeriesStyle(color: .orange))])
  }

  private var roundedPanel: Panel {
    let rounded = cases(.box, isRounded: true)
    let styles: [(CountedCase.Definition, FigureColor)] = [
      (.patterns, .purple), (.activation, .blue), (.linear, .black),
    ]
    return Panel(
      title: "moons, rounded",
      xAxis: Axis(
        "binary places",
        ticks: rounded.enumerated().map { Axis.Tick(Rational($0), "\($1.example.bits ?? 0)") }),
      yAxis: countAxis(100...500, by: 100),
      series: styles.map { definition, color in
        line(definition.rawValue, rounded.map { $0[definition] }, color)
      })
  }
}
