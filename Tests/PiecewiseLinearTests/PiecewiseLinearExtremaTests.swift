import ExactNumbers
import PiecewiseLinear
import Testing

@Suite("Extrema, distances and integrals")
struct PiecewiseLinearExtremaTests {
  @Test func extremaByHand() throws {
    let tent = try tent()
    #expect(tent.maximum == tent.composed(after: .identity(on: .unit)).maximum)
    #expect(tent.maximum.value == .finite(1) && tent.maximum.point == Rational(1, 2))
    #expect(tent.minimum.value == .finite(0) && tent.minimum.point == 0)
    let identity = PiecewiseLinearFunction.identity()
    #expect(identity.maximum.value == .positiveInfinity && identity.maximum.point == nil)
    #expect(identity.minimum.value == .negativeInfinity && identity.minimum.point == nil)
    let constant = PiecewiseLinearFunction.constant(7)
    #expect(constant.maximum.value == .finite(7) && constant.maximum.point == 0)
    let ray = PiecewiseLinearFunction.identity(
      on: try Interval(.finite(3), .positiveInfinity))
    #expect(ray.minimum.value == .finite(3) && ray.minimum.point == 3)
    #expect(ray.maximum.value == .positiveInfinity)
  }

  @Test("a maximum is attained and nothing is above it", arguments: [11, 12] as [UInt64])
  func extremaAgainstPoints(seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    for _ in 0..<60 {
      let function = try random.lineFunction()
      let extremum = function.maximum
      if let point = extremum.point {
        #expect(.finite(function(point)) == extremum.value)
      } else {
        // Unbounded: one of the outer slopes grows outwards.
        let slopes = function.pieces.map(\.slope)
        #expect((slopes.first ?? 0) < 0 || (slopes.last ?? 0) > 0)
      }
      for quarter in -40...40 {
        #expect(.finite(function(Rational(quarter, 4))) <= extremum.value)
      }
    }
  }

  @Test(
    "the interpolants of x² on N and 2N cells are exactly 1/(4N²) apart",
    arguments: [1, 2, 4, 8, 16])
  func interpolantDistance(cells: Int) throws {
    // Midway between nodes h apart, the chord of x² lies h²/4 above x², which the finer
    // interpolant meets there: the distance is 1/(4N²), first at x = 1/(2N).
    let coarse = try squareInterpolant(cells: cells)
    let fine = try squareInterpolant(cells: 2 * cells)
    let distance = coarse.maximumDistance(to: fine, on: .unit)
    #expect(distance.value == Rational(1, 4 * cells * cells))
    #expect(distance.point == Rational(1, 2 * cells))
    #expect(fine.maximumDistance(to: coarse, on: .unit) == distance)
  }

  @Test func distanceOnAWindow() throws {
    let identity = PiecewiseLinearFunction.identity()
    let distance = identity.maximumDistance(to: .constant(0), on: try Interval(-3, 2))
    #expect(distance.value == 3 && distance.point == -3)
    #expect(identity.maximumDistance(to: identity, on: .unit).value == 0)
  }

  @Test(
    "distances obey the triangle inequality and vanish only for equal functions",
    arguments: [21, 22] as [UInt64])
  func distanceLaws(seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    let window = try Interval(-5, 5)
    for _ in 0..<40 {
      let functions = try (0..<3).map { _ in
        try random.lineFunction().restricted(to: window)
      }
      let (f, g, h) = (functions[0], functions[1], functions[2])
      let distance = f.maximumDistance(to: g, on: window)
      #expect((f(distance.point) - g(distance.point)).magnitude == distance.value)
      #expect((distance.value == 0) == (f == g))
      let detour = f.maximumDistance(to: h, on: window).value
      #expect(distance.value <= detour + h.maximumDistance(to: g, on: window).value)
      #expect((f - g).absoluteValue().integral() <= distance.value * 10)
    }
  }

  @Test(
    "the sawtooth is L¹ 1/4, squared L² 1/12, sup 1/2 away from 1/2 (theory.md E)",
    arguments: 1...8)
  func sawtoothAgainstOneHalf(depth: Int) throws {
    let tent = try tent()
    let sawtooth = (1..<depth).reduce(tent) { inner, _ in tent.composed(after: inner) }
    let difference = sawtooth.shifted(by: Rational(-1, 2))
    #expect(sawtooth.integral() == Rational(1, 2))
    #expect(difference.absoluteValue().integral() == Rational(1, 4))
    #expect(difference.squaredNorm() == Rational(1, 12))
    #expect(
      sawtooth.maximumDistance(to: .constant(Rational(1, 2)), on: .unit).value == Rational(1, 2))
  }

  private func squareInterpolant(cells: Int) throws -> PiecewiseLinearFunction {
    try PiecewiseLinearFunction(
      samples: (0...cells).map { (Rational($0, cells), Rational($0 * $0, cells * cells)) })
  }
}
