internal import ExactNumbers

/// A lower bound of how many pieces of gap 2 E are needed, from F″ alone.
///
/// Where F″ ≥ g, a part of a piece of length h has the gap g h²/8 at least, and no more than the whole
/// piece: h ≤ 4 √(E / g). So n of a piece's parts meet a block of length L only if n ≥ L √g / (4 √E).
/// Added up over B blocks, a piece counts once for each block that it meets, B − 1 times too often in
/// all at most.
struct CurvatureCount {
  private let function: ConvexFunction

  init(_ function: ConvexFunction) { self.function = function }

  /// The best of the bounds by 1, 4, 16 and 64 equal blocks.
  func least(on interval: RationalInterval) -> Integer {
    var best = Integer.one
    for count in [1, 4, 16, 64] {
      let ends = (0...count).map { interval.lower + interval.width * Rational($0, count) }
      let sum = zip(ends, ends.dropFirst()).reduce(Integer(1 - count)) {
        $0 + block(RationalInterval($1.0, $1.1))
      }
      best = max(best, sum)
    }
    return best
  }

  /// The least n ≥ 1 with 16 E n² ≥ g L².
  private func block(_ range: RationalInterval) -> Integer {
    guard let bend = function.bending(on: range), bend.lower.sign == .positive else { return 1 }
    let square = (bend.lower * range.width * range.width / (8 * function.largestGap)).ceiling
    let root = square.squareRootFloor
    return root * root == square ? root : root + 1
  }
}
