internal import ExactNumbers
internal import ReLUNetworks

extension SpaceSearch {
  /// The region that the search has reached, as a value.
  func region(_ jumps: SlopeJumps) -> ActivationRegion {
    jumps.compute(backTo: 0, active: active, widths: widths)
    let vertices = vertexIDs.map { RegionVertex(exact.vertex(facetLabels(depth, $0))) }
    var facets: [RegionFacet] = []
    forEachFacet { if isProper($0) { facets.append(facet($0, jumps)) } }
    return ActivationRegion(
      pattern: pattern.activationPattern(widths: widths), affineMap: affineMap(),
      vertices: vertices, facets: facets)
  }

  private func affineMap() -> AffineMap {
    let forms = (0..<network.layers[depth].rows).map { exact.form(layer: depth + 1, $0) }
    let scale = exact.scale(depth + 1)
    return AffineMap(
      outputDimension: forms.count, inputDimension: network.dimension,
      weights: forms.flatMap { form in form.dropFirst().map { Rational($0, scale) } },
      biases: forms.map { Rational($0[0], scale) })
  }

  private func facet(_ facet: SpaceState.Facet, _ jumps: SlopeJumps) -> RegionFacet {
    let pool = state.pointee.layers[depth].pool
    let (word, bit) = (facet.slot >> 6, UInt64(1) << UInt64(facet.slot & 63))
    let vertices = vertexIDs.indices.filter { pool.facetSet(vertexIDs[$0])[word] & bit != 0 }
    let form = inwardForm(facet.label)
    let halfSpace = HalfSpace(constant: form[0], normal: Array(form.dropFirst()))
    guard facet.label.layer > 0 else {
      return RegionFacet(
        origin: .domain, halfSpace: halfSpace, vertices: vertices, neighbor: nil, isKink: true)
    }
    let jump = jump(across: facet, jumps)
    return RegionFacet(
      origin: .neuron(layer: Int(facet.label.layer), index: Int(facet.label.neuron) + 1),
      halfSpace: halfSpace, vertices: vertices,
      neighbor: jump.neighbor.activationPattern(widths: widths), isKink: jump.isKink)
  }
}

extension SpaceNetwork {
  /// The only region of a network without hidden layers.
  func onlyRegion() -> ActivationRegion {
    let output = layers[0]
    let ends = box.map { [$0.lower.finiteValue, $0.upper.finiteValue].compactMap { $0 } }
    let corners = 0..<(1 << dimension)
    let zero = [Rational](repeating: .zero, count: dimension)
    return ActivationRegion(
      pattern: ActivationPattern([]),
      affineMap: AffineMap(
        outputDimension: output.rows, inputDimension: dimension, weights: output.weights,
        biases: output.biases),
      vertices: corners.map { corner in
        RegionVertex(point: ends.indices.map { ends[$0][corner >> $0 & 1] }, direction: zero)
      },
      facets: (0..<2 * dimension).map { side in
        RegionFacet(
          origin: .domain, halfSpace: HalfSpace(side: side, at: ends[side / 2][side & 1], of: dimension),
          vertices: corners.filter { $0 >> (side / 2) & 1 == side & 1 }, neighbor: nil, isKink: true)
      })
  }
}

extension HalfSpace {
  /// The side 2k, x ≥ end of input k, or 2k + 1, x ≤ end.
  fileprivate init(side: Int, at end: Rational, of dimension: Int) {
    let factor: Integer = side & 1 == 0 ? .one : -.one
    self.init(
      constant: -factor * end.numerator,
      normal: (0..<dimension).map { $0 == side / 2 ? factor * end.denominator : .zero })
  }
}

extension RegionVertex {
  init(_ vertex: ExactVertex) {
    point = vertex.numerators.map { Rational($0, vertex.denominator) }
    direction = vertex.numerators.map { _ in .zero }
  }
}
