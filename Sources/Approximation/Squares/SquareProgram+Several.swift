internal import ExactNumbers

extension SquareProgram {
  /// x₁ x₂ ⋯ x_d, one factor after another.
  static func productChain(_ factors: Int) -> SquareProgram {
    var program = SquareProgram(inputCount: factors)
    program.output = (1..<factors).reduce(program.input(0)) {
      program.product($0, program.input($1))
    }
    return program
  }

  /// x₁ x₂ ⋯ x_d as a balanced tree of depth ⌈log₂ d⌉.
  static func productTree(_ factors: Int) -> SquareProgram {
    var program = SquareProgram(inputCount: factors)
    program.output = program.balancedProduct((0..<factors).map { program.input($0) })
    return program
  }

  /// A polynomial in several variables.
  static func several(
    _ polynomial: MultivariatePolynomial, _ scheme: PolynomialScheme, on box: [RationalInterval]
  ) -> SquareProgram {
    switch scheme {
    case .squareChain: return several(polynomial)
    case .horner:
      var program = SquareProgram(inputCount: polynomial.variableCount)
      program.output = program.nested(polynomial, from: 0)
      return program.pruned
    case .powerChain, .productTree, .chebyshev:
      var program = SquareProgram(inputCount: polynomial.variableCount)
      let powers = polynomial.degrees.enumerated().map { index, degree in
        program.powers(of: index, upTo: degree, scheme, on: box[index])
      }
      program.output = program.sum(of: polynomial) { powers[$1][$2] }
      return program.pruned
    }
  }

  /// By squares alone where that will do.
  ///
  /// Of degree at most 2, it is a sum of squares of independent affine forms, with signs, by
  /// completing squares (Lagrange): one level, one accumulator. Otherwise every term is a balanced
  /// product of powers, and products that occur twice are computed once.
  static func several(_ polynomial: MultivariatePolynomial) -> SquareProgram {
    if polynomial.degree <= 2 { return quadratic(polynomial) }
    var program = SquareProgram(inputCount: polynomial.variableCount)
    program.output = program.sum(of: polynomial) { $0.power($2, of: $0.input($1)) }
    return program.pruned
  }

  /// Σ c ∏ x_i^e from powers of the variables.
  private mutating func sum(
    of polynomial: MultivariatePolynomial,
    power: (_ program: inout SquareProgram, _ variable: Int, _ exponent: Int) -> RegisterForm
  ) -> RegisterForm {
    var output = RegisterForm(constant: 0)
    let ordered = polynomial.terms.sorted { $0.key.lexicographicallyPrecedes($1.key) }
    for (exponents, coefficient) in ordered {
      var powers: [RegisterForm] = []
      for (index, exponent) in exponents.enumerated() where exponent > 0 {
        powers.append(power(&self, index, exponent))
      }
      output += coefficient * balancedProduct(powers)
    }
    return output
  }

  /// The powers of a variable, constant first.
  private mutating func powers(
    of variable: Int, upTo degree: Int, _ scheme: PolynomialScheme, on interval: RationalInterval
  ) -> [RegisterForm] {
    let x = input(variable)
    var powers = [RegisterForm(constant: 1), x]
    if scheme == .chebyshev {
      let family = chebyshevFamily(of: x, upTo: degree, on: interval)
      return (0...degree).map { combination(of: .monomial($0), family, on: interval) }
    }
    for exponent in stride(from: 2, through: degree, by: 1) {
      powers.append(
        scheme == .powerChain
          ? product(x, powers[exponent - 1])
          : product(powers[exponent / 2], powers[(exponent + 1) / 2]))
    }
    return powers
  }

  /// Horner's rule in one variable, its coefficients by the same rule in the next.
  private mutating func nested(
    _ polynomial: MultivariatePolynomial, from variable: Int
  ) -> RegisterForm {
    guard variable < polynomial.variableCount else {
      return RegisterForm(constant: polynomial.terms.values.first ?? 0)
    }
    var result = RegisterForm(constant: 0)
    for exponent in stride(from: polynomial.degrees[variable], through: 0, by: -1) {
      var terms: [[Int]: Rational] = [:]
      for (exponents, coefficient) in polynomial.terms where exponents[variable] == exponent {
        var rest = exponents
        rest[variable] = 0
        terms[rest] = coefficient
      }
      let coefficient = MultivariatePolynomial(
        variableCount: polynomial.variableCount, terms: terms)
      result = product(input(variable), result) + nested(coefficient, from: variable + 1)
    }
    return result
  }

  private mutating func power(_ exponent: Int, of form: RegisterForm) -> RegisterForm {
    guard exponent > 1 else { return form }
    let half = power(exponent / 2, of: form)
    return exponent.isMultiple(of: 2)
      ? square(half) : product(half, power((exponent + 1) / 2, of: form))
  }

  private mutating func balancedProduct(_ factors: [RegisterForm]) -> RegisterForm {
    guard factors.count > 1 else { return factors.first ?? RegisterForm(constant: 1) }
    let middle = factors.count / 2
    let left = balancedProduct(Array(factors[..<middle]))
    return product(left, balancedProduct(Array(factors[middle...])))
  }

  /// A polynomial of degree at most 2 by Lagrange's reduction: a variable with a square takes all
  /// its products into one square; without any square, xy = ((x + y)² − (x − y)²)/4 makes two.
  private static func quadratic(_ polynomial: MultivariatePolynomial) -> SquareProgram {
    let count = polynomial.variableCount
    var program = SquareProgram(inputCount: count)
    var form = [[Rational]](repeating: [Rational](repeating: 0, count: count), count: count)
    var output = RegisterForm(constant: 0)
    for (exponents, coefficient) in polynomial.terms {
      let variables = exponents.enumerated().flatMap { [Int](repeating: $0, count: $1) }
      switch variables.count {
      case 0: output.constant += coefficient
      case 1: output += coefficient * RegisterForm(variables[0])
      default:
        form[variables[0]][variables[1]] += coefficient / 2
        form[variables[1]][variables[0]] += coefficient / 2
      }
    }
    var squares: [WeightedForm] = []
    while let square = nextSquare(&form) { squares.append(square) }
    program.output = output + program.sum(squares)
    return program
  }

  /// Splits one square off a symmetric matrix; `nil` when it is 0.
  private static func nextSquare(_ form: inout [[Rational]]) -> WeightedForm? {
    let indices = form.indices
    var direction = [Rational](repeating: 0, count: form.count)
    if let i = indices.first(where: { form[$0][$0].sign != .zero }) {
      direction[i] = 1
    } else {
      let pairs = indices.flatMap { i in indices.map { (i, $0) } }
      guard let (i, j) = pairs.first(where: { form[$0.0][$0.1].sign != .zero }) else { return nil }
      direction[i] = 1
      direction[j] = 1
    }
    // With v = direction and q = v'Av ≠ 0, A − (Av)(Av)'/q has v in its kernel: the rank falls.
    let image = indices.map { i in
      indices.reduce(Rational.zero) { $0 + form[i][$1] * direction[$1] }
    }
    let value = indices.reduce(Rational.zero) { $0 + direction[$1] * image[$1] }
    for i in indices {
      for j in indices { form[i][j] -= image[i] * image[j] / value }
    }
    let terms = indices.reduce(RegisterForm(constant: 0)) { $0 + image[$1] * RegisterForm($1) }
    return WeightedForm(weight: 1 / value, form: terms)
  }
}
