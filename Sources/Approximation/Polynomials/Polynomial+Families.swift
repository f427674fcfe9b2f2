internal import ExactNumbers

extension Polynomial {
  /// The monomial x^k.
  ///
  /// - Parameter exponent: k.
  /// - Returns: x^k, with x^0 = 1.
  /// - Precondition: `exponent` ≥ 0.
  public static func monomial(_ exponent: Int) -> Polynomial {
    precondition(exponent >= 0, "Polynomial.monomial needs an exponent >= 0, not \(exponent)")
    return Polynomial([Rational](repeating: 0, count: exponent) + [1])
  }

  /// The Chebyshev polynomial of the first kind: Tₙ(cos θ) = cos nθ.
  ///
  /// - Parameter degree: n.
  /// - Returns: Tₙ.
  /// - Precondition: `degree` ≥ 0.
  /// - Source: the recurrence T₀ = 1, T₁ = x, Tₙ₊₁ = 2 x Tₙ − Tₙ₋₁.
  public static func chebyshev(_ degree: Int) -> Polynomial {
    family(degree, "chebyshev") { _, last, previous in Polynomial([0, 2]) * last - previous }
  }

  /// The Legendre polynomial with Pₙ(1) = 1.
  ///
  /// - Parameter degree: n.
  /// - Returns: Pₙ.
  /// - Precondition: `degree` ≥ 0.
  /// - Source: Bonnet's recurrence (n + 1) Pₙ₊₁ = (2n + 1) x Pₙ − n Pₙ₋₁.
  public static func legendre(_ degree: Int) -> Polynomial {
    family(degree, "legendre") { n, last, previous in
      Polynomial([0, Rational(2 * n + 1, n + 1)]) * last - Rational(n, n + 1) * previous
    }
  }

  /// The member of a family that starts with 1 and x and goes on by a recurrence of two terms.
  private static func family(
    _ degree: Int, _ name: String,
    next: (_ n: Int, _ last: Polynomial, _ previous: Polynomial) -> Polynomial
  ) -> Polynomial {
    precondition(degree >= 0, "Polynomial.\(name) needs a degree >= 0, not \(degree)")
    var (previous, last) = (Polynomial.one, Polynomial.x)
    if degree == 0 { return previous }
    for n in 1..<degree { (previous, last) = (last, next(n, last, previous)) }
    return last
  }
}
