internal import ExactNumbers

/// A polynomial with coprime integer coefficients: what the search for roots works on.
struct IntegerPolynomial: Hashable, Sendable {
  /// Constant first, the last one not 0; none for the zero polynomial.
  var coefficients: [Integer]

  /// The polynomial divided by the greatest common divisor of its coefficients.
  init(primitivePartOf coefficients: [Integer]) {
    let count = coefficients.lastIndex { $0 != .zero }.map { $0 + 1 } ?? 0
    let kept = coefficients.prefix(count)
    let content = kept.reduce(Integer.zero) { $0.greatestCommonDivisor(with: $1) }
    self.coefficients = content == 1 ? Array(kept) : kept.map { $0.exactlyDivided(by: content) }
  }

  /// The primitive integer multiple of a polynomial, with the same signs of values.
  init(_ polynomial: Polynomial) {
    let denominator = polynomial.coefficients.reduce(Integer.one) {
      $0.leastCommonMultiple(with: $1.denominator)
    }
    self.init(
      primitivePartOf: polynomial.coefficients.map {
        $0.numerator * denominator.exactlyDivided(by: $0.denominator)
      })
  }

  var degree: Int { coefficients.count - 1 }

  var derivative: IntegerPolynomial {
    IntegerPolynomial(
      primitivePartOf: zip(coefficients, coefficients.indices).dropFirst().map { $0 * Integer($1) })
  }

  /// Σ cᵢ pⁱ q^(n − i), the value at p/q times qⁿ.
  func homogeneousValue(_ p: Integer, over q: Integer) -> Integer {
    var value = Integer.zero
    var power = Integer.one
    for coefficient in coefficients.reversed() {
      value = value * p + coefficient * power
      power *= q
    }
    return value
  }

  /// The value at c/2^k times 2^(k n).
  func value(at c: Integer, fractionBits k: Int) -> Integer {
    var value = Integer.zero
    for (step, coefficient) in coefficients.reversed().enumerated() {
      value = value * c + coefficient << (k * step)
    }
    return value
  }

  /// The polynomial that has each root of this one once.
  ///
  /// p / gcd(p, p') in characteristic 0.
  var squareFreePart: IntegerPolynomial {
    guard degree > 1 else { return self }
    let divisor = commonDivisor(with: derivative)
    return divisor.degree < 1 ? self : quotient(by: divisor)
  }

  /// The greatest common divisor, by Euclid with pseudo-remainders made primitive.
  func commonDivisor(with other: IntegerPolynomial) -> IntegerPolynomial {
    var (a, b) = degree >= other.degree ? (self, other) : (other, self)
    while b.degree >= 0 { (a, b) = (b, a.pseudoDivided(by: b).remainder) }
    return a
  }

  /// The primitive quotient of a division that leaves no remainder; signs of values may flip.
  private func quotient(by divisor: IntegerPolynomial) -> IntegerPolynomial {
    pseudoDivided(by: divisor).quotient
  }

  /// q and r with c · self = q · divisor + r for some integer c, deg r < deg divisor.
  private func pseudoDivided(
    by divisor: IntegerPolynomial
  ) -> (quotient: IntegerPolynomial, remainder: IntegerPolynomial) {
    var rest = coefficients
    let lead = divisor.coefficients[divisor.degree]
    var quotient = [Integer](repeating: 0, count: max(degree - divisor.degree + 1, 0))
    for shift in quotient.indices.reversed() {
      let top = rest[shift + divisor.degree]
      rest = rest.map { $0 * lead }
      quotient = quotient.map { $0 * lead }
      quotient[shift] = top
      for (i, coefficient) in divisor.coefficients.enumerated() {
        rest[shift + i] -= top * coefficient
      }
    }
    return (IntegerPolynomial(primitivePartOf: quotient), IntegerPolynomial(primitivePartOf: rest))
  }
}
