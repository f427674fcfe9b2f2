internal import ExactNumbers

/// What can be asked of the region that a search has reached, until it walks on.
extension SpaceSearch: VertexSearch {
  convenience init(
    _ network: SpaceNetwork, countsOnly: Bool, parts: SearchParts?, isFirst: Bool
  ) {
    self.init(
      network, countsOnly: countsOnly, usesFilter: true, parts: parts, isFirst: isFirst)
  }

  /// The filter's bounds come with each vertex; there is nothing to sharpen.
  func refine() {}

  /// The active neurons of a hidden layer, from 1.
  @inline(__always)
  func active(_ layer: Int) -> UnsafePointer<UInt64> {
    state.pointee.active(layer)
  }

  @inline(__always)
  func isActive(_ layer: Int, _ neuron: Int) -> Bool {
    active(layer)[neuron >> 6] >> UInt64(neuron & 63) & 1 == 1
  }

  /// The region's activation pattern.
  var pattern: PatternKey {
    var key = PatternKey(widths: widths)
    for layer in 1...depth { key.set(layer, active(layer)) }
    return key
  }

  @inline(__always)
  func probe(_ jumps: SlopeJumps) -> LineEstimate { jumps.probe(active: active, widths: widths) }

  var outputKey: OutputKey {
    OutputKey(
      (0..<network.layers[depth].rows).map { exact.form(layer: depth + 1, $0) })
  }

  /// Regions after 1, 2, … hidden layers so far.
  var cellsPerLayer: [Int] {
    get { (1..<depth + 1).map { state.pointee.layers[$0].cells } }
    set {
      for (index, cells) in newValue.enumerated() { state.pointee.layers[index + 1].cells = cells }
    }
  }

  var decisions: SignDecisions? { state.pointee.decisions }

  /// Vertices of the region, as records of the last layer.
  @inline(__always)
  var vertexIDs: UnsafeBufferPointer<Int32> {
    UnsafeBufferPointer(
      start: state.pointee.vertices.base + state.pointee.leaf.start, count: state.pointee.leaf.count
    )
  }

  /// Visits the region's facets, numbered on the path from the domain to it, the last one first.
  ///
  /// In a degenerate polytope also what only touches the region, in a face of lower dimension.
  @inline(__always)
  func forEachFacet(_ body: (_ facet: SpaceState.Facet) -> Void) {
    let pool = state.pointee.layers[depth].pool
    let (ids, facets) = (vertexIDs, state.pointee.facets.base)
    for word in 0..<pool.facetWords {
      var rest: UInt64 = 0
      for id in ids { rest |= pool.facetSet(id)[word] }
      var index = state.pointee.leaf.facets
      // A number is that of the last facet on the path that has it.
      while rest != 0 {
        index &-= 1
        let facet = facets[index]
        let bit = UInt64(1) << UInt64(facet.slot & 63)
        if facet.slot >> 6 != word || rest & bit == 0 { continue }
        rest &= ~bit
        body(facet)
      }
    }
  }

  /// Joins the region with its neighbours across facets that are no kinks.
  @inline(__always)
  func joinAcrossFlatFacets(_ jumps: SlopeJumps, into union: inout PatternUnion) {
    forEachFacet { facet in
      let (layer, neuron) = (Int(facet.label.layer), Int(facet.label.neuron))
      if layer == 0 || (isProvedKink(layer, neuron, jumps) && !isShared(facet)) { return }
      joinIfFlat(facet, jumps, &union)
    }
  }

  @inline(never)
  private func joinIfFlat(
    _ facet: SpaceState.Facet, _ jumps: SlopeJumps, _ union: inout PatternUnion
  ) {
    guard isProper(facet) else { return }
    let jump = jump(across: facet, jumps)
    if !jump.isKink { union.join(pattern, jump.neighbor) }
  }
}
