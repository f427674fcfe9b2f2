public import ExactNumbers

/// Why data do not make a piecewise-linear function; positions are counted from 1.
public enum PiecewiseLinearError: Error, Hashable, Sendable, CustomStringConvertible {
  /// An interpolant needs two samples at least.
  case tooFewSamples(count: Int)
  /// No breakpoint was given.
  case noBreakpoints
  /// No piece was given.
  case noPieces
  /// As many values as breakpoints are needed.
  case valueCount(breakpoints: Int, values: Int)
  /// The point at `position` is not above the one before it.
  case notIncreasing(position: Int, previous: Rational, value: Rational)
  /// Piece number `piece` does not start where the one before it ends.
  case gap(piece: Int, end: ExtendedRational, start: ExtendedRational)
  /// Piece number `piece` starts at another value than the one before it ends with.
  case jump(piece: Int, point: Rational, left: Rational, right: Rational)

  /// One sentence that names the place and the fix.
  public var description: String {
    switch self {
    case .tooFewSamples(let count):
      "an interpolant needs at least two samples, and \(count) were given"
    case .noBreakpoints:
      "a function given by its breakpoints needs at least one"
    case .noPieces:
      "a function given by its pieces needs at least one"
    case .valueCount(let breakpoints, let values):
      "\(breakpoints) breakpoints need as many values, and \(values) were given"
    case .notIncreasing(let position, let previous, let value):
      "the points must increase, but number \(position) is \(value) after \(previous)"
    case .gap(let piece, let end, let start):
      "piece \(piece) must start where the one before it ends, at \(end), not at \(start)"
    case .jump(let piece, let point, let left, let right):
      "piece \(piece) must start at the value \(left) that the one before it has at \(point),"
        + " not at \(right)"
    }
  }
}
