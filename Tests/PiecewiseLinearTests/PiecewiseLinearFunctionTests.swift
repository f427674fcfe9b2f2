import ExactNumbers
import PiecewiseLinear
import Testing

@Suite("A piecewise-linear function as a value")
struct PiecewiseLinearFunctionTests {
  @Test func tentByHand() throws {
    let tent = try tent()
    #expect(tent.pieceCount == 2)
    #expect(tent.breakpoints == [Rational(1, 2)])
    #expect(tent.breakpointValues == [1])
    #expect(tent(Rational(1, 4)) == Rational(1, 2))
    #expect(tent(0) == 0 && tent(1) == 0 && tent(Rational(1, 2)) == 1)
    #expect(tent.pieces.map(\.slope) == [2, -2])
    #expect(tent.pieces.map(\.intercept) == [0, 2])
    #expect(tent.pieces.map(\.domain.description) == ["0,1/2", "1/2,1"])
    #expect(tent.pieces[1].description == "-2·x + 2 on 1/2,1")
  }

  @Test("collinear samples, breakpoints and pieces leave no breakpoint")
  func collinearDataMerge() throws {
    let straight = try PiecewiseLinearFunction(samples: [(0, 1), (1, 3), (5, 11)])
    #expect(straight == PiecewiseLinearFunction(slope: 2, intercept: 1, on: try Interval(0, 5)))
    let line = try PiecewiseLinearFunction(
      breakpoints: [-1, 0, 2], values: [-1, 0, 2], leftSlope: 1, rightSlope: 1)
    #expect(line == .identity())
    let flat = LinearPiece(domain: .unit, slope: 0, intercept: 7)
    let next = LinearPiece(domain: try Interval(1, 2), slope: 0, intercept: 7)
    #expect(try PiecewiseLinearFunction(pieces: [flat, next]).pieceCount == 1)
  }

  @Test("pieces give the function back; equal functions are equal values")
  func piecesRoundTrip() throws {
    for function in try smallFunctions() {
      expectCanonical(function)
      #expect(try PiecewiseLinearFunction(pieces: function.pieces) == function)
    }
    // Values at 0 and 1 and the outer slopes can be read off, so the 81 are all different.
    #expect(Set(try smallFunctions()).count == 81)
  }

  @Test("the bump x⁺ − 2(x−1)⁺ + (x−2)⁺ has 4 pieces and 3 affine maps (theory.md §0)")
  func bump() throws {
    let bump = try PiecewiseLinearFunction(
      breakpoints: [0, 1, 2], values: [0, 1, 0], leftSlope: 0, rightSlope: 0)
    #expect(bump.pieceCount == 4)
    #expect(bump.affineFunctionCount == 3)
    #expect(bump(-100) == 0 && bump(Rational(3, 2)) == Rational(1, 2) && bump(100) == 0)
  }

  @Test func restrictionDropsBreakpointsOnItsEnds() throws {
    let bump = try PiecewiseLinearFunction(
      breakpoints: [0, 1, 2], values: [0, 1, 0], leftSlope: 0, rightSlope: 0)
    #expect(bump.restricted(to: .unit) == .identity(on: .unit))
    #expect(bump.restricted(to: try Interval(0, 2)).breakpoints == [1])
    #expect(bump.restricted(to: .wholeLine) == bump)
    let ray = try Interval(.finite(1), .positiveInfinity)
    #expect(bump.restricted(to: ray).pieces.map(\.slope) == [-1, 0])
    let sliver = try Interval(Rational(1), 1 + Rational(Integer(1), Integer(1) << 80))
    #expect(bump.restricted(to: sliver).pieces.map(\.slope) == [-1])
  }

  @Test("restriction agrees with the function on all small windows")
  func restrictionPointwise() throws {
    let ends: [ExtendedRational] = [
      .negativeInfinity, .finite(-1), .finite(0), .finite(Rational(1, 2)), .finite(1),
      .finite(2), .positiveInfinity,
    ]
    for function in try smallFunctions() {
      for lower in ends {
        for upper in ends where lower < upper {
          let window = try Interval(lower, upper)
          let part = function.restricted(to: window)
          expectCanonical(part)
          #expect(part.domain == window)
          for quarter in -6...10 where window.contains(Rational(quarter, 4)) {
            #expect(part(Rational(quarter, 4)) == function(Rational(quarter, 4)))
          }
        }
      }
    }
  }
}
