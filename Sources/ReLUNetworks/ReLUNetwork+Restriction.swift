public import ExactNumbers

/// A parametrised line in ℚⁿ: t ↦ origin + t · direction.
public struct Line: Hashable, Sendable {
  /// The point at t = 0.
  public let origin: [Rational]
  /// The point at t = 1 minus the point at t = 0.
  public let direction: [Rational]

  /// Makes a line from a point and a direction.
  ///
  /// - Parameters:
  ///   - origin: the point at t = 0.
  ///   - direction: what t = 1 adds; all zeros give a constant line.
  /// - Precondition: both have the same number of coordinates.
  public init(origin: [Rational], direction: [Rational]) {
    precondition(
      origin.count == direction.count,
      "an origin with \(origin.count) and a direction with \(direction.count) coordinates")
    self.origin = origin
    self.direction = direction
  }

  /// Makes the line with t = 0 at one point and t = 1 at another.
  ///
  /// - Parameters:
  ///   - start: the point at t = 0.
  ///   - end: the point at t = 1.
  /// - Precondition: both have the same number of coordinates.
  public init(from start: [Rational], to end: [Rational]) {
    precondition(
      start.count == end.count, "points with \(start.count) and \(end.count) coordinates")
    self.init(origin: start, direction: zip(start, end).map { $1 - $0 })
  }
}

/// A parametrised affine slice of ℚⁿ: t ↦ origin + Σ tᵢ · directions[i].
public struct AffineSlice: Hashable, Sendable {
  /// The point at t = 0.
  public let origin: [Rational]
  /// One vector a slice coordinate.
  public let directions: [[Rational]]

  /// Makes a slice.
  ///
  /// - Parameters:
  ///   - origin: the point at t = 0.
  ///   - directions: one vector a slice coordinate; they need not be independent.
  /// - Precondition: all vectors have the same number of coordinates.
  public init(origin: [Rational], directions: [[Rational]]) {
    precondition(
      directions.allSatisfy { $0.count == origin.count },
      "directions and origin of different lengths")
    self.origin = origin
    self.directions = directions
  }

  /// The slice as a map from slice coordinates to points.
  public var map: AffineMap {
    AffineMap(
      outputDimension: origin.count, inputDimension: directions.count,
      weights: origin.indices.flatMap { row in directions.map { $0[row] } }, biases: origin)
  }
}

extension ReLUNetwork {
  /// The network along a line, as a network of the one input t.
  ///
  /// - Parameter line: a line in this network's input space.
  /// - Returns: t ↦ self(origin + t · direction), of the same hidden widths.
  /// - Precondition: the line's points have `inputDimension` coordinates.
  public func restricted(to line: Line) -> ReLUNetwork {
    restricted(to: AffineSlice(origin: line.origin, directions: [line.direction]))
  }

  /// The network on an affine slice, as a network of the slice coordinates.
  ///
  /// - Parameter slice: a slice of this network's input space with at least one direction.
  /// - Returns: t ↦ self(origin + Σ tᵢ · directions[i]), of the same hidden widths.
  /// - Precondition: the slice's points have `inputDimension` coordinates.
  public func restricted(to slice: AffineSlice) -> ReLUNetwork {
    precondition(
      slice.origin.count == inputDimension,
      "a slice in dimension \(slice.origin.count) of a network of \(inputDimension) inputs")
    return precomposed(with: slice.map)
  }
}
