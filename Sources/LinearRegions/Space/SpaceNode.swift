/// What a facet of a cell lies on: the zero of a neuron of the present path, or a side of the domain.
struct FacetLabel: Hashable {
  /// The hidden layer, from 1; 0 for a side of the domain.
  let layer: Int32
  /// The neuron of the layer; of the domain 2k for the lower and 2k + 1 for the upper end of input k.
  let neuron: Int32

  @inline(__always)
  init(layer: Int, neuron: Int) {
    self.layer = Int32(truncatingIfNeeded: layer)
    self.neuron = Int32(truncatingIfNeeded: neuron)
  }
}

/// One cell, or part of a cell, waiting on the search's stack; or what is left of it: vertices to be freed.
struct SpaceNode: SearchNode {
  /// The hidden layer whose neurons cut it, from 1.
  var layer: Int
  /// Its vertices in the stack of vertices.
  var start: Int
  var count: Int
  /// Of these, the last ones, which no cell has any longer once this one is done.
  var shared: Int
  /// The neurons that cut it, in the stack of candidates.
  var candidates: Int
  /// The facets on the path from the domain to it, the domain's own included.
  var facets: Int
  /// The facet that the last cut gave it: its number in the sets of facets, and what it lies on.
  var slot: Int
  var label: FacetLabel
  var cuts: Int
  /// Whether each of its vertices lies on as many facets as there are inputs.
  var isSimple: Bool
  /// Whether the search is through with it, but for the vertices to be freed.
  var isSpent: Bool

  mutating func spend() -> Bool {
    isSpent = true
    return shared > 0
  }
}
