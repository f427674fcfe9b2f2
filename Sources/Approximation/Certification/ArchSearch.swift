internal import ExactNumbers

/// The search for sup |e| on an interval where e is convex or concave throughout.
///
/// Let g be ±e, with the sign that makes g concave. Then −g is largest at an end. g lies below each
/// of its tangents, so g(y) ≤ g(x) + g'(x)(y − x), and it is largest in the bracket between a point
/// where g' ≥ 0 and one where g' ≤ 0. With x near the top both terms are close to sup g, and
/// nothing needs to be known of how near x is.
struct ArchSearch {
  private let error: PieceError
  /// −1 for convex e, 1 for concave e: g = orientation · e.
  private let orientation: Rational
  private let bits: Int
  private let ends: (left: RationalInterval, right: RationalInterval)
  private var bracket: RationalInterval
  private var next: Rational
  private var last: (point: Rational, slope: Rational)?
  private var gridBits = 16
  private var top: Rational?
  private var reached: ErrorSpan
  /// Whether the last slope may be 0, so that the bracket stays.
  ///
  /// With enclosures as narrow as asked for, the bounds are then close.
  private var isStuck = false

  init(_ error: PieceError, curvature: Sign, bits: Int) {
    self.error = error
    self.bits = bits
    orientation = curvature == .positive ? -1 : 1
    bracket = error.domain
    next = error.domain.midpoint
    ends = (
      error.value(at: bracket.lower, bits: bits), error.value(at: bracket.upper, bits: bits)
    )
    reached = ErrorSpan(ends.left, at: bracket.lower)
    reached.join(ErrorSpan(ends.right, at: bracket.upper))
  }

  /// The bounds so far.
  var span: ErrorSpan {
    var result = reached
    if let top { result.raise(to: top) }
    return result
  }

  /// Steps until the bounds are close for the purpose.
  mutating func run(floor: Rational, relativeWidth: Rational) {
    settleAtEnds()
    if top != nil, isClose(floor: floor, relativeWidth: relativeWidth) { return }
    if let x = error.function.rationalPoint(ofSlope: error.slope, on: bracket),
      bracket.lower < x && x < bracket.upper
    {
      next = x
    }
    for _ in 0..<Self.stepLimit {
      step()
      if isStuck || isClose(floor: floor, relativeWidth: relativeWidth) { return }
    }
  }

  /// More steps than any function takes whose enclosures are narrow.
  private static var stepLimit: Int { 256 }

  /// Finds out whether g only rises or only falls: then it is largest at an end.
  private mutating func settleAtEnds() {
    let (left, right) = (error.domain.lower, error.domain.upper)
    if error.function.hasSlope(at: left),
      (error.slope(at: left, bits: bits) * orientation).upper.sign != .positive
    {
      top = (ends.left * orientation).upper
    } else if error.function.hasSlope(at: right),
      (error.slope(at: right, bits: bits) * orientation).lower.sign != .negative
    {
      top = (ends.right * orientation).upper
    }
  }

  private func isClose(floor: Rational, relativeWidth: Rational) -> Bool {
    let span = span
    return bracket.width.sign == .zero
      || span.upper <= max(floor, span.lower) * (1 + relativeWidth)
  }

  /// One tangent.
  mutating func step() {
    let x = next
    let value = error.value(at: x, bits: bits)
    // The slope counts times the width only, so it may be enclosed as much wider.
    let slope = error.slope(at: x, bits: max(bits + 2 + slopeBits, 1)) * orientation
    reached.joinLower(ErrorSpan(value, at: x))
    let rise = max(
      slope.upper * (bracket.upper - x), -slope.lower * (x - bracket.lower), 0)
    let bound = (value * orientation).upper + rise
    top = top.map { min($0, bound) } ?? bound
    let middle = slope.midpoint
    next = guess(after: x, value: value.midpoint * orientation, slope: middle)
    last = (x, middle)
    isStuck = slope.lower.sign == .negative && slope.upper.sign == .positive
    if slope.lower.sign != .negative { bracket = RationalInterval(x, bracket.upper) }
    if slope.upper.sign != .positive { bracket = RationalInterval(bracket.lower, x) }
    if !bracket.contains(next) || next == bracket.lower || next == bracket.upper {
      next = bracket.midpoint
    }
  }

  private var slopeBits: Int {
    error.domain.width.numerator.bitLength - error.domain.width.denominator.bitLength
  }

  /// Where the slope should vanish: by a parabola at first, then by the secant of the slopes.
  private mutating func guess(after x: Rational, value: Rational, slope: Rational) -> Rational {
    let bend: Rational
    if let last, last.point != x {
      bend = (slope - last.slope) / (x - last.point)
    } else {
      let half = error.domain.width / 2
      let sum = (ends.left.midpoint + ends.right.midpoint) * orientation
      bend = (sum - 2 * value) / (half * half)
    }
    guard bend.sign == .negative else { return bracket.midpoint }
    gridBits = min(2 * gridBits, 2 * bits + 1024)
    let offset = -slope / bend / error.domain.width
    return x + error.domain.width * RationalInterval.round(offset, fractionBits: gridBits, .down)
  }
}
