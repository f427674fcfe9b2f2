internal import ExactNumbers
internal import ExpressivityBounds
internal import Reporting

/// The figure of the experiment: a row of marks for each architecture.
struct BoundsComparedFigure {
  let compared: [ComparedBounds]

  /// How a bound is drawn.
  ///
  /// Marks of one row stand at different heights, since many bounds are equal.
  private struct Mark {
    let name: String
    let label: String
    let color: FigureColor
    let shape: SeriesStyle.Marker
    /// In hundredths of a row, upward.
    let lift: Int
  }

  private static let marks: [Mark] = [
    Mark(name: "naive", label: "naive, 2^{N}", color: .gray, shape: .square, lift: 36),
    Mark(
      name: "upper_arora2018_1d", label: "Arora 2018, upper", color: .black, shape: .openSquare,
      lift: 48),
    Mark(
      name: "per_layer_zaslavsky", label: "Zaslavsky by layer", color: .orange, shape: .diamond,
      lift: 24),
    Mark(
      name: "montufar2017", label: "Montúfar 2017, upper", color: .skyBlue, shape: .triangle,
      lift: 12),
    Mark(name: "serra2018", label: "Serra 2018, upper", color: .blue, shape: .circle, lift: 0),
    Mark(
      name: "lower_serra2018", label: "Serra 2018, lower", color: .green, shape: .openCircle,
      lift: -12),
    Mark(
      name: "lower_montufar2014", label: "Montúfar 2014, lower", color: .purple,
      shape: .openSquare, lift: -24),
    Mark(
      name: "lower_pascanu2013", label: "Pascanu 2013, lower", color: .vermilion,
      shape: .triangle, lift: -36),
  ]

  /// Architectures of more neurons stand in the table alone: their naive bound would fill the axis.
  private static let neuronLimit = 30

  var figure: Figure {
    let drawn = compared.filter { $0.widths.neuronCount <= Self.neuronLimit }
    return Figure(
      title: "Bounds compared",
      summary: """
        For each architecture the published upper and lower bounds on a logarithmic axis. For one \
        input and layers of three neurons or more they meet in the exact maximum; for several \
        inputs and layers a gap stays open.
        """,
      panels: [
        panel("(a) one input", drawn.filter { $0.widths.inputs == 1 }),
        panel("(b) several inputs", drawn.filter { $0.widths.inputs > 1 }),
      ], columns: 2, panelHeight: 540, legend: .below)
  }

  private func panel(_ title: String, _ rows: [ComparedBounds]) -> Panel {
    let half = Rational(7, 10)
    return Panel(
      title: title, xAxis: Axis("regions", scale: .logarithmic),
      yAxis: Axis(
        "", range: (1 - half - Rational(rows.count))...half,
        ticks: rows.enumerated().map { index, row in
          let hidden = row.widths.hidden.map(String.init).joined(separator: ", ")
          return Axis.Tick(Rational(-index), "\(row.widths.inputs); \(hidden)")
        }),
      series: gaps(rows) + Self.marks.map { series($0, rows) } + [maxima(rows)])
  }

  private func series(_ mark: Mark, _ rows: [ComparedBounds]) -> Series {
    let points = rows.enumerated().flatMap { index, row in
      row.bounds.filter { $0.name == mark.name }.map {
        PlotPoint(Rational($0.value), Rational(-index) + Rational(mark.lift, 100))
      }
    }
    return Series(
      mark.label, .scatter(points), style: SeriesStyle(color: mark.color, marker: mark.shape))
  }

  /// The stretch between the best bounds, where the maximum is not known.
  private func gaps(_ rows: [ComparedBounds]) -> [Series] {
    let style = SeriesStyle(color: .gray, weight: .thin)
    return rows.enumerated().compactMap { index, row in
      guard row.maximum == nil, let lower = row.values(.lower).max(),
        let upper = row.values(.upper).min()
      else { return nil }
      return Series(
        "open gap",
        .line([lower, upper].map { PlotPoint(Rational($0), Rational(-index)) }), style: style)
    }
  }

  private func maxima(_ rows: [ComparedBounds]) -> Series {
    let bars = rows.enumerated().compactMap { index, row in
      row.maximum.map {
        PlotRange(
          Rational($0), from: Rational(-index) - Rational(2, 5),
          to: Rational(-index) + Rational(2, 5))
      }
    }
    return Series(
      "exact maximum of linear regions", .errorBars(bars), style: SeriesStyle(color: .black))
  }
}
