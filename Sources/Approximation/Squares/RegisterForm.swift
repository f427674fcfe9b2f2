internal import ExactNumbers

/// An affine form over the registers of a program: constant + Σ coefficient · register.
struct RegisterForm: Hashable, Sendable {
  /// The registers that stand in the form with their coefficients, none 0, registers rising.
  private(set) var terms: [(register: Int, coefficient: Rational)] = []
  /// The constant term.
  var constant: Rational

  init(constant: Rational) { self.constant = constant }

  /// One register alone.
  init(_ register: Int) {
    constant = 0
    terms = [(register, 1)]
  }

  /// The coefficient of a register, 0 where it does not stand in the form.
  subscript(register: Int) -> Rational {
    terms.first { $0.register == register }?.coefficient ?? 0
  }

  /// The highest register of the form, or `nil` for a constant.
  var lastRegister: Int? { terms.last?.register }

  static func == (lhs: RegisterForm, rhs: RegisterForm) -> Bool {
    lhs.constant == rhs.constant && lhs.terms.elementsEqual(rhs.terms) { $0 == $1 }
  }

  func hash(into hasher: inout Hasher) {
    hasher.combine(constant)
    for term in terms {
      hasher.combine(term.register)
      hasher.combine(term.coefficient)
    }
  }

  static func += (lhs: inout RegisterForm, rhs: RegisterForm) {
    lhs.constant += rhs.constant
    guard !rhs.terms.isEmpty else { return }
    var sums: [Int: Rational] = [:]
    for term in lhs.terms + rhs.terms { sums[term.register, default: 0] += term.coefficient }
    lhs.terms = sums.filter { $0.value.sign != .zero }.sorted { $0.key < $1.key }
      .map { (register: $0.key, coefficient: $0.value) }
  }

  static func + (lhs: RegisterForm, rhs: RegisterForm) -> RegisterForm {
    var sum = lhs
    sum += rhs
    return sum
  }

  static func - (lhs: RegisterForm, rhs: RegisterForm) -> RegisterForm { lhs + -1 * rhs }

  static func + (lhs: RegisterForm, rhs: Rational) -> RegisterForm {
    var sum = lhs
    sum.constant += rhs
    return sum
  }

  static func * (lhs: Rational, rhs: RegisterForm) -> RegisterForm {
    guard lhs.sign != .zero else { return RegisterForm(constant: 0) }
    var product = rhs
    product.constant *= lhs
    for index in product.terms.indices { product.terms[index].coefficient *= lhs }
    return product
  }
}
