internal import ExactNumbers

/// The largest distance between a convex graph and its chord over [a, b], from both sides.
struct ChordGap {
  /// A lower bound.
  let lower: Rational
  /// An upper bound.
  let upper: Rational
  /// How fast the gap grows with b, about; above 0.
  let growth: Rational
}

extension ConvexFunction {
  /// A knot and the value there.
  struct Knot {
    let x: Rational
    let value: RationalInterval
  }

  /// The knot at a point.
  func knot(at x: Rational) -> Knot { Knot(x: x, value: value(at: x)) }

  /// Encloses the gap between graph and chord.
  ///
  /// At any t the chord is above the graph by at most the gap. And the graph is nowhere below its
  /// tangent at t, so the gap is at most the distance between chord and tangent, which is largest
  /// at an end. Both meet where the tangent is parallel to the chord; Newton's method finds such a
  /// t nearly, and how nearly does not matter to the proof.
  func chordGap(from a: Knot, to b: Knot) -> ChordGap {
    let length = b.x - a.x
    let chordSlope = round((b.value.midpoint - a.value.midpoint) / length)
    let t = tangency(slope: chordSlope, from: a.x, to: b.x)
    let (value, slope) = (self.value(at: t), self.value(at: t, derivative: 1))
    let chord = (a.value * (b.x - t) + b.value * (t - a.x)) * (1 / length)
    let left = a.value - value - slope * (a.x - t)
    let right = b.value - value - slope * (b.x - t)
    // The gap's derivative by b is that of the chord at t.
    let lift = self.value(at: b.x, derivative: 1).midpoint - chordSlope
    return ChordGap(
      lower: (chord - value).lower, upper: max(left.upper, right.upper),
      growth: max(lift * (t - a.x) / length, Rational(dyadicNumerator: 1, fractionBits: bits)))
  }

  /// A point of [a, b] where the slope is nearly the given one: Newton's method, which halves the
  /// interval instead where a step would leave it.
  private func tangency(slope: Rational, from a: Rational, to b: Rational) -> Rational {
    var (low, high) = (a, b)
    var t = round((a + b) / 2)
    let tolerance = (b - a) / 16_777_216
    for _ in 0..<Self.stepLimit where low < t && t < high {
      let excess = value(at: t, derivative: 1).midpoint - slope
      if excess.sign == .zero { break }
      if excess.sign == .positive { high = t } else { low = t }
      let curvature = value(at: t, derivative: 2).midpoint
      let step = curvature.sign == .positive ? -excess / curvature : b - a
      let next = round(t + step)
      if low < next && next < high {
        t = next
        // The next error is about the square of this step.
        if step.magnitude <= tolerance { break }
      } else {
        t = round((low + high) / 2)
      }
    }
    return min(max(t, a), b)
  }

  /// More steps than a function takes whose enclosures are narrow.
  private static let stepLimit = 256

  /// A number of few digits nearby.
  func round(_ x: Rational) -> Rational {
    RationalInterval.round(x, fractionBits: bits, .down)
  }

  /// The next number of few digits.
  func after(_ x: Rational) -> Rational {
    round(x) + Rational(dyadicNumerator: 1, fractionBits: bits)
  }
}
