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

  /// Frees what is to be freed with a node that is done, or never searched.
  func release(_ node: Node)
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
    for isPositive in path.sides[goBack(from: path)...] {
      guard cutNext(), let positive = stack.pointee.popLast() else { return false }
      if isPositive { stack.pointee.push(positive) }
    }
    stack.pointee.root(at: path, isAlone: !keepsWaiting)
    return true
  }

  /// Goes back to where a path leaves the one that the search was sent to last, if the negative side of that
  /// cut still waits, and otherwise to the domain.
  ///
  /// Paths in the order of the search so share their beginnings.
  ///
  /// - Returns: how many cuts of the path lead there.
  private func goBack(from path: SearchPath) -> Int {
    if let cut = path.turn(after: stack.pointee.rootPath) {
      stack.pointee.unroot()
      while let node = stack.pointee.popLast() {
        if !node.isSpent, node.pathCuts == cut {
          stack.pointee.push(node)
          return cut
        }
        release(node)
      }
    }
    stack.pointee.removeAll()
    begin()
    return 0
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
