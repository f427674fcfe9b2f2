internal import ExactNumbers

/// The ends of the box in double.
struct ProgramBox {
  /// The nearest doubles, or infinities.
  let lower: UnsafeMutablePointer<Double>
  let upper: UnsafeMutablePointer<Double>
  /// Doubles at least, or at most, as large as the true ends: what lies strictly between is inside.
  let innerLower: UnsafeMutablePointer<Double>
  let innerUpper: UnsafeMutablePointer<Double>

  init(_ box: [Interval]) {
    lower = .allocate(capacity: box.count)
    upper = .allocate(capacity: box.count)
    innerLower = .allocate(capacity: box.count)
    innerUpper = .allocate(capacity: box.count)
    for (index, interval) in box.enumerated() {
      (lower + index).initialize(to: interval.lower.finiteValue.map { Double($0) } ?? -.infinity)
      (upper + index).initialize(to: interval.upper.finiteValue.map { Double($0) } ?? .infinity)
      // A finite end may be larger than every double.
      (innerLower + index).initialize(
        to: interval.lower.isFinite ? lower[index].nextUp : -.infinity)
      (innerUpper + index).initialize(
        to: interval.upper.isFinite ? upper[index].nextDown : .infinity)
    }
  }

  func deallocate() {
    lower.deallocate()
    upper.deallocate()
    innerLower.deallocate()
    innerUpper.deallocate()
  }

  /// An upper bound of the 1-norm of all finite ends.
  func reach(_ dimension: Int) -> Double {
    var sum = 0.0
    for index in 0..<dimension {
      let (below, above) = (lower[index].magnitude, upper[index].magnitude)
      sum += max(below.isFinite ? below : 0, above.isFinite ? above : 0)
    }
    return sum * Slack.inflation
  }
}
