internal import ExactNumbers

extension PiecewiseLinearFunction {
  /// This function after another: x ↦ self(inner(x)).
  ///
  /// Each piece of `inner` sweeps an interval of this function's domain and takes on a piece for
  /// every piece that it meets there, so p and q pieces make at most p · q.
  ///
  /// - Parameter inner: the function applied first.
  /// - Returns: the composition, on the domain of `inner`.
  /// - Precondition: every value of `inner` lies in `domain`.
  /// - Complexity: O(q log p + pieces met), for p pieces here and q of `inner`.
  public func composed(after inner: PiecewiseLinearFunction) -> PiecewiseLinearFunction {
    let (lowest, highest) = (inner.minimum.value, inner.maximum.value)
    precondition(
      domain.lower <= lowest && highest <= domain.upper,
      "the inner function takes values from \(lowest) to \(highest), outside \(domain)")
    var builder = PieceBuilder(on: inner.domain)
    for (index, part) in inner.parts.enumerated() {
      let (start, end) = (inner.start(ofPart: index), inner.end(ofPart: index))
      switch part.slope.sign {
      case .zero:
        builder.append(.init(slope: 0, intercept: self(part.intercept)), from: start)
      case .positive:
        appendRise(of: part, from: start, to: end, into: &builder)
      case .negative:
        appendFall(of: part, from: start, to: end, into: &builder)
      }
    }
    return builder.build()
  }

  /// Follows this function's pieces from left to right while the inner line rises.
  private func appendRise(
    of inner: AffinePart, from start: ExtendedRational, to end: ExtendedRational,
    into builder: inout PieceBuilder
  ) {
    let bottom = inner.value(towards: start)
    let top = inner.value(towards: end)
    var index = breakpointCount(below: bottom)
    if index < breakpoints.count, .finite(breakpoints[index]) == bottom { index += 1 }
    builder.append(parts[index].composed(after: inner), from: start)
    while index < breakpoints.count, .finite(breakpoints[index]) < top {
      index += 1
      builder.append(
        parts[index].composed(after: inner), from: preimage(of: index - 1, under: inner))
    }
  }

  /// Follows this function's pieces from right to left while the inner line falls.
  private func appendFall(
    of inner: AffinePart, from start: ExtendedRational, to end: ExtendedRational,
    into builder: inout PieceBuilder
  ) {
    let top = inner.value(towards: start)
    let bottom = inner.value(towards: end)
    var index = breakpointCount(below: top)
    builder.append(parts[index].composed(after: inner), from: start)
    while index > 0, .finite(breakpoints[index - 1]) > bottom {
      index -= 1
      builder.append(parts[index].composed(after: inner), from: preimage(of: index, under: inner))
    }
  }

  /// Where a line that is not horizontal meets one of this function's breakpoints.
  private func preimage(of breakpoint: Int, under inner: AffinePart) -> ExtendedRational {
    .finite((breakpoints[breakpoint] - inner.intercept) / inner.slope)
  }
}
