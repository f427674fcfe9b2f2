internal import ExactNumbers

/// A neuron active on a region that vanishes on a face of it; in layer 0 a side of the domain at infinity.
private struct Vanishing: Hashable {
  let layer: Int
  let neuron: Int
}

extension SpaceSearch {
  /// Notes the patterns of the region's degenerate faces.
  ///
  /// A vertex is degenerate if more facets meet there than there are inputs, or a neuron vanishes there
  /// that has drawn none of them. On a face with another vertex only the neurons vanish that have drawn its
  /// facets. On any face those neurons vanish that vanish at all its vertices; and those that
  /// vanish at some vertices are those of the smallest face with these vertices. So the sets that vanish on
  /// degenerate faces are intersections of the sets of degenerate vertices, and each intersection is
  /// the set of a face.
  func noteLowerPatterns(in lower: inout LowerPatterns) {
    guard state.pointee.hasTies else { return }
    let faces = (0...depth).map { zeroFaces($0) }
    let vertices = Set(vertexIDs.compactMap { vanishingIfDegenerate($0, faces) })
    guard !vertices.isEmpty else { return }
    let pattern = pattern
    lower.note(pattern, without: [])
    for set in Self.intersections(vertices) where !set.contains(where: { $0.layer == 0 }) {
      lower.note(pattern, without: set.map { ($0.layer, $0.neuron) })
    }
  }

  /// All intersections of some of the sets.
  private static func intersections(_ sets: Set<Set<Vanishing>>) -> Set<Set<Vanishing>> {
    var found = sets
    var waiting = Array(sets)
    while let set = waiting.popLast() {
      for other in sets {
        let common = set.intersection(other)
        if found.insert(common).inserted { waiting.append(common) }
      }
    }
    return found
  }

  /// The active neurons, and sides at infinity, that vanish at a vertex; nil unless it is degenerate.
  private func vanishingIfDegenerate(_ id: Int32, _ faces: [[ZeroFace]]) -> Set<Vanishing>? {
    let pool = state.pointee.layers[depth].pool
    let set = (0..<pool.facetWords).map { pool.facetSet(id)[$0] }
    var found: Set<Vanishing> = []
    var count = 0
    for layer in 1...depth {
      for face in faces[layer] where zip(face.facets, set).allSatisfy({ $0 & ~$1 == 0 }) {
        count += 1
        if isActive(layer, face.neuron) {
          found.insert(Vanishing(layer: layer, neuron: face.neuron))
        }
      }
    }
    var sides = 0
    for label in facetLabels(depth, id) where label.layer == 0 {
      sides += 1
      if isInfinite(label) { found.insert(Vanishing(layer: 0, neuron: Int(label.neuron))) }
    }
    let facets = set.reduce(0) { $0 + $1.nonzeroBitCount }
    return facets == network.dimension && count + sides == facets ? nil : found
  }

  /// Whether a facet is a side of the domain at infinity.
  func isInfinite(_ label: FacetLabel) -> Bool {
    let side = network.box[Int(label.neuron) / 2]
    let end = label.neuron & 1 == 0 ? side.lower : side.upper
    return end.finiteValue == nil
  }
}
