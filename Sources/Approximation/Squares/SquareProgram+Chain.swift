internal import ExactNumbers

extension SquareProgram {
  /// A polynomial in one variable by a chain of squares.
  ///
  /// Symmetry first: an even function of x − c is a polynomial of half the degree in (x − c)², an
  /// odd one is x − c times such a polynomial. Then by degree: a quadratic is one square, a quartic
  /// K (s + β)² + γx + δ with s = (x + α)² two, a polynomial of degree 6 is K q² + r with a cubic q
  /// and a quadratic r that share a square; odd degrees split off x − c. Any polynomial of even
  /// degree 2m is K q² + r with r of degree below m: its leading m + 1 coefficients determine q.
  /// - Parameters:
  ///   - polynomial: any polynomial.
  ///   - center: c, where an odd degree without symmetry splits off x − c.
  /// - Returns: the program.
  static func squareChain(_ polynomial: Polynomial, center: Rational = 0) -> SquareProgram {
    var program = SquareProgram(inputCount: 1)
    program.output = program.chain(polynomial, program.input(), center: center)
    return program.pruned
  }

  /// Appends a polynomial of a form.
  private mutating func chain(
    _ p: Polynomial, _ x: RegisterForm, center: Rational
  ) -> RegisterForm {
    let degree = p.degree
    guard degree >= 2 else { return p[1] * x + p[0] }
    if degree <= 3, hasSquare(of: x) {
      let z = square(x)
      return product(x, p[3] * z) + (p[2] * z + p[1] * x + p[0])
    }
    let leading = p.leadingCoefficient
    let middle = -p[degree - 1] / (leading * Rational(degree))
    let centered = p.shifted(by: middle)
    let t = x + -middle
    let even = Polynomial(stride(from: 0, through: degree, by: 2).map { centered[$0] })
    let odd = Polynomial(stride(from: 1, through: degree, by: 2).map { centered[$0] })
    if odd.isZero { return chain(even, square(t), center: 0) }
    if even.degree <= 0 {
      return product(t, chain(odd, square(t), center: 0)) + even[0]
    }
    if !degree.isMultiple(of: 2) {
      let quotient = p.dividedByRoot(center)
      return product(x + -center, chain(quotient, x, center: center)) + p.evaluate(at: center)
    }
    let (root, rest) = centered.squareRootAndRest
    let q = chain(root, t, center: center - middle)
    return leading * square(q) + chain(rest, t, center: center - middle)
  }
}

extension Polynomial {
  /// The quotient of p − p(c) by x − c.
  fileprivate func dividedByRoot(_ c: Rational) -> Polynomial {
    var quotient: [Rational] = []
    var carry: Rational = 0
    for coefficient in coefficients.dropFirst().reversed() {
      carry = carry * c + coefficient
      quotient.append(carry)
    }
    return Polynomial(quotient.reversed())
  }

  /// For an even degree 2m with leading coefficient K, the monic q of degree m with p − K q² of
  /// degree below m, or of degree m where q's constant could save nothing; and that rest.
  fileprivate var squareRootAndRest: (root: Polynomial, rest: Polynomial) {
    let half = degree / 2
    var root = [Rational](repeating: 0, count: half) + [1]
    // The coefficient of x^(2m − j) in q² is 2 q_(m−j) and terms of higher q's.
    for j in 1...half {
      let target = self[degree - j] / leadingCoefficient
      var known: Rational = 0
      for i in 1..<j { known += root[half - i] * root[half - j + i] }
      root[half - j] = (target - known) / 2
    }
    let q = Polynomial(root)
    return (q, self - leadingCoefficient * (q * q))
  }
}
