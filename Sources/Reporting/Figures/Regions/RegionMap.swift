public import ExactNumbers

/// Convex regions of a rectangle of the plane with the edges between them, rounded for drawing.
///
/// Coordinates are rounded as they come, to 2⁻²² of the frame, so a map of many regions needs a few
/// dozen bytes a corner whatever the exact values cost. ``Panel/regionMap(title:xAxis:yAxis:map:fill:edges:)``
/// makes a panel of it.
public struct RegionMap: Hashable, Sendable {
  /// What a region is coloured by.
  public enum Mark: Hashable, Sendable {
    /// A class, numbered from 0: each has one colour.
    case kind(Int)
    /// The values of an affine function at the corners, in their order.
    case values([Rational])
    /// The slopes of an affine function along the two axes, and any number that tells functions of
    /// like slopes apart.
    case slopes(x: Rational, y: Rational, shade: Int)
  }

  struct Region: Hashable, Sendable {
    let corners: [GridPoint]
    let mark: Mark
  }

  struct Edge: Hashable, Sendable {
    let start: GridPoint
    let end: GridPoint
  }

  /// What the map shows.
  public let frame: PlaneFrame
  private(set) var regions: [Region] = []
  /// The edges in the order in which they came.
  private(set) var edges: [Edge] = []
  private var kinds: [Edge: Int] = [:]

  /// The significant bits that are kept of values and slopes.
  private static let bits = 40

  /// Makes a map without regions.
  ///
  /// - Parameter frame: what the map shows.
  public init(frame: PlaneFrame) { self.frame = frame }

  /// The number of regions.
  public var regionCount: Int { regions.count }

  /// Adds a region.
  ///
  /// - Parameters:
  ///   - corners: its corners within the frame, in order around it.
  ///   - mark: what it is coloured by.
  /// - Precondition: there are three corners at least, and one value a corner where there are values.
  public mutating func addRegion(_ corners: [PlotPoint], _ mark: Mark) {
    precondition(corners.count >= 3, "a region with \(corners.count) corners")
    let rounded: Mark
    switch mark {
    case .kind: rounded = mark
    case .values(let values):
      precondition(
        values.count == corners.count, "\(values.count) values at \(corners.count) corners")
      rounded = .values(values.map { $0.rounded(toBits: Self.bits) })
    case .slopes(let x, let y, let shade):
      rounded = .slopes(
        x: x.rounded(toBits: Self.bits), y: y.rounded(toBits: Self.bits), shade: shade)
    }
    regions.append(Region(corners: corners.map(frame.grid), mark: rounded))
  }

  /// Adds an edge, unless it is there already; an edge that comes with two kinds has the lower one.
  ///
  /// - Parameters:
  ///   - start: one end.
  ///   - end: the other end; an edge and its reverse are the same.
  ///   - kind: which of the panel's edge styles draws it, numbered from 0.
  public mutating func addEdge(from start: PlotPoint, to end: PlotPoint, kind: Int) {
    let (first, last) = (frame.grid(start), frame.grid(end))
    if first == last { return }
    let isForward = (first.x, first.y) < (last.x, last.y)
    let edge = Edge(start: isForward ? first : last, end: isForward ? last : first)
    if let known = kinds[edge] {
      kinds[edge] = min(known, kind)
    } else {
      kinds[edge] = kind
      edges.append(edge)
    }
  }

  /// The edges of one kind.
  func edges(ofKind kind: Int) -> [Edge] { edges.filter { kinds[$0] == kind } }

  /// Whether there is an edge of a kind.
  ///
  /// - Parameter kind: the kind, from 0.
  /// - Returns: whether `addEdge` left one with that kind.
  public func hasEdges(ofKind kind: Int) -> Bool { kinds.values.contains(kind) }

  /// The least and the greatest value at the corners; nil where no region has values.
  public var valueRange: ClosedRange<Rational>? {
    var range: ClosedRange<Rational>?
    for region in regions {
      guard case .values(let values) = region.mark else { continue }
      for value in values {
        range = min(range?.lowerBound ?? value, value)...max(range?.upperBound ?? value, value)
      }
    }
    return range
  }

  /// The median of |slope along x| + |slope along y| over the regions where it is not 0; nil where
  /// there is none.
  public var typicalSlope: Rational? {
    let sizes = regions.compactMap { region -> Rational? in
      guard case .slopes(let x, let y, _) = region.mark else { return nil }
      let size = x.magnitude + y.magnitude
      return size.sign == .zero ? nil : size
    }.sorted()
    return sizes.isEmpty ? nil : sizes[sizes.count / 2]
  }
}
