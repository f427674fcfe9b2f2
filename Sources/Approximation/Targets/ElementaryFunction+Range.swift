internal import ExactNumbers

extension ElementaryFunction {
  /// An interval that holds every value on an interval, of the function or of a derivative of
  /// order 1 or 2, with each end off by at most 2^−`bits`.
  ///
  /// Between the points where the next derivative is 0 the function is monotone, so the extremes
  /// stand at the ends and at those points.
  func range(on interval: RationalInterval, derivative order: Int, bits: Int) -> RationalInterval {
    let ends = [interval.lower, interval.upper].map {
      value(at: $0, derivative: order, bits: bits + 1).rounded(fractionBits: bits + 1)
    }
    return peaks(in: interval, derivative: order, bits: bits).reduce(ends[0].hull(with: ends[1])) {
      $0.hull(with: $1)
    }
  }

  /// The values where the next derivative is 0.
  private func peaks(
    in interval: RationalInterval, derivative order: Int, bits: Int
  ) -> [RationalInterval] {
    switch self {
    // Every derivative keeps one sign.
    case .exp, .log1p, .reciprocal1p, .sqrt: []
    case .sin: ElementaryFunction.sinePeaks(in: interval, quarterTurns: order, bits: bits)
    case .cos: ElementaryFunction.sinePeaks(in: interval, quarterTurns: order + 1, bits: bits)
    case .lorentz, .runge: lorentzPeaks(in: interval, derivative: order, bits: bits)
    }
  }

  /// 1 where sin(x + j π/2) reaches it in an interval, and −1 likewise.
  ///
  /// The peaks are at the quarter turns 2 x/π = 1 − j and −1 − j, modulo 4. The quarter turns are
  /// enclosed outward; a peak that is counted although it lies just outside, by δ ≤ 2^−bits,
  /// exceeds the values inside by less than δ².
  private static func sinePeaks(
    in interval: RationalInterval, quarterTurns: Int, bits: Int
  ) -> [RationalInterval] {
    let first = quarters(interval.lower, bits: bits).lower.ceiling
    let last = quarters(interval.upper, bits: bits).upper.floor
    return [1, -1].filter { peak in
      // The first quarter turn from `first` on that is peak − j modulo 4.
      let target = Integer(peak - quarterTurns)
      return target + 4 * (first - target).ceilingDivided(by: 4) <= last
    }.map { RationalInterval(Rational($0)) }
  }

  /// 2 x / π, of width at most 2^−`bits`.
  ///
  /// c ≤ π 2^w < c + 2 encloses 1/π to a relative width of 2^(1 − w).
  static func quarters(_ x: Rational, bits: Int) -> RationalInterval {
    let digits = max(bits, 0) + x.floor.bitLength + 4
    let pi = FixedPoint.pi(fractionBits: digits)
    let scaled = x * Rational(Integer.one << (digits + 1))
    return .between(scaled / Rational(pi), scaled / Rational(pi + 2))
  }

  /// The peaks of 1/(1 + c x²): 1 at 0; its slope's, ∓ (3/8) √(3 c) where 3 c x² = 1; its second
  /// derivative's, −2 c at 0 and c/2 where c x² = 1.
  private func lorentzPeaks(
    in interval: RationalInterval, derivative order: Int, bits: Int
  ) -> [RationalInterval] {
    let c = lorentzFactor
    func holds(_ square: Rational, _ sign: Sign) -> Bool {
      ElementaryFunction.holdsRoot(of: square, sign, in: interval)
    }
    switch order {
    case 0: return interval.contains(0) ? [RationalInterval(1)] : []
    case 1:
      let peak = FixedPoint.squareRoot(27 * c / 64, bits: bits + 1)
      return (holds(1 / (3 * c), .positive) ? [-peak] : [])
        + (holds(1 / (3 * c), .negative) ? [peak] : [])
    default:
      let sides = holds(1 / c, .positive) || holds(1 / c, .negative)
      return (interval.contains(0) ? [RationalInterval(-2 * c)] : [])
        + (sides ? [RationalInterval(c / 2)] : [])
    }
  }

  /// Whether an interval holds √`square` or, for a negative sign, −√`square`.
  private static func holdsRoot(
    of square: Rational, _ sign: Sign, in interval: RationalInterval
  ) -> Bool {
    let side = sign == .negative ? -interval : interval
    guard side.upper.sign != .negative else { return false }
    let low = max(side.lower, 0)
    return low * low <= square && square <= side.upper * side.upper
  }
}
