public import ExactNumbers

/// Builds functions from data that may be wrong: every fault is a thrown error.
extension PiecewiseLinearFunction {
  /// The interpolant of samples: affine between neighbours, defined from the first to the last.
  ///
  /// - Parameter samples: at least two points (x, y) with increasing x.
  /// - Throws: `PiecewiseLinearError` for fewer than two samples or abscissas out of order.
  /// - Complexity: O(samples).
  public init(samples: [(x: Rational, y: Rational)]) throws(PiecewiseLinearError) {
    guard let first = samples.first, let last = samples.last, samples.count > 1 else {
      throw .tooFewSamples(count: samples.count)
    }
    try Self.checkIncreasing(samples.map(\.x))
    var builder = PieceBuilder(on: interval(from: .finite(first.x), to: .finite(last.x)))
    for (here, next) in zip(samples, samples.dropFirst()) {
      builder.append(
        AffinePart(from: here.x, here.y, to: next.x, next.y), from: .finite(here.x))
    }
    self = builder.build()
  }

  /// The function on the whole line with given values at given points and given outer slopes.
  ///
  /// Between neighbouring points it is affine; points where the slope does not change are not
  /// kept as breakpoints.
  ///
  /// - Parameters:
  ///   - breakpoints: at least one point, increasing.
  ///   - values: the value at each of them.
  ///   - leftSlope: the slope left of the first point.
  ///   - rightSlope: the slope right of the last point.
  /// - Throws: `PiecewiseLinearError` for no point, points out of order or a different number of
  ///   values.
  /// - Complexity: O(breakpoints).
  public init(
    breakpoints: [Rational], values: [Rational], leftSlope: Rational, rightSlope: Rational
  ) throws(PiecewiseLinearError) {
    guard breakpoints.count == values.count else {
      throw .valueCount(breakpoints: breakpoints.count, values: values.count)
    }
    guard let firstPoint = breakpoints.first, let firstValue = values.first,
      let lastPoint = breakpoints.last, let lastValue = values.last
    else { throw .noBreakpoints }
    try Self.checkIncreasing(breakpoints)
    var builder = PieceBuilder(on: .wholeLine)
    builder.append(
      AffinePart(slope: leftSlope, through: firstPoint, firstValue), from: .negativeInfinity)
    for index in breakpoints.indices.dropLast() {
      builder.append(
        AffinePart(
          from: breakpoints[index], values[index], to: breakpoints[index + 1], values[index + 1]),
        from: .finite(breakpoints[index]))
    }
    builder.append(
      AffinePart(slope: rightSlope, through: lastPoint, lastValue), from: .finite(lastPoint))
    self = builder.build()
  }

  /// The function that pieces make when put side by side; equal neighbours become one piece.
  ///
  /// - Parameter pieces: at least one piece, from left to right, each starting where the one
  ///   before it ends, with the same value there.
  /// - Throws: `PiecewiseLinearError` for no piece, a gap or an overlap, or a jump.
  /// - Complexity: O(pieces).
  public init(pieces: [LinearPiece]) throws(PiecewiseLinearError) {
    guard let first = pieces.first, let last = pieces.last else { throw .noPieces }
    for (index, (here, next)) in zip(pieces, pieces.dropFirst()).enumerated() {
      guard here.domain.upper == next.domain.lower, case .finite(let point) = here.domain.upper
      else { throw .gap(piece: index + 2, end: here.domain.upper, start: next.domain.lower) }
      guard here(point) == next(point) else {
        throw .jump(piece: index + 2, point: point, left: here(point), right: next(point))
      }
    }
    var builder = PieceBuilder(on: interval(from: first.domain.lower, to: last.domain.upper))
    for piece in pieces {
      builder.append(
        AffinePart(slope: piece.slope, intercept: piece.intercept), from: piece.domain.lower)
    }
    self = builder.build()
  }

  private static func checkIncreasing(_ points: [Rational]) throws(PiecewiseLinearError) {
    for index in points.indices.dropFirst() where points[index - 1] >= points[index] {
      throw .notIncreasing(
        position: index + 1, previous: points[index - 1], value: points[index])
    }
  }
}
