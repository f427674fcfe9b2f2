public import ExactNumbers

extension ApproximationTarget {
  /// Whether the target is defined on a bounded box.
  ///
  /// - Parameter box: an interval for each input.
  /// - Returns: `false` also for an unbounded box and for a wrong number of intervals.
  public func isDefined(on box: [Interval]) -> Bool {
    do throws(ApproximationError) {
      _ = try requireDefined(on: box)
      return true
    } catch {
      return false
    }
  }

  /// Checks that the target is defined on a bounded box.
  ///
  /// - Parameter box: an interval for each input.
  /// - Returns: the same box, with its ends as numbers.
  /// - Throws: `ApproximationError.intervalCountMismatch`, `.unboundedDomain`, `.undefined`, or
  ///   `.contradiction` where enclosures of the caller's own function are seen to be false.
  @discardableResult
  public func requireDefined(
    on box: [Interval]
  ) throws(ApproximationError) -> [RationalInterval] {
    guard box.count == inputCount else {
      throw .intervalCountMismatch(expected: inputCount, received: box.count)
    }
    var bounded: [RationalInterval] = []
    for interval in box {
      guard let ends = RationalInterval(interval) else {
        throw .unboundedDomain(interval)
      }
      bounded.append(ends)
    }
    if let function = enclosed { try requireSound(function, on: bounded[0]) }
    return bounded
  }

  /// Checks that a function is defined on an interval, and that its enclosures go together.
  private func requireSound(
    _ function: EnclosedFunction, on interval: RationalInterval
  ) throws(ApproximationError) {
    if case .undefined(let part) = function.range(on: interval, derivative: 0, bits: 32) {
      throw .undefined(
        target: description, on: interval,
        definedOn: function.elementary?.domainText ?? "that leaves out \(part)")
    }
    if let part = function.contradiction(on: interval) {
      throw .contradiction(target: description, on: part)
    }
  }

  /// Whether the target of one input, or a derivative of it, is defined on an interval.
  ///
  /// - Parameters:
  ///   - interval: where; it may be one point.
  ///   - order: 0 for the function, 1 or 2 for a derivative. The square root has none at 0.
  /// - Returns: `false` for a target of several inputs.
  public func isDefined(on interval: RationalInterval, derivative order: Int = 0) -> Bool {
    switch kind {
    case .polynomial: true
    case .product: false
    case .enclosed(let function):
      function.range(on: interval, derivative: order, bits: 32).interval != nil
    }
  }
}
