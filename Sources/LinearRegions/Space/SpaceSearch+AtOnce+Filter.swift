internal import CKernels
internal import ExactNumbers
internal import HyperplaneArrangements

extension SpaceSearch {
  /// More neurons are not counted at once, so that a count can be stopped and shared.
  private static let neuronLimit = 24
  /// A cell cut by no more neurons, but by more than two, is cut as quickly as it is counted.
  private static let few = 8

  /// The regions of the last layer in a cell, where they can be counted without being visited.
  ///
  /// - Returns: nil for too many or too few neurons, or where doubles do not decide.
  @inline(__always)
  func regionsAtOnce(_ node: SpaceNode) -> Int? {
    let candidates = state.pointee.candidates.base + node.candidates
    let pool = state.pointee.layers[depth].pool
    var count = 0
    for word in 0..<pool.words { count &+= candidates[word].nonzeroBitCount }
    if count <= 1 { return count &+ 1 }
    guard count <= Self.neuronLimit, node.isSimple, usesFilter, pool.facetWords == 1,
      !pool.isSymbolic
    else { return nil }
    if count == 2 { return regionsOfTwo(node, pool, candidates) }
    return count > Self.few ? regionsOfArrangement(node, pool, candidates, count) : nil
  }

  /// The regions that two neurons make, both of which cut the cell: four if they cross inside, otherwise three.
  ///
  /// They cross iff the second one takes both signs where the first one cuts the cell, thus at the corners there,
  /// which are on edges. They do so for certain if all four pairs of signs are among the vertices.
  @inline(__always)
  private func regionsOfTwo(
    _ node: SpaceNode, _ pool: VertexPool, _ candidates: UnsafePointer<UInt64>
  ) -> Int? {
    let (first, second) = pair(pool, candidates)
    if hasAllFourSigns(node, pool, first, second) { return 4 }
    sort(node, by: first)
    let crossed = simpleEdges(node)
    let sides = state.pointee.sides.lists
    guard sides.zero_count == 0 else { return nil }
    var seen = 0
    for edge in 0..<crossed {
      let a = sides.positive[Int(sides.edges[2 &* edge])]
      let b = sides.negative[Int(sides.edges[2 &* edge &+ 1])]
      var side = sign(pool.positive(a), pool.words, second)
      if side == 0 || side != sign(pool.positive(b), pool.words, second) {
        side = CellRegionCounter.crossingSign(
          (bounded(pool, a, first), bounded(pool, b, first)),
          (bounded(pool, a, second), bounded(pool, b, second)))
      }
      if side == 0 { return nil }
      seen |= side > 0 ? 1 : 2
      if seen == 3 { return 4 }
    }
    return seen == 0 ? nil : 3
  }

  @inline(__always)
  private func bounded(
    _ pool: VertexPool, _ id: Int32, _ neuron: Int
  ) -> CellRegionCounter.Bounded {
    let values = pool.values(id)
    return (values[neuron], values[pool.errorStart &+ neuron])
  }

  /// The regions that the neurons' hyperplanes make of the cell, from their values at its vertices.
  @inline(__always)
  private func regionsOfArrangement(
    _ node: SpaceNode, _ pool: VertexPool, _ candidates: UnsafePointer<UInt64>, _ count: Int
  ) -> Int? {
    let ids = state.pointee.vertices.base + node.start
    let entries = node.count &* count
    state.pointee.columns.reserve(2 &* entries, keeping: 0)
    state.pointee.sides.reserve(node.count)
    let (values, facets) = (state.pointee.columns.base, state.pointee.sides.lists.positive_facets)
    let errors = values + entries
    var place = 0
    for index in 0..<node.count {
      let row = pool.values(ids[index])
      facets[index] = pool.facetSet(ids[index])[0]
      for word in 0..<pool.words {
        var rest = candidates[word]
        while rest != 0 {
          let neuron = word &* 64 &+ rest.trailingZeroBitCount
          rest &= rest &- 1
          values[place] = row[neuron]
          errors[place] = row[pool.errorStart &+ neuron]
          place &+= 1
        }
      }
    }
    return state.pointee.arrangement.regionCount(
      dimension: network.dimension, corners: node.count, hyperplanes: count, values: values,
      errors: errors, facets: facets)
  }

  /// The two candidates.
  @inline(__always)
  private func pair(_ pool: VertexPool, _ candidates: UnsafePointer<UInt64>) -> (Int, Int) {
    var (first, second) = (-1, -1)
    for word in 0..<pool.words {
      var rest = candidates[word]
      while rest != 0 {
        first = second
        second = word &* 64 &+ rest.trailingZeroBitCount
        rest &= rest &- 1
      }
    }
    return (first, second)
  }

  /// Whether two neurons have all four pairs of signs among the vertices.
  @inline(__always)
  private func hasAllFourSigns(
    _ node: SpaceNode, _ pool: VertexPool, _ first: Int, _ second: Int
  ) -> Bool {
    var seen = 0
    for index in 0..<node.count {
      let signs = pool.positive(state.pointee.vertices.base[node.start &+ index])
      let (a, b) = (sign(signs, pool.words, first), sign(signs, pool.words, second))
      if a != 0 && b != 0 { seen |= 1 << ((a &+ 1) &+ (b &+ 1) >> 1) }
    }
    return seen == 0b1111
  }

  /// 1, −1 or 0.
  @inline(__always)
  private func sign(_ signs: UnsafePointer<UInt64>, _ words: Int, _ neuron: Int) -> Int {
    let (word, shift) = (neuron >> 6, UInt64(neuron & 63))
    return Int(signs[word] >> shift & 1) &- Int(signs[words &+ word] >> shift & 1)
  }
}
