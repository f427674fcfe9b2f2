public import ExactNumbers
public import ReLUNetworks

/// One activation region (R2): a convex polytope, possibly unbounded, on which the activation pattern
/// is constant and the network affine.
///
/// All values are exact. In the plane vertices go round counterclockwise, and facet i is the edge from vertex
/// i to the next; in other dimensions they come in no particular order.
public struct ActivationRegion: Hashable, Sendable {
  /// The activation pattern on the interior.
  public let pattern: ActivationPattern
  /// The network's outputs on the region.
  public let affineMap: AffineMap
  /// The vertices, each once.
  public let vertices: [RegionVertex]
  /// The facets, each once: their half-spaces are an irredundant description of the region.
  public let facets: [RegionFacet]

  /// The number of inputs.
  public var dimension: Int { affineMap.inputDimension }

  /// Whether all vertices are points of the input space.
  public var isBounded: Bool { vertices.allSatisfy(\.isFinite) }

  /// The area in squared input units; nil if the region is unbounded or no polygon.
  public var area: Rational? {
    guard dimension == 2, isBounded else { return nil }
    var twice = Rational.zero
    for (vertex, next) in zip(vertices, vertices.dropFirst() + vertices.prefix(1)) {
      twice += vertex.point[0] * next.point[1] - vertex.point[1] * next.point[0]
    }
    return twice / 2
  }

  /// A point of the region's interior, of short coordinates: close to the mean of its vertices, in an
  /// unbounded region for an M that is large enough.
  public var interiorPoint: [Rational] {
    var size = Rational.one
    while true {
      let mean = (0..<dimension).map { axis in
        vertices.reduce(Rational.zero) { $0 + $1.point[axis] + size * $1.direction[axis] }
          / Rational(vertices.count)
      }
      if isInside(mean) { return shortened(mean) }
      size *= 2
    }
  }

  private func isInside(_ point: [Rational]) -> Bool {
    facets.allSatisfy { $0.halfSpace?.hasInside(point) ?? true }
  }

  /// The point with the fewest bits behind the point to which an inner one rounds inside.
  private func shortened(_ point: [Rational]) -> [Rational] {
    var scale = Rational.one
    while true {
      let rounded = point.map { coordinate in
        Rational((coordinate * scale + Rational(1, 2)).floor) / scale
      }
      if isInside(rounded) { return rounded }
      scale *= 2
    }
  }
}

/// A vertex of a region: a point, or in an unbounded region a point that runs away.
///
/// It stands for point + M · direction for every large enough M (a symbolic box around the space); a
/// proper vertex has direction zero.
public struct RegionVertex: Hashable, Sendable {
  /// The coordinates at M = 0, one an input.
  public let point: [Rational]
  /// What one unit of M adds; zero for a proper vertex.
  public let direction: [Rational]

  /// Whether it is a point of the input space.
  public var isFinite: Bool { direction.allSatisfy { $0.sign == .zero } }
}
