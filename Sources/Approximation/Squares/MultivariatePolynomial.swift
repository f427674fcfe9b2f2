public import ExactNumbers

/// A polynomial in several variables with rational coefficients.
public struct MultivariatePolynomial: Hashable, Sendable {
  /// The number of variables, at least 1.
  public let variableCount: Int
  /// The coefficients other than 0, by the exponents of the variables.
  public let terms: [[Int]: Rational]

  /// A polynomial from its coefficients.
  ///
  /// - Parameters:
  ///   - variableCount: the number of variables, at least 1.
  ///   - terms: coefficients by exponents, one exponent of at least 0 a variable.
  /// - Precondition: every list of exponents has that many, none negative.
  public init(variableCount: Int, terms: [[Int]: Rational]) {
    precondition(variableCount >= 1, "a polynomial in \(variableCount) variables")
    for exponents in terms.keys {
      precondition(
        exponents.count == variableCount && exponents.allSatisfy { $0 >= 0 },
        "exponents \(exponents) for \(variableCount) variables")
    }
    self.variableCount = variableCount
    self.terms = terms.filter { $0.value.sign != .zero }
  }

  /// A polynomial in one variable.
  ///
  /// - Parameter polynomial: the same polynomial.
  public init(_ polynomial: Polynomial) {
    var terms: [[Int]: Rational] = [:]
    for (exponent, coefficient) in polynomial.coefficients.enumerated() {
      terms[[exponent]] = coefficient
    }
    self.init(variableCount: 1, terms: terms)
  }

  /// A constant polynomial.
  ///
  /// - Parameters:
  ///   - constant: its value.
  ///   - variableCount: the number of variables, at least 1.
  public init(constant: Rational, variableCount: Int) {
    self.init(
      variableCount: variableCount, terms: [[Int](repeating: 0, count: variableCount): constant])
  }

  /// One of the variables.
  ///
  /// - Parameters:
  ///   - variable: which, from 0.
  ///   - variableCount: the number of variables.
  /// - Precondition: the variable exists.
  public init(variable: Int, of variableCount: Int) {
    precondition((0..<variableCount).contains(variable), "variable \(variable) of \(variableCount)")
    var exponents = [Int](repeating: 0, count: variableCount)
    exponents[variable] = 1
    self.init(variableCount: variableCount, terms: [exponents: 1])
  }

  /// The greatest sum of exponents; −1 for the zero polynomial.
  public var degree: Int { terms.keys.map { $0.reduce(0, +) }.max() ?? -1 }

  /// The greatest exponent of each variable, 0 where it does not occur.
  public var degrees: [Int] {
    (0..<variableCount).map { index in terms.keys.map { $0[index] }.max() ?? 0 }
  }

  /// The exact value at a point.
  ///
  /// - Parameter point: one coordinate a variable.
  /// - Returns: the value.
  /// - Precondition: the point has `variableCount` coordinates.
  public func evaluate(at point: [Rational]) -> Rational {
    precondition(point.count == variableCount, "\(point.count) coordinates for \(variableCount)")
    var sum: Rational = 0
    for (exponents, coefficient) in terms {
      var term = coefficient
      for (x, exponent) in zip(point, exponents) where exponent > 0 { term *= x.power(exponent) }
      sum += term
    }
    return sum
  }
}

extension MultivariatePolynomial {
  /// The sum.
  ///
  /// - Precondition: both have the same number of variables.
  public static func + (
    lhs: MultivariatePolynomial, rhs: MultivariatePolynomial
  ) -> MultivariatePolynomial {
    precondition(lhs.variableCount == rhs.variableCount, "adding polynomials in other variables")
    return MultivariatePolynomial(
      variableCount: lhs.variableCount, terms: lhs.terms.merging(rhs.terms, uniquingKeysWith: +))
  }

  /// The product.
  ///
  /// - Precondition: both have the same number of variables.
  public static func * (
    lhs: MultivariatePolynomial, rhs: MultivariatePolynomial
  ) -> MultivariatePolynomial {
    precondition(lhs.variableCount == rhs.variableCount, "a product in other variables")
    var terms: [[Int]: Rational] = [:]
    for (left, a) in lhs.terms {
      for (right, b) in rhs.terms {
        terms[zip(left, right).map { $0 + $1 }, default: 0] += a * b
      }
    }
    return MultivariatePolynomial(variableCount: lhs.variableCount, terms: terms)
  }

  /// The product with a number.
  public static func * (lhs: Rational, rhs: MultivariatePolynomial) -> MultivariatePolynomial {
    MultivariatePolynomial(
      variableCount: rhs.variableCount, terms: rhs.terms.mapValues { lhs * $0 })
  }
}

extension MultivariatePolynomial: CustomStringConvertible {
  /// The terms by falling degree, like `x1^2*x2 - 3/2*x2 + 1`; one variable alone is `x`.
  public var description: String {
    let ordered = terms.sorted { left, right in
      let (a, b) = (left.key.reduce(0, +), right.key.reduce(0, +))
      return a != b ? a > b : right.key.lexicographicallyPrecedes(left.key)
    }
    var text = ""
    for (exponents, coefficient) in ordered {
      let factors = exponents.enumerated().compactMap { index, exponent -> String? in
        let name = variableCount == 1 ? "x" : "x\(index + 1)"
        return exponent == 0 ? nil : exponent == 1 ? name : "\(name)^\(exponent)"
      }
      let isNegative = coefficient.sign == .negative
      text += text.isEmpty ? (isNegative ? "-" : "") : (isNegative ? " - " : " + ")
      let size = coefficient.magnitude
      let parts = size == 1 && !factors.isEmpty ? factors : [size.description] + factors
      text += parts.joined(separator: "*")
    }
    return text.isEmpty ? "0" : text
  }
}
