public import ExactNumbers

/// A continuous piecewise-linear function of one real variable, exact.
///
/// f : `domain` → ℝ, affine with rational coefficients on each of finitely many intervals that
/// cover the domain, which may be bounded, a ray or the whole line. The form is canonical:
/// neighbouring pieces have different slopes, so two equal functions are equal as values, and
/// `pieceCount` is the number of linear pieces in the strict sense.
public struct PiecewiseLinearFunction: Hashable, Sendable {
  /// Where the function is defined.
  public let domain: Interval
  /// The points inside the domain where the slope changes, increasing.
  public let breakpoints: [Rational]
  /// The lines from left to right, one more than breakpoints; neighbours differ.
  let parts: [AffinePart]

  /// Keeps values that are canonical already; everybody else goes through `PieceBuilder`.
  init(domain: Interval, breakpoints: [Rational], parts: [AffinePart]) {
    assert(parts.count == breakpoints.count + 1, "one more piece than breakpoints")
    self.domain = domain
    self.breakpoints = breakpoints
    self.parts = parts
  }

  /// The affine function x ↦ `slope` · x + `intercept`.
  ///
  /// - Parameters:
  ///   - slope: the rise per unit of input.
  ///   - intercept: the value at 0 of the line.
  ///   - domain: where the function is defined.
  public init(slope: Rational, intercept: Rational, on domain: Interval = .wholeLine) {
    self.init(
      domain: domain, breakpoints: [], parts: [AffinePart(slope: slope, intercept: intercept)])
  }

  /// The identity x ↦ x.
  ///
  /// - Parameter domain: where the function is defined.
  /// - Returns: the function with one piece of slope 1.
  public static func identity(on domain: Interval = .wholeLine) -> PiecewiseLinearFunction {
    PiecewiseLinearFunction(slope: 1, intercept: 0, on: domain)
  }

  /// The constant function.
  ///
  /// - Parameters:
  ///   - value: its value.
  ///   - domain: where the function is defined.
  /// - Returns: the function with one piece of slope 0.
  public static func constant(
    _ value: Rational, on domain: Interval = .wholeLine
  ) -> PiecewiseLinearFunction {
    PiecewiseLinearFunction(slope: 0, intercept: value, on: domain)
  }
}

extension PiecewiseLinearFunction {
  /// How many linear pieces there are: one more than breakpoints.
  public var pieceCount: Int { parts.count }

  /// How many different affine maps the pieces are part of: at most `pieceCount`.
  ///
  /// - Complexity: O(pieces).
  public var affineFunctionCount: Int { Set(parts).count }

  /// The linear pieces from left to right; neighbours share an end and differ in slope.
  ///
  /// - Complexity: O(pieces).
  public var pieces: [LinearPiece] {
    parts.indices.map { index in
      LinearPiece(
        domain: interval(from: start(ofPart: index), to: end(ofPart: index)),
        slope: parts[index].slope, intercept: parts[index].intercept)
    }
  }

  /// The values at the breakpoints, in their order.
  public var breakpointValues: [Rational] { zip(breakpoints, parts).map { $1($0) } }

  /// The value at a point.
  ///
  /// - Parameter x: a point of the domain.
  /// - Returns: f(x), exactly.
  /// - Precondition: `domain` contains `x`.
  /// - Complexity: O(log pieces).
  public func callAsFunction(_ x: Rational) -> Rational {
    precondition(domain.contains(x), "the function is defined on \(domain), not at \(x)")
    return parts[partIndex(at: x)](x)
  }

  /// The left end of a part.
  func start(ofPart index: Int) -> ExtendedRational {
    index == 0 ? domain.lower : .finite(breakpoints[index - 1])
  }

  /// The right end of a part.
  func end(ofPart index: Int) -> ExtendedRational {
    index == breakpoints.count ? domain.upper : .finite(breakpoints[index])
  }

  /// The part that holds a point; at a breakpoint the one on its left.
  func partIndex(at x: Rational) -> Int { breakpointCount(below: .finite(x)) }

  /// How many breakpoints are less than a value, by bisection.
  func breakpointCount(below value: ExtendedRational) -> Int {
    var low = 0
    var high = breakpoints.count
    while low < high {
      let middle = low + (high - low) / 2
      if .finite(breakpoints[middle]) < value { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
