internal import CKernels
internal import ExactNumbers

extension SpaceSearch {
  /// Makes the vertices where a cut crosses edges in an unbounded domain.
  ///
  /// - Returns: how many vertices have signs left that doubles do not prove.
  @inline(never)
  func makeSymbolicCrossings(
    _ layer: UnsafeMutablePointer<SpaceState.Layer>, _ count: Int, _ neuron: Int, _ slot: Int,
    _ made: UnsafePointer<Int32>
  ) -> Int {
    let (sides, pool) = (state.pointee.sides.lists, layer.pointee.pool)
    var open = 0
    for edge in 0..<count {
      let ids = (
        first: sides.positive[Int(sides.edges[2 * edge])],
        second: sides.negative[Int(sides.edges[2 * edge + 1])], new: made[edge]
      )
      for word in 0..<pool.facetWords {
        pool.facetSet(ids.new)[word] =
          pool.facetSet(ids.first)[word] & pool.facetSet(ids.second)[word]
      }
      pool.facetSet(ids.new)[slot >> 6] |= 1 << UInt64(slot & 63)
      let isKnown = crossSymbolic(pool, ids, neuron)
      if !isKnown || hasOpenSymbolicSigns(pool, ids, neuron) {
        state.pointee.open.base[open] = ids.new
        open += 1
      }
    }
    return open
  }

  /// Writes the signs at a crossing that its ends or doubles prove, and sets to 0 what has neither.
  ///
  /// - Returns: whether some are left.
  private func hasOpenSymbolicSigns(
    _ pool: VertexPool, _ ids: (first: Int32, second: Int32, new: Int32), _ neuron: Int
  ) -> Bool {
    let (a, b) = (pool.positive(ids.first), pool.positive(ids.second))
    let (signs, words) = (pool.positive(ids.new), pool.words)
    for word in 0..<2 * words { signs[word] = 0 }
    var isOpen = false
    for row in 0..<pool.width {
      let (word, bit) = (row >> 6, UInt64(1) << UInt64(row & 63))
      var isPositive = (a[word] | b[word]) & bit != 0
      var isNegative = (a[words + word] | b[words + word]) & bit != 0
      if row != neuron, isPositive, isNegative {
        let part = symbolicPart(pool, ids.new, row)
        isPositive = part[row] > part[pool.errorStart + row]
        isNegative = part[row] < -part[pool.errorStart + row]
        if !isPositive && !isNegative { isOpen = true }
      }
      if row != neuron, isPositive || isNegative {
        signs[isPositive ? word : words + word] |= bit
      } else {
        for part in [pool.values(ids.new), pool.leading(ids.new)] {
          (part[row], part[pool.errorStart + row]) = (0, 0)
        }
      }
    }
    return isOpen
  }

  /// The part of a neuron's value at a vertex that decides its sign: the multiple of M, unless that is
  /// known to be 0.
  func symbolicPart(
    _ pool: VertexPool, _ id: Int32, _ neuron: Int
  ) -> UnsafeMutablePointer<Double> {
    let leading = pool.leading(id)
    let isFinite = leading[neuron] == 0 && leading[pool.errorStart + neuron] == 0
    return isFinite ? pool.values(id) : leading
  }

  /// Makes the values where a cut crosses an edge between vertices finite + M leading.
  ///
  /// Let the cutting neuron be α₀ + α₁ M > 0 at the first and −(β₀ + β₁ M) < 0 at the second end. If α₁ and
  /// β₁ are 0, the share of the way is a number, the same for both parts. Otherwise α₁, β₁ ≥ 0 and
  /// D = α₁ + β₁ > 0. The crossing x lies on n facets, so it is p + q M for vectors p, q; with ends
  /// pₐ + qₐ M and p_b + q_b M, the equation (α + β) x = α b + β a in powers of M gives, with s = α₁ / D,
  ///
  ///     q = (1 − s) qₐ + s q_b,   p = (1 − s) pₐ + s p_b + c (q_b − qₐ),   c = (α₀ (1 − s) − β₀ s) / D.
  ///
  /// (M²: D q = α₁ q_b + β₁ qₐ. M: (α₀ + β₀) q + D p = α₀ q_b + α₁ p_b + β₀ qₐ + β₁ pₐ, where
  /// q_b − q = (1 − s)(q_b − qₐ) and qₐ − q = −s (q_b − qₐ).) The same holds for the values of every neuron,
  /// which are affine on the edge. The ends of a ray have α₁ = 0 or β₁ = 0, so that q is exactly that of
  /// one end.
  ///
  /// - Returns: whether errors are finite.
  func crossSymbolic(
    _ pool: VertexPool, _ ids: (first: Int32, second: Int32, new: Int32), _ neuron: Int
  ) -> Bool {
    let errors = pool.errorStart
    let (a, b, new) = (pool.leading(ids.first), pool.leading(ids.second), pool.leading(ids.new))
    let isConstant = isZero(a, errors, neuron) && isZero(b, errors, neuron)
    let (from, to) =
      isConstant ? (pool.values(ids.first), pool.values(ids.second)) : (a, b)
    let crossing = CrossingShare(
      from[neuron], from[errors + neuron], to[neuron], to[errors + neuron])
    let isAtFirst = !isConstant && isZero(a, errors, neuron)
    let isAtSecond = !isConstant && isZero(b, errors, neuron)
    let share = isAtFirst ? 0 : isAtSecond ? 1 : crossing.share
    let doubt = isAtFirst || isAtSecond ? 0 : crossing.doubt
    pleat_cross_edge(a, b, errors / 8, share, doubt, new)
    pleat_cross_edge(
      pool.values(ids.first), pool.values(ids.second), errors / 8, share, doubt,
      pool.values(ids.new))
    for row in 0..<pool.width {
      if isAtFirst || (isZero(a, errors, row) && isZero(b, errors, row)) {
        (new[row], new[errors + row]) = (a[row], a[errors + row])
      } else if isAtSecond {
        (new[row], new[errors + row]) = (b[row], b[errors + row])
      }
    }
    guard !isConstant else { return doubt.isFinite }
    return doubt.isFinite && addShift(pool, ids, neuron, share: share, doubt: doubt)
  }

  private func isZero(_ part: UnsafePointer<Double>, _ errors: Int, _ row: Int) -> Bool {
    part[row] == 0 && part[errors + row] == 0
  }

  /// Adds c (q_b − qₐ) to the finite parts.
  ///
  /// The numerator of c is off by at most eₐ (1 − s) + e_b s + δ (|α₀| + |β₀| + eₐ + e_b), with eₐ, e_b the
  /// errors of α₀, β₀ and δ that of s, and rounds by less than 2⁻⁵⁰ of its moduli; a quotient n / D̂ with
  /// |n − n*| ≤ e and |D̂ − D| ≤ f is off by at most (e + |n / D̂| f) / (D̂ − f). The product with
  /// q_b − qₐ =: d, off by at most g, is off by |c| g + δc (|d| + g), and its sum rounds by 2⁻⁵¹ of the
  /// moduli.
  private func addShift(
    _ pool: VertexPool, _ ids: (first: Int32, second: Int32, new: Int32), _ neuron: Int,
    share: Double, doubt: Double
  ) -> Bool {
    let errors = pool.errorStart
    let (a, b) = (pool.leading(ids.first), pool.leading(ids.second))
    let (pa, pb) = (pool.values(ids.first), pool.values(ids.second))
    let new = pool.values(ids.new)
    let (first, second) = (pa[neuron] * (1 - share), pb[neuron] * share)
    let sum = a[neuron] - b[neuron]
    let sumError = a[errors + neuron] + b[errors + neuron] + sum.magnitude * 0x1p-52
    // β₀ = −b, so α₀ (1 − s) − β₀ s is a sum.
    let shift = (first + second) / sum
    let numeratorError =
      pa[errors + neuron] * (1 - share) + pb[errors + neuron] * share
      + doubt
      * (pa[neuron].magnitude + pb[neuron].magnitude + pa[errors + neuron] + pb[errors + neuron])
      + (first.magnitude + second.magnitude) * 0x1p-50
    let margin = sum - sumError
    guard margin > 0 else { return false }
    let shiftError =
      ((numeratorError + shift.magnitude * sumError) / margin + shift.magnitude * 0x1p-50)
      * Slack.inflation + Slack.tiny
    guard shiftError.isFinite else { return false }
    for row in 0..<pool.width {
      let step = b[row] - a[row]
      let stepError = a[errors + row] + b[errors + row] + step.magnitude * 0x1p-52
      if step == 0 && stepError == 0 { continue }
      let moved = shift * step
      new[row] += moved
      new[errors + row] =
        (new[errors + row] + shift.magnitude * stepError + shiftError * (step.magnitude + stepError)
          + (moved.magnitude + new[row].magnitude) * 0x1p-51) * Slack.inflation + Slack.tiny
    }
    return true
  }
}
