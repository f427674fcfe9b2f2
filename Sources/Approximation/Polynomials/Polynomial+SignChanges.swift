internal import ExactNumbers

extension Polynomial {
  /// Encloses the points strictly inside an interval where the values change their sign.
  ///
  /// - Returns: ascending enclosures of width at most 2^−`bits`, one point for a rational root,
  ///   none of which touches another or an end of the interval.
  func signChanges(on interval: RationalInterval, bits: Int) -> [RationalInterval] {
    if isZero { return [] }
    var roots = realRoots(on: interval).filter {
      $0.exactValue != interval.lower && $0.exactValue != interval.upper
    }
    var stops: [Rational] = []
    var width = Rational(dyadicNumerator: 1, fractionBits: bits)
    repeat {
      roots = roots.map { $0.refined(toWidth: width) }
      width /= 65536
      let ends = roots.flatMap { [$0.enclosure.lower, $0.enclosure.upper] }
      stops = [interval.lower] + ends + [interval.upper]
    } while stride(from: 0, to: stops.count, by: 2).contains { stops[$0] >= stops[$0 + 1] }
    // Between neighbouring roots the sign is that at any point.
    let signs = stride(from: 0, to: stops.count, by: 2).map {
      evaluate(at: (stops[$0] + stops[$0 + 1]) / 2).sign
    }
    return roots.indices.filter { signs[$0] != signs[$0 + 1] }.map { roots[$0].enclosure }
  }
}
