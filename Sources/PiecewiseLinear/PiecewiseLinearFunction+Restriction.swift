public import ExactNumbers

extension PiecewiseLinearFunction {
  /// The same function on a smaller interval.
  ///
  /// - Parameter interval: a part of the domain.
  /// - Returns: the function restricted to it; a breakpoint on one of its ends is dropped.
  /// - Precondition: `interval` lies in `domain`.
  /// - Complexity: O(pieces kept + log pieces).
  public func restricted(to interval: Interval) -> PiecewiseLinearFunction {
    precondition(
      domain.contains(interval), "the function is defined on \(domain), not on all of \(interval)")
    let first = firstPartIndex(after: interval.lower)
    let last = breakpointCount(below: interval.upper)
    return PiecewiseLinearFunction(
      domain: interval, breakpoints: Array(breakpoints[first..<last]),
      parts: Array(parts[first...last]))
  }

  /// The part just right of a point of the domain that is not its right end.
  private func firstPartIndex(after point: ExtendedRational) -> Int {
    let index = breakpointCount(below: point)
    let startsOnBreakpoint = index < breakpoints.count && .finite(breakpoints[index]) == point
    return startsOnBreakpoint ? index + 1 : index
  }
}

extension Interval {
  /// Whether all of another interval lies in this one.
  func contains(_ other: Interval) -> Bool { lower <= other.lower && other.upper <= upper }
}
