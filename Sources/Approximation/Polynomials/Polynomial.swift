public import ExactNumbers

/// A polynomial in one variable with rational coefficients.
public struct Polynomial: Hashable, Sendable {
  /// The coefficients, constant first; the last one is not 0, and the zero polynomial has none.
  public let coefficients: [Rational]

  /// The polynomial c₀ + c₁ x + c₂ x² and so on.
  ///
  /// - Parameter coefficients: c₀, c₁, …; zeros at the end are dropped.
  public init(_ coefficients: [Rational]) {
    let count = coefficients.lastIndex { $0.sign != .zero }.map { $0 + 1 } ?? 0
    self.coefficients = count == coefficients.count ? coefficients : Array(coefficients[..<count])
  }

  /// The constant polynomial.
  public init(constant: Rational) { self.init([constant]) }

  /// The polynomial 0.
  public static let zero = Polynomial([])

  /// The polynomial 1.
  public static let one = Polynomial([1])

  /// The polynomial x.
  public static let x = Polynomial([0, 1])

  /// The largest exponent; 0 for a constant, −1 for the zero polynomial.
  public var degree: Int { coefficients.count - 1 }

  /// Whether this is the zero polynomial.
  public var isZero: Bool { coefficients.isEmpty }

  /// The coefficient of the largest power, or 0 for the zero polynomial.
  public var leadingCoefficient: Rational { coefficients.last ?? 0 }

  /// The coefficient of x to the power `exponent`, 0 beyond the degree.
  public subscript(exponent: Int) -> Rational {
    coefficients.indices.contains(exponent) ? coefficients[exponent] : 0
  }

  /// The exact value at a point.
  ///
  /// - Parameter x: where to evaluate.
  /// - Returns: c₀ + c₁ x + …
  /// - Complexity: `degree` multiplications, by Horner's rule.
  public func evaluate(at x: Rational) -> Rational {
    var value: Rational = 0
    for coefficient in coefficients.reversed() {
      value *= x
      value += coefficient
    }
    return value
  }

  /// The derivative.
  public var derivative: Polynomial { derivative(order: 1) }

  /// The derivative of some order.
  ///
  /// - Parameter order: how often to differentiate.
  /// - Returns: the derivative; of order 0 the polynomial itself.
  /// - Precondition: `order` ≥ 0.
  public func derivative(order: Int) -> Polynomial {
    precondition(order >= 0, "Polynomial.derivative needs an order of at least 0, not \(order)")
    var result = coefficients
    for _ in 0..<order {
      result = zip(result, result.indices).dropFirst().map { $0 * Rational($1) }
    }
    return Polynomial(result)
  }
}

extension Polynomial: CustomStringConvertible {
  /// The terms, constant first, like `1/2 - 3x + (2/3)x^2`.
  public var description: String {
    var text = ""
    for (exponent, coefficient) in coefficients.enumerated() where coefficient.sign != .zero {
      let isNegative = coefficient.sign == .negative
      text += text.isEmpty ? (isNegative ? "-" : "") : isNegative ? " - " : " + "
      text += Polynomial.term(coefficient.magnitude, exponent)
    }
    return text.isEmpty ? "0" : text
  }

  private static func term(_ coefficient: Rational, _ exponent: Int) -> String {
    let power = exponent == 0 ? "" : exponent == 1 ? "x" : "x^\(exponent)"
    if exponent == 0 { return "\(coefficient)" }
    if coefficient == 1 { return power }
    return coefficient.isInteger ? "\(coefficient)\(power)" : "(\(coefficient))\(power)"
  }
}
