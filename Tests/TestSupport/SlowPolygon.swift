public import ExactNumbers

/// A point of the plane, or a direction in it, in homogeneous coordinates.
///
/// A point has w = 1; a direction has w = 0 and |x| + |y| = 1. So equal points are equal values.
public struct PlanePoint: Hashable, Sendable {
  /// The first coordinate.
  public let x: Rational
  /// The second coordinate.
  public let y: Rational
  /// 1 for a point, 0 for a direction.
  public let w: Rational

  /// The point (x / w, y / w), or the direction of (x, y) where w is 0.
  ///
  /// - Precondition: w is not negative, and one of the three is not zero.
  public init(_ x: Rational, _ y: Rational, _ w: Rational) {
    precondition(w.sign != .negative, "a point with a negative weight")
    let scale = w.sign == .zero ? x.magnitude + y.magnitude : w
    self.x = x / scale
    self.y = y / scale
    self.w = w / scale
  }

  /// Whether it is a point and not a direction.
  public var isFinite: Bool { w.sign != .zero }
}

/// A linear function of homogeneous coordinates: an affine function of the plane.
public struct PlaneFunction: Hashable, Sendable {
  /// What multiplies x, y and w.
  public let coefficients: [Rational]

  /// The value at a point, or the growth along a direction.
  public func callAsFunction(_ point: PlanePoint) -> Rational {
    coefficients[0] * point.x + coefficients[1] * point.y + coefficients[2] * point.w
  }

  /// The function that is zero on the line through two points and positive on its left.
  public init(leftOf start: PlanePoint, _ end: PlanePoint) {
    coefficients = [
      start.y * end.w - start.w * end.y, start.w * end.x - start.x * end.w,
      start.x * end.y - start.y * end.x,
    ]
  }

  /// The function with given coefficients of x, y and 1.
  public init(_ coefficients: [Rational]) {
    precondition(coefficients.count == 3, "\(coefficients.count) coefficients of three")
    self.coefficients = coefficients
  }

  /// The difference of two functions.
  public static func - (left: PlaneFunction, right: PlaneFunction) -> PlaneFunction {
    PlaneFunction(zip(left.coefficients, right.coefficients).map { $0 - $1 })
  }
}

/// A closed convex polygon without a whole line in it: the hull of points and directions.
///
/// It may be flat (a segment, a ray, a point) or empty. Corners go round counterclockwise.
public struct SlowPolygon: Hashable, Sendable {
  /// The points and directions that span it.
  public private(set) var corners: [PlanePoint]

  /// The hull of points and directions given counterclockwise; repeats are left out.
  public init(_ corners: [PlanePoint]) {
    self.corners = []
    for corner in corners where !self.corners.contains(corner) { self.corners.append(corner) }
  }

  /// Whether there is no point in it; directions alone are none.
  public var isEmpty: Bool { !corners.contains(where: \.isFinite) }

  /// Pairs of corners that follow each other.
  public var sides: [(PlanePoint, PlanePoint)] {
    corners.indices.map { (corners[$0], corners[($0 + 1) % corners.count]) }
  }

  /// A point of its relative interior.
  public var middle: PlanePoint { Self.sum(corners) }

  /// The sum of homogeneous coordinates: a point inside the hull.
  static func sum(_ points: [PlanePoint]) -> PlanePoint {
    PlanePoint(
      points.reduce(0) { $0 + $1.x }, points.reduce(0) { $0 + $1.y }, points.reduce(0) { $0 + $1.w }
    )
  }

  /// The part on which an affine function is at least 0.
  ///
  /// - Parameter values: the function's value at each corner (its growth, for a direction).
  /// - Returns: the part, which may be flat or empty.
  public func clipped(_ values: [Rational]) -> SlowPolygon {
    var kept: [PlanePoint] = []
    for (index, corner) in corners.enumerated() {
      let following = (index + 1) % corners.count
      let (value, next) = (values[index], values[following])
      if value.sign != .negative { kept.append(corner) }
      guard value.sign != .zero, next.sign != .zero, value.sign != next.sign else { continue }
      // |next| · corner + |value| · other is where the function vanishes between the two.
      let (a, b, other) = (next.magnitude, value.magnitude, corners[following])
      kept.append(
        PlanePoint(
          a * corner.x + b * other.x, a * corner.y + b * other.y, a * corner.w + b * other.w))
    }
    return SlowPolygon(kept)
  }

  /// The part on which an affine function is at least 0.
  public func clipped(_ function: PlaneFunction) -> SlowPolygon {
    clipped(corners.map { function($0) })
  }

  /// The points that lie in another polygon with interior as well.
  public func intersection(_ other: SlowPolygon) -> SlowPolygon {
    var common = self
    for (start, end) in other.sides {
      common = common.clipped(PlaneFunction(leftOf: start, end))
      if common.isEmpty { return common }
    }
    return common
  }

  /// Twice its area.
  ///
  /// - Precondition: it is bounded.
  public var doubleArea: Rational {
    precondition(corners.allSatisfy(\.isFinite), "an unbounded polygon has no area")
    return sides.reduce(0) { $0 + $1.0.x * $1.1.y - $1.0.y * $1.1.x }
  }
}

extension SlowPolygon {
  /// Polygons without whole lines that fill a box together: a side without ends is cut at 0.
  public static func filling(_ box: [Interval]) -> [SlowPolygon] {
    precondition(box.count == 2, "\(box.count) sides of a plane box")
    return parts(box[0]).flatMap { horizontal in
      parts(box[1]).map { vertical in
        let ends = [(0, 0), (1, 0), (1, 1), (0, 1)]
        return SlowPolygon(ends.compactMap { corner(horizontal[$0.0], vertical[$0.1]) })
      }
    }
  }

  private static func parts(_ side: Interval) -> [[ExtendedRational]] {
    side.lower.isFinite || side.upper.isFinite
      ? [[side.lower, side.upper]] : [[side.lower, .finite(0)], [.finite(0), side.upper]]
  }

  /// The corner of a box; nil where two infinite sides meet, as their directions span that end.
  private static func corner(_ x: ExtendedRational, _ y: ExtendedRational) -> PlanePoint? {
    switch (x.finiteValue, y.finiteValue) {
    case (let x?, let y?): PlanePoint(x, y, 1)
    case (nil, _?): PlanePoint(x == .positiveInfinity ? 1 : -1, 0, 0)
    case (_?, nil): PlanePoint(0, y == .positiveInfinity ? 1 : -1, 0)
    case (nil, nil): nil
    }
  }
}
