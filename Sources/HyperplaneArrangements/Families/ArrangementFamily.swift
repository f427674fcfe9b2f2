public import ExactNumbers

/// The classical arrangements, by name.
public enum ArrangementFamily: String, CaseIterable, Hashable, Sendable {
  /// Σ_{i∈S} x_i = 0 for every nonempty S ⊆ {1, …, n}.
  case resonance
  /// x_i = x_j for i < j.
  case braid
  /// x_i = 0, and x_i = ±x_j for i < j.
  case typeB
  /// x_i = ±x_j for i < j.
  case typeD
  /// x_i − x_j = 0 and 1 for i < j.
  case shi
  /// x_i − x_j = −1, 0 and 1 for i < j.
  case catalan
  /// x_i − x_j = 1 for i < j.
  case linial
  /// x_i − x_j = −1 and 1 for i < j.
  case semiorder
  /// w₀ + Σ_{i∈S} w_i = 0 for every S ⊆ {1, …, n}, in ℝⁿ⁺¹.
  case threshold

  /// The greatest number of hyperplanes of an arrangement of a family.
  public static let hyperplaneLimit = 1 << 16

  /// How many hyperplanes the arrangement of n has.
  ///
  /// - Parameter n: at least 1.
  /// - Returns: their number.
  public func hyperplaneCount(_ n: Int) -> Integer {
    let pairs = Integer(n) * Integer(n - 1) / 2
    return switch self {
    case .resonance: (Integer.one << min(n, 1 << 20)) - 1
    case .threshold: Integer.one << min(n, 1 << 20)
    case .braid, .linial: pairs
    case .typeB: 2 * pairs + Integer(n)
    case .typeD, .shi, .semiorder: 2 * pairs
    case .catalan: 3 * pairs
    }
  }
}

extension HyperplaneArrangement {
  /// The arrangement of a classical family.
  ///
  /// - Parameters:
  ///   - family: which one.
  ///   - n: the number of variables x₁, …, x_n, at least 1.
  /// - Throws: `ArrangementError.family(name:reason:)` where n is below 1, or there are more
  ///   hyperplanes than `ArrangementFamily.hyperplaneLimit`.
  /// - Complexity: linear in the size of the arrangement.
  /// - Source: Stanley 2004, An introduction to hyperplane arrangements, lectures 1 and 5.
  public init(_ family: ArrangementFamily, n: Int) throws(ArrangementError) {
    guard n >= 1 else {
      throw .family(name: family.rawValue, reason: "n must be at least 1, not \(n)")
    }
    let count = family.hyperplaneCount(n)
    guard count <= Integer(ArrangementFamily.hyperplaneLimit) else {
      let text = count.bitLength > 60 ? "about 2^\(count.bitLength - 1)" : "\(count)"
      throw .family(
        name: family.rawValue,
        reason: "n = \(n) makes \(text) hyperplanes, at most "
          + "\(ArrangementFamily.hyperplaneLimit) are counted; choose a smaller n")
    }
    let equations = family.equations(n)
    try self.init(
      dimension: family == .threshold ? n + 1 : n, normals: equations.map(\.normal),
      offsets: equations.map(\.offset))
  }

  /// The graphical arrangement: x_i = x_j for every edge of a graph.
  ///
  /// Its regions are the acyclic orientations, its characteristic polynomial is the chromatic one.
  ///
  /// - Parameters:
  ///   - vertices: the number n of vertices, the dimension; nil takes the largest in an edge.
  ///   - edges: pairs of vertices, numbered from 1; repeated edges are merged.
  /// - Throws: `ArrangementError.family(name:reason:)` for a loop or a vertex that is not there.
  /// - Source: Stanley 1973 (Acyclic orientations of graphs).
  public init(vertices: Int? = nil, edges: [(Int, Int)]) throws(ArrangementError) {
    let count = vertices ?? edges.map { max($0.0, $0.1) }.max() ?? 0
    var normals: [[Rational]] = []
    guard count <= Self.dimensionLimit else { throw .dimension(count, limit: Self.dimensionLimit) }
    for (first, second) in edges {
      guard (1...max(count, 1)).contains(first), (1...max(count, 1)).contains(second) else {
        throw .family(
          name: "graphical",
          reason: "the edge \(first)-\(second) names a vertex outside 1 to \(count)")
      }
      guard first != second else {
        throw .family(
          name: "graphical", reason: "the edge \(first)-\(second) is a loop; leave it out")
      }
      normals.append(ArrangementFamily.vector(count, [(first, 1), (second, -1)]))
    }
    try self.init(
      dimension: count, normals: normals, offsets: [Rational](repeating: 0, count: normals.count))
  }
}
