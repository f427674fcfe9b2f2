internal import CKernels

/// A polytope on one level of the recursion: its corners with doubles and proved bounds.
///
/// The values z_j of a corner stand for numbers λ z*_j with one unknown λ > 0 for all j, and
/// |z_j − λ z*_j| ≤ e_j. Rows are corners, columns hyperplanes.
struct CellLevel {
  private(set) var values: UnsafeMutablePointer<Double>
  private(set) var errors: UnsafeMutablePointer<Double>
  private(set) var facets: UnsafeMutablePointer<UInt64>
  /// Pairs of corners that are joined, one after the other.
  private(set) var edges: UnsafeMutablePointer<Int32>
  private var entries: Int
  private var corners: Int
  private var edgeCapacity: Int
  var cornerCount = 0
  /// Columns, and the length of a row.
  var columnCount = 0
  var edgeCount = 0

  init() {
    (entries, corners, edgeCapacity) = (256, 32, 256)
    values = .allocate(capacity: entries)
    errors = .allocate(capacity: entries)
    facets = .allocate(capacity: corners + 8)
    edges = .allocate(capacity: edgeCapacity)
  }

  func deallocate() {
    values.deallocate()
    errors.deallocate()
    facets.deallocate()
    edges.deallocate()
  }

  /// Makes room; what was there is lost.
  mutating func reserve(corners newCorners: Int, columns: Int) {
    if newCorners * columns > entries {
      values.deallocate()
      errors.deallocate()
      entries = max(2 * entries, newCorners * columns)
      values = .allocate(capacity: entries)
      errors = .allocate(capacity: entries)
    }
    if newCorners > corners {
      facets.deallocate()
      corners = max(2 * corners, newCorners)
      facets = .allocate(capacity: corners + 8)
    }
  }

  /// Finds the edges of a simple polytope: pairs of corners whose facets differ in one.
  mutating func findEdges(dimension: Int) {
    // A corner is on as many edges as there are dimensions, each of which has another one.
    let room = cornerCount * dimension / 2 + 8
    if 2 * room > edgeCapacity {
      edges.deallocate()
      edgeCapacity = 4 * room
      edges = .allocate(capacity: edgeCapacity)
    }
    edgeCount = pleat_edges_among(facets, cornerCount, edges)
  }
}
