public import ExactNumbers

/// A hyperplane of ℝᵈ: the points x with normal · x = offset.
public struct Hyperplane: Hashable, Sendable {
  /// The normal, one entry a coordinate, not all zero.
  public let normal: [Rational]
  /// The right-hand side.
  public let offset: Rational

  /// A hyperplane from its equation.
  ///
  /// - Parameters:
  ///   - normal: one entry a coordinate, at least one of them not zero.
  ///   - offset: the right-hand side.
  /// - Throws: `ArrangementError.zeroNormal(row:)` with row 0.
  public init(normal: [Rational], offset: Rational) throws(ArrangementError) {
    guard normal.contains(where: { $0.sign != .zero }) else { throw .zeroNormal(row: 0) }
    self.normal = normal
    self.offset = offset
  }

  /// The dimension d of the space.
  public var dimension: Int { normal.count }

  /// On which side a point lies: the sign of normal · x − offset.
  ///
  /// - Parameter point: x, one entry a coordinate.
  /// - Returns: zero on the hyperplane itself.
  /// - Precondition: the point has `dimension` coordinates.
  public func side(of point: [Rational]) -> Sign {
    precondition(point.count == normal.count, "\(point.count) coordinates, not \(normal.count)")
    return zip(normal, point).reduce(-offset) { $0 + $1.0 * $1.1 }.sign
  }

  /// The one vector (c, a₁, …, a_d) of coprime integers with c + a · x = 0 on the hyperplane whose
  /// last entry that is not zero is positive: equal for equal hyperplanes, however they are scaled.
  var primitiveRow: [Integer] {
    let denominator = (normal + [offset]).reduce(Integer.one) {
      $0.leastCommonMultiple(with: $1.denominator)
    }
    let row = ([-offset] + normal).map { ($0 * Rational(denominator)).numerator }
    return PrimitiveVector.reduced(row)
  }
}

/// Integer vectors up to a factor.
enum PrimitiveVector {
  /// The vector divided by the greatest common divisor of its entries, with the sign that makes
  /// its last entry that is not zero positive.
  static func reduced(_ vector: [Integer]) -> [Integer] {
    var divisor = vector.reduce(Integer.zero) { $0.greatestCommonDivisor(with: $1) }
    guard divisor.sign != .zero, let last = vector.last(where: { $0.sign != .zero }) else {
      return vector
    }
    if last.sign == .negative { divisor.negate() }
    return divisor == 1 ? vector : vector.map { $0.exactlyDivided(by: divisor) }
  }
}
