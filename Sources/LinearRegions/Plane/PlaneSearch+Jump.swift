internal import ExactNumbers

extension PlaneSearch {
  /// Computes what proves kinks at the edges of the region.
  @inline(__always)
  func prepare(_ jumps: SlopeJumps) {
    var first = depth
    for index in 0..<cornerCount {
      let layer = Int(corner(index).edge.layer)
      if layer > 0 { first = min(first, layer) }
    }
    jumps.compute(backTo: first, active: active, widths: widths)
  }

  /// Whether doubles prove that the output's slope jumps across an edge inside the domain.
  ///
  /// - Parameters:
  ///   - edge: the number of its first corner.
  ///   - jumps: prepared for the region.
  /// - Returns: false where doubles do not tell.
  @inline(__always)
  func isProvedKink(_ edge: Int, _ jumps: SlopeJumps) -> Bool {
    let label = corner(edge).edge
    let (layer, neuron) = (Int(label.layer), Int(label.neuron))
    return !isDegenerate(edge)
      && (layer == depth ? jumps.reachesOutput[neuron] : jumps.proves(layer, neuron))
  }

  /// Whether some neuron may vanish on an edge besides the one that drew it.
  @inline(__always)
  private func isDegenerate(_ edge: Int) -> Bool {
    corner(edge).isDegenerate && corner(cornerAfter(edge)).isDegenerate
  }

  /// Joins the region with its neighbours across edges that are no kinks.
  @inline(__always)
  func joinAcrossFlatFacets(_ jumps: SlopeJumps, into union: inout PatternUnion) {
    prepare(jumps)
    for edge in 0..<cornerCount where corner(edge).edge.layer > 0 {
      if !isProvedKink(edge, jumps) { joinIfFlat(edge, jumps, &union) }
    }
  }

  @inline(never)
  private func joinIfFlat(_ edge: Int, _ jumps: SlopeJumps, _ union: inout PatternUnion) {
    let jump = jump(across: edge, jumps)
    if !jump.isKink { union.join(pattern, jump.neighbor) }
  }

  /// Looks exactly across an edge between two regions.
  ///
  /// - Parameters:
  ///   - edge: the number of its first corner; not a side of the domain.
  ///   - jumps: computed for the region.
  /// - Returns: the pattern beyond, and whether the map changes.
  func jump(across edge: Int, _ jumps: SlopeJumps) -> FacetJump {
    let start = corner(edge)
    let (layer, neuron) = (Int(start.edge.layer), Int(start.edge.neuron))
    let crossing = FacetCrossing(pattern: pattern, depth: depth, image: exact.image)
    guard isDegenerate(edge) else {
      let isProved = isProvedKink(edge, jumps)
      if isProved || isSilent(after: layer) {
        return FacetJump(
          neighbor: crossing.flipped(layer: layer, neuron: neuron), isKink: isProved)
      }
      return crossing.jump(layer: layer, neuron: neuron)
    }
    let inward = inwardNormal(edge)
    return crossing.jump(from: layer) { current in
      let atEnd = vanishing(current, at: cornerAfter(edge))
      return vanishing(current, at: edge).filter { atEnd.contains($0) }
    } slope: { current, other in
      let line = exact.line(LineLabel(layer: current, neuron: other))
      return line.x * inward.x + line.y * inward.y
    }
  }

  /// Whether some later layer has no active neuron on the region, so that the output is constant.
  private func isSilent(after layer: Int) -> Bool {
    (layer + 1..<depth + 1).contains { later in
      (0..<(widths[later] + 63) / 64).allSatisfy { active(later)[$0] == 0 }
    }
  }

  /// The gradient of the neuron that drew an edge, turned to point into the region.
  private func inwardNormal(_ edge: Int) -> (x: Integer, y: Integer) {
    let vertex = corner(edge)
    let line = exact.line(vertex.edge)
    return vertex.isOnPositiveSide ? (line.x, line.y) : (-line.x, -line.y)
  }
}
