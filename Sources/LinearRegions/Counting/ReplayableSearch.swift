/// A depth-first search over cells whose place can be noted and found again.
protocol ReplayableSearch: DecidingSearch {
  /// Walks on.
  ///
  /// - Returns: how many activation regions it has reached; 0 at the end.
  func advance() -> Int

  /// Cells after 1, 2, … hidden layers so far.
  var cellsPerLayer: [Int] { get set }

  /// For each waiting node, the cuts that lead to it from the domain, in the order of the stack.
  var waitingCuts: [Int] { get }

  /// The cuts that lead to the region reached.
  var leafCuts: Int { get }

  /// The number of the part that is met next.
  var nextPart: Int { get set }

  /// The parts claimed since this was last asked.
  func takeClaimedParts() -> [Int]

  /// Goes to a node, and counts no cell on the way.
  ///
  /// - Parameters:
  ///   - path: of a search of the same network.
  ///   - keepsWaiting: true to go on with the nodes that then wait, too; false to search what lies under the
  ///     node alone, before the search is sent elsewhere.
  /// - Returns: false where the path leads nowhere.
  func go(to path: SearchPath, keepsWaiting: Bool) -> Bool

  /// Words of the activation pattern of the region reached: layer after layer, the lowest first.
  func forEachPatternWord(_ body: (UInt64) -> Void)
}

extension ReplayableSearch {
  /// The path to the region reached.
  var leafPath: SearchPath { SearchPath(cuts: leafCuts, waiting: waitingCuts) }

  /// The path to the node that is searched next; nil at the end.
  var nextPath: SearchPath? {
    let waiting = waitingCuts
    return waiting.last.map { SearchPath(cuts: $0, waiting: waiting.dropLast()) }
  }
}
