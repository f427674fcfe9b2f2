internal import ExactNumbers

/// Activation patterns that may occur on an edge or at a corner alone.
///
/// On an edge or at a corner a neuron is active iff it is active in a region beside it and does not
/// vanish there. Where only the neurons vanish that define the edge or corner, this is the pattern of
/// the region on whose side none of them is active. At a degenerate one it need not be the pattern of
/// any region; if it is, then of one that has this edge or corner, since a pattern's set is convex.
/// So a pattern is one of its own iff some region proposes it and none claims it.
struct LowerPatterns {
  private var proposed: Set<PatternKey> = []
  private var claimed: Set<PatternKey> = []

  /// The number of patterns that no region has.
  var count: Int { proposed.count - proposed.intersection(claimed).count }

  /// Looks at the degenerate edges and corners of the region that a search has reached.
  mutating func visit(_ search: PlaneSearch) {
    let degenerate = (0..<search.cornerCount).filter { search.corner($0).isDegenerate }
    guard !degenerate.isEmpty else { return }
    let pattern = search.pattern
    var vanishing: [Int: [(layer: Int, neuron: Int)]] = [:]
    for corner in degenerate { vanishing[corner] = search.vanishingActive(at: corner) }
    for corner in degenerate {
      guard let here = vanishing[corner] else { continue }
      note(pattern, without: here)
      guard let there = vanishing[search.cornerAfter(corner)] else { continue }
      note(
        pattern, without: here.filter { neuron in there.contains { $0 == neuron } })
    }
  }

  private mutating func note(_ pattern: PatternKey, without neurons: [(layer: Int, neuron: Int)]) {
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

extension PlaneSearch {
  /// The neurons active on the region that vanish at one of its corners.
  fileprivate func vanishingActive(at corner: Int) -> [(layer: Int, neuron: Int)] {
    var found: [(layer: Int, neuron: Int)] = []
    for layer in 1...depth {
      for neuron in vanishing(layer, at: corner) where isActive(layer, neuron) {
        found.append((layer, neuron))
      }
    }
    return found
  }
}
