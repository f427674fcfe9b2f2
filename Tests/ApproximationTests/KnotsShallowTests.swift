import Approximation
import ExactNumbers
import ReLUNetworks
import Testing

@Suite("Free knots")
struct KnotsShallowTests {
  static let thousandth = Rational(1, 1000)

  @Test(
    "take as few neurons as the asymptotic optimum at 1e-3",
    arguments: [
      ("exp", 0, 1, 11), ("exp", -1, 1, 17), ("log1p", 0, 1, 6), ("cos", -1, 1, 15),
      ("sin", 0, 3, 19), ("lorentz", -1, 1, 14), ("runge", -1, 1, 34), ("sqrt", 0, 1, 16),
      ("square", 0, 1, 12), ("monomial:3", -1, 1, 27), ("chebyshev:5", -1, 1, 91),
    ])
  func fewNeurons(name: String, from: Int, to: Int, most: Int) throws {
    let target = try ApproximationTarget(text: name)
    let interval = try Interval(Rational(from), Rational(to))
    let result = try ApproximationNetwork.freeKnots(target, on: interval, error: Self.thousandth)
    #expect(result.neuronCount <= most, "\(name): \(result.neuronCount)")
    #expect(result.depth == 1)
    #expect(result.errorBound <= Self.thousandth)
    let certificate = try result.network.supError(against: target, on: [interval])
    #expect(certificate.upper <= result.errorBound * Rational(1001, 1000))
    #expect(certificate.lower <= result.errorBound)
  }

  @Test("stay below the bound at sampled points", arguments: ["exp", "sin", "runge", "sqrt"])
  func sampled(name: String) throws {
    let target = try ApproximationTarget(text: name)
    let interval = try Interval(0, Rational(3, 2))
    let result = try ApproximationNetwork.freeKnots(target, on: interval, error: Rational(1, 50))
    for k in 0...300 {
      let x = Rational(k, 200)
      let distance = target.enclosure(at: x, bits: 40) - result.network([x])[0]
      #expect(distance.magnitude <= result.errorBound + Rational(1, 1 << 30), "at \(x)")
    }
  }

  @Test("refuse what cannot be")
  func refusals() throws {
    let exp = try ApproximationTarget(text: "exp")
    let unit = Interval.unit
    #expect(throws: ApproximationError.errorNotPositive(0)) {
      try ApproximationNetwork.freeKnots(exp, on: unit, error: 0)
    }
    #expect(throws: ApproximationError.unboundedDomain(.wholeLine)) {
      try ApproximationNetwork.freeKnots(exp, on: .wholeLine, error: 1)
    }
    #expect(throws: ApproximationError.intervalCountMismatch(expected: 2, received: 1)) {
      try ApproximationNetwork.freeKnots(.product, on: unit, error: 1)
    }
    #expect(throws: ApproximationError.self) {
      let log = try ApproximationTarget(text: "log1p")
      _ = try ApproximationNetwork.freeKnots(log, on: Interval(-1, 1), error: 1)
    }
  }
}
