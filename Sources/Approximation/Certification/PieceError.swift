internal import ExactNumbers

/// The error e(x) = f(x) − (slope · x + intercept) on one bounded interval.
struct PieceError<Function: ErrorFunction> {
  let function: Function
  let domain: RationalInterval
  let slope: Rational
  let intercept: Rational

  /// Encloses e(x).
  func value(at x: Rational, bits: Int) -> RationalInterval {
    function.value(at: x, bits: bits) - (slope * x + intercept)
  }

  /// Encloses e'(x).
  func slope(at x: Rational, bits: Int) -> RationalInterval {
    function.slope(at: x, bits: bits) - slope
  }

  /// |e| at both ends.
  func atEnds(bits: Int) -> ErrorSpan {
    var span = ErrorSpan(value(at: domain.lower, bits: bits), at: domain.lower)
    span.join(ErrorSpan(value(at: domain.upper, bits: bits), at: domain.upper))
    return span
  }

  /// The same error on a part of the interval.
  func restricted(to part: RationalInterval) -> PieceError {
    PieceError(function: function, domain: part, slope: slope, intercept: intercept)
  }

  /// The error as a polynomial, where f is one.
  var polynomial: Polynomial? {
    function.polynomial.map { $0 - Polynomial([intercept, slope]) }
  }

  /// Bounds of sup |e| from the ends and an enclosure [A, B] of f'' alone.
  ///
  /// e differs from its chord by −f''(ξ)(x − l)(r − x)/2, which lies between −max(B, 0) w²/8 and
  /// max(−A, 0) w²/8 for width w.
  func chordBounds(
    _ left: RationalInterval, _ right: RationalInterval, curvature: RationalInterval
  ) -> ErrorSpan {
    var span = ErrorSpan(left, at: domain.lower)
    span.join(ErrorSpan(right, at: domain.upper))
    let width = RationalInterval.round(domain.width, bits: 32, .up)
    let scale = width * width / 8
    span.raise(to: max(left.upper, right.upper) + max(-curvature.lower, 0) * scale)
    span.raise(to: max(curvature.upper, 0) * scale - min(left.lower, right.lower))
    return span
  }

  /// Bounds of sup |e| for little work, at three points or fewer.
  ///
  /// - Returns: `nil` where f'' may change its sign and no bounded enclosure of it is known.
  func roughBounds(bits: Int) -> ErrorSpan? {
    if let sign = function.curvatureSign(on: domain) {
      var search = ArchSearch(self, curvature: sign, bits: bits)
      search.step()
      return search.span
    }
    return function.curvature(on: domain).map { curvature in
      chordBounds(
        value(at: domain.lower, bits: bits), value(at: domain.upper, bits: bits),
        curvature: curvature.rounded(bits: 32))
    }
  }

  /// Bounds of sup |e| that are close enough, or too low to matter.
  ///
  /// Parts on which f'' may change its sign are halved until the chord's gap does not matter.
  /// - Parameters:
  ///   - floor: a number that the sup error of the whole domain is known to reach.
  ///   - width: the relative width wanted.
  /// - Returns: bounds within the relative width of max(`floor`, the lower bound).
  func refined(floor: Rational, relativeWidth width: Rational) -> ErrorSpan {
    if let exact = polynomial {
      return exact.supMagnitude(on: domain, relativeWidth: width)
    }
    var bits = 64
    var span = atEnds(bits: bits)
    while max(floor, span.lower).sign == .zero {
      bits *= 2
      span = atEnds(bits: bits)
      span.joinLower(ErrorSpan(value(at: domain.midpoint, bits: bits), at: domain.midpoint))
    }
    var result = ErrorSpan(lower: span.lower, upper: span.lower, point: span.point)
    var parts = [domain]
    while let part = parts.popLast() {
      let reach = max(floor, result.lower)
      bits = Self.bits(forWidth: width * reach / 8)
      let error = restricted(to: part)
      if let sign = function.curvatureSign(on: part) {
        var search = ArchSearch(error, curvature: sign, bits: bits)
        search.run(floor: reach, relativeWidth: width / 2)
        result.join(search.span)
        continue
      }
      let rough = error.roughBounds(bits: bits)
      if let rough { result.joinLower(rough) }
      if let rough, rough.upper <= max(floor, result.lower) * (1 + width / 2) {
        result.raise(to: rough.upper)
      } else {
        parts.append(RationalInterval(part.lower, part.midpoint))
        parts.append(RationalInterval(part.midpoint, part.upper))
      }
    }
    return result
  }

  /// Binary digits after the point that make 2^−bits at most a positive width.
  static func bits(forWidth width: Rational) -> Int {
    max(width.denominator.bitLength - width.numerator.bitLength + 1, 1)
  }
}
