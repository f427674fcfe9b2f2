internal import CKernels
internal import ExactNumbers

/// How many vertices of a node lie on either side of a cut, and on it.
private struct SideCounts {
  var positive = 0
  var negative = 0
  var zero = 0
}

extension SpaceSearch {
  /// Cuts a node along the zero hyperplane of a neuron that takes both signs on it.
  ///
  /// The parts go on the stack above the node, the positive one on top; below them the new vertices, to
  /// be freed when both are done. In the stack of vertices stand those of the negative side, then the
  /// new ones, which both parts have, then those of the positive side.
  func split(_ node: SpaceNode, by neuron: Int) {
    let slot = freeSlot(node) ?? widenFacets()
    let counts = sort(node, by: neuron)
    let crossed = node.isSimple ? simpleEdges(node, counts) : edges(node, counts)
    let shared = crossed + counts.zero
    let start = node.start + node.count
    let middle = start + counts.negative
    let end = middle + shared + counts.positive
    state.pointee.vertices.reserve(end, keeping: start)
    let ids = state.pointee.vertices.base
    let sides = state.pointee.sides
    for index in 0..<counts.negative { ids[start &+ index] = sides.negative.base[index] }
    for index in 0..<counts.positive {
      ids[middle &+ shared &+ index] = sides.positive.base[index]
    }
    for edge in 0..<crossed { ids[middle &+ edge] = makeCrossing(node, edge, neuron, slot) }
    for index in 0..<counts.zero {
      ids[middle &+ crossed &+ index] = copy(node, sides.zero.base[index], slot)
    }
    var part = node
    part.facets += 1
    part.slot = slot
    part.label = FacetLabel(layer: node.layer, neuron: row(node.layer, neuron))
    part.cuts &+= 1
    part.isSimple = node.isSimple && counts.zero == 0
    var spent = part
    (spent.start, spent.count, spent.isSpent) = (middle, shared, true)
    state.pointee.nodes.append(spent)
    let words = state.pointee.layers[node.layer].pool.words
    (part.start, part.count) = (start, counts.negative + shared)
    part.candidates = node.candidates + words
    push(part, under: node, without: neuron)
    (part.start, part.count) = (middle, shared + counts.positive)
    part.candidates += words
    push(part, under: node, without: neuron)
  }

  /// Puts a part on the stack, with the neurons that cut it.
  @inline(__always)
  private func push(_ part: SpaceNode, under node: SpaceNode, without neuron: Int) {
    let words = state.pointee.layers[node.layer].pool.words
    state.pointee.candidates.reserve(part.candidates + words, keeping: part.candidates)
    for word in 0..<words {
      var candidates = state.pointee.candidates.base[node.candidates &+ word]
      if word == neuron >> 6 { candidates &= ~(1 << UInt64(neuron & 63)) }
      if candidates != 0 { candidates &= cutting(part, word) }
      state.pointee.candidates.base[part.candidates &+ word] = candidates
    }
    state.pointee.nodes.append(part)
  }

  /// A number that no facet of the node has.
  @inline(__always)
  private func freeSlot(_ node: SpaceNode) -> Int? {
    let pool = state.pointee.layers[node.layer].pool
    let ids = state.pointee.vertices.base + node.start
    for word in 0..<pool.facetWords {
      var used: UInt64 = 0
      for index in 0..<node.count { used |= pool.facetSet(ids[index])[word] }
      if used != ~0 { return word &* 64 &+ (~used).trailingZeroBitCount }
    }
    return nil
  }

  /// Makes room for twice as many facets of a cell.
  ///
  /// - Returns: a number that no facet has.
  @inline(never)
  private func widenFacets() -> Int {
    let free = state.pointee.layers[0].pool.facetWords * 64
    for layer in 0...depth { state.pointee.layers[layer].pool.widenFacets() }
    return free
  }

  /// Sorts the vertices of a node by the sign of a neuron.
  @inline(__always)
  private func sort(_ node: SpaceNode, by neuron: Int) -> SideCounts {
    let pool = state.pointee.layers[node.layer].pool
    let (word, shift) = (neuron >> 6, UInt64(neuron & 63))
    let room = node.count &+ 4
    state.pointee.sides.positive.reserve(room, keeping: 0)
    state.pointee.sides.negative.reserve(room, keeping: 0)
    state.pointee.sides.zero.reserve(room, keeping: 0)
    state.pointee.sides.positiveFacets.reserve(room, keeping: 0)
    state.pointee.sides.negativeFacets.reserve(room, keeping: 0)
    let sides = state.pointee.sides
    let ids = state.pointee.vertices.base + node.start
    var counts = SideCounts()
    for index in 0..<node.count {
      let id = ids[index]
      let signs = pool.positive(id)
      if signs[word] >> shift & 1 != 0 {
        sides.positive.base[counts.positive] = id
        sides.positiveFacets.base[counts.positive] = pool.facetSet(id)[0]
        counts.positive &+= 1
      } else if signs[pool.words &+ word] >> shift & 1 != 0 {
        sides.negative.base[counts.negative] = id
        sides.negativeFacets.base[counts.negative] = pool.facetSet(id)[0]
        counts.negative &+= 1
      } else {
        sides.zero.base[counts.zero] = id
        counts.zero &+= 1
      }
    }
    return counts
  }

  /// The edges that a cut crosses in a simple polytope: their ends differ in one facet.
  @inline(__always)
  private func simpleEdges(_ node: SpaceNode, _ counts: SideCounts) -> Int {
    // A vertex has at most as many edges as there are inputs.
    let room = min(counts.positive, counts.negative) &* network.dimension &+ 1
    state.pointee.sides.edges.reserve(2 &* room, keeping: 0)
    let sides = state.pointee.sides
    if state.pointee.layers[0].pool.facetWords == 1 {
      return pleat_simple_edges(
        sides.positiveFacets.base, counts.positive, sides.negativeFacets.base, counts.negative,
        sides.edges.base)
    }
    let (pool, dimension) = (state.pointee.layers[node.layer].pool, network.dimension)
    return collectEdges(counts) { pool.commonFacets($0, $1) == dimension &- 1 }
  }

  /// The edges that a cut crosses in any polytope.
  ///
  /// Two vertices are the ends of an edge iff no third one lies on all facets that they share (Fukuda
  /// and Prodon 1996, Proposition 7), where every facet is known that a vertex lies on.
  @inline(never)
  private func edges(_ node: SpaceNode, _ counts: SideCounts) -> Int {
    state.pointee.sides.edges.reserve(2 * counts.positive * counts.negative, keeping: 0)
    let (pool, least) = (state.pointee.layers[node.layer].pool, network.dimension - 1)
    let ids = state.pointee.vertices.base + node.start
    return collectEdges(counts) { first, second in
      guard pool.commonFacets(first, second) >= least else { return false }
      for index in 0..<node.count where ids[index] != first && ids[index] != second {
        if pool.hasCommonFacets(first, second, also: ids[index]) { return false }
      }
      return true
    }
  }

  @inline(__always)
  private func collectEdges(
    _ counts: SideCounts, _ isEdge: (_ positive: Int32, _ negative: Int32) -> Bool
  ) -> Int {
    let sides = state.pointee.sides
    var found = 0
    for first in 0..<counts.positive {
      for second in 0..<counts.negative
      where isEdge(sides.positive.base[first], sides.negative.base[second]) {
        sides.edges.base[2 &* found] = Int32(truncatingIfNeeded: first)
        sides.edges.base[2 &* found &+ 1] = Int32(truncatingIfNeeded: second)
        found &+= 1
      }
    }
    return found
  }
}

extension VertexPool {
  /// The number of facets that two vertices share.
  @inline(__always)
  func commonFacets(_ first: Int32, _ second: Int32) -> Int {
    let (a, b) = (facetSet(first), facetSet(second))
    var count = 0
    for word in 0..<facetWords { count &+= (a[word] & b[word]).nonzeroBitCount }
    return count
  }

  /// Whether a third vertex lies on all facets that two vertices share.
  @inline(__always)
  func hasCommonFacets(_ first: Int32, _ second: Int32, also third: Int32) -> Bool {
    let (a, b, c) = (facetSet(first), facetSet(second), facetSet(third))
    for word in 0..<facetWords where a[word] & b[word] & ~c[word] != 0 { return false }
    return true
  }
}
