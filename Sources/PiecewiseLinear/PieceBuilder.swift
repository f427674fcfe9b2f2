internal import ExactNumbers

/// Collects pieces from left to right and keeps neighbours different: the one door to canonical form.
struct PieceBuilder {
  private let domain: Interval
  private var breakpoints: [Rational] = []
  private var parts: [AffinePart] = []

  init(on domain: Interval) {
    self.domain = domain
  }

  /// Adds the next piece; equal neighbours become one.
  ///
  /// `start` is where the piece begins; for the first piece that is the domain's left end and is
  /// not kept. Starts must increase and lie inside the domain, and the line must meet the one
  /// before it there.
  mutating func append(_ part: AffinePart, from start: ExtendedRational) {
    guard let last = parts.last else {
      parts.append(part)
      return
    }
    guard part != last else { return }
    guard case .finite(let point) = start else {
      preconditionFailure("a later piece starts at a number, not at \(start)")
    }
    assert(domain.interiorContains(point), "the breakpoint \(point) lies outside \(domain)")
    assert(breakpoints.last.map { $0 < point } ?? true, "the breakpoint \(point) is out of order")
    assert(last(point) == part(point), "the pieces do not meet at \(point)")
    breakpoints.append(point)
    parts.append(part)
  }

  /// The function whose pieces were added.
  func build() -> PiecewiseLinearFunction {
    PiecewiseLinearFunction(domain: domain, breakpoints: breakpoints, parts: parts)
  }
}

/// The interval between two ends known to be in order.
func interval(from lower: ExtendedRational, to upper: ExtendedRational) -> Interval {
  guard let interval = try? Interval(lower, upper) else {
    preconditionFailure("the interval from \(lower) to \(upper) has no interior")
  }
  return interval
}
