internal import ExactNumbers

/// The race of a network's pieces for the largest error.
///
/// Each piece enters with rough bounds. What cannot beat the best lower bound is forgotten; the
/// others wait, and in the end they are refined from the highest upper bound down until none is
/// left that could matter.
struct ErrorFront<Function: ErrorFunction> {
  private struct Candidate {
    var piece: PieceError<Function>
    var upper: Rational
  }

  private let function: Function
  private let relativeWidth: Rational
  private var candidates: [Candidate] = []
  /// So many candidates wait before those that cannot matter any more are swept out.
  private var sweepCount = 1024
  private var best = ErrorSpan.none
  private var bits = 64
  private(set) var pieceCount = 0

  init(_ function: Function, relativeWidth: Rational) {
    self.function = function
    self.relativeWidth = relativeWidth
  }

  /// What is known of the pieces that have entered.
  var span: ErrorSpan {
    var result = best
    for candidate in candidates { result.raise(to: candidate.upper) }
    return result
  }

  /// Lets one linear piece x ↦ slope · x + intercept enter.
  mutating func add(domain: RationalInterval, slope: Rational, intercept: Rational) {
    pieceCount += 1
    let piece = PieceError(
      function: function, domain: domain, slope: slope, intercept: intercept)
    if let exact = piece.polynomial, exact.degree <= 2 {
      best.join(exact.supMagnitude(on: domain, relativeWidth: relativeWidth))
      return
    }
    let bounds =
      piece.roughBounds(bits: bits)
      ?? piece.refined(floor: best.lower, relativeWidth: relativeWidth)
    take(bounds)
    guard bounds.upper > best.lower else { return }
    candidates.append(Candidate(piece: piece, upper: bounds.upper))
    if candidates.count >= sweepCount { sweep() }
  }

  /// Takes a lower bound over, and with it the digits that values need from now on.
  private mutating func take(_ bounds: ErrorSpan) {
    guard bounds.lower > best.lower || best.point.isEmpty else { return }
    best.joinLower(ErrorSpan(lower: bounds.lower, upper: bounds.lower, point: bounds.point))
    if best.lower.sign == .positive {
      bits = PieceError<Function>.bits(forWidth: best.lower * relativeWidth / 16)
    }
  }

  private mutating func sweep() {
    candidates.removeAll { $0.upper <= best.lower }
    sweepCount = max(1024, 2 * candidates.count)
  }

  /// Refines what waits.
  ///
  /// - Parameter isCancelled: asked before each piece.
  /// - Returns: whether all is refined as far as it matters.
  mutating func finish(isCancelled: () -> Bool) -> Bool {
    candidates.sort { $0.upper < $1.upper }
    while let candidate = candidates.last {
      if candidate.upper <= best.lower {
        candidates.removeAll()
        break
      }
      if isCancelled() { return false }
      let bounds = candidate.piece.refined(floor: best.lower, relativeWidth: relativeWidth / 2)
      candidates.removeLast()
      take(bounds)
      best.raise(to: min(bounds.upper, candidate.upper))
    }
    return true
  }
}
