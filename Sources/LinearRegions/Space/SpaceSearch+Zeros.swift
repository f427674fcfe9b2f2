/// Where a neuron vanishes on a cell that its layer has cut through.
///
/// The neuron has one weak sign on the cell, so it vanishes on a face, and a point of the cell is in this face
/// iff it lies on all facets that contain it.
struct ZeroFace {
  let neuron: Int
  /// The facets of the cell that contain the face, words of their numbers; none where the neuron
  /// vanishes on the whole cell.
  let facets: [UInt64]
}

extension SpaceSearch {
  /// Where the neurons of a layer vanish on the layer's cell around the region, as far as that touches the
  /// region.
  func zeroFaces(_ layer: Int) -> [ZeroFace] {
    guard layer > 0 else { return [] }
    let cell = state.pointee.layers[layer].cell
    // Numbers that were given to facets since: a facet that had one of them does not touch the region.
    var lost = [UInt64](repeating: 0, count: state.pointee.layers[layer].pool.facetWords)
    for index in cell.facets..<state.pointee.leaf.facets {
      let slot = state.pointee.facets.base[index].slot
      lost[slot >> 6] |= 1 << UInt64(slot & 63)
    }
    return zeroFaces(of: cell).filter { face in
      zip(face.facets, lost).allSatisfy { $0 & $1 == 0 }
    }
  }

  private func zeroFaces(of cell: SpaceNode) -> [ZeroFace] {
    let pool = state.pointee.layers[cell.layer].pool
    var facets = [[UInt64]?](repeating: nil, count: pool.width)
    for index in cell.start..<cell.start + cell.count {
      let id = state.pointee.vertices.base[index]
      let set = pool.facetSet(id)
      for word in 0..<pool.words {
        var zero = pool.zeros(id, word)
        while zero != 0 {
          let neuron = word * 64 + zero.trailingZeroBitCount
          zero &= zero - 1
          let here = (0..<pool.facetWords).map { set[$0] }
          facets[neuron] = facets[neuron].map { known in zip(known, here).map { $0 & $1 } } ?? here
        }
      }
    }
    return facets.enumerated().compactMap { neuron, set in
      set.map { ZeroFace(neuron: neuron, facets: $0) }
    }
  }

  /// Whether neurons vanish on a facet of the region, no side of the domain, besides the one that drew it.
  ///
  /// Only those of its layer and later ones: it is inside a cell of the layers before, all of which is mapped alike.
  func isShared(_ facet: SpaceState.Facet) -> Bool {
    guard state.pointee.hasTies else { return false }
    var count = 0
    for layer in Int(facet.label.layer)...depth {
      for word in 0..<state.pointee.layers[layer].pool.words {
        count &+= vanishing(layer, word, on: facet).nonzeroBitCount
        if count > 1 { return true }
      }
    }
    return false
  }

  /// The neurons of a layer that vanish on a facet of the region, drawn by this layer or one before.
  func vanishing(_ layer: Int, on facet: SpaceState.Facet) -> [Int] {
    let pool = state.pointee.layers[layer].pool
    let words = (0..<pool.words).map { vanishing(layer, $0, on: facet) }
    return (0..<pool.width).filter { words[$0 >> 6] >> UInt64($0 & 63) & 1 == 1 }
  }

  /// A word of them.
  ///
  /// A neuron's zeros on the layer's cell are a face of it. This contains the region's facet iff it contains the facet
  /// of the cell that that is a part of, so iff the neuron is 0 at all vertices there.
  @inline(__always)
  private func vanishing(_ layer: Int, _ word: Int, on facet: SpaceState.Facet) -> UInt64 {
    let (cell, pool) = (state.pointee.layers[layer].cell, state.pointee.layers[layer].pool)
    let (facetWord, bit) = (facet.slot >> 6, UInt64(1) << UInt64(facet.slot & 63))
    var zero = ~UInt64(0)
    for index in cell.start..<cell.start &+ cell.count where zero != 0 {
      let id = state.pointee.vertices.base[index]
      if pool.facetSet(id)[facetWord] & bit != 0 { zero &= pool.zeros(id, word) }
    }
    return zero
  }
}

extension VertexPool {
  /// The neurons of a word that are 0 at a vertex.
  @inline(__always)
  fileprivate func zeros(_ id: Int32, _ word: Int) -> UInt64 {
    let (signs, rest) = (positive(id), width &- word &* 64)
    let all: UInt64 = rest < 64 ? 1 << UInt64(rest) &- 1 : ~0
    return all & ~(signs[word] | signs[words &+ word])
  }
}
