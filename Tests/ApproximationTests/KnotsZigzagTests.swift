import Approximation
import ExactNumbers
import ReLUNetworks
import Testing

@Suite("Knots and a zigzag")
struct KnotsZigzagTests {
  static let thousandth = Rational(1, 1000)

  static func interval(_ from: Int, _ to: Int) throws -> Interval {
    try Interval(Rational(from), Rational(to))
  }

  static func network(
    _ name: String, _ from: Int, _ to: Int, _ error: Rational
  ) throws -> ApproximationNetwork {
    try #require(
      try ApproximationNetwork.zigzag(
        ApproximationTarget(text: name), on: interval(from, to), error: error))
  }

  @Test(
    "take few neurons at 1e-3, with a bound that the certifier confirms",
    arguments: [
      ("exp", 0, 1, 7), ("exp", -1, 1, 9), ("log1p", 0, 1, 5), ("cos", -1, 1, 8),
      ("sin", 0, 3, 11), ("sqrt", 0, 1, 13), ("lorentz", -1, 1, 17), ("runge", -1, 1, 30),
      ("square", 0, 1, 7),
      ("reciprocal1p", 0, 1, 6), ("exp", 20, 21, 1000),
    ])
  func thousandths(name: String, from: Int, to: Int, most: Int) throws {
    let error = from == 20 ? Rational(1_000_000) : Self.thousandth
    let result = try Self.network(name, from, to, error)
    #expect(result.neuronCount <= most, "\(name): \(result.neuronCount), \(result.scheme)")
    #expect(result.errorBound <= error)
    let certificate = try result.network.supError(
      against: ApproximationTarget(text: name), on: result.domain)
    #expect(certificate.upper <= result.errorBound * Rational(1_000_001, 1_000_000))
    // The bound adds the delays of an inner square up: it may exceed the error by a few percent.
    #expect(certificate.upper * Rational(21, 20) >= result.errorBound)
  }

  @Test("take few neurons at 1e-6", arguments: [("exp", 0, 1, 23), ("log1p", 0, 1, 20)])
  func millionths(name: String, from: Int, to: Int, most: Int) throws {
    let result = try Self.network(name, from, to, Rational(1, 1_000_000))
    #expect(result.neuronCount <= most, "\(name): \(result.neuronCount), \(result.scheme)")
    let certificate = try result.network.supError(
      against: ApproximationTarget(text: name), on: result.domain)
    #expect(certificate.upper <= Rational(1, 1_000_000))
  }

  @Test("make of x² what radix layers make", arguments: [10, 1000, 100_000])
  func squares(denominator: Int) throws {
    let error = Rational(1, denominator)
    let radix = try ApproximationNetwork.square(on: .unit, error: error)
    let result = try Self.network("square", 0, 1, error)
    #expect(result.neuronCount == radix.neuronCount)
    let certificate = try result.network.supError(against: .square, on: [.unit])
    #expect(certificate.upper <= result.errorBound)
    #expect(result.errorBound <= radix.errorBound * Rational(1025, 1024) + error / 512)
  }

  @Test("are even where the target is", arguments: ["cos", "lorentz", "runge"])
  func even(name: String) throws {
    let result = try Self.network(name, -1, 1, Rational(1, 200))
    for k in 0...60 where result.scheme.hasPrefix("square") || result.scheme.hasPrefix("fold") {
      let x = Rational(k, 60)
      #expect(result.network([x]) == result.network([-x]), "at \(x)")
    }
  }

  @Test("stay within the bound at points", arguments: [("exp", -30, -28), ("sin", 4, 5)])
  func far(name: String, from: Int, to: Int) throws {
    let target = try ApproximationTarget(text: name)
    let size = name == "exp" ? Rational(Integer(1), Integer(10).power(17)) : Rational(1, 10_000)
    let result = try Self.network(name, from, to, size)
    for k in 0...200 {
      let x = Rational(from) + Rational(k * (to - from), 200)
      let distance = target.enclosure(at: x, bits: 90) - result.network([x])[0]
      #expect(distance.lower.magnitude <= result.errorBound + size / 1000, "at \(x)")
    }
  }

  @Test("say when there is none")
  func none() throws {
    let line = try ApproximationTarget(text: "polynomial:1,2")
    #expect(
      try ApproximationNetwork.zigzag(line, on: .unit, error: Self.thousandth) == nil)
    let cube = try ApproximationTarget(text: "monomial:3")
    #expect(
      try ApproximationNetwork.zigzag(
        cube, on: Self.interval(-1, 1), error: Self.thousandth) == nil)
    let exp = try ApproximationTarget(text: "exp")
    #expect(
      try ApproximationNetwork.zigzag(
        exp, on: .unit, error: Rational(1, 1_000_000), neuronLimit: 12) == nil)
    #expect(throws: ApproximationError.errorNotPositive(-1)) {
      try ApproximationNetwork.zigzag(exp, on: .unit, error: -1)
    }
    #expect(throws: ApproximationError.self) {
      try ApproximationNetwork.zigzag(
        ApproximationTarget(text: "log1p"), on: Self.interval(-2, 0), error: 1)
    }
  }
}
