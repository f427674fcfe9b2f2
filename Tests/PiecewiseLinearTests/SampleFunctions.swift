import ExactNumbers
import PiecewiseLinear
import Testing

/// The tent map on [0, 1]: 0, up to 1 at 1/2, back to 0.
func tent() throws -> PiecewiseLinearFunction {
  try PiecewiseLinearFunction(samples: [(0, 0), (Rational(1, 2), 1), (1, 0)])
}

/// All functions on the line with corners allowed at 0 and 1 only, values there and outer slopes
/// in {−1, 0, 1}: 81 of them, constants and one-kink functions included.
func smallFunctions() throws -> [PiecewiseLinearFunction] {
  let range: [Rational] = [-1, 0, 1]
  var functions: [PiecewiseLinearFunction] = []
  for first in range {
    for second in range {
      for left in range {
        for right in range {
          functions.append(
            try PiecewiseLinearFunction(
              breakpoints: [0, 1], values: [first, second], leftSlope: left, rightSlope: right))
        }
      }
    }
  }
  return functions
}

/// Checks that neighbours differ and meet, and that breakpoints increase inside the domain.
func expectCanonical(
  _ function: PiecewiseLinearFunction, sourceLocation: SourceLocation = #_sourceLocation
) {
  let breakpoints = function.breakpoints
  let pieces = function.pieces
  let increasing = zip(breakpoints, breakpoints.dropFirst()).allSatisfy { $0 < $1 }
  let inside = breakpoints.allSatisfy(function.domain.interiorContains)
  let differ = zip(pieces, pieces.dropFirst()).allSatisfy { $0.slope != $1.slope }
  let meet = zip(breakpoints, zip(pieces, pieces.dropFirst())).allSatisfy {
    $1.0($0) == $1.1($0)
  }
  #expect(
    increasing && inside && differ && meet && pieces.count == breakpoints.count + 1,
    "not canonical: \(pieces)", sourceLocation: sourceLocation)
}

extension SplitMix64 {
  /// A rational that is often 0, 1, −1 or shared with earlier draws, else a quarter in [−4, 4].
  mutating func cornerValue() -> Rational {
    switch nextInt(below: 8) {
    case 0: 0
    case 1: 1
    case 2: -1
    default: Rational(nextInt(below: 33) - 16, 4)
    }
  }

  /// A random function on the line with at most seven corners.
  mutating func lineFunction() throws -> PiecewiseLinearFunction {
    let points = Set((0...nextInt(below: 7)).map { _ in cornerValue() }).sorted()
    return try PiecewiseLinearFunction(
      breakpoints: points, values: points.map { _ in cornerValue() },
      leftSlope: cornerValue(), rightSlope: cornerValue())
  }
}
