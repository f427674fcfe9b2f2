internal import CKernels
internal import ExactNumbers

/// Neurons that are positive at some vertex of several, and those that are negative at one.
struct SignUnion {
  var positive: UInt64 = 0
  var negative: UInt64 = 0

  init() {}

  /// What a kernel has seen.
  @inline(__always)
  init(_ signs: (UInt64, UInt64)) { (positive, negative) = signs }

  /// The neurons that take both signs on either of two sets of vertices, together.
  @inline(__always)
  func cutting(with other: SignUnion) -> UInt64 {
    (positive | other.positive) & (negative | other.negative)
  }
}

extension SpaceSearch {
  /// Cuts a node along the zero hyperplane of a neuron that takes both signs on it.
  ///
  /// The parts go on the stack above the node, the positive one on top, so that the new vertices are to be freed with
  /// the negative one. In the stack of vertices stand those of the negative side, then the new ones, which both parts
  /// have, then those of the positive side.
  func split(_ node: SpaceNode, by neuron: Int) {
    keep(node)
    sort(node, by: neuron)
    let sides = state.pointee.sides.lists
    let slot = freeSlot(node, sides.facets) ?? widenFacets()
    let crossed = node.isSimple ? simpleEdges(node) : edges(node)
    let start = node.start &+ node.count
    let middle = start &+ sides.negative_count
    let shared = crossed &+ sides.zero_count
    let end = middle &+ shared
    state.pointee.vertices.reserve(end &+ sides.positive_count, keeping: start)
    let ids = state.pointee.vertices.base
    (ids + start).copyEights(from: sides.negative, count: sides.negative_count)
    let hasSigns = makeCrossings(node, crossed, neuron, slot, into: ids + middle)
    for index in 0..<sides.zero_count {
      ids[middle &+ crossed &+ index] = copy(node, sides.zero[index], slot)
    }
    // Last, since those before may write a little behind them.
    (ids + end).copyEights(from: sides.positive, count: sides.positive_count)
    var part = node
    part.facets &+= 1
    part.slot = slot
    part.label = FacetLabel(layer: node.layer, neuron: row(node.layer, neuron))
    part.cuts &+= 1
    part.isSimple = node.isSimple && sides.zero_count == 0
    let words =
      hasSigns && sides.zero_count == 0 && state.pointee.layers[node.layer].pool.words == 1
      ? noteCandidates(node, without: neuron)
      : noteCandidates(
        node, without: neuron, places: (start, middle, end, end &+ sides.positive_count))
    (part.start, part.count, part.shared) = (start, sides.negative_count &+ shared, shared)
    part.candidates = node.candidates &+ words
    stack.pointee.push(part)
    (part.start, part.count, part.shared) = (middle, shared &+ sides.positive_count, 0)
    part.candidates &+= words
    stack.pointee.push(part)
  }

  /// Notes the neurons that cut the parts of a node, from what sorting and cutting have seen of them: one word.
  @inline(__always)
  private func noteCandidates(_ node: SpaceNode, without neuron: Int) -> Int {
    let (first, lists) = (node.candidates, state.pointee.sides.lists)
    state.pointee.candidates.reserve(first &+ 3, keeping: first &+ 1)
    let candidates = state.pointee.candidates.base + first
    let before = candidates[0] & ~(1 << UInt64(neuron))
    let shared = SignUnion(lists.made_signs)
    candidates[1] = before & SignUnion(lists.negative_signs).cutting(with: shared)
    candidates[2] = before & SignUnion(lists.positive_signs).cutting(with: shared)
    return 1
  }

  /// Notes the neurons that cut the parts of a node: first those of the negative, then of the positive one.
  ///
  /// - Parameters:
  ///   - node: that was cut.
  ///   - neuron: that cut it, and cuts no part.
  ///   - places: where in the stack of vertices the negative ones begin, those of both parts, and the
  ///     positive ones, and where these end.
  /// - Returns: words of each set.
  @inline(__always)
  private func noteCandidates(
    _ node: SpaceNode, without neuron: Int, places: (Int, Int, Int, Int)
  ) -> Int {
    let pool = state.pointee.layers[node.layer].pool
    let (words, first) = (pool.words, node.candidates)
    state.pointee.candidates.reserve(first &+ 3 &* words, keeping: first &+ words)
    let candidates = state.pointee.candidates.base + first
    for word in 0..<words {
      var before = candidates[word]
      if word == neuron >> 6 { before &= ~(1 << UInt64(neuron & 63)) }
      var (below, above) = (UInt64(0), UInt64(0))
      if before != 0 {
        let shared = signs(pool, word, places.1, places.2)
        below = before & signs(pool, word, places.0, places.1).cutting(with: shared)
        above = before & signs(pool, word, places.2, places.3).cutting(with: shared)
      }
      candidates[words &+ word] = below
      candidates[2 &* words &+ word] = above
    }
    return words
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
      &state.pointee.layers[node.layer].pool.records, state.pointee.vertices.base + node.start,
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
