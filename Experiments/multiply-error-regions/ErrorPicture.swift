internal import ExactNumbers
internal import LinearRegions
internal import ReLUNetworks
internal import Reporting

/// A picture of the regions of a network for xy on [0, 1]² with the error in them.
///
/// The error is a saddle in each region, and bands of colour go along level lines of affine
/// functions. So regions are cut at the lines of a grid and then into triangles, on each of which
/// the error is drawn as the affine function through its exact values at the corners.
struct ErrorPicture {
  let product: CertifiedProduct
  let title: String
  let fill: RegionFill
  /// What counts as 1: the error is drawn in this unit.
  let unit: Rational

  /// The grid's cells a side.
  private static let gridCells = 16

  var panel: Panel {
    let ticks = [0, 1].map { Axis.Tick(Rational($0), "\($0)") }
    return Panel.regionMap(
      title: title, xAxis: Axis("x", ticks: ticks), yAxis: Axis("y", ticks: ticks), map: map,
      fill: fill, edges: [RegionEdgeStyle(style: SeriesStyle(color: .black, weight: .thin))])
  }

  private var map: RegionMap {
    var map = RegionMap(frame: PlaneFrame(x: 0...1, y: 0...1))
    let regions = (product.visited?.errors.regions ?? []).map { region in
      (corners: Self.ordered(region.vertices.map(\.point)), map: region.affineMap)
    }
    // In an order of their own, so that the figure does not depend on that of the search.
    for region in regions.sorted(by: { $0.corners[0].lexicographicallyPrecedes($1.corners[0]) }) {
      for triangle in Self.triangles(region.corners) {
        map.addRegion(
          triangle.map { PlotPoint($0[0], $0[1]) },
          .values(triangle.map { ProductErrors.error(region.map, $0) / unit }))
      }
    }
    for region in regions {
      let next = region.corners.dropFirst() + region.corners.prefix(1)
      for (start, end) in zip(region.corners, next) {
        map.addEdge(from: PlotPoint(start[0], start[1]), to: PlotPoint(end[0], end[1]), kind: 0)
      }
    }
    return map
  }

  /// From the leftmost corner, or of these the lowest, on.
  private static func ordered(_ corners: [[Rational]]) -> [[Rational]] {
    let first = corners.indices.min { corners[$0].lexicographicallyPrecedes(corners[$1]) } ?? 0
    return Array(corners[first...] + corners[..<first])
  }

  /// A convex polygon cut at the lines of the grid, and each part into triangles about its middle.
  private static func triangles(_ corners: [[Rational]]) -> [[[Rational]]] {
    slices(corners, axis: 0).flatMap { slices($0, axis: 1) }.flatMap { part in
      let middle = (0...1).map { axis in
        part.reduce(Rational.zero) { $0 + $1[axis] } / Rational(part.count)
      }
      return zip(part, part.dropFirst() + part.prefix(1)).map { [middle, $0, $1] }
    }
  }

  /// The parts of a convex polygon between neighbouring lines of the grid.
  private static func slices(_ corners: [[Rational]], axis: Int) -> [[[Rational]]] {
    (0..<gridCells).compactMap { cell in
      let (low, high) = (Rational(cell, gridCells), Rational(cell + 1, gridCells))
      let above = cut(corners, axis: axis, at: low, keepsAbove: true)
      let part = cut(above, axis: axis, at: high, keepsAbove: false)
      let places = part.map { $0[axis] }
      guard let first = places.min(), let last = places.max(), first < last else { return nil }
      return part
    }
  }

  /// The part of a convex polygon on one side of a line across an axis.
  private static func cut(
    _ corners: [[Rational]], axis: Int, at place: Rational, keepsAbove: Bool
  ) -> [[Rational]] {
    var kept: [[Rational]] = []
    for (corner, next) in zip(corners, corners.dropFirst() + corners.prefix(1)) {
      let (here, there) = (corner[axis] - place, next[axis] - place)
      if here.sign == .zero || (here.sign == .positive) == keepsAbove { kept.append(corner) }
      if (here * there).sign == .negative {
        let share = here / (here - there)
        kept.append(zip(corner, next).map { $0 + share * ($1 - $0) })
      }
    }
    return kept
  }
}
