internal import ExactNumbers

/// A target turned so that it is convex and is read from left to right.
///
/// F(x) = ± f(± x) on a stretch where f″ has one sign, with the digits that an error asks for.
struct ConvexFunction {
  /// The derivatives of order 0 … 4 of the target.
  private let derivatives: Derivatives
  /// The sign of f″.
  private let sign: Sign
  /// Whether x stands for −x.
  private let isMirrored: Bool
  /// The largest gap between graph and chord that a piece may have: twice the error.
  let largestGap: Rational
  /// The stretch, in the direction that it is read.
  let stretch: RationalInterval
  /// Binary digits after the point of values, slopes and knots.
  let bits: Int

  private enum Derivatives {
    case polynomials([FixedPolynomial])
    case enclosed(EnclosedFunction)
  }

  /// The function on a stretch where the target's second derivative has one sign.
  ///
  /// - Returns: `nil` for a target of several inputs.
  init?(_ target: ApproximationTarget, on stretch: CurvatureStretch, error: Rational) {
    let range = stretch.range
    // Where g is largest, pieces are about √(16 E / g) long.
    let bend = target.quickEnclosure(on: range, derivative: 2, bits: 0)?.magnitude ?? 0
    // The gap to 2^−50 of its size, with slopes times lengths.
    bits =
      Rational.one.dividedBits(by: error) + range.width.ceiling.bitLength
      + bend.ceiling.bitLength / 2 + 52
    switch target.kind {
    case .product: return nil
    case .enclosed(let function): derivatives = .enclosed(function)
    case .polynomial(let polynomial):
      let digits = bits + 32
      derivatives = .polynomials(
        (0...4).map {
          FixedPolynomial(polynomial.derivative(order: $0), fractionBits: digits)
        })
    }
    sign = stretch.curvature
    isMirrored = false
    largestGap = 2 * error
    self.stretch = range
  }

  private init(mirroring function: ConvexFunction) {
    derivatives = function.derivatives
    sign = function.sign
    isMirrored = !function.isMirrored
    largestGap = function.largestGap
    stretch = -function.stretch
    bits = function.bits
  }

  /// The same function read from right to left.
  var mirrored: ConvexFunction { ConvexFunction(mirroring: self) }

  /// F, F′ or F″ at a point.
  func value(at x: Rational, derivative order: Int = 0) -> RationalInterval {
    let point = isMirrored ? -x : x
    let value =
      switch derivatives {
      case .polynomials(let polynomials): polynomials[order].value(at: point)
      case .enclosed(let function): function.value(at: point, derivative: order, bits: bits)
      }
    let short = value.rounded(fractionBits: bits)
    return flips(order) ? -short : short
  }

  /// F″, F‴ and F⁗ on an interval, with an excess that vanishes as the interval shrinks.
  ///
  /// - Precondition: ``hasHigherDerivatives``.
  func bendings(on interval: RationalInterval, digits: Int) -> [RationalInterval] {
    (2...4).compactMap { bending(of: $0, on: interval, digits: digits) }
  }

  /// F″ on an interval, or `nil` where the caller's own function gives none.
  func bending(on interval: RationalInterval) -> RationalInterval? {
    bending(of: 2, on: interval, digits: bits)
  }

  private func bending(
    of order: Int, on interval: RationalInterval, digits: Int
  ) -> RationalInterval? {
    let range = isMirrored ? -interval : interval
    let value: RationalInterval?
    switch derivatives {
    case .polynomials(let polynomials): value = polynomials[order].range(on: range)
    case .enclosed(let function):
      value =
        hasHigherDerivatives
        ? function.elementary?.roundedRange(on: range, derivative: order, bits: digits)
        : function.enclosure(on: range, derivative: order, bits: digits)
    }
    return flips(order) ? value.map { -$0 } : value
  }

  /// Whether derivatives of higher order than 2 are known.
  var hasHigherDerivatives: Bool {
    guard case .enclosed(let function) = derivatives else { return true }
    return function.elementary != nil
  }

  /// Whether the derivative of F is that of f with the other sign.
  private func flips(_ order: Int) -> Bool {
    (sign == .negative) != (isMirrored && order % 2 == 1)
  }
}
