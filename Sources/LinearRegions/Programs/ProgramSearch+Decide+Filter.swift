internal import ExactNumbers

extension ProgramSearch {
  /// Notes the sign that a candidate was found to have on the whole of the top frame.
  @inline(__always)
  func take(_ side: HalfSpace) {
    if !side.isNegative { state.pointee.setActive(side.neuron) }
  }

  /// Takes out the candidates that the tableau shows to be positive, and the constraints that the others
  /// imply.
  @inline(__always)
  func screen(_ tableau: inout ProgramTableau) {
    guard usesFilter else { return }
    var index = tableau.candidates
    while index > 0 {
      index &-= 1
      if tableau.seemsPositive(tableau.row(index)), proofs.isPositive(tableau, index) {
        state.pointee.counters.multipliers &+= 1
        take(tableau.rowSides[index])
        tableau.removeCandidate(index)
      }
    }
    index = tableau.candidates &+ tableau.constraints
    while index > tableau.candidates {
      index &-= 1
      if tableau.seemsPositive(tableau.row(index)), proofs.isPositive(tableau, index) {
        state.pointee.counters.pruned &+= 1
        tableau.remove(index)
      }
    }
  }

  /// Whether a row's function is proved nonnegative on the whole cell by the half-spaces of the columns.
  @inline(__always)
  func isPositive(_ tableau: ProgramTableau, _ index: Int) -> Bool {
    if usesFilter && proofs.isPositive(tableau, index) {
      state.pointee.counters.multipliers &+= 1
      return true
    }
    let columns = (0..<tableau.dimension).map { tableau.columns[$0] }.filter { !$0.isFree }
    let isProved = ExactMultipliers.prove(
      exact.row(tableau.rowSides[index]), from: columns.map { exact.row($0) })
    if isProved { state.pointee.counters.exactMultipliers += 1 }
    return isProved
  }

  /// Looks for an interior point of the part of a cell behind a candidate, which stands on that side in a
  /// column.
  ///
  /// Such points lie on the way from a point of the cell behind it, the first of `points`, to the witness.
  /// The one found becomes the second of `points`.
  @inline(__always)
  func findPoint(_ tableau: ProgramTableau, behind side: HalfSpace) -> Bool {
    let (far, point) = (state.pointee.points, state.pointee.points + tableau.dimension)
    let (ahead, behind) = (proofs.value(side, tableau.witness), -proofs.value(side, far))
    // How far from `far` to the witness the candidate vanishes.
    let share = behind / (ahead + behind)
    guard share > 0, share < 1 else { return false }
    for part in [0.5, 0.25, 0.75] {
      for index in 0..<tableau.dimension {
        point[index] = far[index] + part * share * (tableau.witness[index] - far[index])
      }
      if usesFilter && proofs.isInside(tableau, point) {
        state.pointee.counters.points &+= 1
        return true
      }
    }
    return isInsideExactly(tableau, point)
  }

  /// Makes two frames of the top one, cut by a candidate that stands, on its far side, in a column.
  ///
  /// The one with the witness stays below; the other has the second of `points` as its witness.
  func split(_ tableau: inout ProgramTableau, _ side: HalfSpace, _ column: Int) {
    let wanted = wantedSide(side)
    if wanted != side {
      if wanted == nil {
        tableau.columns[column] = side
        state.pointee.save(tableau)
        tableau = state.pointee.pushCopy()
        // The bits of the frame below get the neuron's.
        if !side.isNegative { state.pointee.setActiveBelow(side.neuron) }
      }
      tableau.columns[column] = side.opposite
      tableau.flip(column)
      take(side.opposite)
      let point = state.pointee.points + tableau.dimension
      tableau.witness.update(from: point, count: tableau.dimension)
      clearExactWitness()
      orientCandidates(&tableau)
    } else {
      tableau.columns[column] = side
      take(side)
    }
  }

  /// The side of a candidate that the prefix asks for; nil if it does not matter.
  @inline(__always)
  func wantedSide(_ side: HalfSpace) -> HalfSpace? {
    guard Int(side.layer) <= prefix.count else { return nil }
    return prefix[Int(side.layer) - 1][side.neuron] == !side.isNegative ? side : side.opposite
  }

  /// Takes every candidate of the top frame on the side where the witness lies.
  @inline(__always)
  func orientCandidates(_ tableau: inout ProgramTableau) {
    guard tableau.candidates > 0 else { return }
    let layer = state.pointee.top.pointee.layer
    let margin = proofs.margin(layer, norm: proofs.norm(tableau.witness))
    for index in 0..<tableau.candidates {
      let value = proofs.value(tableau.rowSides[index], tableau.witness)
      if usesFilter && value.magnitude > margin {
        if value < 0 { tableau.negate(index) }
      } else {
        return orientExactly(&tableau)
      }
    }
  }

  /// The coordinates of the top frame's witness.
  func witness(_ tableau: ProgramTableau) -> IntegerPoint {
    if let point = exactWitnesses[state.pointee.frameCount - 1] { return point }
    return IntegerPoint(
      (0..<tableau.dimension).map { Rational(exactly: tableau.witness[$0]) ?? .zero })
  }

  /// Makes a point the witness of the top frame: rounded to doubles if these are inside all half-spaces
  /// too, otherwise exactly.
  func setWitness(
    _ tableau: ProgramTableau, _ point: IntegerPoint, inside halfSpaces: [IntegerRow]
  ) {
    clearExactWitness()
    for (index, value) in point.coordinates.enumerated() { tableau.witness[index] = Double(value) }
    let rounded = (0..<tableau.dimension).compactMap { Rational(exactly: tableau.witness[$0]) }
    if rounded.count == tableau.dimension, IntegerPoint(rounded).isInside(halfSpaces) { return }
    state.pointee.top.pointee.hasExactWitness = true
    exactWitnesses[state.pointee.frameCount - 1] = point.simplified(inside: halfSpaces)
  }

  @inline(__always)
  private func clearExactWitness() {
    guard state.pointee.top.pointee.hasExactWitness else { return }
    state.pointee.top.pointee.hasExactWitness = false
    exactWitnesses[state.pointee.frameCount - 1] = nil
  }

  /// Whether a point of doubles, taken as it stands, lies inside all half-spaces of a cell.
  private func isInsideExactly(
    _ tableau: ProgramTableau, _ point: UnsafePointer<Double>
  ) -> Bool {
    let coordinates = (0..<tableau.dimension).compactMap { Rational(exactly: point[$0]) }
    guard coordinates.count == tableau.dimension else { return false }
    let isInside = IntegerPoint(coordinates).isInside(halfSpaces(tableau))
    if isInside { state.pointee.counters.exactPoints += 1 }
    return isInside
  }
}
