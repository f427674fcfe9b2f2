internal import ExactNumbers

/// A polynomial computed by sums of squares: every step squares affine forms of what came before.
///
/// Registers are numbered: the inputs first, then one a step. The program says what is computed;
/// with how many cells each square is interpolated is decided later, by a ``SquarePlan``.
struct SquareProgram: Hashable, Sendable {
  /// A step's value.
  enum Step: Hashable, Sendable {
    /// Σ weight · (form)².
    case squares([WeightedForm])
    /// The product of two forms, as a difference of two squares.
    case product(RegisterForm, RegisterForm)
  }

  /// A form to be squared, and what its square is multiplied by.
  struct WeightedForm: Hashable, Sendable {
    let weight: Rational
    let form: RegisterForm
  }

  /// The number of inputs, at least 1.
  let inputCount: Int
  /// The steps; each reads inputs and earlier steps.
  private(set) var steps: [Step] = []
  /// The result.
  var output = RegisterForm(constant: 0)

  /// A program without steps.
  init(inputCount: Int) { self.inputCount = inputCount }

  /// One input.
  func input(_ index: Int = 0) -> RegisterForm { RegisterForm(index) }

  /// The square of a form; a square that is there already is used again.
  mutating func square(_ form: RegisterForm) -> RegisterForm {
    guard form.lastRegister != nil else {
      return RegisterForm(constant: form.constant * form.constant)
    }
    return append(.squares([WeightedForm(weight: 1, form: form)]))
  }

  /// Whether the square of a form is there already.
  func hasSquare(of form: RegisterForm) -> Bool {
    steps.contains(.squares([WeightedForm(weight: 1, form: form)]))
  }

  /// The product of two forms; a square where they are multiples of each other.
  mutating func product(_ p: RegisterForm, _ q: RegisterForm) -> RegisterForm {
    if p.lastRegister == nil { return p.constant * q }
    if q.lastRegister == nil { return q.constant * p }
    if let term = p.terms.first {
      let ratio = q[term.register] / term.coefficient
      if ratio * p == q { return ratio * square(p) }
    }
    return append(.product(p, q))
  }

  /// A sum of weighted squares in one step, which shares one accumulator.
  mutating func sum(_ squares: [WeightedForm]) -> RegisterForm {
    squares.isEmpty ? RegisterForm(constant: 0) : append(.squares(squares))
  }

  private mutating func append(_ step: Step) -> RegisterForm {
    if let index = steps.firstIndex(of: step) { return RegisterForm(inputCount + index) }
    steps.append(step)
    return RegisterForm(inputCount + steps.count - 1)
  }

  /// The forms that a step reads.
  static func forms(of step: Step) -> [RegisterForm] {
    switch step {
    case .squares(let squares): squares.map(\.form)
    case .product(let p, let q): [p, q]
    }
  }

  /// For every step the first level at which all that it reads is there, from 0.
  var levels: [Int] {
    var levels: [Int] = []
    for step in steps {
      let read = Self.forms(of: step).compactMap { form in
        form.terms.compactMap { $0.register < inputCount ? nil : levels[$0.register - inputCount] }
          .max()
      }
      levels.append((read.max() ?? -1) + 1)
    }
    return levels
  }

  /// The program without the steps that nothing reads.
  var pruned: SquareProgram {
    var needed = Set<Int>()
    var waiting = output.terms.map(\.register)
    while let register = waiting.popLast() {
      guard register >= inputCount, needed.insert(register).inserted else { continue }
      waiting += Self.forms(of: steps[register - inputCount]).flatMap { $0.terms.map(\.register) }
    }
    guard needed.count < steps.count else { return self }
    var result = SquareProgram(inputCount: inputCount)
    var renamed: [Int: RegisterForm] = [:]
    for input in 0..<inputCount { renamed[input] = RegisterForm(input) }
    func rename(_ form: RegisterForm) -> RegisterForm {
      form.terms.reduce(RegisterForm(constant: form.constant)) { sum, term in
        sum + term.coefficient * (renamed[term.register] ?? RegisterForm(constant: 0))
      }
    }
    for (index, step) in steps.enumerated() where needed.contains(inputCount + index) {
      switch step {
      case .squares(let squares):
        renamed[inputCount + index] = result.append(
          .squares(squares.map { WeightedForm(weight: $0.weight, form: rename($0.form)) }))
      case .product(let p, let q):
        renamed[inputCount + index] = result.append(.product(rename(p), rename(q)))
      }
    }
    result.output = rename(output)
    return result
  }
}
