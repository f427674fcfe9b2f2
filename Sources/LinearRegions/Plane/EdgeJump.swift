internal import ExactNumbers

/// What lies across an edge of the region that a search has reached.
struct EdgeJump {
  /// The activation pattern on the other side.
  let neighbor: PatternKey
  /// Whether the output's affine map changes.
  let isKink: Bool
}

extension PlaneSearch {
  /// Looks exactly across an edge between two regions.
  ///
  /// Let t point across the edge, into the region. Each neuron's pre-activation z has a derivative
  /// along t on either side, s₊ in the region and s₋ beyond, with jump Δz = s₊ − s₋. In the layer that
  /// drew the edge all jumps are 0; a jump Δ of the activations becomes the jump W Δ of the next
  /// layer's pre-activations. A neuron that does not vanish on the edge has one activity on both sides
  /// and passes Δz on or blocks it. One that vanishes on the whole edge is active in the region iff
  /// s₊ > 0 and beyond iff s₋ = s₊ − Δz < 0, and passes on max(s₊, 0) − min(s₋, 0).
  ///
  /// - Parameter edge: the number of its first corner; not a side of the domain.
  /// - Returns: the pattern beyond, and whether the map changes.
  func jump(across edge: Int) -> EdgeJump {
    let start = corner(edge)
    let isDegenerate = start.isDegenerate && corner(cornerAfter(edge)).isDegenerate
    let (layer, neuron) = (Int(start.edge.layer), Int(start.edge.neuron))
    var neighbor = pattern
    guard isDegenerate else {
      // Only the neuron that drew the edge vanishes on it.
      neighbor.set(layer, neuron, isActive: !isActive(layer, neuron))
      var change = [neuron: Integer.one]
      for next in layer + 1..<depth + 1 {
        change = exact.image(change, next).filter { isActive(next, $0.key) }
      }
      return EdgeJump(neighbor: neighbor, isKink: !exact.image(change, depth + 1).isEmpty)
    }
    let inward = inwardNormal(edge)
    var change: [Int: Integer] = [:]
    for current in layer...depth {
      let jumps = current == layer ? [:] : exact.image(change, current)
      change = jumps.filter { isActive(current, $0.key) }
      let atEnd = vanishing(current, at: cornerAfter(edge))
      for other in vanishing(current, at: edge) where atEnd.contains(other) {
        let line = exact.line(LineLabel(layer: current, neuron: other))
        let here = line.x * inward.x + line.y * inward.y
        let beyond = here - (jumps[other] ?? .zero)
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
