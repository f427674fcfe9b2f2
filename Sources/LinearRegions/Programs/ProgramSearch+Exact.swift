internal import ExactNumbers

extension ProgramSearch {
  /// The half-spaces of neurons that bound the present frame.
  func neuronSides(_ tableau: ProgramTableau) -> [HalfSpace] {
    let rows = tableau.candidates..<tableau.candidates + tableau.constraints
    return (0..<tableau.dimension).map { tableau.columns[$0] }.filter(\.isNeuron)
      + rows.map { tableau.rowSides[$0] }
  }

  /// All half-spaces that bound the present frame, the box's among them, in integers.
  func halfSpaces(_ tableau: ProgramTableau) -> [IntegerRow] {
    (exact.boxSides + neuronSides(tableau)).map { exact.row($0) }
  }

  /// Decides by a linear program in integers whether a candidate cuts the present frame, and makes two frames
  /// of it if so.
  ///
  /// - Parameters:
  ///   - tableau: of the present frame; its numbers may be of no use. The candidate stands in a row, or on
  ///     either side in a column.
  ///   - side: the candidate on the side of the witness.
  /// - Returns: whether it does.
  func decideExactly(_ tableau: inout ProgramTableau, _ side: HalfSpace) -> Bool {
    state.pointee.counters.exactPrograms += 1
    tableau.forget(side)
    let (objective, halfSpaces) = (exact.row(side), halfSpaces(tableau))
    let witness = witness(tableau)
    var program = ExactProgram(objective: objective, halfSpaces: halfSpaces, start: witness)
    if let far = program.negativePoint() {
      let point = witness.between(far, whereNegative: objective)
      splitExactly(&tableau, side, point, halfSpaces + [objective.map { -$0 }])
      return true
    }
    take(side)
    tableau.restart(state.pointee.levels)
    return false
  }

  /// Makes two frames of the present one, each with a new tableau.
  private func splitExactly(
    _ tableau: inout ProgramTableau, _ side: HalfSpace, _ point: IntegerPoint,
    _ halfSpaces: [IntegerRow]
  ) {
    tableau.addConstraint(side)
    tableau.restart(state.pointee.levels)
    let near = goBehind(side, &tableau)
    tableau.reverseConstraint(side)
    setWitness(tableau, point, inside: halfSpaces)
    tableau.restart(state.pointee.levels)
    orientCandidates(&tableau)
    wait(near, side, tableau)
  }

  /// Takes every candidate of the present frame on the side where the witness lies, by exact signs.
  ///
  /// A neuron that is zero at the witness either vanishes on all of the cell, and so is not active on it, or
  /// the witness is moved along its gradient, so little that no other sign changes.
  func orientExactly(_ tableau: inout ProgramTableau) {
    state.pointee.counters.exactSigns += 1
    var inside = halfSpaces(tableau)
    var witness = witness(tableau)
    var (vanishing, hasMoved) = ([IntegerRow](), false)
    for index in (0..<tableau.candidates).reversed() {
      let row = exact.row(tableau.rowSides[index])
      let gradient = row.dropLast()
      if gradient.allSatisfy({ $0.sign == .zero }), row[tableau.dimension].sign == .zero {
        tableau.removeCandidate(index)
      } else if witness.value(row).sign == .zero {
        vanishing.append(row)
      } else {
        inside.append(witness.value(row).sign == .negative ? row.map { -$0 } : row)
      }
    }
    for row in vanishing {
      if witness.value(row).sign == .zero {
        witness = witness.moved(along: row, inside: inside)
        hasMoved = true
      }
      inside.append(witness.value(row).sign == .negative ? row.map { -$0 } : row)
    }
    if hasMoved { setWitness(tableau, witness, inside: inside) }
    witness = self.witness(tableau)
    for index in 0..<tableau.candidates
    where witness.value(exact.row(tableau.rowSides[index])).sign == .negative {
      tableau.negate(index)
    }
    if hasMoved { tableau.restart(state.pointee.levels) }
  }
}

extension IntegerPoint {
  /// Whether affine functions are all positive here.
  func isInside(_ rows: [IntegerRow]) -> Bool {
    rows.allSatisfy { value($0).sign == .positive }
  }

  /// A point between this one, where a function is positive, and one where it is negative: half as far from
  /// that one as the function's zero.
  func between(_ far: IntegerPoint, whereNegative row: IntegerRow) -> IntegerPoint {
    let ahead = Rational(value(row), denominator)
    let behind = Rational(-far.value(row), far.denominator)
    let part = behind / ((ahead + behind) * 2)
    return IntegerPoint(
      zip(coordinates, far.coordinates).map { own, other in other + part * (own - other) })
  }

  /// This point moved along a function's gradient, so little that it stays inside all rows.
  func moved(along row: IntegerRow, inside rows: [IntegerRow]) -> IntegerPoint {
    var step = Rational.one
    while true {
      let point = IntegerPoint(
        zip(coordinates, row).map { own, slope in own + step * Rational(slope) })
      if point.isInside(rows) { return point }
      step /= 16
    }
  }

  /// A point with shorter numbers that is inside all rows too, if rounding finds one.
  func simplified(inside rows: [IntegerRow]) -> IntegerPoint {
    var bits = 128
    while bits < denominator.bitLength {
      let point = IntegerPoint(
        numerators: numerators.map { ($0 << bits).floorDivided(by: denominator) },
        denominator: .one << bits)
      if point.isInside(rows) { return point }
      bits *= 2
    }
    return self
  }
}
