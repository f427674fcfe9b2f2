internal import CKernels
internal import ExactNumbers

extension SpaceSearch {
  /// Enters the next layer on a cell: its vertices there, and the neurons that cut it.
  func descend(_ node: SpaceNode) {
    keep(node)
    let above = state.pointee.layers + node.layer
    var child = node
    child.layer += 1
    child.shared = 0
    child.start = node.start + node.count
    child.slot = -1
    child.candidates = node.candidates + above.pointee.words
    state.pointee.vertices.reserve(child.start + node.count, keeping: child.start)
    let ids = state.pointee.vertices.base + node.start
    let fresh = fresh(node, above.pointee.pool.store.next)
    if fresh > 0 { enter(node.layer, fresh) }
    let next = above.pointee.pool.store.next
    for index in 0..<node.count { ids[node.count &+ index] = next[Int(ids[index])] }
    wait(child)
  }

  /// Lists the vertices of a node that are not in the next layer yet.
  ///
  /// - Returns: how many they are.
  @inline(__always)
  private func fresh(_ node: SpaceNode, _ next: UnsafePointer<Int32>) -> Int {
    state.pointee.fresh.reserve(node.count &+ 1, keeping: 0)
    let (ids, fresh) = (state.pointee.vertices.base + node.start, state.pointee.fresh.base)
    var count = 0
    for index in 0..<node.count {
      fresh[count] = ids[index]
      count &+= next[Int(ids[index])] < 0 ? 1 : 0
    }
    return count
  }

  /// Puts a cell on the stack, with the neurons that cut it.
  @inline(__always)
  func wait(_ node: SpaceNode) {
    let pool = state.pointee.layers[node.layer].pool
    state.pointee.candidates.reserve(node.candidates + pool.words, keeping: node.candidates)
    for word in 0..<pool.words {
      let union = signs(pool, word, node.start, node.start &+ node.count)
      state.pointee.candidates.base[node.candidates + word] = union.positive & union.negative
    }
    stack.pointee.push(node)
  }

  /// Takes the vertices listed into the next layer.
  @inline(__always)
  private func enter(_ layer: Int, _ count: Int) {
    let (above, here) = (state.pointee.layers + layer, state.pointee.layers + layer + 1)
    state.pointee.made.reserve(count, keeping: 0)
    state.pointee.open.reserve(count &+ 1, keeping: 0)
    let (fresh, made) = (state.pointee.fresh.base, state.pointee.made.base)
    if layer == 1, depth >= Self.depthOfSharpVertices { sharpen(layer, count) }
    here.pointee.pool.make(count, into: made)
    state.pointee.decisions.vertices &+= count
    state.pointee.decisions.signs &+= count &* here.pointee.pool.width
    for index in 0..<count { above.pointee.pool.link(fresh[index], to: made[index]) }
    let open =
      above.pointee.pool.isSymbolic
      ? enterSymbolic(layer, count)
      : state.pointee.maps[layer &+ 1].enter(
        &above.pointee.pool.store.records, fresh, count, active: above.pointee.active,
        into: &here.pointee.pool.store.records, made, open: state.pointee.open.base)
    settle(layer &+ 1, made, count, open: open)
  }

  @inline(never)
  private func enterSymbolic(_ layer: Int, _ count: Int) -> Int {
    let (above, here) = (state.pointee.layers[layer], state.pointee.layers[layer + 1])
    var open = 0
    for index in 0..<count {
      let made = state.pointee.made.base[index]
      if state.pointee.maps[layer + 1].enterSymbolic(
        above.pool, state.pointee.fresh.base[index], active: above.active, into: here.pool, made)
      {
        state.pointee.open.base[open] = made
        open += 1
      }
    }
    return open
  }
}
