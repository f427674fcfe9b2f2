internal import ExactNumbers

/// The race of a network's pieces for the largest error.
///
/// Each piece enters from left to right with an upper bound that costs one value of f. Now and then
/// the most promising one is looked at more closely, which raises the lower bound, and what cannot
/// beat it is forgotten. In the end the rest is refined from the highest upper bound down until
/// none is left that could matter.
struct ErrorFront {
  private struct Candidate {
    var piece: PieceError
    var upper: Rational
    var isProbed: Bool
  }

  private let function: TargetError
  private let relativeWidth: Rational
  private var candidates: [Candidate] = []
  private var best = ErrorSpan.none
  /// The error at the right end of the last piece.
  private var lastEnd: (point: Rational, error: RationalInterval)?
  private var curvature: CurvatureWindow
  /// Digits of f's values when pieces enter: enough to tell them apart by a part in 2^10.
  private var bits = 64
  /// So many candidates wait before those that cannot matter any more are swept out.
  private var sweepCount = Self.smallestSweep

  private static var smallestSweep: Int { 128 }

  init(_ function: TargetError, on domain: RationalInterval, relativeWidth: Rational) {
    self.function = function
    self.relativeWidth = relativeWidth
    curvature = CurvatureWindow(domain)
  }

  /// What the sup error is known to reach.
  var reached: Rational { best.lower }

  /// What is known of the pieces that have entered.
  var span: ErrorSpan {
    var result = best
    for candidate in candidates { result.raise(to: candidate.upper) }
    return result
  }

  /// Lets the next linear piece x ↦ slope · x + intercept enter.
  mutating func add(domain: RationalInterval, slope: Rational, intercept: Rational) {
    let piece = PieceError(
      function: function, domain: domain, slope: slope, intercept: intercept)
    if let exact = piece.polynomial, exact.degree <= 2 {
      best.join(exact.supMagnitude(on: domain, relativeWidth: relativeWidth))
      return
    }
    let bounds = chordBounds(piece) ?? piece.roughBounds(bits: bits)
    best.joinLower(bounds, upTo: bounds.lower)
    guard bounds.upper > best.lower else { return }
    candidates.append(Candidate(piece: piece, upper: bounds.upper, isProbed: false))
    if candidates.count >= sweepCount { sweep() }
  }

  /// Bounds from the ends; the left one was the right end of the piece before.
  private mutating func chordBounds(_ piece: PieceError) -> ErrorSpan? {
    guard let bend = curvature.enclosure(on: piece.domain, function) else { return nil }
    let (start, end) = (piece.domain.lower, piece.domain.upper)
    let left =
      lastEnd.flatMap { $0.point == start ? $0.error : nil }
      ?? piece.value(at: start, bits: bits).rounded(fractionBits: bits)
    let right = piece.value(at: end, bits: bits).rounded(fractionBits: bits)
    lastEnd = (end, right)
    return piece.chordBounds(left, right, curvature: bend)
  }

  /// Looks closely at the candidate with the highest bound and drops what cannot matter any more.
  private mutating func sweep() {
    let highest = candidates.indices.filter { !candidates[$0].isProbed }
      .max { candidates[$0].upper < candidates[$1].upper }
    if let highest {
      probe(highest)
      let isPositive = best.lower.sign == .positive
      bits =
        isPositive
        ? PieceError.bits(forWidth: best.lower / 1024)
        : min(2 * bits, PieceError.digitLimit)
    }
    candidates.removeAll { $0.upper <= best.lower }
    sweepCount = max(Self.smallestSweep, 2 * candidates.count)
  }

  private mutating func probe(_ index: Int) {
    candidates[index].isProbed = true
    let bounds = candidates[index].piece.roughBounds(bits: bits + 16)
    best.joinLower(bounds, upTo: bounds.lower)
    candidates[index].upper = min(candidates[index].upper, bounds.upper)
  }

  /// Refines what waits.
  ///
  /// A piece whose bounds stay apart raises the upper bound, and what lies below that matters no more.
  /// - Parameter isCancelled: asked before each piece.
  /// - Returns: whether all is refined as far as it matters.
  mutating func finish(isCancelled: () -> Bool) -> Bool {
    candidates.sort { $0.upper < $1.upper }
    var isClose = true
    while let candidate = candidates.last {
      let floor = isClose ? best.lower : best.upper
      if candidate.upper <= floor {
        candidates.removeAll()
        break
      }
      if isCancelled() { return false }
      let bounds = candidate.piece.refined(floor: floor, relativeWidth: relativeWidth / 2)
      candidates.removeLast()
      best.joinLower(bounds, upTo: min(bounds.upper, candidate.upper))
      isClose = isClose && best.isWithin(relativeWidth: relativeWidth)
    }
    return isClose
  }
}

/// Enclosures of f'' on a window that is much wider than a piece and moves along with the pieces.
struct CurvatureWindow {
  private let end: Rational
  private let width: Rational
  private var window: (range: RationalInterval, curvature: RationalInterval?)?

  init(_ domain: RationalInterval) {
    end = domain.upper
    width = domain.width / 256
  }

  /// An enclosure of f'' on an interval, or `nil` where none is known.
  mutating func enclosure(
    on interval: RationalInterval, _ function: TargetError
  ) -> RationalInterval? {
    if let window, window.range.contains(interval) { return window.curvature }
    let right = max(interval.upper, min(interval.lower + width, end))
    let range = RationalInterval(interval.lower, right)
    let curvature = function.curvature(on: range)?.rounded(bits: 32)
    window = (range, curvature)
    return curvature
  }
}
