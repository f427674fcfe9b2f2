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

  /// The half-spaces that bound the region, each of which is needed, with functions that are positive
  /// inside.
  ///
  /// Whether one is implied by the others is a linear program in integers. No two have the same border: a
  /// hyperplane that only touches a cell does not cut it.
  ///
  /// - Complexity: a linear program a half-space.
  var boundingHalfSpaces: [(side: HalfSpace, function: IntegerRow)] {
    let tableau = state.pointee.tableau()
    var kept = (exact.boxSides + neuronSides(tableau)).map { (side: $0, function: exact.row($0)) }
    let witness = witness(tableau)
    for index in kept.indices.reversed() {
      var others = kept
      let (_, objective) = others.remove(at: index)
      var program = ExactProgram(
        objective: objective, halfSpaces: others.map(\.function), start: witness)
      if program.negativePoint() == nil { kept = others }
    }
    return kept
  }
}
