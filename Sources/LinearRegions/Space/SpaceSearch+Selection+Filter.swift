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
  /// - Returns: 1 if no neuron cuts the cell, which is then counted; 0 if it waits on the stack.
  @inline(__always)
  func descendSelecting(_ node: SpaceNode) -> Int {
    let count = selectNeurons(node)
    if count == 0 { return countUncut(node) }
    let (above, here) = (state.pointee.layers + node.layer, state.pointee.layers + depth)
    state.pointee.maps[depth + 1].select(
      state.pointee.selected, count: count, of: state.pointee.maps[depth],
      active: above.pointee.active, inputWords: above.pointee.words)
    here.pointee.pool.removeAll(width: count)
    var child = node
    child.layer = depth
    child.start = node.start + node.count
    child.slot = -1
    child.candidates = node.candidates + above.pointee.words
    state.pointee.vertices.reserve(child.start + node.count, keeping: child.start)
    for index in 0..<node.count {
      let id = state.pointee.vertices.base[node.start &+ index]
      state.pointee.vertices.base[child.start &+ index] = enterSelected(above, here, id)
    }
    wait(child)
    return 0
  }

  /// Notes the neurons of the last layer that may cut a cell.
  ///
  /// - Returns: how many they are.
  @inline(__always)
  private func selectNeurons(_ node: SpaceNode) -> Int {
    let (above, here) = (state.pointee.layers + node.layer, state.pointee.layers + depth)
    let (signs, words) = (here.pointee.rangeSigns, here.pointee.words)
    let pool = above.pointee.pool
    pleat_range_of_vertices(
      pool.numbers, state.pointee.vertices.base + node.start, node.count, pool.errorStart / 8,
      above.pointee.range)
    let map = state.pointee.maps[depth]
    map.enter(
      above.pointee.range, inputErrors: pool.errorStart, active: above.pointee.active,
      inputWords: above.pointee.words, into: here.pointee.range, signs)
    var count = 0
    for word in 0..<words {
      let rest = map.width &- word &* 64
      let valid = rest >= 64 ? ~0 : (UInt64(1) << UInt64(rest)) &- 1
      var open = valid & ~(signs[word] | signs[words &+ word])
      while open != 0 {
        state.pointee.selected[count] = Int32(
          truncatingIfNeeded: word &* 64 &+ open.trailingZeroBitCount)
        open &= open &- 1
        count &+= 1
      }
    }
    return count
  }

  /// Takes a vertex into the selection of the last layer.
  @inline(__always)
  private func enterSelected(
    _ above: UnsafeMutablePointer<SpaceState.Layer>,
    _ here: UnsafeMutablePointer<SpaceState.Layer>, _ id: Int32
  ) -> Int32 {
    let following = here.pointee.pool.make()
    let (source, target) = (above.pointee.pool, here.pointee.pool)
    for word in 0..<source.facetWords {
      target.facetSet(following)[word] = source.facetSet(id)[word]
    }
    let signs = target.positive(following)
    state.pointee.maps[depth + 1].enter(
      source.values(id), inputErrors: source.errorStart, active: source.positive(id),
      inputWords: above.pointee.words, into: target.values(following), signs)
    if !usesFilter || hasOpenSigns(depth, signs) { settle(depth, following) }
    return following
  }
}
