extension SpaceSearch {
  /// The regions of the last layer in a cell, where they can be counted without being visited.
  @inline(__always)
  func regionsAtOnce(_ node: SpaceNode) -> Int? {
    let candidates = state.pointee.candidates.base + node.candidates
    let pool = state.pointee.layers[depth].pool
    var count = 0
    for word in 0..<pool.words { count &+= candidates[word].nonzeroBitCount }
    if count <= 1 { return count &+ 1 }
    guard count <= SectionCounter.hyperplaneLimit, node.isSimple, usesFilter,
      pool.facetWords == 1, !pool.isSymbolic
    else { return nil }
    return state.pointee.sections.regions(
      state.pointee.vertices.base + node.start, count: node.count, in: pool,
      candidates: candidates)
  }
}
