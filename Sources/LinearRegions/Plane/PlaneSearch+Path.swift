extension PlaneSearch: ReplayableSearch {
  var waitingCuts: [Int] { state.pointee.nodes.map(Self.cuts) }

  var leafCuts: Int { Self.cuts(state.pointee.leaf) }

  private static func cuts(_ node: PlaneNode) -> Int {
    node.cuts < 0 ? node.cuts - PlaneNode.owned + SearchParts.cuts : node.cuts
  }

  var nextPart: Int {
    get { state.pointee.nextPart }
    set { state.pointee.nextPart = newValue }
  }

  func takeClaimedParts() -> [Int] {
    defer { state.pointee.claimedParts.removeAll() }
    return state.pointee.claimedParts
  }

  func go(to path: SearchPath, keepsWaiting: Bool) -> Bool {
    state.pointee.nodes.removeAll(keepingCapacity: true)
    begin()
    for isPositive in path.sides {
      guard cutNext(), let positive = state.pointee.nodes.popLast() else { return false }
      if isPositive {
        if !keepsWaiting { state.pointee.nodes.removeLast() }
        state.pointee.nodes.append(positive)
      }
    }
    return true
  }

  /// Cuts the node on top of the stack; the cells that are done on the way are not counted.
  private func cutNext() -> Bool {
    while var node = state.pointee.nodes.popLast() {
      // The path leads through the part that the search has claimed.
      if node.cuts == SearchParts.cuts, state.pointee.parts != nil { node.cuts = PlaneNode.owned }
      if let cut = firstCut(node) {
        split(node, by: cut)
        return true
      }
      if node.layer == depth { return false }
      finishCell(node, isCounted: false)
      descend(node)
    }
    return false
  }

  func forEachPatternWord(_ body: (UInt64) -> Void) {
    for layer in 1...depth {
      for word in 0..<state.pointee.layers[layer].words { body(active(layer)[word]) }
    }
  }
}
