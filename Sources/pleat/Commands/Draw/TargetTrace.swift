import Approximation
import ExactNumbers
import ReLUNetworks
import Reporting

/// A target beside networks of one input: its graph, and how far each network is from it.
struct TargetTrace {
  /// The function.
  let target: ApproximationTarget
  /// Points of its graph.
  let curve: [PlotPoint]
  /// Points of target − network for each network, in order.
  let errors: [[PlotPoint]]
  /// The proved bounds of each network's sup error.
  let certificates: [ErrorCertificate]

  /// About how many points a curve has.
  private static let pointCount = 4000
  /// The digits of a value that a picture can show, by far.
  private static let bits = 96

  init(
    _ target: ApproximationTarget, _ traces: [GraphTrace], on window: Interval, limit: WorkLimit
  ) throws {
    self.target = target
    let domain = try target.requireDefined(on: [window])[0]
    func value(_ x: Rational) -> Rational { target.enclosure(at: x, bits: Self.bits).midpoint }
    curve = (0...400).map { step in
      let x = domain.lower + domain.width * Rational(step, 400)
      return PlotPoint(x, value(x))
    }
    errors = traces.map { trace in
      Self.points(along: trace.outputs[0].vertices) { x, y in PlotPoint(x, value(x) - y) }
    }
    certificates = try traces.map { trace in
      let network = trace.subject.network
      do {
        return try network.network.selectingOutputs(trace.subject.outputs.map { $0 - 1 }).supError(
          against: target, on: [window], relativeWidth: Rational(1, 1 << 20),
          isCancelled: { limit.isReached })
      } catch {
        throw RequestError("\(network.label): \(error)")
      }
    }
  }

  /// Points on a graph that show how a curve runs beside each of its pieces.
  private static func points(
    along vertices: [PlotPoint], _ point: (Rational, Rational) -> PlotPoint
  ) -> [PlotPoint] {
    guard let first = vertices.first else { return [] }
    let steps = max(2, pointCount / max(vertices.count, 1))
    var result = [point(first.x, first.y)]
    for (left, right) in zip(vertices, vertices.dropFirst()) {
      for step in 1...steps {
        let share = Rational(step, steps)
        result.append(
          point(left.x + share * (right.x - left.x), left.y + share * (right.y - left.y)))
      }
    }
    return result
  }

  /// What is proved of a network's error, in words.
  func errorText(_ index: Int) -> String {
    let certificate = certificates[index]
    let relation = certificate.lower == certificate.upper ? "" : "at most "
    return relation + TextList.decimal(certificate.upper)
  }

  /// The panel of errors, with lines at the proved bounds where there is one network.
  func panel(xAxis: Axis, labels: [String]) -> Panel {
    var series = zip(errors, labels).map { pair in
      Series(pair.1, .line(pair.0), style: SeriesStyle(weight: .thin))
    }
    if certificates.count == 1 {
      let bound = certificates[0].upper
      series.append(
        Series(
          nil, .horizontals([-bound, bound]),
          style: SeriesStyle(color: .black, dash: .dotted, weight: .thin)))
    }
    return Panel(xAxis: xAxis, yAxis: Axis("target − network"), series: series)
  }
}
