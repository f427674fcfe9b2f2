public import ExactNumbers
public import ReLUNetworks

/// One activation region of a network of two inputs (R2): a convex polygon, possibly unbounded, on
/// which the activation pattern is constant and the network affine.
///
/// All values are exact. Corners go round counterclockwise; edge i leads from corner i to the next.
public struct ActivationRegion: Hashable, Sendable {
  /// The activation pattern on the interior.
  public let pattern: ActivationPattern
  /// The network's outputs on the region, in input units.
  public let affineMap: AffineMap
  /// The corners, counterclockwise.
  public let corners: [RegionCorner]
  /// The edges, one per corner, from it to the next.
  public let edges: [RegionEdge]
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
  /// The pattern of the region on the other side; nil on the boundary of the domain.
  public let neighbor: ActivationPattern?
  /// Whether the affine map changes across it; true on the boundary of the domain.
  public let isKink: Bool
}

/// What draws an edge between regions.
public enum RegionEdgeOrigin: Hashable, Sendable {
  /// A side of the domain, or infinity.
  case domain
  /// The zero of a neuron's pre-activation: hidden layer and neuron, both numbered from 1.
  case neuron(layer: Int, index: Int)
}
