/// A search over cells that are cut by one neuron after the other.
protocol CellSearch: ReplayableSearch {
  associatedtype Node: SearchNode

  var stack: UnsafeMutablePointer<NodeStack<Node>> { get }

  /// The region reached.
  var leaf: Node { get }

  /// Puts the domain on the stack.
  func begin()

  /// Cuts a node or enters the next layer on it, and counts nothing.
  func replay(_ node: Node) -> ReplayedStep
}

/// What has become of a node that was searched once more.
enum ReplayedStep {
  /// Both parts are on the stack, the positive one on top.
  case cut
  /// The cell is on the stack in its next layer.
  case entered
  /// It was a region.
  case ended
}

extension CellSearch {
  var waitingCuts: [Int] { stack.pointee.waitingCuts }

  var leafCuts: Int { leaf.pathCuts }

  var nextPart: Int {
    get { stack.pointee.nextPart }
    set { stack.pointee.nextPart = newValue }
  }

  func takeClaimedParts() -> [Int] { stack.pointee.takeClaimedParts() }

  /// The share of the search that is done, or claimed by some thread: a guide.
  var share: Double { stack.pointee.share }

  func go(to path: SearchPath, keepsWaiting: Bool) -> Bool {
    stack.pointee.removeAll()
    begin()
    for isPositive in path.sides {
      guard cutNext(), let positive = stack.pointee.popLast() else { return false }
      if isPositive {
        if !keepsWaiting { _ = stack.pointee.popLast() }
        stack.pointee.push(positive)
      }
    }
    return true
  }

  /// Cuts the node on top of the stack, once its layer is one that cuts it.
  private func cutNext() -> Bool {
    while let node = stack.pointee.popClaimed() {
      switch replay(node) {
      case .cut: return true
      case .entered: continue
      case .ended: return false
      }
    }
    return false
  }
}
