internal import ExactNumbers

/// What lies across a facet of the region that a search has reached.
struct FacetJump {
  /// The activation pattern on the other side.
  let neighbor: PatternKey
  /// Whether the output's affine map changes.
  let isKink: Bool
}

/// Looks exactly across a facet between two regions.
///
/// Let t point across the facet, into the region. Each neuron's pre-activation z has a derivative
/// along t on either side, s₊ in the region and s₋ beyond, with jump Δz = s₊ − s₋. In the layer that
/// drew the facet all jumps are 0; a jump Δ of the activations becomes the jump W Δ of the next
/// layer's pre-activations. A neuron that does not vanish on the facet has one activity on both sides
/// and passes Δz on or blocks it. One that vanishes on the whole facet is active in the region iff
/// s₊ > 0 and beyond iff s₋ = s₊ − Δz < 0, and passes on max(s₊, 0) − min(s₋, 0). As the network is
/// continuous, the map changes iff the jump that arrives at the output is not 0.
struct FacetCrossing {
  /// The activation pattern of the region.
  let pattern: PatternKey
  /// The number of hidden layers.
  let depth: Int
  /// A layer's cleared weights times a sparse vector.
  let image: (_ vector: [Int: Integer], _ layer: Int) -> [Int: Integer]

  /// Across a facet on which only the neuron vanishes that drew it.
  func jump(layer: Int, neuron: Int) -> FacetJump {
    var change = [neuron: Integer.one]
    for next in layer + 1..<depth + 1 {
      change = image(change, next).filter { pattern.contains(next, $0.key) }
    }
    return FacetJump(
      neighbor: flipped(layer: layer, neuron: neuron), isKink: !image(change, depth + 1).isEmpty)
  }

  /// The pattern beyond a facet on which only the neuron vanishes that drew it.
  func flipped(layer: Int, neuron: Int) -> PatternKey {
    var neighbor = pattern
    neighbor.set(layer, neuron, isActive: !pattern.contains(layer, neuron))
    return neighbor
  }

  /// Across any facet.
  ///
  /// - Parameters:
  ///   - layer: of the neuron that drew it.
  ///   - vanishing: the neurons of a layer that vanish on it.
  ///   - slope: s₊ of a neuron, in the scale of its layer.
  /// - Returns: the pattern beyond, and whether the map changes.
  func jump(
    from layer: Int, vanishing: (_ layer: Int) -> [Int],
    slope: (_ layer: Int, _ neuron: Int) -> Integer
  ) -> FacetJump {
    var neighbor = pattern
    var change: [Int: Integer] = [:]
    for current in layer...depth {
      let arriving = current == layer ? [:] : image(change, current)
      change = arriving.filter { pattern.contains(current, $0.key) }
      for other in vanishing(current) {
        let here = slope(current, other)
        let beyond = here - (arriving[other] ?? .zero)
        neighbor.set(current, other, isActive: beyond.sign == .negative)
        change[other] = max(here, .zero) - min(beyond, .zero)
      }
      change = change.filter { $0.value.sign != .zero }
    }
    return FacetJump(neighbor: neighbor, isKink: !image(change, depth + 1).isEmpty)
  }
}

extension ClearedNetwork {
  /// A layer's cleared weights times a sparse vector, zeros left out.
  ///
  /// - Parameters:
  ///   - vector: values of neurons of the layer before.
  ///   - layer: 1…depth + 1.
  /// - Returns: the layer's pre-activations without biases.
  mutating func image(_ vector: [Int: Integer], _ layer: Int) -> [Int: Integer] {
    guard !vector.isEmpty else { return [:] }
    clear(layer)
    let map = layers[layer - 1]
    var result = [Int: Integer]()
    for row in 0..<map.rows {
      var sum = Integer.zero
      for (column, value) in vector { sum += map.weights[row * map.columns + column] * value }
      if sum.sign != .zero { result[row] = sum }
    }
    return result
  }
}
