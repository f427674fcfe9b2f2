internal import ExactNumbers

/// A smooth function of one variable as a certificate asks about it.
protocol ErrorFunction: Sendable {
  /// The function, when it is a polynomial.
  var polynomial: Polynomial? { get }

  /// Encloses the value at a point to 2^−`bits` or better.
  func value(at x: Rational, bits: Int) -> RationalInterval

  /// Encloses the slope at a point inside the domain to 2^−`bits` or better.
  func slope(at x: Rational, bits: Int) -> RationalInterval

  /// Whether the function has a slope at a point of its domain.
  func hasSlope(at x: Rational) -> Bool

  /// The point inside a convex or concave stretch where f' has some value, if it is known to be
  /// rational.
  func rationalPoint(ofSlope slope: Rational, on stretch: RationalInterval) -> Rational?

  /// Encloses f'' on an interval, or `nil` where no bounded enclosure is known.
  func curvature(on interval: RationalInterval) -> RationalInterval?

  /// The sign that f'' has, or 0, everywhere inside an interval; `nil` when it changes or may.
  func curvatureSign(on interval: RationalInterval) -> Sign?
}

extension ErrorFunction {
  func hasSlope(at x: Rational) -> Bool { true }

  func rationalPoint(ofSlope slope: Rational, on stretch: RationalInterval) -> Rational? { nil }

  /// The sign from the enclosure of f''.
  func curvatureSign(on interval: RationalInterval) -> Sign? {
    guard let range = curvature(on: interval) else { return nil }
    if range.lower.sign != .negative { return .positive }
    return range.upper.sign != .positive ? .negative : nil
  }
}

/// A polynomial with its first two derivatives at hand.
struct PolynomialError: ErrorFunction {
  private let function: Polynomial
  private let first: Polynomial
  private let second: Polynomial

  init(_ polynomial: Polynomial) {
    function = polynomial
    first = polynomial.derivative
    second = first.derivative
  }

  var polynomial: Polynomial? { function }

  func value(at x: Rational, bits: Int) -> RationalInterval {
    RationalInterval(function.evaluate(at: x))
  }

  func slope(at x: Rational, bits: Int) -> RationalInterval {
    RationalInterval(first.evaluate(at: x))
  }

  func curvature(on interval: RationalInterval) -> RationalInterval? {
    second.range(on: interval)
  }
}
