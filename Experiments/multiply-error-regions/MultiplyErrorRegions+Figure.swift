internal import Approximation
internal import ExactNumbers
internal import ReLUNetworks
internal import Reporting

/// The figure of the experiment: the error over the square by form, then against regions and
/// neurons.
struct MultiplyErrorFigure {
  let products: [CertifiedProduct]

  private static let drawnLevels = 2

  private struct Look {
    let form: ProductForm
    let title: String
    let label: String
    let style: SeriesStyle
  }

  private static let looks = [
    Look(
      form: .twoSquares, title: "(a) two squares", label: "two squares",
      style: SeriesStyle(color: .blue, marker: .circle)),
    Look(
      form: .threeSquares(.sameGrid), title: "(b) three, same grid", label: "three, same grid",
      style: SeriesStyle(color: .orange, marker: .square)),
    Look(
      form: .threeSquares(.finerSum), title: "(c) three, finer sum", label: "three, finer sum",
      style: SeriesStyle(color: .green, marker: .triangle)),
    Look(
      form: .threeSquares(.commonScale), title: "(d) three, common scale",
      label: "three, common scale", style: SeriesStyle(color: .purple, marker: .diamond)),
  ]

  private static let scale = ColorScale.values("error / δ", showing: -4...2, bandCount: 16)

  var figure: Figure {
    Figure(
      title: "Networks for xy: error, regions and neurons",
      summary: """
        (a) to (d) The regions on the unit square with the error in them, for squares of four \
        cells. Two squares err as far above as below, three squares to one side or farther. (e) \
        For the same number of regions the two squares have the least error, close to regions of \
        area 8 E, and (f) also for the same number of neurons.
        """,
      panels: pictures + [regionPanel, neuronPanel], columns: 3, legend: .below,
      panelAspect: 1, key: .scale(Self.scale))
  }

  private func products(_ form: ProductForm) -> [CertifiedProduct] {
    products.filter { product in
      guard case .form(form, _, false) = product.example else { return false }
      return true
    }
  }

  private var pictures: [Panel] {
    Self.looks.flatMap { look in
      products(look.form).filter { $0.example.levels == Self.drawnLevels }.map { product in
        ErrorPicture(
          product: product, title: look.title, fill: .scale(Self.scale),
          unit: Rational(1, 4).power(Self.drawnLevels + 1)
        ).panel
      }
    }
  }

  private var regionPanel: Panel {
    let series = Self.looks.map { look in
      Series(
        look.label,
        .line(
          products(look.form).compactMap { product in
            product.visited.map { PlotPoint(Rational($0.linearRegions), product.error) }
          }), style: look.style)
    }
    let ideal = [Rational(1, 4), Rational(1, 8192)].map { PlotPoint(1 / (8 * $0), $0) }
    return Panel(
      title: "(e) regions",
      xAxis: Axis("linear regions on [0, 1]²", scale: .logarithmic),
      yAxis: Axis("sup error E", scale: .logarithmic),
      series: series + [
        Series(
          "regions of area 8 E", .line(ideal), style: SeriesStyle(color: .gray, dash: .dotted))
      ])
  }

  private var neuronPanel: Panel {
    let series = Self.looks.map { look in
      Series(
        look.label,
        .line(
          products(look.form).map {
            PlotPoint(Rational($0.architecture.neuronCount), $0.error)
          }), style: look.style)
    }
    let best = products.filter { ($0.example.requestedError ?? 0) >= Rational(1, 10).power(4) }
    return Panel(
      title: "(f) neurons", xAxis: Axis("hidden neurons"),
      yAxis: Axis("", scale: .logarithmic),
      series: series + [
        Series(
          "two squares, best radices",
          .line(best.map { PlotPoint(Rational($0.architecture.neuronCount), $0.error) }),
          style: SeriesStyle(color: .black, marker: .openCircle, dash: .dashed))
      ])
  }
}
