internal import ExactNumbers

extension SquareProgram {
  /// x^k as x · x^(k−1), k − 1 products one after another.
  static func repeatedPower(_ exponent: Int) -> SquareProgram {
    var program = SquareProgram(inputCount: 1)
    let powers = program.repeatedPowers(upTo: exponent)
    program.output = powers[exponent]
    return program
  }

  /// x^k by squaring and multiplying along the binary digits of k, from the top.
  static func binaryPower(_ exponent: Int) -> SquareProgram {
    var program = SquareProgram(inputCount: 1)
    let x = program.input()
    var power = RegisterForm(constant: 1)
    for bit in String(exponent, radix: 2) {
      power = program.square(power)
      if bit == "1" { power = program.product(x, power) }
    }
    program.output = power
    return program
  }

  /// Horner's rule: c₀ + x (c₁ + x (c₂ + …)).
  static func horner(_ polynomial: Polynomial) -> SquareProgram {
    var program = SquareProgram(inputCount: 1)
    let x = program.input()
    for coefficient in polynomial.coefficients.reversed() {
      program.output = program.product(x, program.output) + coefficient
    }
    return program.pruned
  }

  /// Σ c_k x^k from powers made one after another.
  static func powerChain(_ polynomial: Polynomial) -> SquareProgram {
    var program = SquareProgram(inputCount: 1)
    let powers = program.repeatedPowers(upTo: max(polynomial.degree, 0))
    program.output = program.combination(polynomial, powers)
    return program.pruned
  }

  /// Σ c_k x^k from powers x^(2j) = (x^j)² and x^(2j+1) = x^j x^(j+1): a tree of depth ⌈log₂ k⌉.
  static func productTree(_ polynomial: Polynomial) -> SquareProgram {
    var program = SquareProgram(inputCount: 1)
    var powers = [RegisterForm(constant: 1), program.input()]
    for exponent in stride(from: 2, through: polynomial.degree, by: 1) {
      powers.append(program.product(powers[exponent / 2], powers[(exponent + 1) / 2]))
    }
    program.output = program.combination(polynomial, powers)
    return program.pruned
  }

  /// Σ c_k T_k by T_(a+b) = 2 T_a T_b − T_(b−a) with b − a at most 1, on an interval that is
  /// mapped to [−1, 1].
  static func chebyshev(_ polynomial: Polynomial, on interval: RationalInterval) -> SquareProgram {
    var program = SquareProgram(inputCount: 1)
    let family = program.chebyshevFamily(
      of: program.input(), upTo: polynomial.degree, on: interval)
    program.output = program.combination(of: polynomial, family, on: interval)
    return program.pruned
  }

  /// T_0, T_1, … of the place in an interval, from −1 to 1.
  mutating func chebyshevFamily(
    of x: RegisterForm, upTo highest: Int, on interval: RationalInterval
  ) -> [RegisterForm] {
    let half = interval.width / 2
    let s = (1 / half) * x + -interval.midpoint / half
    var family = [RegisterForm(constant: 1), s]
    for degree in stride(from: 2, through: highest, by: 1) {
      let square = product(family[degree / 2], family[(degree + 1) / 2])
      family.append(2 * square - (degree.isMultiple(of: 2) ? family[0] : s))
    }
    return family
  }

  /// A polynomial of x as a combination of that family.
  func combination(
    of polynomial: Polynomial, _ family: [RegisterForm], on interval: RationalInterval
  ) -> RegisterForm {
    var rest = polynomial.shifted(by: interval.midpoint)
      .withArgument(scaledBy: interval.width / 2)
    var output = RegisterForm(constant: 0)
    while rest.degree >= 0 {
      let degree = rest.degree
      // T_n begins with 2^(n−1) x^n.
      let coefficient =
        rest.leadingCoefficient / (degree == 0 ? 1 : Rational(2).power(degree - 1))
      output += coefficient * family[degree]
      rest = rest - coefficient * Polynomial.chebyshev(degree)
    }
    return output
  }

  private mutating func repeatedPowers(upTo exponent: Int) -> [RegisterForm] {
    let x = input()
    var powers = [RegisterForm(constant: 1), x]
    while powers.count <= exponent { powers.append(product(x, powers[powers.count - 1])) }
    return powers
  }

  private func combination(_ polynomial: Polynomial, _ powers: [RegisterForm]) -> RegisterForm {
    zip(polynomial.coefficients, powers).reduce(RegisterForm(constant: 0)) { $0 + $1.0 * $1.1 }
  }
}
