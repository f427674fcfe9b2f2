internal import ExactNumbers

/// A proved enclosure of how far a continuous piecewise-linear function lies above a curve.
///
/// On a cell where the curve is convex, the difference is concave: it is least at an end, and
/// nowhere above its tangent at any point m, so at most d(m) + |d′(m)| · (the farther end − m). With
/// m near the place where the slopes agree, the second term is tiny. Concave cells likewise.
struct KnotErrorRange: Hashable, Sendable {
  /// At most the least difference.
  private(set) var lower: Rational
  /// At least the greatest difference.
  private(set) var upper: Rational

  /// Half of the spread: the sup error after the best constant is added.
  var radius: Rational { (upper - lower) / 2 }
  /// What lies halfway.
  var middle: Rational { (lower + upper) / 2 }

  /// Encloses network − curve for the network through samples; `nil` when it is given up.
  ///
  /// - Parameters:
  ///   - samples: at least two points, x rising from the start of the domain to its end.
  ///   - curve: the curve.
  ///   - delay: how far the argument of the curve may lie left of that of the network: 0 ≤ s − y ≤
  ///     delay; for a curve whose slopes are defined everywhere.
  ///   - limit: the proof is given up as soon as the spread exceeds twice this.
  /// - Throws: ``ApproximationError/wideEnclosure(target:at:error:)`` where the proof fails because
  ///   the curve's enclosure at a point stays too wide for any proof.
  init?(
    _ samples: [(x: Rational, y: Rational)], _ curve: Curve, delay: Rational = 0, limit: Rational
  ) throws(ApproximationError) {
    (lower, upper) = (0, 0)
    let points = Self.split(samples, at: curve.stretches)
    var isFirst = true
    var stretch = 0
    var left = RationalInterval(points[0].y) - curve.enclosure(at: points[0].x)
    for (here, next) in zip(points, points.dropFirst()) {
      while stretch + 1 < curve.stretches.count && curve.stretches[stretch].range.upper <= here.x {
        stretch += 1
      }
      let right = RationalInterval(next.y) - curve.enclosure(at: next.x)
      var cell = left.hull(with: right)
      let slope = (next.y - here.y) / (next.x - here.x)
      if curve.stretches[stretch].range.contains(RationalInterval(here.x, next.x)) {
        cell = Self.bulge(cell, here, next, slope, curve, curve.stretches[stretch].curvature)
      } else {
        // The gap around an inflection, or one of unknown curvature.
        cell = curve.distances(
          ends: cell, on: RationalInterval(here.x, next.x), line: .between(here.y, next.y),
          slope: slope)
      }
      if delay.sign == .positive {
        let start = max(here.x - delay, curve.domain.lower)
        // f(s) − f(y) = f′(ξ) (s − y).
        let change = curve.slopes(on: RationalInterval(start, next.x)) * RationalInterval(0, delay)
        cell = cell + change
      }
      lower = isFirst ? cell.lower : min(lower, cell.lower)
      upper = isFirst ? cell.upper : max(upper, cell.upper)
      isFirst = false
      if upper - lower > 2 * limit {
        try curve.requireNarrow(on: RationalInterval(here.x, next.x), error: limit)
        return nil
      }
      left = right
    }
    let short = RationalInterval(lower, upper).rounded(fractionBits: curve.bits)
    (lower, upper) = (short.lower, short.upper)
  }

  /// The range on a cell of one curvature, from the ends' and a tangent.
  private static func bulge(
    _ ends: RationalInterval, _ here: (x: Rational, y: Rational),
    _ next: (x: Rational, y: Rational),
    _ slope: Rational, _ curve: Curve, _ curvature: Sign
  ) -> RationalInterval {
    guard curvature != .zero else { return ends }
    let x = curve.tangentGuess(here.x, next.x, slope: slope)
    let value = RationalInterval(here.y + slope * (x - here.x)) - curve.enclosure(at: x)
    let tilt = RationalInterval(slope) - curve.enclosure(at: x, derivative: 1)
    let slack = tilt.magnitude * max(x - here.x, next.x - x)
    return curvature == .positive
      ? RationalInterval(ends.lower, max(ends.upper, value.upper + slack))
      : RationalInterval(min(ends.lower, value.lower - slack), ends.upper)
  }

  /// The samples with the ends of the stretches added on the lines between them.
  private static func split(
    _ samples: [(x: Rational, y: Rational)], at stretches: [CurvatureStretch]
  ) -> [(x: Rational, y: Rational)] {
    var cuts = stretches.flatMap { [$0.range.lower, $0.range.upper] }[...]
    var points: [(x: Rational, y: Rational)] = []
    for sample in samples {
      while let cut = cuts.first, cut <= sample.x {
        cuts.removeFirst()
        guard let last = points.last, last.x < cut, cut < sample.x else { continue }
        let share = (cut - last.x) / (sample.x - last.x)
        points.append((cut, last.y + share * (sample.y - last.y)))
      }
      points.append(sample)
    }
    return points
  }
}
