import ExactNumbers
import ReLUNetworks
import TestSupport
import Testing

@testable import Approximation

@Suite("Certified errors against polynomials of two variables")
struct CertificationPolynomialTests {
  private func box(_ text: String) throws -> [Interval] {
    try text.split(separator: ";").map { try Interval(text: String($0)) }
  }

  @Test("degree 2: exact, and the place is right")
  func quadratics() throws {
    let polynomial = MultivariatePolynomial(
      variableCount: 2, terms: [[2, 0]: 1, [1, 1]: -3, [0, 2]: Rational(1, 2), [0, 0]: 1])
    let box = try box("0,1;-1,2")
    let made = try ApproximationNetwork.polynomial(polynomial, on: box, error: Rational(1, 8))
    let certificate = try made.network.supError(against: polynomial, on: box)
    #expect(certificate.lower == certificate.upper && certificate.upper <= made.errorBound)
    let point = try #require(certificate.attainedAt)
    #expect(
      (made.network(point)[0] - polynomial.evaluate(at: point)).magnitude == certificate.upper)
  }

  @Test("xy by this way and by the target")
  func product() throws {
    let network = try ApproximationNetwork.product(on: box("0,1;0,1"), radices: [3, 4]).network
    let polynomial = MultivariatePolynomial(variableCount: 2, terms: [[1, 1]: 1])
    let certificate = try network.supError(against: polynomial, on: box("0,1;0,1"))
    #expect(certificate == (try network.supError(against: .product, on: box("0,1;0,1"))))
  }

  @Test("a cubic against 0: x²y − y³/3 − x/2 on a square has its known extremes")
  func known() throws {
    // 7/6 at (−1, 1) and −7/6 at (1, −1); where both derivatives vanish, ±(1/2, 1/2), it is ∓1/6.
    let polynomial = MultivariatePolynomial(
      variableCount: 2, terms: [[2, 1]: 1, [0, 3]: Rational(-1, 3), [1, 0]: Rational(-1, 2)])
    let zero = try ReLUNetwork(
      hidden: [],
      output: AffineMap(outputDimension: 1, inputDimension: 2, weights: [0, 0], biases: [0]))
    let certificate = try zero.supError(
      against: polynomial, on: box("-1,1;-1,1"), relativeWidth: Rational(1, 1 << 30))
    #expect(certificate.isComplete && certificate.enclosure.contains(Rational(7, 6)))
    #expect(certificate.upper - certificate.lower <= certificate.upper / Rational(1 << 29))
  }

  @Test("cubics and quartics: enclosures hold every sampled error and are close", arguments: 1...6)
  func random(seed: Int) throws {
    var generator = SplitMix64(seed: UInt64(seed))
    var terms: [[Int]: Rational] = [[3 - seed % 2, 1]: 1]
    for _ in 0..<4 {
      terms[[generator.nextInt(below: 3), generator.nextInt(below: 3)]] =
        Rational(generator.nextInt(below: 9) - 4, 2)
    }
    let polynomial = MultivariatePolynomial(variableCount: 2, terms: terms)
    let box = try box("-1,1;0,2")
    let grid = try TriangulatedGrid(box: box, cells: [2, 2], value: polynomial.evaluate)
    let certificate = try grid.network.supError(
      against: polynomial, on: box, relativeWidth: Rational(1, 4096))
    #expect(certificate.isComplete)
    #expect(certificate.upper - certificate.lower <= certificate.upper / 2048)
    var greatest: Rational = 0
    for i in 0...32 {
      for j in 0...32 {
        let point = [Rational(i, 16) - 1, Rational(j, 16)]
        let error = (grid.network(point)[0] - polynomial.evaluate(at: point)).magnitude
        greatest = max(greatest, error)
      }
    }
    #expect(greatest <= certificate.upper, "seed \(seed)")
    #expect(certificate.lower <= greatest * Rational(9, 8), "seed \(seed)")
  }

  @Test func refusesThreeVariables() throws {
    let polynomial = MultivariatePolynomial(variableCount: 3, terms: [[1, 1, 1]: 1])
    let made = try ApproximationNetwork.polynomial(
      polynomial, on: box("0,1;0,1;0,1"), error: Rational(1, 4))
    #expect(throws: ApproximationError.tooManyInputs(3)) {
      try made.network.supError(against: polynomial, on: made.domain)
    }
  }
}
