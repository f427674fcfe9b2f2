internal import CKernels
internal import ExactNumbers

/// Where a cut crosses an edge: the share of the way from the positive to the negative end.
///
/// Let p > 0 and −q < 0 be the true values of the cutting neuron at the ends, p̂ and −q̂ the computed
/// ones with errors of at most e and f, D = p + q, D̂ = p̂ + q̂. The true share is t = p / D. As
/// p̂ D − p D̂ = p̂ q − p q̂ = p̂ (q − q̂) − q̂ (p − p̂),
///
///     |p̂ / D̂ − t| ≤ (p̂ f + q̂ e) / (D̂ D) ≤ (|p̂| f + |q̂| e) / (D̂ (D̂ − e − f)),
///
/// With m a double not above D̂ − e − f, the kernel divides once: 1 / (D̂ m) is a factor of the bound, and
/// p̂ m / (D̂ m) the quotient, which rounds by less than 8u of itself, the rounding of D̂ included. The true
/// share lies in [0, 1], so moving the computed one there brings it no farther away.
///
/// Nothing is known where m is not positive, nor where D̂ m is not between 2⁻⁴⁰⁰ and 2⁸⁰⁰. Within, no
/// product overflows: e + f < D̂ makes |p̂| and |q̂| at most 2 D̂, and a positive m, a difference of doubles near
/// D̂ or not much smaller, is at least 2⁻⁵⁴ D̂, so that D̂² ≤ 2⁸⁵⁴. And what underflows, 2⁻¹⁰⁷⁴ a product at
/// most, becomes less than 2⁻⁶⁰⁰ by 1 / (D̂ m), which the 2⁻⁵⁰⁰ added to the bound covers.
struct CrossingShare {
  private(set) var share = 0.0
  /// A bound of its error; NaN or infinite where nothing is known.
  private(set) var doubt = 0.0

  init(_ positive: Double, _ positiveError: Double, _ negative: Double, _ negativeError: Double) {
    pleat_crossing_share(positive, positiveError, negative, negativeError, &share, &doubt)
  }
}

extension SpaceSearch {
  /// Makes the vertices where a cut crosses edges.
  ///
  /// With s the computed share, t the true one and |s − t| ≤ δ, the true value z of a neuron with
  /// values a, b at the ends (computed â, b̂, errors eₐ, e_b) is (1 − t) a + t b, and
  ///
  ///     (1 − s) â + s b̂ − z = (1 − s) (â − a) + s (b̂ − b) + (s − t) (b − a),
  ///
  /// in size at most (1 − s) eₐ + s e_b + δ (|b̂ − â| + eₐ + e_b). The kernel's â + s (b̂ − â) rounds by
  /// at most 2u |b̂ − â| + u |ẑ| (1 + 2u), for which it takes 4u of both; 1 + 2⁻³⁰ covers the roundings
  /// of the bound, 2⁻⁵⁰⁰ what underflows.
  ///
  /// A neuron that has one sign at both ends, or vanishes at one of them, has that sign at the crossing;
  /// one that vanishes at both vanishes here. Only the others are looked at. Where none are left that cut the node, and
  /// no layer follows, nobody asks for values.
  ///
  /// - Parameters:
  ///   - node: what is cut.
  ///   - count: how many edges are crossed.
  ///   - neuron: that cuts.
  ///   - slot: the number of the new facet.
  ///   - place: where in the stack of vertices they are to stand.
  func makeCrossings(_ node: SpaceNode, _ count: Int, _ neuron: Int, _ slot: Int, at place: Int) {
    let (layer, ids) = (state.pointee.layers + node.layer, state.pointee.vertices.base + place)
    layer.pointee.pool.make(count, into: ids)
    noteMade(count, layer)
    if isLastCut(node, neuron) {
      pleat_mark_edges(
        &layer.pointee.pool.store.records, &state.pointee.sides.lists, count, ids, neuron, slot)
      return
    }
    state.pointee.open.reserve(count &+ 1, keeping: 0)
    let open =
      layer.pointee.pool.isSymbolic
      ? makeSymbolicCrossings(layer, count, neuron, slot, ids)
      : pleat_cross_edges(
        &layer.pointee.pool.store.records, &state.pointee.sides.lists, count, ids, neuron, slot,
        state.pointee.open.base)
    settleCrossings(node, count, neuron, slot, at: place, open: open)
  }

  /// Counts vertices made by a cut, for the report of decisions.
  @inline(__always)
  func noteMade(_ count: Int, _ layer: UnsafePointer<SpaceState.Layer>) {
    state.pointee.decisions.vertices &+= count
    state.pointee.decisions.signs &+= count &* layer.pointee.pool.width
  }

  /// Decides the signs that are left at vertices which a cut has made, or all without the filter.
  ///
  /// - Parameters:
  ///   - node: what is cut.
  ///   - count: how many vertices there are.
  ///   - neuron: that cuts.
  ///   - slot: the number of the new facet.
  ///   - place: where in the stack of vertices they stand.
  ///   - open: how many have signs left; these stand in the state's list.
  func settleCrossings(
    _ node: SpaceNode, _ count: Int, _ neuron: Int, _ slot: Int, at place: Int, open: Int
  ) {
    guard open > 0 || !usesFilter else { return }
    let label = FacetLabel(layer: node.layer, neuron: row(node.layer, neuron))
    state.pointee.openFacet = SpaceState.Facet(slot: slot, label: label)
    settle(node.layer, state.pointee.vertices.base + place, count, open: open)
    state.pointee.openFacet = nil
  }

  /// Whether both parts of a node, cut by a neuron, are regions.
  @inline(__always)
  private func isLastCut(_ node: SpaceNode, _ neuron: Int) -> Bool {
    guard node.layer == depth, usesFilter else { return false }
    let pool = state.pointee.layers[depth].pool
    let candidates = state.pointee.candidates.base + node.candidates
    for word in 0..<pool.words {
      let own = word == neuron >> 6 ? UInt64(1) << UInt64(neuron & 63) : 0
      if candidates[word] & ~own != 0 { return false }
    }
    return true
  }

  /// A vertex on a cut, once more with the new facet.
  func copy(_ node: SpaceNode, _ id: Int32, _ slot: Int) -> Int32 {
    let copy = state.pointee.layers[node.layer].pool.make()
    let pool = state.pointee.layers[node.layer].pool
    pool.values(copy).update(from: pool.values(id), count: pool.numberCount)
    pool.positive(copy).update(from: pool.positive(id), count: 2 * pool.words)
    pool.facetSet(copy).update(from: pool.facetSet(id), count: pool.facetWords)
    pool.facetSet(copy)[slot >> 6] |= 1 << UInt64(slot & 63)
    return copy
  }
}
