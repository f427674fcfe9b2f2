import ExactNumbers
import TestSupport
import Testing

@testable import Approximation

@Suite("Convex and concave stretches, and slopes")
struct TargetsCurvatureTests {
  private static let width = Rational(1, 1 << 50)

  @Test(
    "signs in turn",
    arguments: [
      ("exp", "-3,3", [Sign.positive]), ("log1p", "0,1", [.negative]), ("sqrt", "0,1", [.negative]),
      ("reciprocal1p", "0,1", [.positive]), ("reciprocal1p", "-3,-2", [.negative]),
      ("sin", "0,3", [.negative]), ("sin", "-3,4", [.positive, .negative, .positive]),
      ("sin", "-7,0", [.positive, .negative, .positive]),
      ("cos", "-1,1", [.negative]), ("cos", "0,8", [.negative, .positive, .negative, .positive]),
      ("lorentz", "-1,1", [.positive, .negative, .positive]), ("runge", "0,1/9", [.negative]),
      ("runge", "0,1/8", [.negative, .positive]), ("square", "-1,1", [.positive]),
      ("monomial:4", "-1,1", [.positive]), ("monomial:3", "-1,1", [.negative, .positive]),
      ("monomial:1", "-1,1", [.zero]), ("polynomial:0", "-1,1", [.zero]),
      ("chebyshev:5", "-1,1", [.negative, .positive, .negative, .positive]),
      ("polynomial:0,0,0,0,0,1,1", "-1/2,1", [.negative, .positive]),
    ] as [(String, String, [Sign])])
  func signs(_ name: String, _ on: String, _ expected: [Sign]) throws {
    let target = try ApproximationTarget(text: name)
    let interval = try #require(RationalInterval(try Interval(text: on)))
    let stretches = target.curvatureStretches(on: interval, bits: 50)
    #expect(stretches.map(\.curvature) == expected)
    #expect(stretches.first?.range.lower == interval.lower)
    #expect(stretches.last?.range.upper == interval.upper)
    for (left, right) in zip(stretches, stretches.dropFirst()) {
      #expect(left.range.upper <= right.range.lower)
      #expect(right.range.lower - left.range.upper <= Self.width)
    }
    // f″ has the sign at points of the stretch.
    for stretch in stretches {
      for k in 1...6 {
        let x = stretch.range.lower + stretch.range.width * Rational(k, 7)
        let value = target.enclosure(at: x, derivative: 2, bits: 60)
        #expect(value.sign == stretch.curvature || value.contains(0), "\(name) at \(x)")
      }
    }
  }

  @Test("the inflections of the sine are multiples of pi, exact at 0")
  func sine() {
    let sine = ApproximationTarget(.sin)
    let points = sine.inflections(on: RationalInterval(-4, 7), bits: 100)
    #expect(points.count == 4 && points[1].exactValue == 0)
    #expect((points[2] - points[0] - points[2] * 2).contains(0))
    #expect((points[3] - points[2] * 2).contains(0))
    #expect(points.allSatisfy { $0.width <= Rational(1, 2).power(100) })
    // Ends a hair beside pi.
    let pi = sine.inflections(on: RationalInterval(3, 4), bits: 200)[0]
    #expect(sine.inflections(on: RationalInterval(3, pi.lower), bits: 10).isEmpty)
    #expect(sine.inflections(on: RationalInterval(3, pi.upper), bits: 10).count == 1)
    #expect(sine.inflections(on: RationalInterval(-1, 0), bits: 10).isEmpty)
    #expect(sine.inflections(on: RationalInterval(0, 1), bits: 10).isEmpty)
  }

  @Test("the tangent point has the slope", arguments: [4, 30, 60, 200])
  func tangents(_ bits: Int) throws {
    let cases = [
      ("exp", "-1,2"), ("log1p", "0,1"), ("sqrt", "0,4"), ("reciprocal1p", "0,2"),
      ("reciprocal1p", "-4,-2"), ("sin", "0,3"), ("sin", "-3,0"), ("cos", "-1,1"),
      ("cos", "2,4"), ("lorentz", "-1/2,1/2"), ("lorentz", "1,3"), ("runge", "1/8,1"),
      ("square", "-1,2"), ("monomial:4", "-1,1"), ("chebyshev:5", "4/5,1"),
    ]
    for (name, on) in cases {
      let target = try ApproximationTarget(text: name)
      let stretch = try #require(RationalInterval(try Interval(text: on)))
      for k in 1...5 {
        let x = stretch.lower + stretch.width * Rational(k, 6)
        let slope = target.enclosure(at: x, derivative: 1, bits: 2 * bits + 20).midpoint
        let point = try #require(
          target.tangentPoint(slope: slope, on: stretch, bits: bits), "\(name) \(slope)")
        #expect(point.width <= Rational(1, 2).power(bits), "\(name)")
        // The slope was rounded, so x may lie beside the point, by much less than its width.
        let room = Rational(1, 2).power(bits)
        #expect(point.lower - room <= x && x <= point.upper + room, "\(name) at \(x)")
      }
      let range = target.enclosure(
        on: stretch.lower == 0 && name == "sqrt" ? RationalInterval(1, 4) : stretch,
        derivative: 1, bits: 20)
      #expect(
        target.tangentPoint(slope: range.lower - 1, on: stretch, bits: bits) == nil, "\(name)")
    }
  }

  @Test("rational tangent points are exact")
  func exactTangents() {
    let unit = RationalInterval(0, 1)
    #expect(
      ApproximationTarget.square.tangentPoint(slope: Rational(2, 3), on: unit, bits: 4)?.exactValue
        == Rational(1, 3))
    #expect(
      ApproximationTarget(.log1p).tangentPoint(slope: Rational(2, 3), on: unit, bits: 4)?.exactValue
        == Rational(1, 2))
    #expect(
      ApproximationTarget(.sqrt).tangentPoint(slope: 1, on: unit, bits: 4)?.exactValue
        == Rational(1, 4))
    #expect(
      ApproximationTarget(.reciprocal1p).tangentPoint(
        slope: Rational(-4, 9), on: unit, bits: 4)?.exactValue == Rational(1, 2))
    #expect(ApproximationTarget(.sqrt).tangentPoint(slope: -1, on: unit, bits: 4) == nil)
  }
}
