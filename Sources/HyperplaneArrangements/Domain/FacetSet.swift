/// A set of facets, those on which a point of a polytope lies.
struct FacetSet: Hashable, Sendable {
  private(set) var words: [UInt64]

  /// No facet, with room for so many.
  init(capacity: Int) { words = [UInt64](repeating: 0, count: max(1, (capacity + 63) / 64)) }

  /// A set from its words, 64 facets each.
  init(words: [UInt64]) { self.words = words }

  mutating func insert(_ facet: Int) { words[facet >> 6] |= 1 << UInt64(facet & 63) }

  func intersection(_ other: FacetSet) -> FacetSet {
    FacetSet(words: zip(words, other.words).map { $0 & $1 })
  }

  func isSubset(of other: FacetSet) -> Bool {
    zip(words, other.words).allSatisfy { $0 & ~$1 == 0 }
  }

  var count: Int { words.reduce(0) { $0 + $1.nonzeroBitCount } }
}

/// Which pairs of corners are joined by an edge.
enum CornerGraph {
  /// The edges of a polytope, of those pairs that are wanted, from the facets of its corners.
  ///
  /// Two corners are joined iff no third one lies on all facets that they share, redundant facets
  /// among them or not.
  ///
  /// - Source: Fukuda, Prodon 1996 (Double description method revisited), Proposition 7.
  static func edges(
    _ facets: [FacetSet], where isWanted: (Int, Int) -> Bool = { _, _ in true }
  ) -> [(Int, Int)] {
    var edges: [(Int, Int)] = []
    for first in facets.indices {
      for second in (first + 1)..<max(facets.count, first + 1) where isWanted(first, second) {
        let shared = facets[first].intersection(facets[second])
        let isEdge = facets.indices.allSatisfy { other in
          other == first || other == second || !shared.isSubset(of: facets[other])
        }
        if isEdge { edges.append((first, second)) }
      }
    }
    return edges
  }
}
