internal import ExactNumbers

extension SpaceSearch {
  /// Enters the next layer on a cell: its vertices there, and the neurons that cut it.
  func descend(_ node: SpaceNode) {
    let above = state.pointee.layers + node.layer
    var child = node
    child.layer += 1
    child.start = node.start + node.count
    child.slot = -1
    child.candidates = node.candidates + above.pointee.words
    state.pointee.vertices.reserve(child.start + node.count, keeping: child.start)
    for index in 0..<node.count {
      let id = state.pointee.vertices.base[node.start &+ index]
      var following = above.pointee.pool.next[Int(id)]
      if following < 0 { following = enter(node.layer, id) }
      state.pointee.vertices.base[child.start &+ index] = following
    }
    wait(child)
  }

  /// Puts a cell on the stack, with the neurons that cut it.
  @inline(__always)
  func wait(_ node: SpaceNode) {
    let words = state.pointee.layers[node.layer].pool.words
    state.pointee.candidates.reserve(node.candidates + words, keeping: node.candidates)
    for word in 0..<words {
      state.pointee.candidates.base[node.candidates + word] = cutting(node, word)
    }
    state.pointee.nodes.append(node)
  }

  /// The neurons of one word that are positive at one vertex of a node and negative at another.
  @inline(__always)
  func cutting(_ node: SpaceNode, _ word: Int) -> UInt64 {
    let layer = state.pointee.layers + node.layer
    let pool = layer.pointee.pool
    let words = pool.words
    let ids = state.pointee.vertices.base + node.start
    var (positive, negative) = (UInt64(0), UInt64(0))
    for index in 0..<node.count {
      let signs = pool.positive(ids[index])
      positive |= signs[word]
      negative |= signs[words &+ word]
    }
    return positive & negative
  }

  /// Takes a vertex into the next layer.
  @inline(__always)
  private func enter(_ layer: Int, _ id: Int32) -> Int32 {
    let (above, here) = (state.pointee.layers + layer, state.pointee.layers + layer + 1)
    let following = here.pointee.pool.make()
    above.pointee.pool.link(id, to: following)
    let (source, target) = (above.pointee.pool, here.pointee.pool)
    for word in 0..<source.facetWords {
      target.facetSet(following)[word] = source.facetSet(id)[word]
    }
    let active = UnsafePointer(layer == 0 ? above.pointee.active : source.positive(id))
    let signs = target.positive(following)
    if source.isSymbolic {
      state.pointee.maps[layer + 1].enterSymbolic(
        source.values(id), inputErrors: source.errorStart, active: active,
        inputWords: above.pointee.words, into: target.values(following), signs)
    } else {
      state.pointee.maps[layer + 1].enter(
        source.values(id), inputErrors: source.errorStart, active: active,
        inputWords: above.pointee.words, into: target.values(following), signs)
    }
    if !usesFilter || hasOpenSigns(layer + 1, signs) { settle(layer + 1, following) }
    return following
  }

  /// Whether some neuron has neither sign.
  @inline(__always)
  func hasOpenSigns(_ layer: Int, _ signs: UnsafePointer<UInt64>) -> Bool {
    let pool = state.pointee.layers[layer].pool
    let (words, width) = (pool.words, pool.width)
    for word in 0..<words {
      let rest = width &- word &* 64
      let valid = rest >= 64 ? ~0 : (UInt64(1) << UInt64(rest)) &- 1
      if (signs[word] | signs[words &+ word]) != valid { return true }
    }
    return false
  }
}
