import ExactNumbers
import LinearPieces
import PiecewiseLinear
import ReLUNetworks
import Testing

@testable import Approximation

/// A bar of theory.md H3: target, interval, error, neurons.
struct PolynomialBar: Sendable, CustomTestStringConvertible {
  let name: String, polynomial: Polynomial, interval: String, error: String, neurons: Int

  init(
    _ name: String, _ polynomial: Polynomial, _ interval: String, _ error: String, _ neurons: Int
  ) {
    (self.name, self.polynomial, self.interval) = (name, polynomial, interval)
    (self.error, self.neurons) = (error, neurons)
  }

  var testDescription: String { "\(name) at \(error)" }
}

@Suite("Polynomials by squares")
struct SquaresPolynomialTests {
  static let bars = [
    PolynomialBar("x³", .monomial(3), "0,1", "1e-3", 24),
    PolynomialBar("x³", .monomial(3), "0,1", "1e-6", 62),
    PolynomialBar("x⁴", .monomial(4), "0,1", "1e-3", 18),
    PolynomialBar("x⁴", .monomial(4), "0,1", "1e-6", 43),
    PolynomialBar("x⁵", .monomial(5), "0,1", "1e-3", 39),
    PolynomialBar("x⁸", .monomial(8), "0,1", "1e-3", 31),
    PolynomialBar("x⁸", .monomial(8), "0,1", "1e-6", 68),
    PolynomialBar("T₅", .chebyshev(5), "-1,1", "1e-3", 60),
    PolynomialBar("T₅", .chebyshev(5), "-1,1", "1e-6", 111),
    PolynomialBar("T₁₀", .chebyshev(10), "-1,1", "1e-3", 81),
    PolynomialBar("T₁₀", .chebyshev(10), "-1,1", "1e-6", 145),
    PolynomialBar("P₈", .legendre(8), "-1,1", "1e-3", 45),
    PolynomialBar("P₈", .legendre(8), "-1,1", "1e-6", 85),
  ]

  @Test(arguments: bars)
  func neuronsMeetTheBar(bar: PolynomialBar) throws {
    let interval = try Interval(text: bar.interval)
    let error = try Rational(text: bar.error)
    let network = try ApproximationNetwork.polynomial(bar.polynomial, on: interval, error: error)
    #expect(network.neuronCount <= bar.neurons)
    #expect(network.errorBound <= error)
  }

  @Test("the proved error holds and is not idle", arguments: 3...6)
  func boundsAreMet(degree: Int) throws {
    for polynomial in [Polynomial.monomial(degree), .chebyshev(degree)] {
      for text in ["0,1", "-1,1"] {
        let interval = try Interval(text: text)
        let network = try ApproximationNetwork.polynomial(
          polynomial, on: interval, error: Rational(1, 25))
        let proved = try errorOfPolynomial(network.network, polynomial, on: interval)
        #expect(proved.magnitude <= network.errorBound)
        #expect(2 * proved.magnitude >= network.errorBound, "a bound twice too large")
      }
    }
  }

  @Test("every scheme keeps its promise", arguments: PolynomialScheme.allCases)
  func schemes(scheme: PolynomialScheme) throws {
    let error = Rational(1, 10)
    for coefficients: [Rational] in [
      [1, -2, 3], [0, 1, -1, 2], [1, 1, 1, 1, 1], [2, -1, 0, 3, 1, -1],
    ] {
      let polynomial = Polynomial(coefficients)
      for text in ["-1,2"] {
        let interval = try Interval(text: text)
        let network = try ApproximationNetwork.polynomial(
          polynomial, on: interval, error: error, scheme: scheme)
        #expect(network.errorBound <= error)
        let proved = try errorOfPolynomial(network.network, polynomial, on: interval)
        #expect(proved.magnitude <= network.errorBound, "\(polynomial) on \(text)")
      }
    }
  }

  @Test("random polynomials of degree up to 8 by square chains", arguments: [UInt64(1), 2])
  func randomChains(seed: UInt64) throws {
    var generator = SplitMix64(seed: seed)
    for degree in 0...8 {
      let polynomial = Polynomial(
        (0...degree).map { _ in Rational(generator.nextInt(below: 9) - 4, 3) })
      let interval = try Interval(text: ["0,1", "-1,1", "1/2,3/2"][degree % 3])
      let network = try ApproximationNetwork.polynomial(
        polynomial, on: interval, error: Rational(1, 20))
      for step in 0...40 {
        guard let domain = RationalInterval(interval) else { continue }
        let x = domain.lower + domain.width * Rational(step, 40)
        let distance = (network.network([x])[0] - polynomial.evaluate(at: x)).magnitude
        #expect(distance <= network.errorBound, "seed \(seed), \(polynomial) at \(x)")
      }
    }
  }

  @Test("square chains compute the polynomial", arguments: 0...12)
  func chainsAreExact(degree: Int) {
    for (seed, center) in [(UInt64(1), Rational(0)), (2, Rational(1, 2))] {
      var generator = SplitMix64(seed: seed)
      let coefficients = (0...degree).map { _ in Rational(generator.nextInt(below: 11) - 5, 2) }
      let polynomial = Polynomial(coefficients)
      let program = SquareProgram.squareChain(polynomial, center: center)
      let analysis = SquareAnalysis(program, on: [RationalInterval(0, 1)])
      #expect(analysis.output == MultivariatePolynomial(polynomial), "seed \(seed)")
    }
  }

  @Test(
    "the squares of a chain",
    arguments: [
      (Polynomial.monomial(8), 3), (.monomial(16), 4), (.chebyshev(4), 2), (.legendre(8), 3),
      (Polynomial([1, 2, 3, 4, 5]), 2), (.chebyshev(5), 4), (.chebyshev(10), 5),
      (Polynomial([1, 2, 3, 4, 5, 6, 7]), 4),
    ])
  func chainLengths(polynomial: Polynomial, squares: Int) {
    let program = SquareProgram.squareChain(polynomial)
    let strands = program.steps.reduce(0) { $0 + SquareProgram.forms(of: $1).count }
    #expect(strands == squares)
  }

  /// theory.md D4, m = 3 on [−1, 1], rounded to six digits there.
  @Test(arguments: [
    (3, MonomialScheme.repeated, "5615"), (4, .repeated, "5980"), (4, .squareChain, "10002"),
    (8, .repeated, "7045"), (8, .squareChain, "19877"),
  ])
  func textbookMonomials(exponent: Int, scheme: MonomialScheme, millionths: String) throws {
    let interval = try Interval(text: "-1,1")
    // N = 2^m cells on [0, 1] are 2^(m+1) on [−1, 1].
    let network = try ApproximationNetwork.monomial(
      exponent, on: interval, radices: [2, 2, 2, 2], scheme: scheme)
    let error = try errorOfPolynomial(network.network, .monomial(exponent), on: interval)
    let measured = try Rational(text: millionths) / 1_000_000
    // Measured at sample points there.
    #expect(error.magnitude >= measured - Rational(1, 1_000_000))
    #expect(error.magnitude <= measured * Rational(51, 50))
    #expect(error.magnitude <= network.errorBound)
    if scheme == .repeated {
      #expect(network.network([Rational(3, 4)]) == [Rational(3, 4).power(exponent)])
    }
  }

  /// approximation_cases.json SEQ3: D_N(S_N(x), x) on [0, 1], unshifted.
  @Test(arguments: [
    ([3, 4], "3.0374082789788648e-3", 22), ([4, 4], "1.6964712775919819e-3", 25),
    ([2, 2, 3, 3], "3.489761200054091e-4", 36), ([4, 4, 4], "1.071725274526016e-4", 40),
  ])
  func sequentialCubes(radices: [Int], error: String, neurons: Int) throws {
    let box = [RationalInterval(0, 1)]
    let analysis = SquareAnalysis(.repeatedPower(3), on: box, products: .plain)
    let network = ApproximationNetwork(
      analysis, radices: [radices, radices], scheme: "x³", domain: [.unit], isCentered: false)
    let measured = try errorOfPolynomial(
      network.network, .monomial(3), on: .unit, parts: 32
    ).magnitude
    let wanted = try Rational(text: error)
    #expect(measured >= wanted && measured <= wanted * Rational(501, 500))
    #expect(measured <= network.errorBound)
    #expect(network.neuronCount <= neurons)
  }

  @Test("affine and constant polynomials need no neuron")
  func affine() throws {
    for polynomial in [Polynomial.zero, .one, .x, Polynomial([1, Rational(-2, 3)])] {
      for scheme in PolynomialScheme.allCases {
        let network = try ApproximationNetwork.polynomial(
          polynomial, on: .unit, error: 1, scheme: scheme)
        #expect(network.neuronCount == 0 && network.errorBound == 0 && network.isErrorExact)
        #expect(network.network([5]) == [polynomial.evaluate(at: 5)])
      }
    }
  }

  @Test func layersCanBeLimited() throws {
    let network = try ApproximationNetwork.polynomial(
      .chebyshev(5), on: .unit, error: Rational(1, 100), maximumDepth: 3)
    #expect(network.depth == 3 && network.errorBound <= Rational(1, 100))
  }

  @Test("each goal is met best by its own network")
  func goals() throws {
    let error = Rational(1, 1000)
    for degree in [2, 4] {
      let networks = try ApproximationGoal.allCases.map {
        try ApproximationNetwork.monomial(degree, on: .unit, error: error, minimizing: $0)
      }
      let sizes = networks.map(\.network.architecture)
      let best = (0..<3).allSatisfy { index in
        sizes[0].neuronCount <= sizes[index].neuronCount
          && sizes[1].parameterCount <= sizes[index].parameterCount
          && sizes[2].depth <= sizes[index].depth
      }
      #expect(best && networks.allSatisfy { $0.errorBound <= error })
      #expect(sizes[2].depth == degree / 2)
    }
    let square = try ApproximationNetwork.square(on: .unit, error: error, minimizing: .depth)
    #expect(square.neuronCount == 12 && square.depth == 1)
    let product = try ApproximationNetwork.product(
      on: [.unit, .unit], error: error, minimizing: .depth)
    #expect(product.depth == 1 && product.errorBound <= error)
  }

  @Test func refusesBadRequests() {
    #expect(throws: ApproximationError.errorNotPositive(-1)) {
      try ApproximationNetwork.polynomial(.x, on: .unit, error: -1)
    }
    #expect(throws: ApproximationError.unboundedDomain(.wholeLine)) {
      try ApproximationNetwork.monomial(3, on: .wholeLine, error: 1)
    }
    #expect(throws: ApproximationError.self) {
      try ApproximationNetwork.monomial(-1, on: .unit, error: 1)
    }
    #expect(throws: ApproximationError.self) {
      try ApproximationNetwork.monomial(65, on: .unit, error: 1)
    }
    #expect(throws: ApproximationError.tooSmall(quantity: "a radix", minimum: 2, received: 1)) {
      try ApproximationNetwork.monomial(3, on: .unit, radices: [1])
    }
    #expect(throws: ApproximationError.self) {
      try ApproximationNetwork.monomial(3, on: .unit, error: 1, maximumDepth: 0)
    }
  }
}
