internal import ExactNumbers

/// What is known of a program on a box before the numbers of cells are chosen.
///
/// The registers are polynomials in the inputs, so the exact values of all forms have exact
/// polynomials, and so has the answer to a small error of a step: with A_s the derivative of the
/// output by the register of step s, errors ε_s of the squares move the output by Σ A_s(x) ε_s
/// and terms of second order.
struct SquareAnalysis {
  /// How products become squares.
  enum ProductForm: Hashable, Sendable {
    /// Two squares of αP ± βQ, with the α/β of least error on the values that P and Q take
    /// together.
    case balanced
    /// Two squares of P ± Q, over the sums and differences of all values of P and of Q.
    case plain
    /// Two squares of P ± Q on [−2M, 2M], where P and Q lie in [−M, M]: the product then lies in
    /// [−M², M²], so that chains of products of numbers in [−1, 1] do not grow.
    case symmetric
    /// 2 ((P + Q)/2)² − P²/2 − Q²/2, three squares.
    case threeSquares
  }

  /// A square under a step.
  struct Square {
    let weight: Rational
    let form: RegisterForm
    /// The values of the form without errors.
    let range: RationalInterval
  }

  let program: SquareProgram
  let box: [RationalInterval]
  let products: ProductForm
  /// The level of every step.
  let levels: [Int]
  /// The squares of every step.
  private(set) var squares: [[Square]] = []
  /// The values of the two factors of a product step, without errors.
  private(set) var factors: [(RationalInterval, RationalInterval)?] = []
  /// For parts of the box, the values of A_s, for every step s.
  private(set) var sensitivities: [[RationalInterval]] = []
  /// The output as a polynomial in the inputs.
  let output: MultivariatePolynomial

  /// The number of levels.
  var levelCount: Int { (levels.max() ?? -1) + 1 }

  init(_ program: SquareProgram, on box: [RationalInterval], products: ProductForm = .balanced) {
    self.program = program
    self.box = box
    self.products = products
    levels = program.levels
    var registers = (0..<program.inputCount).map {
      MultivariatePolynomial(variable: $0, of: program.inputCount)
    }
    func polynomial(_ form: RegisterForm) -> MultivariatePolynomial {
      let constant = MultivariatePolynomial(
        constant: form.constant, variableCount: program.inputCount)
      return form.terms.reduce(constant) { $0 + $1.coefficient * registers[$1.register] }
    }
    for step in program.steps {
      switch step {
      case .squares(let weighted):
        var sum = MultivariatePolynomial(constant: 0, variableCount: program.inputCount)
        squares.append(
          weighted.map { item in
            let value = polynomial(item.form)
            sum = sum + item.weight * (value * value)
            return Square(weight: item.weight, form: item.form, range: value.range(on: box))
          })
        factors.append(nil)
        registers.append(sum)
      case .product(let p, let q):
        let (x, y) = (polynomial(p), polynomial(q))
        let ranges = (x.range(on: box), y.range(on: box))
        factors.append(ranges)
        let chooser = ProductChooser(
          forms: (p, q), polynomials: (x, y), ranges: ranges, box: box)
        squares.append(chooser.squares(products))
        registers.append(x * y)
      }
    }
    output = polynomial(program.output)
    sensitivities = Self.sensitivities(of: program, polynomial, box)
  }

  /// The derivatives of the output by the steps, backwards, and their values on parts of the box.
  private static func sensitivities(
    of program: SquareProgram, _ polynomial: (RegisterForm) -> MultivariatePolynomial,
    _ box: [RationalInterval]
  ) -> [[RationalInterval]] {
    let inputs = program.inputCount
    let zero = MultivariatePolynomial(constant: 0, variableCount: inputs)
    var derivatives = [MultivariatePolynomial](repeating: zero, count: program.steps.count)
    func add(_ form: RegisterForm, _ factor: MultivariatePolynomial) {
      for term in form.terms where term.register >= inputs {
        derivatives[term.register - inputs] =
          derivatives[term.register - inputs] + term.coefficient * factor
      }
    }
    add(program.output, MultivariatePolynomial(constant: 1, variableCount: inputs))
    for (index, step) in program.steps.enumerated().reversed() {
      let derivative = derivatives[index]
      switch step {
      case .squares(let weighted):
        for item in weighted {
          add(item.form, (2 * item.weight) * (derivative * polynomial(item.form)))
        }
      case .product(let p, let q):
        add(p, derivative * polynomial(q))
        add(q, derivative * polynomial(p))
      }
    }
    let columns = derivatives.map { $0.ranges(onPartsOf: box) }
    guard let parts = columns.first?.count else { return [] }
    return (0..<parts).map { part in columns.map { $0[part] } }
  }
}

extension MultivariatePolynomial {
  /// Enclosures of the values on the parts of a box, the same parts for every polynomial: 32 for
  /// one or two variables, 1 for more.
  func ranges(onPartsOf box: [RationalInterval]) -> [RationalInterval] {
    guard variableCount <= 2 else { return [range(on: box)] }
    guard let patch = BernsteinPatch(self, on: box) else {
      return [RationalInterval](repeating: range(on: box), count: 32)
    }
    var patches = [patch]
    for halving in 0..<5 {
      patches = patches.flatMap { patch in
        let halves = patch.halves(axis: halving % variableCount)
        return [halves.0, halves.1]
      }
    }
    return patches.map { $0.range.rounded(bits: 64) }
  }
}
