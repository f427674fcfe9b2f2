internal import ExactNumbers
internal import Reporting

/// The figure of the experiment, made of its table alone: a panel a target.
struct PolynomialsAndFunctionsFigure {
  let table: CSVTable

  var figure: Figure {
    Figure(
      title: "Neurons against error, deep and shallow",
      summary: """
        For each target the neurons of the smallest deep network found and of one hidden layer \
        with free knots, against the decimal digits of the error. One hidden layer needs some \
        three times the neurons for each further digit, the deep networks add a few; below is the \
        least that any network of their depth has.
        """,
      panels: FunctionCase.all.enumerated().map { panel($1, index: $0) }, columns: Self.columns,
      panelHeight: 120, legend: .below, sharesXAxis: true)
  }

  private static let columns = 3

  private func panel(_ example: FunctionCase, index: Int) -> Panel {
    let deep = points(example, network: "deep", column: "neurons")
    let least = points(example, network: "deep", column: "neuron_lower_bound")
    let shallow = points(example, network: "shallow", column: "neurons")
    let side = example.side.split(separator: ",").joined(separator: ", ").withMinusSigns
    let power = ["product": "²", "product:3": "³"][example.target] ?? ""
    return Panel(
      title: "\(example.title) on [\(side)]\(power)",
      xAxis: Axis(
        "digits d of the error 10^{−d}",
        ticks: NeuronComparison.digits.map { Axis.Tick(Rational($0), "\($0)") }),
      yAxis: Axis(
        index % Self.columns == 0 ? "hidden neurons" : "", scale: .logarithmic, range: 1...10000),
      series: [
        Series(
          "one hidden layer", .line(shallow),
          style: SeriesStyle(color: .vermilion, marker: .diamond, weight: .thin)),
        Series("deep", .line(deep), style: SeriesStyle(color: .blue, marker: .circle)),
        Series(
          "least for that depth", .line(least), style: SeriesStyle(color: .gray, dash: .dotted)),
      ])
  }

  /// The numbers of a column against the digits of the error.
  private func points(
    _ example: FunctionCase, network: String, column: String
  ) -> [PlotPoint] {
    guard let targets = table["target"], let errors = table["error"],
      let networks = table["network"], let values = table[column]
    else { return [] }
    return targets.indices.compactMap { row in
      guard targets[row] == example.target, networks[row] == network,
        let digits = NeuronComparison.digits.first(where: { "1e-\($0)" == errors[row] }),
        let value = Rational(values[row])
      else { return nil }
      return PlotPoint(Rational(digits), value)
    }
  }
}

extension String {
  /// With true minus signs.
  fileprivate var withMinusSigns: String { String(map { $0 == "-" ? "−" : $0 }) }
}
