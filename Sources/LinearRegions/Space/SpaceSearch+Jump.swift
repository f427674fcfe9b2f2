internal import ExactNumbers

extension SpaceSearch {
  /// Whether doubles prove that the output's slope jumps where only one neuron changes its activity.
  @inline(__always)
  func isProvedKink(_ layer: Int, _ neuron: Int, _ jumps: SlopeJumps) -> Bool {
    layer == depth ? jumps.reachesOutput[neuron] : jumps.proves(layer, neuron)
  }

  /// Whether a facet of the path is one of the region, and does not only touch it.
  ///
  /// A face of a polytope that is no facet lies in several facets, so that all its vertices are on another
  /// facet as well. On a facet this cannot be: no two facets of a cell are in the same hyperplane, as
  /// a neuron that vanishes on a facet does not cut the cell.
  func isProper(_ facet: SpaceState.Facet) -> Bool {
    if state.pointee.leaf.isSimple { return true }
    let pool = state.pointee.layers[depth].pool
    let (word, bit) = (facet.slot >> 6, UInt64(1) << UInt64(facet.slot & 63))
    var common = [UInt64](repeating: ~0, count: pool.facetWords)
    for id in vertexIDs where pool.facetSet(id)[word] & bit != 0 {
      for index in common.indices { common[index] &= pool.facetSet(id)[index] }
    }
    common[word] &= ~bit
    return common.allSatisfy { $0 == 0 }
  }

  /// Looks exactly across a facet between two regions.
  ///
  /// - Parameters:
  ///   - facet: a proper one, not a side of the domain.
  ///   - jumps: computed for the region.
  /// - Returns: the pattern beyond, and whether the map changes.
  func jump(across facet: SpaceState.Facet, _ jumps: SlopeJumps) -> FacetJump {
    let (layer, neuron) = (Int(facet.label.layer), Int(facet.label.neuron))
    let crossing = FacetCrossing(pattern: pattern, depth: depth, image: exact.image)
    guard isShared(facet) else {
      if isProvedKink(layer, neuron, jumps) {
        return FacetJump(
          neighbor: crossing.flipped(layer: layer, neuron: neuron), isKink: true)
      }
      return crossing.jump(layer: layer, neuron: neuron)
    }
    let inward = inwardForm(facet.label)
    return crossing.jump(from: layer) {
      vanishing($0, on: facet)
    } slope: { current, other in
      let form = exact.form(layer: current, other)
      return (1...network.dimension).reduce(Integer.zero) { $0 + form[$1] * inward[$1] }
    }
  }

  /// What vanishes on a facet of the region, as a form that is positive in the region.
  func inwardForm(_ label: FacetLabel) -> ExactSpacePath.Form {
    let form = exact.form(label)
    let isPositive =
      label.layer == 0 ? label.neuron & 1 == 0 : isActive(Int(label.layer), Int(label.neuron))
    return isPositive ? form : form.map { -$0 }
  }
}
