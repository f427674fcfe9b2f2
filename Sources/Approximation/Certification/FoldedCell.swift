internal import ExactNumbers

/// What the layers behind can see of a cell, with t running over [0, 1] along it.
///
/// `start` and `end` are the pre-activations at its ends of the neurons that are no accumulators;
/// between them they are affine in t. `excess` is what the accumulators will add to the output
/// minus the target, a polynomial in t. Two cells with the same three, either way round, have the
/// same error behind all layers, point by point.
struct FoldedCell: Hashable {
  var start: [Rational]
  var end: [Rational]
  var excess: Polynomial
}

/// What a cell carries besides: lower bounds of its accumulators, and one place where it occurs.
struct FoldedTrail {
  /// Lower bounds of the accumulators' pre-activations at the two ends.
  var startFloors: [Rational]
  var endFloors: [Rational]
  /// The inputs at the two ends of one such cell.
  var startInput: Rational
  var endInput: Rational

  /// The input at t between the ends.
  func input(at t: Rational) -> Rational { startInput + (endInput - startInput) * t }

  /// The trail of the cells of both: the smaller bounds, and the place that is nearer to a point.
  func merged(with other: FoldedTrail, near center: Rational) -> FoldedTrail {
    func key(_ trail: FoldedTrail) -> [Rational] {
      let sum = trail.startInput + trail.endInput
      return [(sum - 2 * center).magnitude, sum, trail.startInput]
    }
    var result = key(other).lexicographicallyPrecedes(key(self)) ? other : self
    result.startFloors = zip(startFloors, other.startFloors).map(min)
    result.endFloors = zip(endFloors, other.endFloors).map(min)
    return result
  }
}

extension FoldedCell {
  /// The cell or the cell run backwards, whichever comes first in order, and its trail.
  func canonical(_ trail: FoldedTrail) -> (cell: FoldedCell, trail: FoldedTrail) {
    if start.lexicographicallyPrecedes(end) { return (self, trail) }
    let back = FoldedCell(
      start: end, end: start, excess: excess.composed(with: Polynomial([1, -1])))
    if start == end,
      !back.excess.coefficients.lexicographicallyPrecedes(excess.coefficients)
    {
      return (self, trail)
    }
    let turned = FoldedTrail(
      startFloors: trail.endFloors, endFloors: trail.startFloors,
      startInput: trail.endInput, endInput: trail.startInput)
    return (back, turned)
  }

  /// The values of t where some pre-activation passes through 0, with 0 before and 1 behind.
  var cuts: [Rational] {
    var inner: Set<Rational> = []
    for (a, b) in zip(start, end) where a.sign == -b.sign && a.sign != .zero {
      inner.insert(a / (a - b))
    }
    return [0] + inner.sorted() + [1]
  }
}

/// The point at t between two points.
func interpolated(_ start: [Rational], _ end: [Rational], at t: Rational) -> [Rational] {
  if t == 0 { return start }
  if t == 1 { return end }
  return zip(start, end).map { $0 + ($1 - $0) * t }
}
