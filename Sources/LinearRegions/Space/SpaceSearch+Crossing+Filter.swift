internal import CKernels
internal import ExactNumbers

/// Where a cut crosses an edge: the share of the way from the positive to the negative end.
///
/// Let p > 0 and −q < 0 be the true values of the cutting neuron at the ends, p̂ and −q̂ the computed
/// ones with errors of at most e and f, D = p + q, D̂ = p̂ + q̂. The true share is t = p / D. As
/// p̂ D − p D̂ = p̂ q − p q̂ = p̂ (q − q̂) − q̂ (p − p̂),
///
///     |p̂ / D̂ − t| ≤ (p̂ f + q̂ e) / (D̂ D) ≤ (|p̂| f + |q̂| e) / (D̂ (D̂ − e − f)),
///
/// and the quotient rounds by 3u of itself. The true share lies in [0, 1], so moving the computed one
/// there brings it no farther away. Where D̂ − e − f is not positive, nothing is known.
struct CrossingShare {
  let share: Double
  /// A bound of its error; NaN or infinite where nothing is known.
  let doubt: Double

  @inline(__always)
  init(_ positive: Double, _ positiveError: Double, _ negative: Double, _ negativeError: Double) {
    let sum = positive - negative
    let quotient = positive / sum
    let margin = sum * (1 - 0x1p-50) - (positiveError + negativeError)
    share = min(max(quotient, 0), 1)
    doubt =
      margin > 0
      ? ((positive.magnitude * negativeError + negative.magnitude * positiveError)
        / (sum * margin) + quotient.magnitude * 0x1p-51) * Slack.inflation + Slack.tiny
      : .infinity
  }
}

extension SpaceSearch {
  /// Makes the vertex where a cut crosses an edge.
  ///
  /// With s the computed share, t the true one and |s − t| ≤ δ, the true value z of a neuron with
  /// values a, b at the ends (computed â, b̂, errors eₐ, e_b) is (1 − t) a + t b, and
  ///
  ///     (1 − s) â + s b̂ − z = (1 − s) (â − a) + s (b̂ − b) + (s − t) (b − a),
  ///
  /// in size at most (1 − s) eₐ + s e_b + δ (|b̂ − â| + eₐ + e_b). The kernel's â + s (b̂ − â) rounds by
  /// at most 2u |b̂ − â| + u |ẑ| (1 + 2u), for which it takes 4u of both; 1 + 2⁻³⁰ covers the roundings
  /// of the bound, 2⁻⁵⁰⁰ what underflows.
  ///
  /// A neuron that has one sign at both ends, or vanishes at one of them, has that sign at the crossing;
  /// one that vanishes at both vanishes here. Only the others are looked at.
  ///
  /// - Parameters:
  ///   - node: what is cut.
  ///   - edge: the number of the edge in the list of those crossed.
  ///   - neuron: that cuts.
  ///   - slot: the number of the new facet.
  /// - Returns: the vertex.
  @inline(__always)
  func makeCrossing(_ node: SpaceNode, _ edge: Int, _ neuron: Int, _ slot: Int) -> Int32 {
    let ends = state.pointee.sides.edges.base + 2 &* edge
    let first = state.pointee.sides.positive.base[Int(ends[0])]
    let second = state.pointee.sides.negative.base[Int(ends[1])]
    let id = state.pointee.layers[node.layer].pool.make()
    let pool = state.pointee.layers[node.layer].pool
    for word in 0..<pool.facetWords {
      pool.facetSet(id)[word] = pool.facetSet(first)[word] & pool.facetSet(second)[word]
    }
    pool.facetSet(id)[slot >> 6] |= 1 << UInt64(slot & 63)
    let isKnown: Bool
    if pool.isSymbolic {
      isKnown = crossSymbolic(pool, (first, second, id), neuron)
    } else {
      let (a, b, errors) = (pool.values(first), pool.values(second), pool.errorStart)
      let crossing = CrossingShare(
        a[neuron], a[errors &+ neuron], b[neuron], b[errors &+ neuron])
      pleat_cross_edge(a, b, 0, errors / 8, crossing.share, crossing.doubt, pool.values(id))
      isKnown = crossing.doubt.isFinite
    }
    let isOpen = crossSigns(pool, (first, second, id), neuron)
    if isOpen || !isKnown || !usesFilter {
      let label = FacetLabel(layer: node.layer, neuron: row(node.layer, neuron))
      state.pointee.openFacet = SpaceState.Facet(slot: slot, label: label)
      settle(node.layer, id)
      state.pointee.openFacet = nil
    }
    return id
  }

  /// Writes the signs at a crossing that its ends or doubles prove.
  ///
  /// - Returns: whether some are left.
  @inline(__always)
  private func crossSigns(
    _ pool: VertexPool, _ ids: (first: Int32, second: Int32, new: Int32), _ neuron: Int
  ) -> Bool {
    let (a, b) = (pool.positive(ids.first), pool.positive(ids.second))
    let (signs, values, words) = (pool.positive(ids.new), pool.values(ids.new), pool.words)
    var isOpen = false
    for word in 0..<words {
      let (up, down) = (a[word] | b[word], a[words &+ word] | b[words &+ word])
      var open = up & down
      var positive = up & ~open
      var negative = down & ~open
      if word == neuron >> 6 { open &= ~(1 << UInt64(neuron & 63)) }
      while open != 0 {
        let bit = open & (0 &- open)
        let row = word &* 64 &+ open.trailingZeroBitCount
        open &= open &- 1
        let part = pool.isSymbolic ? symbolicPart(pool, ids.new, row) : values
        let (value, error) = (part[row], part[pool.errorStart &+ row])
        if value > error {
          positive |= bit
        } else if value < -error {
          negative |= bit
        } else {
          isOpen = true
        }
      }
      signs[word] = positive
      signs[words &+ word] = negative
    }
    clearZeros(pool, ids.new, neuron)
    return isOpen
  }

  /// Sets what vanishes at a vertex to exactly zero.
  @inline(__always)
  private func clearZeros(_ pool: VertexPool, _ id: Int32, _ neuron: Int) {
    let (signs, values) = (pool.positive(id), pool.values(id))
    for word in 0..<pool.words {
      let first = word &* 64
      let rest = pool.width &- first
      var zero = ~(signs[word] | signs[pool.words &+ word])
      if rest < 64 { zero &= (1 << UInt64(rest)) &- 1 }
      while zero != 0 {
        let row = first &+ zero.trailingZeroBitCount
        zero &= zero &- 1
        values[row] = 0
        values[pool.errorStart &+ row] = 0
        if pool.isSymbolic {
          pool.leading(id)[row] = 0
          pool.leading(id)[pool.errorStart &+ row] = 0
        }
      }
    }
  }

  /// A vertex on a cut, once more with the new facet.
  func copy(_ node: SpaceNode, _ id: Int32, _ slot: Int) -> Int32 {
    let copy = state.pointee.layers[node.layer].pool.make()
    let pool = state.pointee.layers[node.layer].pool
    pool.values(copy).update(from: pool.values(id), count: pool.numberCount)
    pool.positive(copy).update(from: pool.positive(id), count: 2 * pool.words)
    pool.facetSet(copy).update(from: pool.facetSet(id), count: pool.facetWords)
    pool.facetSet(copy)[slot >> 6] |= 1 << UInt64(slot & 63)
    return copy
  }
}
