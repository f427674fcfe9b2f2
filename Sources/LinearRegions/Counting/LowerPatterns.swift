internal import ExactNumbers

/// Activation patterns that may occur on a face of lower dimension alone.
///
/// On a face a neuron is active iff it is active in a region beside it and does not vanish there. Where
/// only the neurons vanish that drew the facets around it, this is the pattern of the region on whose side
/// none of them is active: from an active one to the other side of its facet, they become inactive one by
/// one. On a degenerate face it need not be the pattern of any region; if it is, then of one that has
/// this face, since a pattern's set is convex. So a pattern is one of its own iff some region proposes it and
/// none claims it.
struct LowerPatterns {
  private var proposed: Set<PatternKey> = []
  private var claimed: Set<PatternKey> = []

  /// The number of patterns that no region has.
  var count: Int { proposed.count - proposed.intersection(claimed).count }

  /// Notes what a region has where some neurons vanish.
  ///
  /// - Parameters:
  ///   - pattern: of the region.
  ///   - neurons: all neurons active on the region that vanish on a face of it; none on the region.
  mutating func note(_ pattern: PatternKey, without neurons: [(layer: Int, neuron: Int)]) {
    guard !neurons.isEmpty else {
      claimed.insert(pattern)
      return
    }
    var lower = pattern
    for (layer, neuron) in neurons { lower.set(layer, neuron, isActive: false) }
    proposed.insert(lower)
  }

  /// Takes over what another thread has found.
  mutating func merge(_ other: LowerPatterns) {
    proposed.formUnion(other.proposed)
    claimed.formUnion(other.claimed)
  }
}
