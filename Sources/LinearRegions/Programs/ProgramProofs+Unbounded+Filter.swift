/// Multipliers where the box has infinite ends.
///
/// There a residual r, however small, has no least value r·x, so it must be made to vanish. Write A for the
/// matrix whose rows aⱼ are the slopes of the n half-spaces gⱼ of the columns, Û for the factors that the
/// tableau's rows of the inputs have, which should be A⁻¹, and E = A Û − I. If θ = maxⱼ Σₖ |Eⱼₖ| < 1, then
/// A Û = I + E is invertible, hence A is, and A⁻¹ = Û (I + E)⁻¹. Let dⱼ ≥ 0 be any doubles and
/// r = a_h − Σ dⱼ aⱼ. The ε with Σ εⱼ aⱼ = r are εᵀ = rᵀ A⁻¹ = (rᵀ Û) (I + E)⁻¹, so
///
///     Σ |εⱼ| ≤ η = Σᵢ |rᵢ| Σₖ |ûᵢₖ| / (1 − θ).
///
/// Hence if dⱼ ≥ η for all j, the multipliers λⱼ = dⱼ + εⱼ are nonnegative, h = Σ λⱼ gⱼ + ρ exactly, and
/// ρ = c_h − Σ dⱼ cⱼ − Σ εⱼ cⱼ ≥ (c_h − Σ dⱼ cⱼ) − η maxⱼ |cⱼ|. If that is positive, so is h on the cell.
///
/// **Multipliers that are 0.** Where h comes from the active neurons of a layer m before it, its slopes lie in the span V
/// of theirs, whose dimension is at most their number k. The other columns, such as the sides of neurons that are not
/// active in layer m, then have multipliers 0, which no doubles prove. Let S be the columns that are sides of active
/// neurons of layer m, or of neurons behind it: their slopes lie in V, and are independent as rows of A. So if there
/// are k of them, they span V, and with dⱼ = 0 outside S the residual lies in V: its εⱼ are 0 outside S exactly, and
/// only in S must dⱼ ≥ η hold. For m = 0, where V is everything, S has all columns. A column outside S may be a free
/// input, whose row of A is a unit vector, or its negative if the column was turned round.
///
/// Computed: |rᵢ − r̂ᵢ| ≤ S_h + Σ dⱼ Sⱼ and |Eⱼₖ − Êⱼₖ| ≤ Sⱼ Σᵢ |ûᵢₖ|, with Û taken as the doubles it is; the
/// constant is off by at most C_h + Σ dⱼ Cⱼ (`ProgramLevel`; every term passes fewer than 2n + 20 roundings).
/// A side of the box has slopes ±1 and 0, without error, and C = 2⁻⁵⁰ |end|, S = 2⁻⁵⁰ for rounding.
extension ProgramProofs {
  /// A half-space's function as the filter knows it.
  private struct Known {
    /// Slopes and constant, or nil for a side of the box.
    let entries: UnsafePointer<Double>?
    let input: Int
    /// 1 or −1, to be positive inside.
    let sign: Double
    let constant: Double
    let marginOfConstant: Double
    let marginOfSlope: Double

    /// What a slope is.
    @inline(__always)
    func slope(_ index: Int) -> Double {
      if let entries { return sign * entries[index] }
      return index == input ? sign : 0
    }
  }

  @inline(__always)
  private func known(_ side: HalfSpace) -> Known {
    let sign: Double = side.isNegative ? -1 : 1
    if side.isNeuron {
      let level = state.pointee.levels.levels + Int(side.layer)
      let entries = ProgramTableau.entries(
        state.pointee.levels.row(Int(side.layer), side.neuron))
      return Known(
        entries: UnsafePointer(entries), input: -1, sign: sign,
        constant: sign * entries[dimension], marginOfConstant: level.pointee.marginOfConstant,
        marginOfSlope: level.pointee.marginOfSlope)
    }
    let box = state.pointee.box
    let end = side.isNegative ? box.upper[side.neuron] : box.lower[side.neuron]
    return Known(
      entries: nil, input: side.neuron, sign: sign, constant: -sign * end,
      marginOfConstant: 0x1p-50 * end.magnitude, marginOfSlope: 0x1p-50)
  }

  /// A free input as the column says which way it leads.
  @inline(__always)
  private func free(_ input: Int, _ column: Int, _ tableau: ProgramTableau) -> Known {
    Known(
      entries: nil, input: input,
      sign: ProgramTableau.entries(tableau.input(input))[column] < 0 ? -1 : 1, constant: 0,
      marginOfConstant: 0, marginOfSlope: 0)
  }

  /// Whether a row's function is proved positive on the whole cell, by the factors of its row and without
  /// the box.
  func isPositiveEverywhere(_ tableau: ProgramTableau, _ index: Int) -> Bool {
    let distortion = distortion(tableau)
    guard distortion < 0.5 else { return false }
    let first = tableau.freeColumns == 0 ? 0 : 1
    for layer in (first..<max(first, Int(tableau.rowSides[index].layer))).reversed()
    where isSpanned(layer, tableau) && isPositive(tableau, index, from: layer, distortion) {
      return true
    }
    return false
  }

  /// Whether a column's slopes are known to be in the span of those of the active neurons of a layer, or the inputs.
  @inline(__always)
  private func isInSpan(_ layer: Int, _ side: HalfSpace) -> Bool {
    if layer == 0 || side.layer > layer { return true }
    let level = state.pointee.levels.levels + layer
    return side.layer == layer
      && NeuronSet(level.pointee.active, width: level.pointee.width).contains(side.neuron)
  }

  /// Whether as many columns are in the span of the active neurons of a layer as there are of these.
  private func isSpanned(_ layer: Int, _ tableau: ProgramTableau) -> Bool {
    let level = state.pointee.levels.levels + layer
    var count = 0
    for word in 0..<level.pointee.words { count -= level.pointee.active[word].nonzeroBitCount }
    for column in 0..<dimension where isInSpan(layer, tableau.columns[column]) { count += 1 }
    return count == 0
  }

  /// Whether the columns in the span of a layer's active neurons prove a row's function positive.
  private func isPositive(
    _ tableau: ProgramTableau, _ index: Int, from layer: Int, _ distortion: Double
  ) -> Bool {
    let factors = ProgramTableau.entries(tableau.row(index))
    let own = known(tableau.rowSides[index])
    let residual = ProgramTableau.entries(state.pointee.residual)
    for input in 0..<dimension { residual[input] = own.slope(input) }
    var (rest, doubt, slopeDoubt) = (own.constant, own.marginOfConstant, own.marginOfSlope)
    var (least, largest) = (Double.infinity, 0.0)
    for column in 0..<dimension where isInSpan(layer, tableau.columns[column]) {
      let (other, factor) = (known(tableau.columns[column]), factors[column])
      guard factor > 0 else { return false }
      for input in 0..<dimension { residual[input] -= factor * other.slope(input) }
      rest -= factor * other.constant
      doubt += factor * other.marginOfConstant
      slopeDoubt += factor * other.marginOfSlope
      least = min(least, factor)
      largest = max(largest, other.constant.magnitude + other.marginOfConstant)
    }
    var shift = 0.0
    for input in 0..<dimension {
      shift += (residual[input].magnitude + slopeDoubt) * rowSum(tableau, input)
    }
    shift = shift / (1 - distortion) * Slack.inflation * Slack.inflation
    // What overflowed is not finite.
    return least > shift && rest > (doubt + shift * largest) * Slack.inflation
      && rest < .infinity
  }

  /// Σₖ |ûᵢₖ|.
  @inline(__always)
  private func rowSum(_ tableau: ProgramTableau, _ input: Int) -> Double {
    let entries = ProgramTableau.entries(tableau.input(input))
    var sum = 0.0
    for column in 0..<dimension { sum += entries[column].magnitude }
    return sum
  }

  /// An upper bound of θ: the sum of all rows stands for the largest, so that NaN and infinity are not lost.
  private func distortion(_ tableau: ProgramTableau) -> Double {
    let sums = state.pointee.residual
    var (size, distortion) = (0.0, 0.0)
    for input in 0..<dimension { size += rowSum(tableau, input) }
    for column in 0..<dimension {
      let side = tableau.columns[column]
      let function = side.isFree ? free(side.neuron, column, tableau) : known(side)
      for block in 0..<tableau.blocks { sums[block] = .zero }
      for input in 0..<dimension {
        let (slope, factors) = (function.slope(input), tableau.input(input))
        for block in 0..<tableau.blocks { sums[block] += slope * factors[block] }
      }
      let entries = ProgramTableau.entries(sums)
      entries[column] -= 1
      for other in 0..<dimension { distortion += entries[other].magnitude }
      distortion += function.marginOfSlope * size
    }
    return distortion * Slack.inflation * Slack.inflation
  }
}
