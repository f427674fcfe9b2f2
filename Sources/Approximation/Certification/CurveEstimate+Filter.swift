internal import ExactNumbers
internal import LinearPieces

/// A function on a window in doubles: f(x) = v + v′ (x − c) + f″(ξ) (x − c)²/2 by Taylor's theorem,
/// with bounds for what is not known of v, v′ and f″(ξ).
struct CurveEstimate {
  /// The window, in doubles; it may reach beyond the function's domain, where it says nothing.
  let left: Double
  let right: Double
  private let center: Double
  private let value: Enclosure
  private let slope: Enclosure
  /// f″ on the whole window.
  private let bend: Enclosure

  /// A number within some distance of a double.
  private struct Enclosure {
    let middle: Double
    let radius: Double

    /// The conversions err by 2⁻⁵³ of their results, which 2⁻⁵⁰ covers together with the sum.
    init(_ interval: RationalInterval) {
      middle = Double(interval.midpoint)
      radius =
        (Double(interval.width / 2) + 0x1p-50 * middle.magnitude) * (1 + 0x1p-30) + 0x1p-500
    }
  }

  /// The function about the middle of a window, or `nil` where no curvature is known.
  ///
  /// - Parameters:
  ///   - function: f on a domain.
  ///   - domain: its domain.
  ///   - left: the left end of the window.
  ///   - right: the right end.
  init?(_ function: TargetError, on domain: RationalInterval, from left: Double, to right: Double) {
    guard let lower = Rational(exactly: left), let upper = Rational(exactly: right),
      let part = domain.intersection(with: RationalInterval.between(lower, upper)),
      let middle = Rational(exactly: Double(part.midpoint)), part.contains(middle),
      function.hasSlope(at: middle), let curvature = function.curvature(on: part)
    else { return nil }
    (self.left, self.right, center) = (left, right, Double(middle))
    value = Enclosure(function.value(at: middle, bits: Self.bits))
    slope = Enclosure(function.slope(at: middle, bits: Self.bits))
    bend = Enclosure(curvature)
  }

  /// Digits of f and f′ after the point: more than doubles tell of errors worth a filter.
  private static let bits = 96

  /// How far f is from its parabola at the ends of the window, about.
  var remainder: Double { bend.radius * (right - left) * (right - left) / 8 }

  /// Whether a cell lies in the window for certain.
  func contains(_ cell: LineCell) -> Bool {
    (cell.start.position - left) * (1 - 0x1p-50) >= cell.start.error
      && (right - cell.end.position) * (1 - 0x1p-50) >= cell.end.error
  }

  /// e = f − (k + s x) at a point of the window and the domain, with a bound of the error.
  ///
  /// Hats mark doubles. With y = x − c for the true point x, |x − p| ≤ δ, and û = fl(p − c),
  ///
  ///     e(x) = (f(c) − k − s c) + (f′(c) − s) y + f″(ξ) y²/2,
  ///     |y − û| ≤ ε = δ + 2⁻⁵² |û|.
  ///
  /// For f(c), f′(c), f″(ξ) within d₀, d₁, d₂ of v, v′, v″, for k, s within δk, δs of k̂, ŝ, and
  /// â = fl(v′ − ŝ), what e(x) differs by from (v − k̂ − ŝ c) + â û + v″ û²/2 is at most
  ///
  ///     d₀ + δk + δs |c| + (d₁ + δs + 2⁻⁵³ |v′| + 2⁻⁵³ |ŝ|) (|û| + ε) + |â| ε
  ///       + d₂ (|û| + ε)²/2 + |v″| ε (2 |û| + ε)/2.
  ///
  /// Fewer than eight roundings happen to each term on the way to the sum, each at most 2⁻⁵³ of a number
  /// that the sum of all sizes, |v| + |k̂| + |ŝ c| + (|v′| + |ŝ|) |û| + |v″| û²/2, bounds up to a
  /// factor near 1: 2⁻⁴⁹ of it covers them and the 2⁻⁵³ above. The bound is inflated by 1 + 2⁻³⁰ for the
  /// roundings of its own computation, of fewer than 2¹⁰ positive terms; 2⁻⁵⁰⁰ covers underflow. ∎
  private func error(of map: MapEstimate, at point: PointEstimate) -> (value: Double, bound: Double)
  {
    let offset = point.position - center
    let slack = point.error + 0x1p-52 * offset.magnitude
    let reach = offset.magnitude + slack
    let tilt = slope.middle - map.slope
    let shift = (value.middle - map.constant) - map.slope * center
    let arc = 0.5 * bend.middle * offset * offset
    let size =
      value.middle.magnitude + map.constant.magnitude + (map.slope * center).magnitude
      + (slope.middle.magnitude + map.slope.magnitude) * reach + arc.magnitude
    let unknown =
      value.radius + map.error.constants + map.error.slopes * center.magnitude
      + (slope.radius + map.error.slopes) * reach + tilt.magnitude * slack
      + 0.5 * bend.radius * reach * reach
      + 0.5 * bend.middle.magnitude * slack * (2 * offset.magnitude + slack)
    return (
      shift + (tilt * offset + arc), (unknown + 0x1p-49 * size) * (1 + 0x1p-30) + 0x1p-500
    )
  }

  /// With a smaller bound, 2⁻⁴⁹ of all sizes, nothing on the way to a value has overflowed.
  private static let largestBound = 0x1p900

  /// Bounds of the largest |f − output| on a cell in the window, infinite where nothing is known.
  ///
  /// e differs from its chord by at most w²/8 times the largest |f″|, w being the width.
  /// - Returns: a number that |e| reaches at an end, and one that it nowhere exceeds.
  func bounds(_ cell: LineCell) -> (lower: Double, upper: Double) {
    let start = error(of: cell.output, at: cell.start)
    let end = error(of: cell.output, at: cell.end)
    guard start.bound < Self.largestBound, end.bound < Self.largestBound else {
      return (-.infinity, .infinity)
    }
    let width =
      (cell.end.position - cell.start.position).magnitude + cell.start.error + cell.end.error
    let gap = (bend.middle.magnitude + bend.radius) * width * width / 8
    let upper = max(start.value.magnitude + start.bound, end.value.magnitude + end.bound) + gap
    let lower = max(start.value.magnitude - start.bound, end.value.magnitude - end.bound)
    return (lower * (1 - 0x1p-50), upper * (1 + 0x1p-30))
  }

  /// A number that |e| reaches inside a cell, near the point where its slope vanishes; `nil` where that
  /// does not lie inside.
  func peak(_ cell: LineCell) -> Double? {
    let summit = center - (slope.middle - cell.output.slope) / bend.middle
    guard (summit - cell.start.position) * (1 - 0x1p-50) > cell.start.error,
      (cell.end.position - summit) * (1 - 0x1p-50) > cell.end.error
    else { return nil }
    let top = error(of: cell.output, at: PointEstimate(position: summit, error: 0))
    guard top.bound < Self.largestBound else { return nil }
    return (top.value.magnitude - top.bound) * (1 - 0x1p-50)
  }
}
