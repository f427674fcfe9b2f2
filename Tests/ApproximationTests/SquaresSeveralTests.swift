import ExactNumbers
import ReLUNetworks
import Testing

@testable import Approximation

@Suite("Several variables by squares")
struct SquaresSeveralTests {
  /// Checks a network at a grid of points and at random ones.
  private func check(
    _ network: ApproximationNetwork, seed: UInt64, _ value: ([Rational]) -> Rational
  ) {
    var generator = SplitMix64(seed: seed)
    for _ in 0..<60 {
      let point = network.domain.compactMap { interval -> Rational? in
        guard let domain = RationalInterval(interval) else { return nil }
        return domain.lower + domain.width * Rational(generator.nextInt(below: 25), 24)
      }
      let distance = (network.network(point)[0] - value(point)).magnitude
      #expect(distance <= network.errorBound, "seed \(seed) at \(point)")
    }
  }

  @Test("theory.md D3: (d − 1) δ for every tree, values in [−1, 1]", arguments: [2, 3, 4, 5])
  func textbookProducts(count: Int) throws {
    let box = try [Interval](repeating: Interval(text: "-1,1"), count: count)
    for scheme in ProductScheme.allCases {
      let network = try ApproximationNetwork.product(
        ofAll: box, radices: [2, 2, 2], scheme: scheme)
      // N = 8 cells on [−1, 1].
      #expect(network.errorBound <= Rational(count - 1, 16))
      check(network, seed: 1) { $0.reduce(1, *) }
      #expect(network.network([Rational](repeating: 1, count: count)) == [1])
      let levels =
        scheme == .chain ? count - 1 : (count - 1).bitWidth - (count - 1).leadingZeroBitCount
      #expect(network.depth == 3 * levels)
    }
  }

  @Test("products of d factors with an error", arguments: [1, 2, 3, 4, 6])
  func products(count: Int) throws {
    let sides = ["0,1", "-1,2", "1/2,3/2", "-1,0", "0,2", "-1/2,1/2"]
    let box = try sides.prefix(count).map { try Interval(text: $0) }
    for scheme in ProductScheme.allCases {
      let network = try ApproximationNetwork.product(
        ofAll: box, error: Rational(1, 10), scheme: scheme)
      #expect(network.errorBound <= Rational(1, 10))
      check(network, seed: 2) { $0.reduce(1, *) }
    }
  }

  @Test("quadratic forms are one level of as many squares as their rank")
  func quadraticForms() throws {
    let cases: [([[Int]: Rational], Int)] = [
      ([[1, 1, 0]: 1], 2), ([[2, 0, 0]: 1, [1, 1, 0]: 2, [0, 2, 0]: 1], 1),
      ([[2, 0, 0]: 1, [1, 1, 0]: 1, [0, 2, 0]: 1, [0, 0, 1]: -3, [0, 0, 0]: 5], 2),
      ([[1, 1, 0]: 1, [0, 1, 1]: 1, [1, 0, 1]: 1], 3), ([[0, 0, 2]: -2], 1),
    ]
    let box = try ["0,1", "-1,1", "1,3"].map { try Interval(text: $0) }
    for (terms, rank) in cases {
      let polynomial = MultivariatePolynomial(variableCount: 3, terms: terms)
      let program = SquareProgram.several(polynomial)
      #expect(program.steps.count == 1)
      #expect(program.steps.first.map { SquareProgram.forms(of: $0).count } == rank)
      let network = try ApproximationNetwork.polynomial(
        polynomial, on: box, error: Rational(1, 100))
      #expect(network.errorBound <= Rational(1, 100))
      check(network, seed: 3, polynomial.evaluate)
    }
  }

  @Test("random polynomials in two and three variables", arguments: [UInt64(1), 2, 3, 4])
  func randomPolynomials(seed: UInt64) throws {
    var generator = SplitMix64(seed: seed)
    let count = 2 + Int(seed % 2)
    var terms: [[Int]: Rational] = [:]
    for _ in 0..<4 {
      let exponents = (0..<count).map { _ in generator.nextInt(below: 4) }
      terms[exponents] = Rational(generator.nextInt(below: 9) - 4, 2)
    }
    let polynomial = MultivariatePolynomial(variableCount: count, terms: terms)
    let box = try [Interval](repeating: Interval(text: "-1,1"), count: count)
    for scheme in PolynomialScheme.allCases {
      let network = try ApproximationNetwork.polynomial(
        polynomial, on: box, error: Rational(1, 5), scheme: scheme)
      #expect(network.errorBound <= Rational(1, 5))
      check(network, seed: seed, polynomial.evaluate)
    }
  }

  @Test("xy as a polynomial costs what the product costs")
  func productAsPolynomial() throws {
    let polynomial = MultivariatePolynomial(variableCount: 2, terms: [[1, 1]: 1])
    let error = Rational(1, 1000)
    let general = try ApproximationNetwork.polynomial(
      polynomial, on: [.unit, .unit], error: error)
    let product = try ApproximationNetwork.product(on: [.unit, .unit], error: error)
    #expect(general.neuronCount <= product.neuronCount)
  }

  @Test("sums, products and values of polynomials agree", arguments: [UInt64(1), 2, 3])
  func arithmetic(seed: UInt64) {
    var generator = SplitMix64(seed: seed)
    func random() -> MultivariatePolynomial {
      var terms: [[Int]: Rational] = [:]
      for _ in 0..<5 {
        let exponents = [generator.nextInt(below: 3), generator.nextInt(below: 4)]
        terms[exponents] = Rational(
          generator.nextInt(below: 7) - 3, 1 + generator.nextInt(below: 3))
      }
      return MultivariatePolynomial(variableCount: 2, terms: terms)
    }
    let (p, q) = (random(), random())
    let box = [RationalInterval(-1, 2), RationalInterval(0, Rational(1, 2))]
    let (sum, product) = ((p + q).range(on: box), (p * q).range(on: box))
    for _ in 0..<40 {
      let point = [
        Rational(generator.nextInt(below: 31) - 10, 10), Rational(generator.nextInt(below: 6), 10),
      ]
      let (a, b) = (p.evaluate(at: point), q.evaluate(at: point))
      #expect((p + q).evaluate(at: point) == a + b && (p * q).evaluate(at: point) == a * b)
      #expect(sum.contains(a + b) && product.contains(a * b), "seed \(seed)")
    }
  }

  @Test func ranges() {
    let x = MultivariatePolynomial(variable: 0, of: 2)
    let y = MultivariatePolynomial(variable: 1, of: 2)
    let box = [RationalInterval(-1, 1), RationalInterval(-2, 3)]
    #expect((x * y).range(on: box) == RationalInterval(-3, 3))
    let circle = (x * x + y * y).range(on: box)
    #expect(circle.upper == 10 && circle.lower <= 0 && circle.lower >= Rational(-1, 50))
    let many = (0..<14).map { MultivariatePolynomial(variable: $0, of: 14) }
    let product = many.reduce(MultivariatePolynomial(constant: 1, variableCount: 14), *)
    #expect(
      product.range(on: [RationalInterval](repeating: RationalInterval(-1, 1), count: 14))
        == RationalInterval(-1, 1))
  }

  @Test func descriptions() {
    let terms: [[Int]: Rational] = [[2, 1]: 1, [0, 1]: Rational(-3, 2), [0, 0]: 1, [1, 0]: -1]
    let polynomial = MultivariatePolynomial(variableCount: 2, terms: terms)
    #expect(polynomial.description == "x1^2*x2 - x1 - 3/2*x2 + 1")
    #expect(MultivariatePolynomial(constant: 0, variableCount: 1).description == "0")
    #expect(MultivariatePolynomial(Polynomial([-1, 0, 2])).description == "2*x^2 - 1")
  }

  @Test func refusesBadRequests() {
    #expect(throws: ApproximationError.self) {
      try ApproximationNetwork.product(ofAll: [], error: 1)
    }
    #expect(throws: ApproximationError.intervalCountMismatch(expected: 2, received: 1)) {
      try ApproximationNetwork.polynomial(
        MultivariatePolynomial(variable: 0, of: 2), on: [.unit], error: 1)
    }
  }
}
