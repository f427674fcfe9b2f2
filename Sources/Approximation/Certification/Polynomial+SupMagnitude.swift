internal import ExactNumbers

extension Polynomial {
  /// The largest |p| on an interval: exact where it is taken at a rational point.
  ///
  /// |p| is largest at an end or where p' = 0. At a rational root of p' the value is exact; around
  /// an irrational one p lies in the range on the root's enclosure, which narrows until the bounds
  /// are close enough. That ends: unless p = 0, the largest |p| is positive, so every root whose
  /// value matters has a positive |p|.
  func supMagnitude(on interval: RationalInterval, relativeWidth: Rational) -> ErrorSpan {
    var span = ErrorSpan(exact: evaluate(at: interval.lower), at: [interval.lower])
    span.join(ErrorSpan(exact: evaluate(at: interval.upper), at: [interval.upper]))
    guard degree > 1 else { return span }
    var open: [RealRoot] = []
    for root in derivative.realRoots(on: interval) {
      guard let point = root.exactValue else {
        open.append(root)
        continue
      }
      span.join(ErrorSpan(exact: evaluate(at: point), at: [point]))
    }
    var width = min(interval.width / 1024, 1 / 1024)
    while true {
      open = open.map { $0.refined(toWidth: width) }
      for root in open {
        let middle = root.enclosure.midpoint
        span.joinLower(ErrorSpan(exact: evaluate(at: middle), at: [middle]))
      }
      let sizes = open.map { range(on: $0.enclosure).magnitude }
      let largest = sizes.reduce(span.lower, max)
      if largest - span.lower <= relativeWidth * largest {
        span.raise(to: largest)
        return span
      }
      open = zip(open, sizes).filter { $1 > span.lower }.map { $0.0 }
      width *= width
    }
  }
}
