internal import ExactNumbers

extension ConvexFunction {
  /// The most digits with which pieces are laid.
  static let bitLimit = 1024
  /// The pieces laid one by one at either end before the rest is counted by blocks.
  private static let laidPieces = 40
  /// The most pieces laid one by one where blocks do not decide.
  private static let pieceLimit = 1500

  /// The fewest pieces on an interval.
  ///
  /// From the left, k₁ pieces end at x₁; from the right, k₂ pieces begin at x₂; N pieces lie
  /// between if they are the fewest on [x₁, x₂]. Then k₁ + N + k₂ is the fewest: pieces from the
  /// left that pass x₂ with their Nth end before the next knot from the right, since the piece
  /// between those two knots starts later and reaches no less far.
  func fewestPieces(on interval: RationalInterval) -> OptimalPieces {
    var left = GreedyKnots(self, on: interval)
    for _ in 0..<ConvexFunction.laidPieces {
      if case .closed(let least, let most) = left.advance() {
        return OptimalPieces(count: Integer(least), isExact: least == most)
      }
    }
    let counted =
      hasHigherDerivatives
      ? countedPieces(after: left, on: interval)
      : OptimalPieces(count: CurvatureCount(self).least(on: interval), isExact: false)
    if counted.isExact || counted.count > Integer(ConvexFunction.pieceLimit) { return counted }
    for _ in 0..<ConvexFunction.pieceLimit {
      if case .closed(let least, let most) = left.advance() {
        return OptimalPieces(count: Integer(least), isExact: least == most)
      }
    }
    return counted
  }

  /// The count with blocks between pieces laid from both ends.
  private func countedPieces(
    after left: GreedyKnots, on interval: RationalInterval
  ) -> OptimalPieces {
    let rest = RationalInterval(left.before.x, interval.upper)
    var right = GreedyKnots(mirrored, on: -rest)
    for _ in 0..<ConvexFunction.laidPieces {
      if case .closed(let least, _) = right.advance() {
        // So few are left that they may be laid from x₁ as well.
        return OptimalPieces(count: Integer(left.count + least - 1), isExact: false)
      }
    }
    let (start, end) = (left.after.x, -right.after.x)
    let laid = Integer(left.count + right.count)
    guard start < end else { return OptimalPieces(count: laid, isExact: false) }
    let blocks = EquidistributedCount(self)
    let inner = blocks.count(on: RationalInterval(start, end))
    let least = laid + inner.least.ceiling
    let fringe = [(left.before.x, start), (end, -right.before.x)].map {
      blocks.count(on: RationalInterval($0, $1)).most
    }
    guard let most = inner.most, let first = fringe[0], let second = fringe[1] else {
      return OptimalPieces(count: least, isExact: false)
    }
    return OptimalPieces(count: least, isExact: laid + (most + first + second).ceiling == least)
  }
}
