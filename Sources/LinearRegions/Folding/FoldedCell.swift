internal import ExactNumbers

/// A number finite + M leading, with M larger than every number.
struct SymbolicRational: Hashable, Sendable {
  var finite: Rational
  var leading: Rational

  var sign: Sign { leading.sign == .zero ? finite.sign : leading.sign }
}

/// A vertex of a cell by the pre-activations of one layer there, and the facets that meet in it.
struct FoldedVertex: Sendable {
  let values: [SymbolicRational]
  var facets: FacetNumbers

  /// The vertex where a neuron vanishes on the edge to another one.
  ///
  /// The powers of M are compared as in `SpaceSearch.crossSymbolic`, which has the proof.
  ///
  /// - Parameters:
  ///   - other: where the neuron has the other sign.
  ///   - neuron: of the layer.
  /// - Returns: the vertex, on the facets of the edge.
  func crossing(to other: FoldedVertex, _ neuron: Int) -> FoldedVertex {
    let (a, b) = (values[neuron], other.values[neuron])
    let isConstant = a.leading.sign == .zero && b.leading.sign == .zero
    let sum = isConstant ? a.finite - b.finite : a.leading - b.leading
    let share = (isConstant ? a.finite : a.leading) / sum
    let shift = isConstant ? .zero : (a.finite * (1 - share) + b.finite * share) / sum
    let crossed = zip(values, other.values).map { first, second in
      if first.leading.sign == .zero && second.leading.sign == .zero {
        return SymbolicRational(
          finite: first.finite + share * (second.finite - first.finite), leading: .zero)
      }
      let step = second.leading - first.leading
      return SymbolicRational(
        finite: first.finite + share * (second.finite - first.finite) + shift * step,
        leading: first.leading + share * step)
    }
    return FoldedVertex(values: crossed, facets: facets.intersection(other.facets))
  }
}

/// A set of facets of one cell, by their numbers; up to 64 of them in one word.
struct FacetNumbers: Sendable {
  private var first: UInt64 = 0
  /// The words behind it, where there are so many facets.
  private var others: [UInt64] = []

  init(_ numbers: [Int] = []) {
    for number in numbers { insert(number) }
  }

  mutating func insert(_ number: Int) {
    let (word, bit) = (number >> 6, UInt64(1) << UInt64(number & 63))
    guard word > 0 else { return first |= bit }
    while others.count < word { others.append(0) }
    others[word - 1] |= bit
  }

  func intersection(_ other: FacetNumbers) -> FacetNumbers {
    var result = self
    result.first &= other.first
    if !others.isEmpty { result.others = zip(others, other.others).map { $0 & $1 } }
    return result
  }

  mutating func formUnion(_ other: FacetNumbers) {
    first |= other.first
    while others.count < other.others.count { others.append(0) }
    for (index, word) in other.others.enumerated() { others[index] |= word }
  }

  func isSubset(of other: FacetNumbers) -> Bool {
    guard first & ~other.first == 0 else { return false }
    return others.enumerated().allSatisfy { index, word in
      word & ~(index < other.others.count ? other.others[index] : 0) == 0
    }
  }

  /// How many facets both sets have.
  func countShared(with other: FacetNumbers) -> Int {
    var count = (first & other.first).nonzeroBitCount
    for index in 0..<min(others.count, other.others.count) {
      count += (others[index] & other.others[index]).nonzeroBitCount
    }
    return count
  }

  /// The least number that is not in the set.
  var firstMissing: Int {
    for (index, word) in ([first] + others).enumerated() where word != ~0 {
      return index * 64 + (~word).trailingZeroBitCount
    }
    return (others.count + 1) * 64
  }
}

/// A convex polytope on which the patterns of the layers so far are fixed, as the next layer sees it.
struct FoldedCell: Sendable {
  /// The number of inputs.
  let dimension: Int
  let vertices: [FoldedVertex]

  /// What the future of the cell depends on: the set of its vertices' pre-activations.
  ///
  /// On a cell the pre-activations of a layer are affine in the input, so their image is the convex hull of
  /// their values at the vertices, and all that follows is a function of them. A later pattern has
  /// interior in the cell iff it has interior in the image, relative to its dimension. So cells with one image
  /// have as many regions each.
  var image: Set<[SymbolicRational]> { Set(vertices.map(\.values)) }

  /// Visits the parts into which the layer's neurons cut the cell, one after the other, so that few are held.
  ///
  /// - Parameter visit: receives a part; false ends the visit.
  /// - Returns: whether all parts were visited.
  func forEachPart(_ visit: (FoldedCell) -> Bool) -> Bool {
    var waiting = [(cell: self, neuron: 0)]
    while let (start, first) = waiting.popLast() {
      var cell = start
      for neuron in first..<max(first, cell.width) {
        let sides = cell.cut(by: neuron)
        if sides.count == 2 { waiting.append((sides[1], neuron + 1)) }
        cell = sides[0]
      }
      guard visit(cell) else { return false }
    }
    return true
  }

  /// The layer's neurons.
  var width: Int { vertices[0].values.count }

  /// The one or two parts on the sides of a neuron's zeros.
  private func cut(by neuron: Int) -> [FoldedCell] {
    let positive = vertices.filter { $0.values[neuron].sign == .positive }
    let negative = vertices.filter { $0.values[neuron].sign == .negative }
    guard !positive.isEmpty, !negative.isEmpty else { return [self] }
    var used = FacetNumbers()
    for vertex in vertices { used.formUnion(vertex.facets) }
    let facet = used.firstMissing
    var shared = vertices.filter { $0.values[neuron].sign == .zero }
    for first in positive {
      for second in negative where isEdge(first, second) {
        shared.append(first.crossing(to: second, neuron))
      }
    }
    for index in shared.indices { shared[index].facets.insert(facet) }
    return [positive, negative].map { FoldedCell(dimension: dimension, vertices: $0 + shared) }
  }

  /// Whether two vertices are the ends of an edge: no third one lies on all facets that they share
  /// (Fukuda and Prodon 1996, Proposition 7).
  private func isEdge(_ first: FoldedVertex, _ second: FoldedVertex) -> Bool {
    guard first.facets.countShared(with: second.facets) >= dimension - 1 else { return false }
    let common = first.facets.intersection(second.facets)
    return vertices.count { common.isSubset(of: $0.facets) } == 2
  }

  /// The same cell as the next layer sees it.
  ///
  /// - Parameter layer: the next one.
  /// - Returns: the cell, whose neurons have one weak sign each, with the layer's pre-activations.
  func entering(_ layer: RationalLayer) -> FoldedCell {
    let active = vertices[0].values.indices.filter { neuron in
      vertices.contains { $0.values[neuron].sign == .positive }
    }
    return entering(layer, from: active)
  }

  /// The same cell with the pre-activations of a layer, of which some columns count.
  func entering(_ layer: RationalLayer, from columns: [Int]) -> FoldedCell {
    let moved = vertices.map { vertex in
      let values = (0..<layer.rows).map { row in
        var sum = SymbolicRational(finite: layer.biases[row], leading: .zero)
        for column in columns {
          let weight = layer.weights[row * layer.columns + column]
          if weight.sign == .zero { continue }
          sum.finite += weight * vertex.values[column].finite
          if vertex.values[column].leading.sign != .zero {
            sum.leading += weight * vertex.values[column].leading
          }
        }
        return sum
      }
      return FoldedVertex(values: values, facets: vertex.facets)
    }
    return FoldedCell(dimension: dimension, vertices: moved)
  }
}
