internal import ExactNumbers

/// A polynomial whose coefficients are cut to multiples of 2^−`fractionBits`: fast enclosures of
/// values at numbers with many digits.
struct FixedPolynomial: Sendable {
  /// ⌊cᵢ · 2^`fractionBits`⌋, constant first: below the coefficients by less than 1 unit.
  private let coefficients: [Integer]
  private let fractionBits: Int

  init(_ polynomial: Polynomial, fractionBits: Int) {
    coefficients = polynomial.coefficients.map { FixedPoint.floor($0, fractionBits: fractionBits) }
    self.fractionBits = fractionBits
  }

  /// Encloses the value at a number.
  func value(at x: Rational) -> RationalInterval {
    guard !coefficients.isEmpty else { return RationalInterval(0) }
    let expansion = expansion(around: x, terms: 1)
    return interval(expansion[0].value, radius: expansion[0].error)
  }

  /// Encloses the values on an interval, by the Taylor expansion around its midpoint.
  ///
  /// |p(c + u) − p(c)| ≤ Σ |aₖ| Hᵏ for |u| ≤ H, k ≥ 1.
  func range(on interval: RationalInterval) -> RationalInterval {
    guard !coefficients.isEmpty else { return RationalInterval(0) }
    let terms = expansion(around: interval.midpoint, terms: coefficients.count)
    // One unit more than half the width, for what is cut off the midpoint.
    let half = FixedPoint.floor(interval.width / 2, fractionBits: fractionBits) + 2
    var sum = Integer.zero
    for term in terms.dropFirst().reversed() {
      sum += term.value.magnitude + term.error
      sum = (sum * half) >> fractionBits + 1
    }
    return self.interval(terms[0].value, radius: terms[0].error + sum)
  }

  /// The first Taylor coefficients around a point c, each within `error` units.
  ///
  /// Synthetic division: aᵢ ← aᵢ + c aᵢ₊₁, repeated. With c cut by 1 unit and the product cut, an
  /// error grows to eᵢ + |c| eᵢ₊₁ + |aᵢ₊₁| + 1; |aᵢ₊₁| is taken in whole numbers.
  private func expansion(
    around x: Rational, terms: Int
  ) -> [(value: Integer, error: Integer)] {
    let point = FixedPoint.floor(x, fractionBits: fractionBits)
    let isExact = Rational(dyadicNumerator: point, fractionBits: fractionBits) == x
    let size = x.magnitude.ceiling
    var values = coefficients
    var errors = [Integer](repeating: 1, count: values.count)
    for first in 0..<min(terms, values.count - 1) {
      for i in (first..<values.count - 1).reversed() {
        let cut = isExact ? 0 : (values[i + 1].magnitude >> fractionBits) + 1
        values[i] += (values[i + 1] * point) >> fractionBits
        errors[i] += size * errors[i + 1] + cut + 1
      }
    }
    return zip(values, errors).prefix(terms).map { (value: $0, error: $1) }
  }

  private func interval(_ center: Integer, radius: Integer) -> RationalInterval {
    RationalInterval(
      Rational(dyadicNumerator: center - radius, fractionBits: fractionBits),
      Rational(dyadicNumerator: center + radius, fractionBits: fractionBits))
  }
}
