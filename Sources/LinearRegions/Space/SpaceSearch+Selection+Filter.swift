internal import CKernels
internal import ExactNumbers

extension SpaceSearch {
  /// The number in its layer of a neuron that records hold.
  @inline(__always)
  func row(_ layer: Int, _ neuron: Int) -> Int {
    layer == depth && state.pointee.selects ? Int(state.pointee.selected[neuron]) : neuron
  }

  /// Enters the last layer on a cell, with the neurons alone that may cut it.
  ///
  /// On the cell every pre-activation is affine, hence between its least and greatest value at the
  /// vertices. With the middle of this interval for x̂ and its radius for e, (1) of `SpaceLayer` bounds
  /// the last layer's pre-activations on the whole cell. Where the bound proves a sign, the neuron does
  /// not cut. So one product finds the few neurons, mostly, that the vertices are to be asked about.
  ///
  /// With the largest size and error of each pre-activation at the vertices for |x̂| and e, the same (1) bounds the
  /// errors of all vertices at once, since it only grows with them. So no vertex has to be asked for its own.
  ///
  /// - Returns: 1 if no neuron cuts the cell, which is then counted; 0 if it waits on the stack.
  @inline(__always)
  func descendSelecting(_ node: SpaceNode) -> Int {
    let count = selectNeurons(node)
    state.pointee.decisions.cellNeurons &+= widths[depth]
    state.pointee.decisions.openCellNeurons &+= count
    if count == 0 { return countUncut(node) }
    keep(node)
    let (above, here) = (state.pointee.layers + node.layer, state.pointee.layers + depth)
    state.pointee.maps[depth + 1].select(
      state.pointee.selected, count: count, of: state.pointee.maps[depth],
      active: above.pointee.active, inputWords: above.pointee.words)
    here.pointee.pool.removeAll(width: count)
    var child = node
    child.layer = depth
    child.shared = 0
    child.start = node.start + node.count
    child.slot = -1
    child.candidates = node.candidates + above.pointee.words
    state.pointee.vertices.reserve(child.start + node.count, keeping: child.start)
    let made = state.pointee.vertices.base + child.start
    here.pointee.pool.make(node.count, into: made)
    state.pointee.decisions.vertices &+= node.count
    state.pointee.decisions.signs &+= node.count &* count
    state.pointee.open.reserve(node.count &+ 1, keeping: 0)
    let open = state.pointee.maps[depth + 1].enterBounded(
      &above.pointee.pool.store.records, state.pointee.vertices.base + node.start, node.count,
      active: above.pointee.active, into: &here.pointee.pool.store.records, made,
      bounds: state.pointee.selectedBounds, open: state.pointee.open.base)
    settle(depth, made, node.count, open: open)
    wait(child)
    return 0
  }

  /// Notes the neurons of the last layer that may cut a cell.
  ///
  /// - Returns: how many they are.
  @inline(__always)
  private func selectNeurons(_ node: SpaceNode) -> Int {
    let (above, here) = (state.pointee.layers + node.layer, state.pointee.layers + depth)
    let (signs, words) = (here.pointee.range.signs, here.pointee.words)
    pleat_range_of_vertices(
      &above.pointee.pool.store.records, state.pointee.vertices.base + node.start, node.count,
      above.pointee.range.numbers)
    let width = here.pointee.range.width
    let ids = state.pointee.rangeIDs
    state.pointee.open.reserve(3, keeping: 0)
    _ = state.pointee.maps[depth].enter(
      &above.pointee.range, ids, 2, active: above.pointee.active, into: &here.pointee.range, ids,
      open: state.pointee.open.base)
    // The errors of the second record.
    let bounds = here.pointee.range.numbers + 3 &* 8 &* here.pointee.range.blocks
    var count = 0
    for word in 0..<words {
      let rest = width &- word &* 64
      let valid = rest >= 64 ? ~0 : (UInt64(1) << UInt64(rest)) &- 1
      var open = valid & ~(signs[word] | signs[words &+ word])
      while open != 0 {
        let neuron = word &* 64 &+ open.trailingZeroBitCount
        state.pointee.selected[count] = Int32(truncatingIfNeeded: neuron)
        state.pointee.selectedBounds[count] = bounds[neuron]
        open &= open &- 1
        count &+= 1
      }
    }
    return count
  }
}
