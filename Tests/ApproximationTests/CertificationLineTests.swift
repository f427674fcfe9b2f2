import Constructions
import ExactNumbers
import ReLUNetworks
import TestSupport
import Testing

@testable import Approximation

@Suite("Certified errors on an interval")
struct CertificationLineTests {
  static func target(_ text: String) throws -> ApproximationTarget {
    try ApproximationTarget(text: text)
  }

  /// The network of one hidden layer through some points.
  static func interpolant(_ samples: [(x: Rational, y: Rational)]) throws -> ReLUNetwork {
    try ShallowInterpolant(samples: samples).network
  }

  @Test(
    "interpolants of analytic functions, values rounded to 64 digits",
    arguments: [
      ("exp", "0,1", 64, "8.231037239239657e-05", "8.231037239239665e-05"),
      ("exp", "-1,1", 4, "0.066616707137243", "0.06661670713724308"),
      ("sin", "0,3", 4, "0.06632713811705702", "0.0663271381170571"),
      ("sin", "0,3", 16, "0.004390157329485169", "0.004390157329485173"),
      ("sin", "0,3", 64, "0.000274645598355764", "0.00027464559835576425"),
      ("sqrt", "0,1", 4, "0.12499999999999988", "0.125"),
      ("sqrt", "0,1", 16, "0.06249999999999994", "0.0625"),
      ("sqrt", "0,1", 64, "0.03124999999999997", "0.03125"),
    ])
  func analytic(name: String, on text: String, cells: Int, low: String, high: String) throws {
    let target = try Self.target(name)
    let interval = try Interval(text: text)
    let domain = try #require(RationalInterval(interval))
    let samples = (0...cells).map { step in
      let x = domain.lower + domain.width * Rational(step, cells)
      let unit = Rational(Integer.one << 64)
      let y = target.enclosure(at: x, bits: 80).midpoint * unit + Rational(1, 2)
      return (x: x, y: Rational(y.floor) / unit)
    }
    let certificate = try Self.interpolant(samples).supError(
      against: target, on: [interval], relativeWidth: Rational(1, 1 << 60))
    #expect(certificate.isComplete && certificate.pieces == Integer(cells))
    // The table's ends are rounded to the digits of a double.
    let known = RationalInterval(
      try Rational(text: low) * (1 - Rational(1, 1 << 52)),
      try Rational(text: high) * (1 + Rational(1, 1 << 52)))
    #expect(known.contains(certificate.enclosure))
    #expect(certificate.upper - certificate.lower <= certificate.upper / Rational(1 << 60))
  }

  @Test(
    "x⁴ and x⁸ as squares of shifted squares, largest at 1",
    arguments: [
      (2, [4], "11/512"), (2, [4, 4, 4], "191/2097152"), (3, [4, 4], "1713/524288"),
      (3, [6, 6], "8893/13436928"),
    ])
  func repeatedSquares(count: Int, radices: [Int], error: String) throws {
    let square = try ApproximationNetwork.square(on: .unit, radices: radices).network
    var power = square
    for _ in 1..<count { power = try square.composed(after: power) }
    let certificate = try power.supError(
      against: Self.target("monomial:\(1 << count)"), on: [.unit])
    #expect(certificate.lower == (try Rational(text: error)))
    #expect(certificate.upper == certificate.lower && certificate.attainedAt == [1])
  }

  @Test("the network itself: error 0")
  func identical() throws {
    let line = try Self.interpolant([(x: 0, y: 1), (x: 1, y: 3)])
    let certificate = try line.supError(against: Self.target("polynomial:1,2"), on: [.unit])
    #expect(certificate.lower == 0 && certificate.upper == 0 && certificate.isComplete)
    #expect(certificate.attainedAt?.count == 1)
  }

  @Test("extremes at an end, at a breakpoint, at a rational and at an irrational point")
  func places() throws {
    let zero = try Self.interpolant([(x: 0, y: 0), (x: 1, y: 0)])
    func error(_ network: ReLUNetwork, _ text: String, _ on: String) throws -> ErrorCertificate {
      try network.supError(against: Self.target(text), on: [Interval(text: on)])
    }
    let end = try error(zero, "monomial:5", "0,2")
    #expect(end.lower == 32 && end.upper == 32 && end.attainedAt == [2])
    // |x³ − 3x| on [0, 3/2] is largest at 1; (x³ − 2x) at √(2/3), where it is (4/3)√(2/3).
    let inside = try error(zero, "polynomial:0,-3,0,1", "0,3/2")
    #expect(inside.lower == 2 && inside.upper == 2 && inside.attainedAt == [1])
    let irrational = try error(zero, "polynomial:0,-2,0,1", "0,6/5")
    #expect(irrational.attainedAt == nil && irrational.lower < irrational.upper)
    #expect(irrational.lower * irrational.lower <= Rational(32, 27))
    #expect(irrational.upper * irrational.upper >= Rational(32, 27))
    #expect(irrational.upper - irrational.lower <= irrational.upper / Rational(1 << 40))
    let tent = try Self.interpolant([(x: 0, y: 0), (x: Rational(1, 2), y: 4), (x: 1, y: 0)])
    let breakpoint = try error(tent, "square", "0,1")
    #expect(breakpoint.lower == Rational(15, 4) && breakpoint.attainedAt == [Rational(1, 2)])
    let line = try Self.interpolant([(x: 0, y: 0), (x: 1, y: 1)])
    let root = try error(line, "sqrt", "0,1")
    #expect(root.lower == Rational(1, 4) && root.attainedAt == [Rational(1, 4)])
    let rising = try error(zero, "sqrt", "0,4")
    #expect(rising.lower == 2 && rising.upper == 2 && rising.attainedAt == [4])
    let falling = try error(zero, "reciprocal1p", "1/2,2")
    #expect(falling.lower == Rational(2, 3) && falling.attainedAt == [Rational(1, 2)])
    let exponential = try error(zero, "exp", "-3,0")
    #expect(exponential.lower == 1 && exponential.upper == 1 && exponential.attainedAt == [0])
  }

  @Test("a smaller width asked for is kept")
  func widths() throws {
    let zero = try Self.interpolant([(x: 0, y: 0), (x: 1, y: 1)])
    for bits in [4, 20, 100, 300] {
      let width = Rational(Integer.one, Integer.one << bits)
      let certificate = try zero.supError(
        against: Self.target("sin"), on: [.unit], relativeWidth: width)
      #expect(certificate.upper - certificate.lower <= width * certificate.upper)
      let fine = try zero.supError(
        against: Self.target("sin"), on: [.unit], relativeWidth: width / 1024)
      #expect(certificate.enclosure.intersection(with: fine.enclosure) != nil)
    }
  }

  @Test("what is asked in the wrong way is refused with a sentence")
  func refusals() throws {
    let zero = try Self.interpolant([(x: 0, y: 0), (x: 1, y: 1)])
    let plane = try ApproximationNetwork.product(on: [.unit, .unit], radices: [2]).network
    #expect(throws: ApproximationError.self) {
      try zero.supError(against: .square, on: [.wholeLine])
    }
    #expect(throws: ApproximationError.self) {
      try zero.supError(against: Self.target("log1p"), on: [Interval(text: "-1,1")])
    }
    #expect(throws: ApproximationError.self) { try zero.supError(against: .square, on: []) }
    #expect(
      throws: ApproximationError.wrongNetworkInputs(target: "square", expected: 1, received: 2)
    ) { try plane.supError(against: .square, on: [.unit]) }
    #expect(throws: ApproximationError.tooManyInputs(3)) {
      let network = NetworkSamples.ternary(widths: [3, 1, 1], index: 5)
      _ = try network.supError(
        against: Self.target("product:3"), on: [.unit, .unit, .unit])
    }
  }
}
