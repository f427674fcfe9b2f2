internal import ExactNumbers

/// What lies across an edge of the region that a search has reached.
struct EdgeJump {
  /// The activation pattern on the other side.
  let neighbor: PatternKey
  /// Whether the output's affine map changes.
  let isKink: Bool
}

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

  /// Looks exactly across an edge between two regions.
  ///
  /// Let t point across the edge, into the region. Each neuron's pre-activation z has a derivative
  /// along t on either side, s₊ in the region and s₋ beyond, with jump Δz = s₊ − s₋. In the layer that
  /// drew the edge all jumps are 0; a jump Δ of the activations becomes the jump W Δ of the next
  /// layer's pre-activations. A neuron that does not vanish on the edge has one activity on both sides
  /// and passes Δz on or blocks it. One that vanishes on the whole edge is active in the region iff
  /// s₊ > 0 and beyond iff s₋ = s₊ − Δz < 0, and passes on max(s₊, 0) − min(s₋, 0).
  ///
  /// - Parameters:
  ///   - edge: the number of its first corner; not a side of the domain.
  ///   - jumps: computed for the region.
  /// - Returns: the pattern beyond, and whether the map changes.
  func jump(across edge: Int, _ jumps: SlopeJumps) -> EdgeJump {
    let start = corner(edge)
    let (layer, neuron) = (Int(start.edge.layer), Int(start.edge.neuron))
    var neighbor = pattern
    guard isDegenerate(edge) else {
      // Only the neuron that drew the edge vanishes on it.
      neighbor.set(layer, neuron, isActive: !isActive(layer, neuron))
      if isProvedKink(edge, jumps) { return EdgeJump(neighbor: neighbor, isKink: true) }
      var change = [neuron: Integer.one]
      for next in layer + 1..<depth + 1 {
        change = exact.image(change, next).filter { isActive(next, $0.key) }
      }
      return EdgeJump(neighbor: neighbor, isKink: !exact.image(change, depth + 1).isEmpty)
    }
    let inward = inwardNormal(edge)
    var change: [Int: Integer] = [:]
    for current in layer...depth {
      let arriving = current == layer ? [:] : exact.image(change, current)
      change = arriving.filter { isActive(current, $0.key) }
      let atEnd = vanishing(current, at: cornerAfter(edge))
      for other in vanishing(current, at: edge) where atEnd.contains(other) {
        let line = exact.line(LineLabel(layer: current, neuron: other))
        let here = line.x * inward.x + line.y * inward.y
        let beyond = here - (arriving[other] ?? .zero)
        neighbor.set(current, other, isActive: beyond.sign == .negative)
        change[other] = max(here, .zero) - min(beyond, .zero)
      }
      change = change.filter { $0.value.sign != .zero }
    }
    return EdgeJump(neighbor: neighbor, isKink: !exact.image(change, depth + 1).isEmpty)
  }

  /// The gradient of the neuron that drew an edge, turned to point into the region.
  private func inwardNormal(_ edge: Int) -> (x: Integer, y: Integer) {
    let vertex = corner(edge)
    let line = exact.line(vertex.edge)
    return vertex.isOnPositiveSide ? (line.x, line.y) : (-line.x, -line.y)
  }
}
