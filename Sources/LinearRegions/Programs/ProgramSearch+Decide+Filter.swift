internal import ExactNumbers

extension ProgramSearch {
  /// Notes the sign that a candidate was found to have on the whole of the present frame.
  @inline(__always)
  func take(_ side: HalfSpace) { state.pointee.take(side, in: state.pointee.current) }

  /// Takes out the candidates that the tableau shows to be positive, and the constraints that the others
  /// imply.
  @inline(__always)
  func screen(_ tableau: inout ProgramTableau) {
    guard usesFilter else { return }
    var count = tableau.candidates
    while let index = tableau.lastSeemingPositive(from: 0, count) {
      if isPositiveByFilter(tableau, index) {
        state.pointee.counters.multipliers &+= 1
        take(tableau.rowSides[index])
        tableau.removeCandidate(index)
      }
      count = index
    }
    count = tableau.constraints
    while let place = tableau.lastSeemingPositive(from: tableau.candidates, count) {
      if isPositiveByFilter(tableau, tableau.candidates &+ place) {
        state.pointee.counters.pruned &+= 1
        tableau.remove(tableau.candidates &+ place)
      }
      count = place
    }
  }

  /// Whether doubles prove a row's function positive on the whole cell.
  @inline(__always)
  private func isPositiveByFilter(_ tableau: ProgramTableau, _ index: Int) -> Bool {
    proofs.isPositive(tableau, index)
      || state.pointee.isUnbounded && proofs.isPositiveEverywhere(tableau, index)
  }

  /// Whether a row's function is proved nonnegative on the whole cell by the half-spaces of the columns.
  @inline(__always)
  func isPositive(_ tableau: ProgramTableau, _ index: Int) -> Bool {
    if usesFilter && isPositiveByFilter(tableau, index) {
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
  /// Such points lie on the way from `farPoint` to the witness. The one found becomes `newPoint`.
  @inline(__always)
  func findPoint(_ tableau: ProgramTableau, behind side: HalfSpace) -> Bool {
    let (far, point) = (state.pointee.farPoint, state.pointee.newPoint)
    let (ahead, behind) = (proofs.value(side, tableau.witness), -proofs.value(side, far))
    // How far from `far` to the witness the candidate vanishes.
    let share = behind / (ahead + behind)
    guard share > 0, share < 1 else { return false }
    state.pointee.depthOfWitness = ahead
    for part in [0.5, 0.25, 0.75] {
      for index in 0..<tableau.dimension {
        point[index] = far[index] + part * share * (tableau.witness[index] - far[index])
      }
      state.pointee.depthOfPoint = usesFilter ? proofs.depth(tableau, point) : 0
      if state.pointee.depthOfPoint > 0 {
        state.pointee.counters.points &+= 1
        return true
      }
    }
    return isInsideExactly(tableau, point)
  }

  /// Makes two frames of the present one, cut by a candidate that stands, on its far side, in a column.
  ///
  /// One keeps the witness; the other has `newPoint` as its witness.
  func split(_ tableau: inout ProgramTableau, _ side: HalfSpace, _ column: Int) {
    tableau.columns[column] = side
    if usesFilter, state.pointee.depthOfWitness < Self.shallow {
      recentre(tableau, deeperThan: state.pointee.depthOfWitness)
    }
    let near = goBehind(side, &tableau)
    tableau.columns[column] = side.opposite
    tableau.flip(column)
    tableau.witness.update(
      from: state.pointee.newPoint, count: tableau.dimension)
    if state.pointee.depthOfPoint < Self.shallow {
      moveToCentre(tableau, deeperThan: state.pointee.depthOfPoint)
    }
    orientCandidates(&tableau)
    wait(near, side, tableau)
  }

  /// Goes on to the part of the present frame behind a candidate, as a copy whose rows are still to be turned.
  ///
  /// - Returns: the part on the candidate's side.
  func goBehind(_ side: HalfSpace, _ tableau: inout ProgramTableau) -> ProgramFrame {
    state.pointee.save(tableau)
    state.pointee.current.cuts &+= 1
    let near = state.pointee.current
    tableau = state.pointee.copyBehind()
    state.pointee.take(side, in: near)
    take(side.opposite)
    return near
  }

  /// Lets both parts of a frame wait: the present one, which was not there before, and the one before it.
  ///
  /// - Parameters:
  ///   - near: the part on the candidate's side.
  ///   - side: the candidate.
  ///   - tableau: of the present frame.
  func wait(_ near: ProgramFrame, _ side: HalfSpace, _ tableau: ProgramTableau) {
    state.pointee.save(tableau)
    var parts = (lower: near, upper: state.pointee.current)
    if !side.isNegative, isOrdered(near.cuts &- 1) {
      parts = state.pointee.exchange(parts.lower, parts.upper)
    }
    stack.pointee.push(parts.lower)
    stack.pointee.push(parts.upper)
  }

  /// Witnesses less deep than this are moved to the middle of what is near the vertex.
  private static var shallow: Double { 0x1p-28 }

  /// Moves the witness of the present frame to a place that is deeper inside, if one is at hand where the filter
  /// tells all candidates' signs; the tableau stays.
  private func recentre(_ tableau: ProgramTableau, deeperThan depth: Double) {
    // The new point is still needed.
    let (point, count) = (state.pointee.newPoint, tableau.dimension)
    withUnsafeTemporaryAllocation(of: Double.self, capacity: count) { copy in
      guard let kept = copy.baseAddress else { return }
      kept.initialize(from: point, count: count)
      let layer = state.pointee.current.layer
      if tableau.writeCentre(point), proofs.depth(tableau, point) > depth,
        proofs.hasSigns(tableau, point, layer)
      {
        tableau.witness.update(from: point, count: count)
        clearExactWitness()
        for index in 0..<tableau.candidates
        where proofs.value(tableau.rowSides[index], point) < 0 {
          tableau.negate(index)
        }
      }
      point.update(from: kept, count: count)
    }
  }

  /// Writes the middle of the vertex and its neighbours into the witness, if that is proved to lie deeper.
  private func moveToCentre(_ tableau: ProgramTableau, deeperThan depth: Double) {
    let point = state.pointee.newPoint
    guard usesFilter, tableau.writeCentre(point), proofs.depth(tableau, point) > depth
    else { return }
    tableau.witness.update(from: point, count: tableau.dimension)
    clearExactWitness()
  }

  /// Takes every candidate of the present frame on the side where the witness lies.
  @inline(__always)
  func orientCandidates(_ tableau: inout ProgramTableau) {
    guard tableau.candidates > 0 else { return }
    let layer = state.pointee.current.layer
    let margin = proofs.margin(layer, norm: proofs.norm(tableau.witness))
    for index in 0..<tableau.candidates {
      let value = proofs.value(tableau.rowSides[index], tableau.witness)
      if usesFilter && proofs.isCertain(value, margin) {
        if value < 0 { tableau.negate(index) }
      } else {
        return orientExactly(&tableau)
      }
    }
  }

  /// The coordinates of the present frame's witness.
  func witness(_ tableau: ProgramTableau) -> IntegerPoint {
    if let point = exactWitnesses[state.pointee.current.exactWitness] { return point }
    return IntegerPoint(
      (0..<tableau.dimension).map { Rational(exactly: tableau.witness[$0]) ?? .zero })
  }

  /// Makes a point the witness of the present frame: rounded to doubles if these are inside all half-spaces
  /// too, otherwise exactly.
  func setWitness(
    _ tableau: ProgramTableau, _ point: IntegerPoint, inside halfSpaces: [IntegerRow]
  ) {
    clearExactWitness()
    for (index, value) in point.coordinates.enumerated() { tableau.witness[index] = Double(value) }
    let rounded = (0..<tableau.dimension).compactMap { Rational(exactly: tableau.witness[$0]) }
    if rounded.count == tableau.dimension, IntegerPoint(rounded).isInside(halfSpaces) { return }
    keepExactWitness(point.simplified(inside: halfSpaces))
  }

  /// Keeps a point as the exact witness of the present frame.
  func keepExactWitness(_ point: IntegerPoint) {
    lastExactWitness += 1
    state.pointee.current.exactWitness = lastExactWitness
    exactWitnesses[lastExactWitness] = point
  }

  /// Forgets the exact witnesses of frames that the search was sent away from, once they are many.
  ///
  /// All others wait.
  @inline(__always)
  func clearLostWitnesses() {
    guard exactWitnesses.count > 2 * stack.pointee.count + 100 else { return }
    let live = Set(stack.pointee.all.map(\.exactWitness))
    exactWitnesses = exactWitnesses.filter { live.contains($0.key) }
  }

  /// Forgets the exact witness of the present frame.
  @inline(__always)
  func clearExactWitness() {
    guard state.pointee.current.exactWitness != 0 else { return }
    exactWitnesses[state.pointee.current.exactWitness] = nil
    state.pointee.current.exactWitness = 0
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
