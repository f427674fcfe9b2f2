extension SpaceSearch: CellSearch {
  var leaf: SpaceNode { state.pointee.leaf }

  func replay(_ node: SpaceNode) -> ReplayedStep {
    let place = stack.pointee.popped()
    place.pointee = node
    note(node)
    if let cut = firstCandidate(node) {
      splitPopped(by: cut)
      return .cut
    }
    if node.layer == depth { return .ended }
    finishCell(place, isCounted: false)
    if node.layer == depth - 1, state.pointee.selects {
      return descendSelecting(node) > 0 ? .ended : .entered
    }
    descend(node)
    return .entered
  }

  func forEachPatternWord(_ body: (UInt64) -> Void) {
    for layer in 1...depth {
      let active = active(layer)
      for word in 0..<state.pointee.layers[layer].words { body(active[word]) }
    }
  }
}
