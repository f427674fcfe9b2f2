public import ExactNumbers

/// A finite set of hyperplanes of ℝᵈ.
///
/// Equations of the same hyperplane, scaled or repeated, are one hyperplane. The arrangement may be
/// empty, central (all hyperplanes share a point) or non-essential (the normals do not span ℝᵈ).
///
/// Errors number the rows of `normals` from 0, as JSON does.
public struct HyperplaneArrangement: Hashable, Sendable {
  /// The dimension d of the space.
  public let dimension: Int
  /// The distinct hyperplanes, each as it was given first, in that order.
  public let hyperplanes: [Hyperplane]
  /// (c, a₁, …, a_d) with c + a · x = 0 for each hyperplane, in coprime integers.
  let rows: [[Integer]]

  /// The greatest dimension.
  public static let dimensionLimit = 10_000

  /// An arrangement of hyperplanes.
  ///
  /// - Parameters:
  ///   - dimension: d, from 0 to `dimensionLimit`.
  ///   - hyperplanes: the hyperplanes of ℝᵈ; repeated ones are merged.
  /// - Throws: `ArrangementError` for a dimension out of range or of another hyperplane.
  public init(dimension: Int, hyperplanes: [Hyperplane]) throws(ArrangementError) {
    guard (0...Self.dimensionLimit).contains(dimension) else {
      throw .dimension(dimension, limit: Self.dimensionLimit)
    }
    for (index, hyperplane) in hyperplanes.enumerated() where hyperplane.dimension != dimension {
      throw .wrongLength(
        row: index, entries: hyperplane.dimension, dimension: dimension)
    }
    self.init(dimension, merging: hyperplanes)
  }

  /// An arrangement from the rows of a table.
  ///
  /// - Parameters:
  ///   - dimension: d; nil takes the length of the first normal.
  ///   - normals: shape (hyperplanes × d), no row zero.
  ///   - offsets: one number a row, the right-hand side of normal · x = offset.
  /// - Throws: `ArrangementError` that names the row.
  public init(
    dimension: Int? = nil, normals: [[Rational]], offsets: [Rational]
  ) throws(ArrangementError) {
    guard normals.count == offsets.count else {
      throw .offsetCount(offsets: offsets.count, normals: normals.count)
    }
    guard let dimension = dimension ?? normals.first?.count else { throw .noDimension }
    var hyperplanes: [Hyperplane] = []
    for (index, (normal, offset)) in zip(normals, offsets).enumerated() {
      guard normal.count == dimension else {
        throw .wrongLength(row: index, entries: normal.count, dimension: dimension)
      }
      do throws(ArrangementError) {
        hyperplanes.append(try Hyperplane(normal: normal, offset: offset))
      } catch {
        throw .zeroNormal(row: index)
      }
    }
    try self.init(dimension: dimension, hyperplanes: hyperplanes)
  }

  private init(_ dimension: Int, merging given: [Hyperplane]) {
    var seen: Set<[Integer]> = []
    var hyperplanes: [Hyperplane] = []
    var rows: [[Integer]] = []
    for hyperplane in given {
      let row = hyperplane.primitiveRow
      guard seen.insert(row).inserted else { continue }
      hyperplanes.append(hyperplane)
      rows.append(row)
    }
    self.dimension = dimension
    self.hyperplanes = hyperplanes
    self.rows = rows
  }

  /// The number m of distinct hyperplanes.
  public var hyperplaneCount: Int { hyperplanes.count }
}

extension HyperplaneArrangement {
  /// The rank r: the dimension that the normals span.
  ///
  /// - Complexity: O(m · d · r) exact operations.
  public var rank: Int { independentColumns(of: rows.map { Array($0.dropFirst()) }).count }

  /// Whether some point lies on all hyperplanes; true for the empty arrangement.
  ///
  /// - Complexity: O(m · d · r) exact operations.
  public var isCentral: Bool { independentColumns(of: rows).count == rank }

  /// Whether the normals span the space.
  public var isEssential: Bool { rank == dimension }
}
