internal import ExactNumbers

extension Polynomial {
  /// An interval that holds every value on an interval, from the Bernstein coefficients.
  ///
  /// The polynomial is a mean of its Bernstein coefficients at every point, so it lies between
  /// the smallest and the largest; the first and the last are its values at the ends. The excess
  /// shrinks with the square of the interval's width.
  /// - Parameter interval: where.
  /// - Returns: an enclosure of the range; exact for degree at most 1, and wherever the smallest
  ///   and the largest coefficient stand at the ends.
  /// - Complexity: O(degree²) exact operations.
  /// - Source: Cargo and Shisha, The Bernstein form of a polynomial, J. Res. NBS 70B (1966).
  public func range(on interval: RationalInterval) -> RationalInterval {
    let coefficients = bernsteinCoefficients(on: interval)
    let first = coefficients.first ?? 0
    return RationalInterval(coefficients.reduce(first, min), coefficients.reduce(first, max))
  }

  /// The coefficients bⱼ with p(lower + w t) = Σ bⱼ C(n, j) tʲ (1 − t)ⁿ⁻ʲ.
  ///
  /// With local coefficients aᵢ of tⁱ, bⱼ = Σᵢ C(j, i) / C(n, i) aᵢ; the sum is built by the
  /// differences of Pascal's triangle.
  func bernsteinCoefficients(on interval: RationalInterval) -> [Rational] {
    let local = composed(with: Polynomial([interval.lower, interval.width]))
    let degree = max(local.degree, 0)
    var rows = (0...degree).map { local[$0] / Rational(Integer.binomial(degree, $0)) }
    // Row k holds the k-th difference of b at 0; summing from the last row upward gives each b.
    var result = [rows[0]]
    for _ in 0..<degree {
      for k in 0..<degree { rows[k] += rows[k + 1] }
      result.append(rows[0])
    }
    return result
  }
}
