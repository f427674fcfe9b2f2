internal import ExactNumbers
internal import ReLUNetworks

/// The sup error of a network F(u) + G(v) of two inputs against a quadratic, without its regions.
///
/// Where the quadratic is p(u) + q(v) too, like xy with u = x + y and v = x − y, the error is
/// (F − p)(u) + (G − q)(v). It lies between the sums of the two minima and of the two maxima over
/// the ranges of u and v on the box, and is exact where they are taken at one point of the box.
enum FoldedPlaneError {
  /// A value with the place where it is taken.
  private typealias Extreme = (value: Rational, input: Rational)

  /// The sup error, or `nil` where the network does not fold, or not so that it is found exactly.
  ///
  /// - Parameters:
  ///   - form: a network of two inputs and one output with a hidden layer.
  ///   - target: what it is compared with.
  ///   - box: where.
  ///   - isCancelled: asked before each layer.
  /// - Returns: the exact value with its point.
  static func sup(
    _ form: StandardForm, against target: PlaneQuadratic, on box: [RationalInterval],
    isCancelled: () -> Bool
  ) -> ErrorSpan? {
    var split: StrandSplit?
    let strands = FoldedStrand.walked(through: form, isCancelled: isCancelled) { accumulators in
      split = StrandSplit(form, accumulators)
      return split.flatMap { start($0, form, accumulators, target, box) }
    }
    guard let strands, let split else { return nil }
    let ranges = strands.map { extremes($0) }
    guard let (u, v) = ranges.first.flatMap({ first in ranges.last.map { (first, $0) } }) else {
      return nil
    }
    let sums = [(u.low, v.low), (u.high, v.high)].map { ends in
      ErrorSpan(
        exact: ends.0.value + ends.1.value,
        at: split.inputs(u: ends.0.input, v: ends.1.input))
    }
    guard let largest = sums.max(by: { $0.upper < $1.upper }),
      zip(box, largest.point).allSatisfy({ $0.contains($1) })
    else { return nil }
    return largest
  }

  /// Both strands at the first layer, or `nil` where the target is no p(u) + q(v).
  private static func start(
    _ split: StrandSplit, _ form: StandardForm, _ accumulators: AccumulatorNeurons,
    _ target: PlaneQuadratic, _ box: [RationalInterval]
  ) -> [FoldedStrand]? {
    guard let parts = target.parts(along: split) else { return nil }
    let rows = (0..<form.hidden[0].outputDimension).map {
      split.coordinates(Array(form.hidden[0].row($0)))
    }
    return parts.indices.map { strand in
      FoldedStrand(
        form, accumulators, members: split.members[strand], slopes: rows.map { $0[strand] },
        target: parts[strand], on: split.range(of: strand, on: box), addsBiases: strand == 0)
    }
  }

  /// The least and the greatest error along a strand: quadratics, so at ends and turning points.
  ///
  /// Of several places the one nearest to the middle is named: it is the likeliest to lie in the
  /// box together with the other strand's.
  private static func extremes(_ strand: FoldedStrand) -> (low: Extreme, high: Extreme) {
    var all: [Extreme] = []
    for (error, place) in strand.outcomes() {
      var points: [Rational] = [0, 1]
      if error[2].sign != .zero {
        let turn = -error[1] / (2 * error[2])
        if turn.sign == .positive && turn < 1 { points.append(turn) }
      }
      all += points.map { (error.evaluate(at: $0), place.input(at: $0)) }
    }
    func key(_ extreme: Extreme, _ sign: Rational) -> [Rational] {
      [sign * extreme.value, (extreme.input - strand.center).magnitude, extreme.input]
    }
    func least(_ sign: Rational) -> Extreme {
      all.min { key($0, sign).lexicographicallyPrecedes(key($1, sign)) } ?? (0, 0)
    }
    return (least(1), least(-1))
  }
}

extension PlaneQuadratic {
  /// The polynomials p and q with this quadratic = p(u) + q(v), if there are such.
  func parts(along split: StrandSplit) -> [Polynomial]? {
    // x = a u + b v and y = c u + d v.
    let (a, b) = (split.inputs(u: 1, v: 0)[0], split.inputs(u: 0, v: 1)[0])
    let (c, d) = (split.inputs(u: 1, v: 0)[1], split.inputs(u: 0, v: 1)[1])
    guard (2 * xx * a * b + xy * (a * d + b * c) + 2 * yy * c * d).sign == .zero else { return nil }
    return [
      Polynomial([constant, x * a + y * c, xx * a * a + xy * a * c + yy * c * c]),
      Polynomial([0, x * b + y * d, xx * b * b + xy * b * d + yy * d * d]),
    ]
  }
}
