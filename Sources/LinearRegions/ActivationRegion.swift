public import ExactNumbers
public import ReLUNetworks

/// One activation region of a network of two inputs (R2): a convex polygon, possibly unbounded, on
/// which the activation pattern is constant and the network affine.
///
/// All values are exact. Corners go round counterclockwise; edge i leads from corner i to the next.
public struct ActivationRegion: Hashable, Sendable {
  /// The activation pattern on the interior.
  public let pattern: ActivationPattern
  /// The network's outputs on the region.
  public let affineMap: AffineMap
  /// The corners, counterclockwise.
  public let corners: [RegionCorner]
  /// The edges, one per corner, from it to the next.
  public let edges: [RegionEdge]

  /// Whether all corners are points of the plane.
  public var isBounded: Bool { corners.allSatisfy(\.isFinite) }

  /// The area in squared input units; nil if the region is unbounded.
  public var area: Rational? {
    guard isBounded else { return nil }
    var twice = Rational.zero
    for (corner, next) in zip(corners, corners.dropFirst() + corners.prefix(1)) {
      twice += corner.point[0] * next.point[1] - corner.point[1] * next.point[0]
    }
    return twice / 2
  }

  /// A point of the region's interior, of short coordinates: close to the mean of its corners, in an
  /// unbounded region for an M that is large enough.
  public var interiorPoint: [Rational] {
    var size = Rational.one
    while true {
      let mean = (0...1).map { axis in
        corners.reduce(Rational.zero) { $0 + $1.point[axis] + size * $1.direction[axis] }
          / Rational(corners.count)
      }
      if isInside(mean) { return shortened(mean) }
      size *= 2
    }
  }

  private func isInside(_ point: [Rational]) -> Bool {
    edges.allSatisfy { $0.halfPlane?.hasInside(point) ?? true }
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

/// A corner of a region: a point, or in an unbounded region a point that runs away.
///
/// It stands for point + M · direction for every large enough M (a symbolic box around the plane); a
/// proper corner has direction zero.
public struct RegionCorner: Hashable, Sendable {
  /// The two coordinates at M = 0.
  public let point: [Rational]
  /// What one unit of M adds; zero for a proper corner.
  public let direction: [Rational]

  /// Whether it is a point of the plane.
  public var isFinite: Bool { direction.allSatisfy { $0.sign == .zero } }
}

/// An edge of a region.
public struct RegionEdge: Hashable, Sendable {
  /// What drew it.
  public let origin: RegionEdgeOrigin
  /// The half-plane of the edge that contains the region; nil for an edge at infinity.
  public let halfPlane: HalfPlane?
  /// The pattern of the region on the other side; nil on the boundary of the domain.
  public let neighbor: ActivationPattern?
  /// Whether the affine map changes across it; true on the boundary of the domain.
  public let isKink: Bool
}

/// The half-plane of the points with constant + x X + y Y ≥ 0, in integers.
public struct HalfPlane: Hashable, Sendable {
  /// The constant term.
  public let constant: Integer
  /// The coefficient of the first coordinate.
  public let x: Integer
  /// The coefficient of the second coordinate.
  public let y: Integer

  /// Whether a point lies inside, off the boundary.
  ///
  /// - Parameter point: two coordinates.
  /// - Returns: true if the form is positive there.
  public func hasInside(_ point: [Rational]) -> Bool {
    (Rational(constant) + Rational(x) * point[0] + Rational(y) * point[1]).sign == .positive
  }
}

/// What draws an edge between regions.
public enum RegionEdgeOrigin: Hashable, Sendable {
  /// A side of the domain, or infinity.
  case domain
  /// The zero of a neuron's pre-activation: hidden layer and neuron, both numbered from 1.
  case neuron(layer: Int, index: Int)
}
