internal import CKernels
internal import ExactNumbers

/// Neurons that are positive at some vertex of several, and those that are negative at one.
struct SignUnion {
  var positive: UInt64 = 0
  var negative: UInt64 = 0

  /// The neurons that take both signs on either of two sets of vertices, together.
  @inline(__always)
  func cutting(with other: SignUnion) -> UInt64 {
    (positive | other.positive) & (negative | other.negative)
  }
}

/// What a cut has made of a node: two parts, with the vertices made in both.
private struct Cut {
  /// Vertices of the negative part alone, of both, and of the positive one alone, as they stand behind the node's.
  let negative: Int
  let shared: Int
  let positive: Int
  /// The number of the facet between them.
  let slot: Int
  /// Words of a set of neurons, of which two stand behind the node's candidates.
  let words: Int
  let isSimple: Bool
}

extension SpaceSearch {
  /// Cuts the node that was popped last along the zero hyperplane of a neuron that takes both signs on it.
  ///
  /// The parts go on the stack above the node, the positive one on top, so that the new vertices are to be freed with
  /// the negative one. In the stack of vertices stand those of the negative side, then the new ones, which both parts
  /// have, then those of the positive side.
  @inline(__always)
  func splitPopped(by neuron: Int) {
    let node = stack.pointee.popped()
    let cut = cutInKernel(node, neuron) ?? cutStepwise(node.pointee, neuron)
    // Read only now, and the parts written in place: a copy kept during the cut would be in memory as well.
    var part = node.pointee
    let first = node.pointee.spend() ? node + 1 : node
    part.start &+= part.count
    (part.count, part.shared) = (cut.negative &+ cut.shared, cut.shared)
    part.candidates &+= cut.words
    part.facets &+= 1
    part.slot = cut.slot
    part.label = FacetLabel(layer: part.layer, neuron: row(part.layer, neuron))
    part.cuts &+= 1
    part.isSimple = cut.isSimple
    first[0] = part
    part.start &+= cut.negative
    (part.count, part.shared) = (cut.shared &+ cut.positive, 0)
    part.candidates &+= cut.words
    first[1] = part
    stack.pointee.push(upTo: first + 2)
  }

  /// Cuts a node in one call, as most are: simple ones whose sets are words, with no vertex on the hyperplane.
  ///
  /// - Returns: nil for others, of which nothing is made.
  @inline(__always)
  private func cutInKernel(_ node: UnsafePointer<SpaceNode>, _ neuron: Int) -> Cut? {
    let layer = state.pointee.layers + node.pointee.layer
    guard node.pointee.isSimple, usesFilter, layer.pointee.pool.isSmall else { return nil }
    let (start, count) = (node.pointee.start, node.pointee.count)
    let candidates = node.pointee.candidates
    // Of an edge one end is on the smaller side, and a vertex is on as many edges as there are inputs.
    let most = (count >> 1) &* network.dimension
    state.pointee.vertices.reserve(start &+ 2 &* count &+ most, keeping: start &+ count)
    state.pointee.candidates.reserve(candidates &+ 3, keeping: candidates &+ 1)
    state.pointee.reserveCut(count, dimension: network.dimension)
    layer.pointee.pool.reserve(most)
    let open = pleat_cut_cell(
      &layer.pointee.pool.store, &state.pointee.sides.lists, state.pointee.vertices.base + start,
      count, neuron, state.pointee.candidates.base + candidates,
      node.pointee.layer == depth ? 1 : 0, state.pointee.open.base)
    guard open >= 0 else { return nil }
    let sides = state.pointee.sides.lists
    let cut = Cut(
      negative: sides.negative_count, shared: sides.edge_count, positive: sides.positive_count,
      slot: sides.slot, words: 1, isSimple: true)
    noteMade(cut.shared, layer)
    if open > 0 { settle(node.pointee, neuron, cut, open: open) }
    return cut
  }

  /// Decides the signs that the kernel has left open, and finds the candidates that depend on them.
  @inline(never)
  private func settle(_ node: SpaceNode, _ neuron: Int, _ cut: Cut, open: Int) {
    let middle = node.start &+ node.count &+ cut.negative
    settleCrossings(node, cut.shared, neuron, cut.slot, at: middle, open: open)
    noteCandidates(node, without: neuron, cut)
  }

  /// Cuts any node.
  @inline(never)
  private func cutStepwise(_ node: SpaceNode, _ neuron: Int) -> Cut {
    sort(node, by: neuron)
    let sides = state.pointee.sides.lists
    let slot = freeSlot(node, sides.facets) ?? widenFacets()
    let crossed = node.isSimple ? simpleEdges(node) : edges(node)
    let start = node.start &+ node.count
    let middle = start &+ sides.negative_count
    let cut = Cut(
      negative: sides.negative_count, shared: crossed &+ sides.zero_count,
      positive: sides.positive_count, slot: slot,
      words: state.pointee.layers[node.layer].pool.words,
      isSimple: node.isSimple && sides.zero_count == 0)
    let end = middle &+ cut.shared
    state.pointee.vertices.reserve(end &+ cut.positive, keeping: start)
    let ids = state.pointee.vertices.base
    (ids + start).copyEights(from: sides.negative, count: cut.negative)
    makeCrossings(node, crossed, neuron, slot, at: middle)
    for index in 0..<sides.zero_count {
      ids[middle &+ crossed &+ index] = copy(node, sides.zero[index], slot)
    }
    // Last, since those before may write a little behind them.
    (ids + end).copyEights(from: sides.positive, count: cut.positive)
    noteCandidates(node, without: neuron, cut)
    return cut
  }

  /// Notes the neurons that cut the parts of a node: first those of the negative, then of the positive one.
  ///
  /// - Parameters:
  ///   - node: that was cut.
  ///   - neuron: that cut it, and cuts no part.
  ///   - cut: what it has made.
  private func noteCandidates(_ node: SpaceNode, without neuron: Int, _ cut: Cut) {
    let pool = state.pointee.layers[node.layer].pool
    let (words, first) = (pool.words, node.candidates)
    state.pointee.candidates.reserve(first &+ 3 &* words, keeping: first &+ words)
    let candidates = state.pointee.candidates.base + first
    let start = node.start &+ node.count
    let middle = start &+ cut.negative
    let end = middle &+ cut.shared
    for word in 0..<words {
      var before = candidates[word]
      if word == neuron >> 6 { before &= ~(1 << UInt64(neuron & 63)) }
      var (below, above) = (UInt64(0), UInt64(0))
      if before != 0 {
        let shared = signs(pool, word, middle, end)
        below = before & signs(pool, word, start, middle).cutting(with: shared)
        above = before & signs(pool, word, end, end &+ cut.positive).cutting(with: shared)
      }
      candidates[words &+ word] = below
      candidates[2 &* words &+ word] = above
    }
  }

  /// The signs of a word of neurons at some vertices of the stack.
  @inline(__always)
  func signs(_ pool: VertexPool, _ word: Int, _ start: Int, _ end: Int) -> SignUnion {
    let ids = state.pointee.vertices.base
    var union = SignUnion()
    for index in start..<end {
      let signs = pool.positive(ids[index])
      union.positive |= signs[word]
      union.negative |= signs[pool.words &+ word]
    }
    return union
  }

  /// A number that no facet of the node has.
  ///
  /// - Parameters:
  ///   - node: whose vertices have facets.
  ///   - first: the first word of the facets' numbers.
  /// - Returns: the number; nil where all are taken.
  @inline(__always)
  private func freeSlot(_ node: SpaceNode, _ first: UInt64) -> Int? {
    if first != ~0 { return (~first).trailingZeroBitCount }
    let pool = state.pointee.layers[node.layer].pool
    let ids = state.pointee.vertices.base + node.start
    for word in 1..<max(1, pool.facetWords) {
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
  func sort(_ node: SpaceNode, by neuron: Int) {
    state.pointee.sides.reserve(node.count)
    pleat_sort_vertices(
      &state.pointee.layers[node.layer].pool.store.records,
      state.pointee.vertices.base + node.start,
      node.count, neuron, &state.pointee.sides.lists)
  }

  /// The edges that a cut crosses in a simple polytope: their ends differ in one facet.
  @inline(__always)
  func simpleEdges(_ node: SpaceNode) -> Int {
    let sides = state.pointee.sides.lists
    // A vertex has at most as many edges as there are inputs.
    let room = min(sides.positive_count, sides.negative_count) &* network.dimension &+ 8
    state.pointee.sides.reserveEdges(room)
    if state.pointee.layers[0].pool.facetWords == 1 {
      return pleat_simple_edges(&state.pointee.sides.lists)
    }
    let (pool, dimension) = (state.pointee.layers[node.layer].pool, network.dimension)
    return collectEdges { pool.commonFacets($0, $1) == dimension &- 1 }
  }

  /// The edges that a cut crosses in any polytope.
  ///
  /// Two vertices are the ends of an edge iff no third one lies on all facets that they share (Fukuda
  /// and Prodon 1996, Proposition 7), where every facet is known that a vertex lies on.
  @inline(never)
  private func edges(_ node: SpaceNode) -> Int {
    let sides = state.pointee.sides.lists
    state.pointee.sides.reserveEdges(sides.positive_count * sides.negative_count)
    let (pool, least) = (state.pointee.layers[node.layer].pool, network.dimension - 1)
    let ids = state.pointee.vertices.base + node.start
    return collectEdges { first, second in
      guard pool.commonFacets(first, second) >= least else { return false }
      for index in 0..<node.count where ids[index] != first && ids[index] != second {
        if pool.hasCommonFacets(first, second, also: ids[index]) { return false }
      }
      return true
    }
  }

  @inline(__always)
  private func collectEdges(_ isEdge: (_ positive: Int32, _ negative: Int32) -> Bool) -> Int {
    let sides = state.pointee.sides.lists
    var found = 0
    for first in 0..<sides.positive_count {
      for second in 0..<sides.negative_count
      where isEdge(sides.positive[first], sides.negative[second]) {
        sides.edges[2 &* found] = Int32(truncatingIfNeeded: first)
        sides.edges[2 &* found &+ 1] = Int32(truncatingIfNeeded: second)
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
