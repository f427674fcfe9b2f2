import ExactNumbers
import PiecewiseLinear
import Testing

@Suite("Arithmetic of piecewise-linear functions")
struct PiecewiseLinearAlgebraTests {
  /// Points that settle equality of functions with corners on the half-integers of [−2, 3].
  static let halves = (-6...8).map { Rational($0, 2) }

  @Test("sum, difference, maximum and composition of all 6561 small pairs, pointwise")
  func exhaustivePairs() throws {
    let functions = try smallFunctions()
    // The values by bisection once, then looked up.
    let values = functions.map { function in Self.halves.map { function($0) } }
    for (f, fValues) in zip(functions, values) {
      for (g, gValues) in zip(functions, values) {
        let (sum, difference) = (f + g, f - g)
        #expect(sum.pieceCount <= f.pieceCount + g.pieceCount - 1)
        #expect(Self.halves.map { sum($0) } == zip(fValues, gValues).map(+))
        #expect(Self.halves.map { difference($0) } == zip(fValues, gValues).map(-))
      }
    }
  }

  @Test("composition of all 6561 small pairs, pointwise and canonical")
  func exhaustiveCompositions() throws {
    let functions = try smallFunctions()
    for g in functions {
      let gValues = Self.halves.map { g($0) }
      for f in functions {
        let composition = f.composed(after: g)
        #expect(composition.pieceCount <= f.pieceCount * g.pieceCount)
        #expect(Self.halves.map { composition($0) } == gValues.map { f($0) })
        expectCanonical(composition)
      }
    }
  }

  @Test("positive and negative part, absolute value, maximum and minimum")
  func parts() throws {
    for f in try smallFunctions() {
      let (positive, negative) = (f.relu(), (-f).relu())
      expectCanonical(positive)
      #expect(positive - negative == f)
      #expect(positive + negative == f.absoluteValue())
      #expect(Self.halves.map { positive($0) } == Self.halves.map { max(0, f($0)) })
      let pieces = f.pieceCount
      #expect(positive.pieceCount <= (pieces == 1 ? 2 : pieces + 1 + pieces / 2))
    }
  }

  @Test("the bound p + 1 + ⌊p/2⌋ on the pieces of relu ∘ f is attained", arguments: 2...9)
  func reluBoundIsAttained(pieces: Int) throws {
    // Values +1, −1, +1, … at the p − 1 breakpoints, outer slopes that cross zero.
    let points = (1..<pieces).map { Rational($0) }
    let values = (1..<pieces).map { Rational($0 % 2 == 1 ? 1 : -1) }
    let zigzag = try PiecewiseLinearFunction(
      breakpoints: points, values: values, leftSlope: 2,
      rightSlope: pieces % 2 == 0 ? -2 : 2)
    #expect(zigzag.pieceCount == pieces)
    #expect(zigzag.relu().pieceCount == pieces + 1 + pieces / 2)
  }

  @Test("laws on random functions", arguments: [1, 2, 3, 4] as [UInt64])
  func randomLaws(seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    for _ in 0..<40 {
      let (f, g, h) = (
        try random.lineFunction(), try random.lineFunction(), try random.lineFunction()
      )
      #expect(f + g == g + f)
      #expect((f + g) + h == f + (g + h))
      #expect(f - f == .constant(0))
      #expect(f.scaled(by: 3) == f + f + f)
      #expect(f.shifted(by: 2) == f + .constant(2))
      #expect(f.pointwiseMaximum(with: g) + f.pointwiseMinimum(with: g) == f + g)
      #expect(
        f.composed(after: .identity()) == f
          && PiecewiseLinearFunction.identity().composed(after: f) == f)
      #expect(f.composed(after: g).composed(after: h) == f.composed(after: g.composed(after: h)))
      #expect((f + g).composed(after: h) == f.composed(after: h) + g.composed(after: h))
      for result in [f + g, f.composed(after: g), f.pointwiseMaximum(with: g), f.relu()] {
        expectCanonical(result)
      }
      let x = random.cornerValue()
      #expect(f.composed(after: g)(x) == f(g(x)))
      #expect(f.pointwiseMaximum(with: g)(x) == max(f(x), g(x)))
    }
  }

  @Test("kinks that cancel leave no trace")
  func cancellation() throws {
    let up = try PiecewiseLinearFunction(
      breakpoints: [1], values: [0], leftSlope: 0, rightSlope: 1)
    let twice = try PiecewiseLinearFunction(
      breakpoints: [1], values: [0], leftSlope: 0, rightSlope: 2)
    #expect(up + up - twice == .constant(0))
    #expect(up.scaled(by: 0) == .constant(0))
  }

  @Test("composing after a constant, and with breakpoints exactly on the ends of the range")
  func compositionAtTheEdges() throws {
    let tent = try tent()
    let constant = PiecewiseLinearFunction.constant(Rational(1, 2))
    #expect(tent.composed(after: constant) == .constant(1))
    // The range of the inner map ends on the tent's breakpoint: one piece each way.
    let lowerHalf = PiecewiseLinearFunction(slope: Rational(1, 2), intercept: 0, on: .unit)
    #expect(tent.composed(after: lowerHalf) == .identity(on: .unit))
    let upperHalf = PiecewiseLinearFunction(
      slope: Rational(-1, 2), intercept: 1, on: .unit)
    #expect(tent.composed(after: upperHalf) == .identity(on: .unit))
  }

  @Test("the tent composed H times has 2^H pieces (theory.md L1, K = 2)", arguments: 1...12)
  func iteratedTent(depth: Int) throws {
    let tent = try tent()
    let sawtooth = (1..<depth).reduce(tent) { inner, _ in tent.composed(after: inner) }
    #expect(sawtooth.pieceCount == 1 << depth)
    #expect(sawtooth(Rational(1, 1 << depth)) == 1)
    #expect(sawtooth.breakpoints == (1..<(1 << depth)).map { Rational($0, 1 << depth) })
  }
}
