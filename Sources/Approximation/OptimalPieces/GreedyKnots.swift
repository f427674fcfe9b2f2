internal import ExactNumbers

/// Knots of the pieces that each reach as far as the gap allows, enclosed from both sides.
///
/// The farthest reach of a piece that starts at a grows with a, because a smaller interval has a
/// smaller gap. So a chain of pieces whose gaps are proved to be at most 2 E stays at or before
/// the true knots, and one whose gaps are proved to be at least 2 E at or after them.
struct GreedyKnots {
  let function: ConvexFunction
  let end: Rational
  /// How many pieces were laid.
  var count = 0
  /// At or before the true knot.
  var before: ConvexFunction.Knot
  /// At or after the true knot.
  var after: ConvexFunction.Knot
  private var steps: [Rational]
  /// Whether the chain before the true knots ended because enclosures stay too wide.
  private var isLost = false

  /// Starts at the left end of an interval.
  init(_ function: ConvexFunction, on interval: RationalInterval) {
    self.function = function
    end = interval.upper
    before = function.knot(at: interval.lower)
    after = before
    let bend = function.value(at: interval.lower, derivative: 2).lower
    // A parabola has the gap g h²/8.
    let guess =
      bend.sign == .positive
      ? FixedPoint.squareRoot(8 * function.largestGap / bend, bits: function.bits).upper
      : interval.width
    steps = [min(guess, interval.width), min(guess, interval.width)]
  }

  /// What is known once a chain has come to the end.
  enum Outcome {
    /// Another piece was laid.
    case open
    /// This many pieces are needed at least, and at most.
    case closed(atLeast: Int, atMost: Int)
  }

  /// Lays one more piece in both chains.
  mutating func advance() -> Outcome {
    guard let beyond = reach(from: after, isBeyond: true) else { return finish() }
    guard let within = reach(from: before, isBeyond: false), !isLost else { return finish() }
    let first = after.x
    after = beyond
    before = within
    steps[1] = steps[0]
    steps[0] = after.x - first
    count += 1
    return .open
  }

  /// The chain after the true knots can not show that one more knot lies before the end, so
  /// `count` + 1 pieces are needed at least; the chain before says how many suffice.
  private mutating func finish() -> Outcome {
    let least = count + 1
    var most = count + 1
    while !isLost, most < least + 2, let next = reach(from: before, isBeyond: false), next.x < end {
      before = next
      most += 1
    }
    return .closed(atLeast: least, atMost: isLost ? .max : most)
  }

  /// The end of a piece from a knot: with a gap of at least 2 E, or at most 2 E, and nearly so.
  ///
  /// - Returns: `nil` where the end of the interval comes first: where not even there the gap is
  ///   proved to be above 2 E, or where already there it is proved to be at most 2 E; and where
  ///   enclosures are too wide to prove so of any piece.
  private mutating func reach(
    from a: ConvexFunction.Knot, isBeyond: Bool
  ) -> ConvexFunction.Knot? {
    let last = function.knot(at: end)
    let gap = function.largestGap
    let guess = steps[1].sign == .zero ? steps[0] : steps[0] * steps[0] / steps[1]
    if a.x + 2 * guess >= end {
      guard a.x < end else { return nil }
      let whole = function.chordGap(from: a, to: last)
      if isBeyond ? whole.lower <= gap : whole.upper <= gap { return nil }
    }
    var (b, found) = newton(from: a, guess: min(guess, end - a.x))
    var slack = gap / 67_108_864
    while true {
      let aim = isBeyond ? gap + slack : gap - slack
      let middle = (found.lower + found.upper) / 2
      let x = function.round(b.x + (aim - middle) / found.growth)
      if x >= end && isBeyond { return nil }
      // At least half the length, and always beyond the knot.
      let least = max(function.round((a.x + b.x) / 2), function.after(a.x))
      b = function.knot(at: min(max(x, least), end))
      found = function.chordGap(from: a, to: b)
      if isBeyond ? found.lower >= gap : found.upper <= gap { return b }
      if !isBeyond, b.x == function.after(a.x) {
        isLost = true
        return nil
      }
      slack *= 4
    }
  }

  /// A point b up to which the gap from a knot is nearly 2 E: Newton's method, which halves the
  /// interval instead where a step would leave it.
  private func newton(
    from a: ConvexFunction.Knot, guess: Rational
  ) -> (b: ConvexFunction.Knot, gap: ChordGap) {
    let aim = function.largestGap
    var (low, high) = (a.x, end)
    var b = function.knot(at: min(max(function.round(a.x + guess), function.after(a.x)), end))
    var found = function.chordGap(from: a, to: b)
    while true {
      let excess = (found.lower + found.upper) / 2 - aim
      if excess.magnitude * 16_777_216 <= aim { break }
      if excess.sign == .positive { high = b.x } else { low = b.x }
      let step = function.round(b.x - excess / found.growth)
      let next = low < step && step < high ? step : function.round((low + high) / 2)
      guard low < next && next < high else { break }
      b = function.knot(at: next)
      found = function.chordGap(from: a, to: b)
    }
    return (b, found)
  }
}
