import ExactNumbers
import Testing

@testable import Approximation

@Suite("Names of targets")
struct TargetsParsingTests {
  @Test("every name of the command line is understood, and is the description again")
  func names() throws {
    let texts = [
      "square", "product", "monomial:4", "product:3", "polynomial:1,0,-1/2", "chebyshev:5",
      "legendre:8", "exp", "sin", "cos", "log1p", "reciprocal1p", "lorentz", "runge", "sqrt",
    ]
    for text in texts { #expect(try ApproximationTarget(text: text).description == text) }
    #expect(try ApproximationTarget(text: "square") == .square)
    #expect(try ApproximationTarget(text: "product") == .product)
    #expect(try ApproximationTarget(text: "product:3").inputCount == 3)
    #expect(try ApproximationTarget(text: "sin").elementary == .sin)
    #expect(try ApproximationTarget(text: "square").polynomial == .monomial(2))
    #expect(try ApproximationTarget(text: "legendre:8").polynomial == .legendre(8))
    #expect(
      try ApproximationTarget(text: "polynomial:1,-0,0.5").polynomial
        == Polynomial([1, 0, Rational(1, 2)]))
    #expect(
      ApproximationTarget(Polynomial([1, Rational(-1, 2)])).description == "polynomial:1,-1/2")
    #expect(ApproximationTarget(Polynomial.zero).description == "polynomial:0")
  }

  @Test(
    "other texts are refused",
    arguments: [
      "", "tan", "Exp", "exp ", "exp:2", ":", "square:2", "monomial", "monomial:", "monomial:-1",
      "monomial:+1", "monomial:1.5", "monomial:1001", "product:1", "product:", "polynomial",
      "polynomial:", "polynomial:1,,2", "polynomial:1,x", "polynomial:1,2,", "chebyshev:1:2",
      "legendre:99999999999999999999",
    ])
  func refused(_ text: String) {
    #expect(ApproximationTarget(text) == nil)
  }

  @Test("refusals say what to write")
  func messages() {
    #expect(message { try ApproximationTarget(text: "tan") }.contains("log1p"))
    #expect(
      message { try ApproximationTarget(text: "monomial:-1") }
        == "the target \"monomial:-1\" needs a whole number from 0 to 1000, like monomial:5")
    #expect(message { try ApproximationTarget(text: "polynomial:1,x") }.contains("exact numbers"))
  }

  @Test("a domain where the target is undefined is refused in one sentence")
  func domains() throws {
    let log1p = ApproximationTarget(.log1p)
    #expect(
      message { try log1p.requireDefined(on: [Interval(-1, 1)]) }
        == "log1p is not defined on all of -1,1; choose an interval above -1")
    #expect(!log1p.isDefined(on: [try Interval(-2, 1)]))
    #expect(log1p.isDefined(on: [try Interval(Rational(-999, 1000), 1)]))
    #expect(!ApproximationTarget(.reciprocal1p).isDefined(on: [try Interval(-2, -1)]))
    #expect(ApproximationTarget(.reciprocal1p).isDefined(on: [try Interval(-3, -2)]))
    #expect(!ApproximationTarget(.reciprocal1p).isDefined(on: [try Interval(-2, 0)]))
    #expect(ApproximationTarget(.sqrt).isDefined(on: [.unit]))
    #expect(!ApproximationTarget(.sqrt).isDefined(on: [try Interval(Rational(-1, 1000), 1)]))
    #expect(!ApproximationTarget(.exp).isDefined(on: [try Interval(0, 4097)]))
    #expect(!ApproximationTarget.square.isDefined(on: [.wholeLine]))
    #expect(!ApproximationTarget.product.isDefined(on: [.unit]))
    #expect(ApproximationTarget.product.isDefined(on: [.unit, .unit]))
    #expect(throws: ApproximationError.unboundedDomain(.wholeLine)) {
      try ApproximationTarget.square.requireDefined(on: [.wholeLine])
    }
    #expect(throws: ApproximationError.intervalCountMismatch(expected: 2, received: 1)) {
      try ApproximationTarget.product.requireDefined(on: [.unit])
    }
  }

  private func message(_ body: () throws -> some Any) -> String {
    do {
      return "\(try body())"
    } catch {
      return "\(error)"
    }
  }
}
