internal import ExactNumbers

/// The error e(x) = f(x) − (slope · x + intercept) on one bounded interval.
struct PieceError {
  let function: TargetError
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
  /// Where nothing is known of f'', e lies between the range of f and that of the line.
  func roughBounds(bits: Int) -> ErrorSpan {
    if let sign = function.curvatureSign(on: domain) {
      var search = ArchSearch(self, curvature: sign, bits: bits)
      search.step()
      return search.span
    }
    let (left, right) = (value(at: domain.lower, bits: bits), value(at: domain.upper, bits: bits))
    if let curvature = function.curvature(on: domain) {
      return chordBounds(left, right, curvature: curvature.rounded(bits: 32))
    }
    var span = ErrorSpan(left, at: domain.lower)
    span.join(ErrorSpan(right, at: domain.upper))
    let line = RationalInterval.between(
      slope * domain.lower + intercept, slope * domain.upper + intercept)
    span.raise(to: (function.range(on: domain, bits: bits) - line).magnitude)
    return span
  }

  /// Bounds of sup |e| that are close enough, or too low to matter.
  ///
  /// Parts on which f'' may change its sign are halved, the one with the highest bound first, until
  /// the chord's gap does not matter. Where the function's enclosures stay wide, or where e is 0 as far
  /// as thousands of digits tell, the bounds stay apart: the work on a piece is limited.
  /// - Parameters:
  ///   - floor: a number below which the sup error on this piece does not matter.
  ///   - width: the relative width wanted.
  /// - Returns: bounds within the relative width of max(`floor`, the lower bound), if it can be.
  func refined(floor: Rational, relativeWidth width: Rational) -> ErrorSpan {
    if let exact = polynomial {
      return exact.supMagnitude(on: domain, relativeWidth: width)
    }
    let span = reached(floor: floor)
    var result = ErrorSpan(lower: span.lower, upper: span.lower, point: span.point)
    var waiting: [(part: RationalInterval, upper: Rational)] = []
    /// Takes in a part's bounds, or lets it wait for its halves.
    func look(at part: RationalInterval) {
      let reach = max(floor, result.lower, Self.leastError)
      let bits = Self.bits(forWidth: width * reach / 8)
      let error = restricted(to: part)
      if let sign = function.curvatureSign(on: part) {
        var search = ArchSearch(error, curvature: sign, bits: bits)
        search.run(floor: reach, relativeWidth: width / 2)
        result.join(search.span)
        return
      }
      let rough = error.roughBounds(bits: bits)
      result.joinLower(rough, upTo: rough.lower)
      if rough.upper <= max(floor, result.lower) * (1 + width / 2) {
        result.raise(to: rough.upper)
      } else {
        waiting.append((part, rough.upper))
      }
    }
    look(at: domain)
    for _ in 0..<Self.partLimit {
      guard let highest = waiting.indices.max(by: { waiting[$0].upper < waiting[$1].upper }) else {
        break
      }
      let part = waiting.remove(at: highest).part
      look(at: RationalInterval(part.lower, part.midpoint))
      look(at: RationalInterval(part.midpoint, part.upper))
    }
    for part in waiting { result.raise(to: part.upper) }
    return result
  }

  /// The most halvings of a piece.
  private static var partLimit: Int { 512 }

  /// |e| at the ends, or in the middle where it is 0 there, with ever more digits until it is not.
  private func reached(floor: Rational) -> ErrorSpan {
    var bits = 64
    var span = atEnds(bits: bits)
    while max(floor, span.lower).sign == .zero && bits < Self.digitLimit {
      bits *= 2
      span = atEnds(bits: bits)
      span.joinLower(ErrorSpan(value(at: domain.midpoint, bits: bits), at: domain.midpoint))
    }
    return span
  }

  /// The most digits with which an error is told from 0, and the error that they show.
  static var digitLimit: Int { 4096 }
  private static var leastError: Rational {
    Rational(dyadicNumerator: 1, fractionBits: digitLimit)
  }

  /// Binary digits after the point that make 2^−bits at most a positive width.
  static func bits(forWidth width: Rational) -> Int {
    max(width.denominator.bitLength - width.numerator.bitLength + 1, 1)
  }
}
