extension PlaneSearch: CellSearch {
  var leaf: PlaneNode { state.pointee.leaf }

  func replay(_ node: PlaneNode) -> ReplayedStep {
    if let cut = firstCut(node) {
      split(node, by: cut)
      return .cut
    }
    if node.layer == depth { return .ended }
    finishCell(node, isCounted: false)
    descend(node)
    return .entered
  }

  /// Nothing: corners stand on the stack itself.
  func release(_ node: PlaneNode) {}

  func forEachPatternWord(_ body: (UInt64) -> Void) {
    for layer in 1...depth {
      for word in 0..<state.pointee.layers[layer].words { body(active(layer)[word]) }
    }
  }
}
