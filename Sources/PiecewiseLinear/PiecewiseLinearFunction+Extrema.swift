public import ExactNumbers

/// A least or greatest value of a function, with a point where it is attained.
public struct Extremum: Hashable, Sendable {
  /// The value, infinite where the function is unbounded.
  public let value: ExtendedRational
  /// The leftmost breakpoint or finite end with that value; 0 for a constant on the whole line;
  /// `nil` where the value is infinite.
  public let point: Rational?
}

/// The sup distance of two functions, with a point where it is attained.
public struct MaximumDistance: Hashable, Sendable {
  /// max |f − g|, exactly.
  public let value: Rational
  /// The leftmost end or breakpoint of f − g where |f − g| has that value.
  public let point: Rational
}

extension PiecewiseLinearFunction {
  /// The least value, with where it is attained.
  ///
  /// - Complexity: O(pieces).
  public var minimum: Extremum {
    let mirrored = scaled(by: -1).maximum
    return Extremum(value: -mirrored.value, point: mirrored.point)
  }

  /// The greatest value, with where it is attained.
  ///
  /// An affine piece is greatest at one of its ends, or grows without bound along a ray.
  ///
  /// - Complexity: O(pieces).
  public var maximum: Extremum {
    let limits = [
      parts[0].value(towards: domain.lower), parts[parts.count - 1].value(towards: domain.upper),
    ]
    guard !limits.contains(.positiveInfinity) else {
      return Extremum(value: .positiveInfinity, point: nil)
    }
    let vertices = vertices
    guard var best = vertices.first else {
      // No finite end and no breakpoint: one line over all of ℝ that does not grow.
      return Extremum(value: .finite(parts[0].intercept), point: 0)
    }
    for candidate in vertices.dropFirst() where candidate.value > best.value { best = candidate }
    return Extremum(value: .finite(best.value), point: best.point)
  }

  /// The greatest distance between this function and another, exactly.
  ///
  /// - Parameters:
  ///   - other: the function to compare with.
  ///   - interval: where to compare, in input units.
  /// - Returns: max |f − g| over `interval`, and the leftmost end or breakpoint of f − g that
  ///   attains it.
  /// - Precondition: `interval` is bounded and lies in both domains.
  /// - Complexity: O(p + q).
  public func maximumDistance(
    to other: PiecewiseLinearFunction, on interval: Interval
  ) -> MaximumDistance {
    precondition(interval.isBounded, "the distance is taken on a bounded interval")
    let difference = restricted(to: interval) - other.restricted(to: interval)
    // |f − g| is convex on each piece of f − g, so it is greatest at an end of one.
    var best: MaximumDistance?
    for vertex in difference.vertices {
      let distance = vertex.value.magnitude
      if best.map({ distance > $0.value }) ?? true {
        best = MaximumDistance(value: distance, point: vertex.point)
      }
    }
    guard let best else { preconditionFailure("a bounded interval has two ends") }
    return best
  }

  /// The finite ends and the breakpoints, increasing, with their values.
  private var vertices: [(point: Rational, value: Rational)] {
    var vertices: [(point: Rational, value: Rational)] = []
    vertices.reserveCapacity(breakpoints.count + 2)
    if let left = domain.lower.finiteValue { vertices.append((left, parts[0](left))) }
    for (point, part) in zip(breakpoints, parts) { vertices.append((point, part(point))) }
    if let right = domain.upper.finiteValue {
      vertices.append((right, parts[breakpoints.count](right)))
    }
    return vertices
  }
}
