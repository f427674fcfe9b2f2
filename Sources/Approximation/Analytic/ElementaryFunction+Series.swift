internal import ExactNumbers

/// The Taylor polynomial of an analytic function about a point, with all that it leaves out.
struct TaylorModel: Sendable {
  /// The point.
  let center: Rational
  /// The Taylor polynomial in x − center.
  let polynomial: Polynomial
  /// At most |f − polynomial| wherever |x − center| is at most the reach asked for.
  let remainder: Rational
}

extension ElementaryFunction {
  /// The Taylor polynomial about a point with a bound of its error.
  ///
  /// Coefficients are rounded to `bits` digits of what they contribute; rounding and enclosures are
  /// added to the remainder Σ rad(a_k) h^k + M_n h^n, with M_n ≥ |f⁽ⁿ⁾|/n! on [c − h, c + h].
  ///
  /// - Parameters:
  ///   - center: c.
  ///   - reach: h ≥ 0; every order of derivative exists on [c − h, c + h].
  ///   - degree: n − 1, at least 0.
  ///   - bits: the digits after the point.
  /// - Returns: the polynomial in x − c with its remainder.
  func taylorModel(at center: Rational, reach: Rational, degree: Int, bits: Int) -> TaylorModel {
    let digits = bits + degree + 16
    var (kept, slack, power): ([Rational], Rational, Rational) = ([], 0, 1)
    let growth = max(0, reach.magnitude.ceiling.bitLength)
    for (k, exact) in series(at: center, count: degree + 1, bits: digits).enumerated() {
      let short = exact.midpoint.rounded(toFractionBits: bits + k * growth + 4)
      kept.append(short)
      slack += max(exact.upper - short, short - exact.lower) * power
      power *= reach
      power = RationalInterval.round(power, bits: 64, .up)
    }
    let cut = derivativeBound(
      order: degree + 1, on: RationalInterval(center - reach, center + reach), bits: 64)
    return TaylorModel(
      center: center, polynomial: Polynomial(kept), remainder: slack + cut * power)
  }

  /// Enclosures of the Taylor coefficients f⁽ᵏ⁾(c)/k! for k below `count`.
  private func series(at c: Rational, count: Int, bits: Int) -> [RationalInterval] {
    switch self {
    case .exp, .sin, .cos:
      // The derivatives repeat after 1 or 4 orders.
      let turns = (0..<4).map { value(at: c, derivative: self == .exp ? 0 : $0, bits: bits) }
      var factorial: Rational = 1
      return (0..<count).map { k in
        if k > 1 { factorial *= Rational(k) }
        return (turns[k % 4] * (1 / factorial)).rounded(fractionBits: bits)
      }
    case .log1p, .reciprocal1p:
      // ln(1 + c) + Σ −(−t/(1 + c))^k/k and Σ (−t)^k/(1 + c)^(k + 1).
      var power: Rational = self == .log1p ? -1 : 1 / (1 + c)
      return (0..<count).map { k in
        defer { power *= -1 / (1 + c) }
        guard self == .log1p else { return RationalInterval(power) }
        return k == 0
          ? value(at: c, derivative: 0, bits: bits) : RationalInterval(power / Rational(k))
      }
    case .lorentz, .runge: return lorentzSeries(at: c, count: count).map { RationalInterval($0) }
    case .sqrt:
      let root = value(at: c, derivative: 0, bits: bits)
      var factor: Rational = 1
      return (0..<count).map { k in
        if k > 0 { factor *= (Rational(3, 2) - Rational(k)) / (Rational(k) * c) }
        return root * factor
      }
    }
  }

  /// (1 + q c² + 2 q c t + q t²) Σ a_k t^k = 1, solved term by term.
  private func lorentzSeries(at c: Rational, count: Int) -> [Rational] {
    let q = lorentzFactor
    let first = 1 / (1 + q * c * c)
    var result = [first]
    while result.count < count {
      let k = result.count
      let before = k > 1 ? result[k - 2] : 0
      result.append(-first * (2 * q * c * result[k - 1] + q * before))
    }
    return result
  }

  /// A number that |f⁽ⁿ⁾|/n! does not exceed on an interval, for n ≥ 1.
  ///
  /// With u = √q x, 1/(1 + u²) is the imaginary part of 1/(u − i), whose nth derivative over n! has
  /// the size |u − i|^(−n−1) ≤ (1 + u²)^(−n/2). For the root |binomial(1/2, n)| ≤ 1/2.
  func derivativeBound(order n: Int, on x: RationalInterval, bits: Int) -> Rational {
    let bound: Rational
    switch self {
    case .exp:
      bound = value(at: x.upper, derivative: 0, bits: bits).upper / Rational(Integer.factorial(n))
    case .sin, .cos: bound = 1 / Rational(Integer.factorial(n))
    case .log1p: bound = (1 + x.lower).power(-n) / Rational(n)
    case .reciprocal1p: bound = (x + 1).absoluteValues.lower.power(-n - 1)
    case .lorentz, .runge:
      let least = x.absoluteValues.lower
      let ratio = lorentzFactor / (1 + lorentzFactor * least * least)
      bound = FixedPoint.squareRoot(ratio, bits: bits).upper.power(n)
    case .sqrt:
      bound = value(at: x.lower, derivative: 0, bits: bits).upper * x.lower.power(-n) / 2
    }
    return RationalInterval.round(bound, bits: bits, .up)
  }
}
