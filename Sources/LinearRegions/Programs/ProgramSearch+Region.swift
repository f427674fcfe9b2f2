internal import ExactNumbers

/// The region that a search has reached, after `advance()` has returned true.
extension ProgramSearch {
  /// For each hidden layer, whether each neuron is active.
  var pattern: [[Bool]] {
    (1...network.depth).map { layer in
      let level = state.pointee.levels.levels[layer]
      let active = NeuronSet(level.active, width: level.width)
      return (0..<level.width).map(active.contains)
    }
  }

  /// A point strictly inside.
  var interiorPoint: [Rational] { witness(state.pointee.tableau()).coordinates }

  /// The half-spaces of neurons among which the region's facets are; the others are those of the box.
  ///
  /// No two have the same border: a hyperplane that only touches a cell does not cut it.
  var neuronSides: [HalfSpace] { neuronSides(state.pointee.tableau()) }

  /// Whether one of these half-spaces has a facet of the region on its border, which it has iff the others do not
  /// imply it.
  ///
  /// - Complexity: a linear program, in integers only if doubles do not find a proof.
  func isFacet(_ side: HalfSpace) -> Bool {
    isFacetAtVertex(side) ?? isFacetExactly(side)
  }

  /// Asks a copy of the region's tableau whether the half-space, a candidate there, cuts what the others bound.
  private func isFacetAtVertex(_ side: HalfSpace) -> Bool? {
    let region = state.pointee.current
    defer { state.pointee.current = region }
    var tableau = state.pointee.copyBehind()
    guard tableau.makeCandidate(side) else { return nil }
    switch tableau.approach(0, far: state.pointee.farPoint) {
    case .crossed(let column):
      tableau.columns[column] = side.opposite
      return findPoint(tableau, behind: side) ? true : nil
    case .optimal: return isPositive(tableau, 0) ? false : nil
    case .failed: return nil
    }
  }

  private func isFacetExactly(_ side: HalfSpace) -> Bool {
    let tableau = state.pointee.tableau()
    let others = (exact.boxSides + neuronSides(tableau)).filter { $0 != side }
    var program = ExactProgram(
      objective: exact.row(side), halfSpaces: others.map { exact.row($0) },
      start: witness(tableau))
    return program.negativePoint() != nil
  }
}
