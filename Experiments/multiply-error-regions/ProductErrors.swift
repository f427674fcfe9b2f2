internal import ExactNumbers
internal import LinearRegions
internal import ReLUNetworks

/// The error of a network for xy, region by region.
struct ProductErrors: Sendable {
  /// The regions, each with its corners in order around it.
  let regions: [ActivationRegion]
  /// The least and the greatest network − xy.
  let range: ClosedRange<Rational>

  /// Goes through the activation regions of a network.
  ///
  /// On a region the error is an affine function minus xy, a saddle: its extremes stand on the
  /// boundary, at corners or where it turns along an edge.
  init(_ network: ReLUNetwork, on box: [Interval]) throws {
    var regions: [ActivationRegion] = []
    try network.forEachActivationRegion(in: box) { regions.append($0) }
    let values = regions.flatMap { region in
      Self.extremePoints(of: region).map { Self.error(region.affineMap, $0) }
    }
    guard let least = values.min(), let greatest = values.max() else {
      preconditionFailure("a box has a region")
    }
    self.regions = regions
    range = least...greatest
  }

  static func error(_ map: AffineMap, _ point: [Rational]) -> Rational {
    map(point)[0] - point[0] * point[1]
  }

  /// The corners of a region, and the turning points of the error inside its edges.
  private static func extremePoints(of region: ActivationRegion) -> [[Rational]] {
    let corners = region.vertices.map(\.point)
    let turns = zip(corners, corners.dropFirst() + corners.prefix(1)).compactMap {
      turningPoint(region.affineMap, from: $0, to: $1)
    }
    return corners + turns
  }

  /// Along start + t (u, v) the error is e + rise t − u v t².
  private static func turningPoint(
    _ map: AffineMap, from start: [Rational], to end: [Rational]
  ) -> [Rational]? {
    let (u, v) = (end[0] - start[0], end[1] - start[1])
    guard (u * v).sign != .zero else { return nil }
    let rise = (map.weights[0] - start[1]) * u + (map.weights[1] - start[0]) * v
    let t = rise / (2 * u * v)
    guard t.sign == .positive && t < 1 else { return nil }
    return [start[0] + t * u, start[1] + t * v]
  }
}
