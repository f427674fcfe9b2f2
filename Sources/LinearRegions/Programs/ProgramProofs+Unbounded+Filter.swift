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

  /// Whether a row's function is proved positive on the whole cell, by the factors of its row and without
  /// the box.
  func isPositiveEverywhere(_ tableau: ProgramTableau, _ index: Int) -> Bool {
    guard let distortion = distortion(tableau), distortion < 0.5 else { return false }
    let factors = ProgramTableau.entries(tableau.row(index))
    let own = known(tableau.rowSides[index])
    let residual = ProgramTableau.entries(state.pointee.residual)
    for input in 0..<dimension { residual[input] = own.slope(input) }
    var (rest, doubt, slopeDoubt) = (own.constant, own.marginOfConstant, own.marginOfSlope)
    var (least, largest) = (Double.infinity, 0.0)
    for column in 0..<dimension {
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

  /// An upper bound of θ; nil where a column is a free input.
  private func distortion(_ tableau: ProgramTableau) -> Double? {
    var largest = 0.0
    for column in 0..<dimension {
      let side = tableau.columns[column]
      if side.isFree { return nil }
      let function = known(side)
      var sum = 0.0
      for other in 0..<dimension {
        var (product, size) = (0.0, 0.0)
        for input in 0..<dimension {
          let factor = ProgramTableau.entries(tableau.input(input))[other]
          product += function.slope(input) * factor
          size += factor.magnitude
        }
        sum += (product - (other == column ? 1 : 0)).magnitude + function.marginOfSlope * size
      }
      largest = max(largest, sum)
    }
    return largest * Slack.inflation * Slack.inflation
  }
}
