internal import ExactNumbers

/// A polynomial of degree at most 2 in two variables.
struct PlaneQuadratic: Hashable {
  var constant: Rational = 0
  var x: Rational = 0
  var y: Rational = 0
  var xx: Rational = 0
  var xy: Rational = 0
  var yy: Rational = 0

  /// (x, y) ↦ x y.
  static let product = PlaneQuadratic(xy: 1)

  func value(at point: [Rational]) -> Rational {
    let (a, b) = (point[0], point[1])
    return constant + (x + xx * a + xy * b) * a + (y + yy * b) * b
  }

  /// The difference to an affine function.
  func subtracting(constant: Rational, x: Rational, y: Rational) -> PlaneQuadratic {
    var result = self
    result.constant -= constant
    result.x -= x
    result.y -= y
    return result
  }

  /// The largest |q| on a convex polygon: at a corner, inside an edge, or where both derivatives
  /// vanish.
  ///
  /// An extreme inside the polygon is one along every line through it. So 4 xx yy ≥ xy², and with
  /// equality q is constant along some line through it, which leads to the boundary.
  /// - Parameter corners: the polygon's corners, in order around it.
  /// - Returns: the exact value with its point.
  func supMagnitude(on corners: [[Rational]]) -> ErrorSpan {
    var span = ErrorSpan.none
    for (corner, next) in zip(corners, corners.dropFirst() + corners.prefix(1)) {
      span.join(ErrorSpan(exact: value(at: corner), at: corner))
      if let point = turningPoint(between: corner, next) {
        span.join(ErrorSpan(exact: value(at: point), at: point))
      }
    }
    if let center, PlaneQuadratic.contains(corners, center) {
      span.join(ErrorSpan(exact: value(at: center), at: center))
    }
    return span
  }

  /// The point inside a segment where the derivative along it vanishes, if it is one point.
  private func turningPoint(between start: [Rational], _ end: [Rational]) -> [Rational]? {
    let (u, v) = (end[0] - start[0], end[1] - start[1])
    // q(start + t (u, v)) = q(start) + rise t + bend t².
    let bend = xx * u * u + xy * u * v + yy * v * v
    guard bend.sign != .zero else { return nil }
    let rise =
      (x + 2 * xx * start[0] + xy * start[1]) * u
      + (y + 2 * yy * start[1] + xy * start[0]) * v
    let t = -rise / (2 * bend)
    guard t.sign == .positive && t < 1 else { return nil }
    return [start[0] + t * u, start[1] + t * v]
  }

  /// The one point where both derivatives vanish, for a definite quadratic part.
  private var center: [Rational]? {
    let determinant = 4 * xx * yy - xy * xy
    guard determinant.sign == .positive else { return nil }
    return [(xy * y - 2 * yy * x) / determinant, (xy * x - 2 * xx * y) / determinant]
  }

  /// Whether a point lies inside a convex polygon, its edges included.
  private static func contains(_ corners: [[Rational]], _ point: [Rational]) -> Bool {
    let sides = zip(corners, corners.dropFirst() + corners.prefix(1)).map { corner, next in
      ((next[0] - corner[0]) * (point[1] - corner[1])
        - (next[1] - corner[1]) * (point[0] - corner[0])).sign
    }
    return !sides.contains(.negative) || !sides.contains(.positive)
  }
}
