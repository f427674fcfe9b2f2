public import ExactNumbers

extension Polynomial {
  /// The sum.
  public static func + (lhs: Polynomial, rhs: Polynomial) -> Polynomial {
    let count = max(lhs.coefficients.count, rhs.coefficients.count)
    return Polynomial((0..<count).map { lhs[$0] + rhs[$0] })
  }

  /// The difference.
  public static func - (lhs: Polynomial, rhs: Polynomial) -> Polynomial { lhs + -rhs }

  /// The polynomial with the opposite sign.
  public static prefix func - (operand: Polynomial) -> Polynomial {
    Polynomial(operand.coefficients.map { -$0 })
  }

  /// The product.
  public static func * (lhs: Polynomial, rhs: Polynomial) -> Polynomial {
    if lhs.isZero || rhs.isZero { return .zero }
    var result = [Rational](repeating: 0, count: lhs.degree + rhs.degree + 1)
    for (i, a) in lhs.coefficients.enumerated() where a.sign != .zero {
      for (j, b) in rhs.coefficients.enumerated() { result[i + j] += a * b }
    }
    return Polynomial(result)
  }

  /// The polynomial times a number.
  public static func * (lhs: Rational, rhs: Polynomial) -> Polynomial {
    Polynomial(rhs.coefficients.map { lhs * $0 })
  }

  /// The polynomial t ↦ p(q(t)).
  ///
  /// - Parameter inner: q, what stands in place of the variable.
  /// - Returns: the composition, of degree deg p · deg q.
  public func composed(with inner: Polynomial) -> Polynomial {
    coefficients.reversed().reduce(Polynomial.zero) { $0 * inner + Polynomial(constant: $1) }
  }

  /// The polynomial t ↦ p(t + c).
  ///
  /// - Parameter offset: c.
  /// - Returns: the shifted polynomial.
  public func shifted(by offset: Rational) -> Polynomial {
    composed(with: Polynomial([offset, 1]))
  }

  /// The polynomial t ↦ p(c t).
  ///
  /// - Parameter factor: c.
  /// - Returns: the polynomial with its argument scaled.
  public func withArgument(scaledBy factor: Rational) -> Polynomial {
    var power: Rational = 1
    return Polynomial(
      coefficients.map { coefficient in
        defer { power *= factor }
        return coefficient * power
      })
  }
}
