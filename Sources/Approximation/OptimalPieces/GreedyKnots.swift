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

  /// Starts at the left end of an interval.
  init(_ function: ConvexFunction, on interval: RationalInterval) {
    self.function = function
    end = interval.upper
    before = function.knot(at: interval.lower)
    after = before
    steps = [interval.width, interval.width]
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
    guard let within = reach(from: before, isBeyond: false) else { return finish() }
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
    while most < least + 2, let next = reach(from: before, isBeyond: false), next.x < end {
      before = next
      most += 1
    }
    return .closed(atLeast: least, atMost: most)
  }

  /// The end of a piece from a knot: with a gap of at least 2 E, or at most 2 E, and nearly so.
  ///
  /// - Returns: `nil` where the end of the interval comes first: where not even there the gap is
  ///   proved to be above 2 E, or where already there it is proved to be at most 2 E.
  private func reach(from a: ConvexFunction.Knot, isBeyond: Bool) -> ConvexFunction.Knot? {
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
      b = function.knot(at: min(max(x, a.x + (b.x - a.x) / 2), end))
      found = function.chordGap(from: a, to: b)
      if isBeyond ? found.lower >= gap : found.upper <= gap { return b }
      slack *= 4
    }
  }

  /// A point b up to which the gap from a knot is nearly 2 E, by Newton's method.
  private func newton(
    from a: ConvexFunction.Knot, guess: Rational
  ) -> (b: ConvexFunction.Knot, gap: ChordGap) {
    let aim = function.largestGap
    var b = function.knot(at: min(function.round(a.x + guess), end))
    var found = function.chordGap(from: a, to: b)
    for _ in 0..<200 {
      let excess = (found.lower + found.upper) / 2 - aim
      let isAtEnd = b.x == end && excess.sign == .negative
      if isAtEnd || excess.magnitude * 16_777_216 <= aim { break }
      // The gap is about quadratic: never below a quarter nor above four times the length.
      let length = b.x - a.x
      let next = min(max(length - excess / found.growth, length / 4), 4 * length)
      b = function.knot(at: min(function.round(a.x + next), end))
      found = function.chordGap(from: a, to: b)
    }
    return (b, found)
  }
}
