/// What the filter proves about a cell, from the layers' maps and not from the tableau.
///
/// **A point.** p, a vector of doubles taken as it stands, lies inside the box if every coordinate lies
/// strictly between the inner ends, and strictly inside a neuron's half-space if the computed value exceeds
/// the margin C + S |p|₁ of `ProgramLevel`. A point all of whose half-spaces say so is an interior point of
/// the cell. Its 1-norm is summed in double from n non-negative terms; `Slack.inflation` covers that.
///
/// **Multipliers.** Let the cell lie in the half-spaces gⱼ ≥ 0 of neurons and in the box, and λⱼ ≥ 0 be any
/// doubles. On the cell h ≥ h − Σ λⱼ gⱼ = ρ + r·x, so h > 0 there once the least value of ρ + r·x over the box
///
///     L = ρ + Σᵢ min(rᵢ lowerᵢ, rᵢ upperᵢ)
///
/// is positive (Farkas' lemma says that fitting λ exist; here they only have to be found). Computed, every
/// entry of h and gⱼ has passed at most n + 2 roundings in ρ and rᵢ (its product with λⱼ and the sum over
/// at most n columns), one in the end of the box, one in its product with it, and n in the sum of L: fewer
/// than 2n + 20. So by the margins
///
///     |L̂ − L| ≤ M_h + Σ λⱼ Mⱼ,   M = C + S R,
///
/// with R a bound of the 1-norm of all finite ends: min(rᵢ l, rᵢ u) changes by at most |Δrᵢ| max(|l|, |u|).
/// Where an end is infinite, rᵢ must have the sign that puts the minimum at the other end, and that
/// certainly: |r̂ᵢ| > S_h + Σ λⱼ Sⱼ, which bounds |r̂ᵢ − rᵢ| as S does for one function.
struct ProgramProofs {
  let state: UnsafeMutablePointer<ProgramState>
  let dimension: Int

  /// An upper bound of a point's 1-norm.
  @inline(__always)
  func norm(_ point: UnsafePointer<Double>) -> Double {
    var sum = 0.0
    for index in 0..<dimension { sum += point[index].magnitude }
    return sum * Slack.inflation
  }

  /// A neuron's value at a point, positive inside its half-space.
  ///
  /// - Parameters:
  ///   - side: of a neuron.
  ///   - point: coordinates, then 1 and zeros, as many numbers as a row has.
  /// - Returns: the value, each term of which was rounded fewer than n + 5 times.
  @inline(__always)
  func value(_ side: HalfSpace, _ point: UnsafePointer<Double>) -> Double {
    let levels = state.pointee.levels
    let row = levels.row(Int(side.layer), side.neuron)
    let vectors = UnsafeRawPointer(point).assumingMemoryBound(to: SIMD4<Double>.self)
    var sums = row[0] * vectors[0]
    for block in 1..<max(levels.blocks, 1) { sums += row[block] * vectors[block] }
    let sum = (sums[0] + sums[2]) + (sums[1] + sums[3])
    return side.isNegative ? -sum : sum
  }

  /// What a value of a layer at a point must exceed.
  @inline(__always)
  func margin(_ layer: Int, norm: Double) -> Double {
    let level = state.pointee.levels.levels + layer
    return (level.pointee.marginOfConstant + level.pointee.marginOfSlope * norm) * Slack.inflation
  }

  /// Whether a point lies strictly inside the box.
  @inline(__always)
  func isInBox(_ point: UnsafePointer<Double>) -> Bool {
    let box = state.pointee.box
    var isInside = true
    for index in 0..<dimension {
      isInside =
        isInside && point[index] > box.innerLower[index] && point[index] < box.innerUpper[index]
    }
    return isInside
  }

  /// Whether a computed value has the sign of the true one.
  ///
  /// The bounds suppose that nothing overflows, and what did is not finite.
  @inline(__always)
  func isCertain(_ value: Double, _ margin: Double) -> Bool {
    value.magnitude > margin && value.magnitude < .infinity
  }

  /// Whether the signs of all candidates at a point are certain.
  func hasSigns(
    _ tableau: ProgramTableau, _ point: UnsafePointer<Double>, _ layer: Int
  ) -> Bool {
    let margin = margin(layer, norm: norm(point))
    for index in 0..<tableau.candidates
    where !isCertain(value(tableau.rowSides[index], point), margin) {
      return false
    }
    return true
  }

  /// How far inside a cell a point is proved to lie: the least of its slacks less their margins.
  ///
  /// - Returns: a positive number, or 0 where the point is not proved to lie inside.
  func depth(_ tableau: ProgramTableau, _ point: UnsafePointer<Double>) -> Double {
    guard isInBox(point) else { return 0 }
    let norm = norm(point)
    var least = Double.infinity
    for column in 0..<dimension {
      let side = tableau.columns[column]
      guard side.isNeuron else { continue }
      let slack = value(side, point) - margin(Int(side.layer), norm: norm)
      guard slack > 0, slack < .infinity else { return 0 }
      least = min(least, slack)
    }
    for row in tableau.candidates..<tableau.candidates &+ tableau.constraints {
      let side = tableau.rowSides[row]
      let slack = value(side, point) - margin(Int(side.layer), norm: norm)
      guard slack > 0, slack < .infinity else { return 0 }
      least = min(least, slack)
    }
    let box = state.pointee.box
    for index in 0..<dimension {
      least = min(least, point[index] - box.innerLower[index], box.innerUpper[index] - point[index])
    }
    return least
  }

  /// Whether a row's function is proved positive on the whole cell, by the factors of its row.
  func isPositive(_ tableau: ProgramTableau, _ index: Int) -> Bool {
    let (side, factors) = (tableau.rowSides[index], ProgramTableau.entries(tableau.row(index)))
    let (levels, blocks) = (state.pointee.levels, tableau.blocks)
    let sum = state.pointee.residual
    let own = levels.row(Int(side.layer), side.neuron)
    let sign: Double = side.isNegative ? -1 : 1
    for block in 0..<blocks { sum[block] = sign * own[block] }
    let level = levels.levels + Int(side.layer)
    var (doubt, slopeDoubt) = (level.pointee.marginInBox, level.pointee.marginOfSlope)
    for column in 0..<dimension {
      let (other, factor) = (tableau.columns[column], factors[column])
      guard other.isNeuron, factor > 0 else { continue }
      let row = levels.row(Int(other.layer), other.neuron)
      let multiple = other.isNegative ? factor : -factor
      for block in 0..<blocks { sum[block] += multiple * row[block] }
      doubt += factor * levels.levels[Int(other.layer)].marginInBox
      slopeDoubt += factor * levels.levels[Int(other.layer)].marginOfSlope
    }
    let least = least(ProgramTableau.entries(sum), slopeDoubt * Slack.inflation)
    return least > doubt * Slack.inflation && least < .infinity
  }

  /// The least value of an affine function over the box; −∞ where that is not certain to be finite.
  ///
  /// - Parameters:
  ///   - function: slopes, then the constant.
  ///   - doubt: how far the slopes may be off.
  /// - Returns: the value, or −∞.
  @inline(__always)
  private func least(_ function: UnsafePointer<Double>, _ doubt: Double) -> Double {
    let box = state.pointee.box
    var sum = function[dimension]
    for index in 0..<dimension {
      let slope = function[index]
      let end = slope > 0 ? box.lower[index] : box.upper[index]
      if end.isFinite, slope.magnitude > doubt || (box.lower[index] - box.upper[index]).isFinite {
        sum += slope * end
      } else {
        return -.infinity
      }
    }
    return sum
  }
}
