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
      weights: forms.flatMap { form in
        form[1...network.dimension].map { Rational($0, scale) }
      },
      biases: forms.map { Rational($0[0], scale) })
  }

  private func facet(_ facet: SpaceState.Facet, _ jumps: SlopeJumps) -> RegionFacet {
    let pool = state.pointee.layers[depth].pool
    let (word, bit) = (facet.slot >> 6, UInt64(1) << UInt64(facet.slot & 63))
    let vertices = vertexIDs.indices.filter { pool.facetSet(vertexIDs[$0])[word] & bit != 0 }
    let form = inwardForm(facet.label)
    let halfSpace = RegionHalfSpace(
      constant: form[0], normal: Array(form[1...network.dimension]))
    guard facet.label.layer > 0 else {
      return RegionFacet(
        origin: .domain, halfSpace: isInfinite(facet.label) ? nil : halfSpace,
        vertices: vertices, neighbor: nil, isKink: true)
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
    let corners = 0..<(1 << dimension)
    return ActivationRegion(
      pattern: ActivationPattern([]),
      affineMap: AffineMap(
        outputDimension: output.rows, inputDimension: dimension, weights: output.weights,
        biases: output.biases),
      vertices: corners.map { corner in
        let ends = (0..<dimension).map { BoxEnd(box[$0], isUpper: corner >> $0 & 1 == 1) }
        return RegionVertex(point: ends.map(\.point), direction: ends.map(\.direction))
      },
      facets: (0..<2 * dimension).map { side in
        let end = BoxEnd(box[side / 2], isUpper: side & 1 == 1)
        return RegionFacet(
          origin: .domain, halfSpace: end.halfSpace(input: side / 2, of: dimension),
          vertices: corners.filter { $0 >> (side / 2) & 1 == side & 1 }, neighbor: nil,
          isKink: true)
      })
  }
}

/// One end of an interval: point + M direction.
private struct BoxEnd {
  let isUpper: Bool
  var point = Rational.zero
  var direction = Rational.zero

  init(_ interval: Interval, isUpper: Bool) {
    self.isUpper = isUpper
    switch isUpper ? interval.upper : interval.lower {
    case .finite(let value): point = value
    case .positiveInfinity: direction = 1
    case .negativeInfinity: direction = -1
    }
  }

  /// The half-space on the inner side; nil at infinity.
  func halfSpace(input: Int, of dimension: Int) -> RegionHalfSpace? {
    guard direction.sign == .zero else { return nil }
    let factor: Integer = isUpper ? -.one : .one
    return RegionHalfSpace(
      constant: -factor * point.numerator,
      normal: (0..<dimension).map { $0 == input ? factor * point.denominator : .zero })
  }
}

extension RegionVertex {
  init(_ vertex: ExactVertex) {
    point = vertex.finite.map { Rational($0, vertex.denominator) }
    direction = vertex.leading.map { Rational($0, vertex.denominator) }
  }
}
