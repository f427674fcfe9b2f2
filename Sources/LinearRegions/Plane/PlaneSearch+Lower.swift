extension PlaneSearch {
  /// Notes the patterns of the region's degenerate edges and corners.
  func noteLowerPatterns(in lower: inout LowerPatterns) {
    let degenerate = (0..<cornerCount).filter { corner($0).isDegenerate }
    guard !degenerate.isEmpty else { return }
    let pattern = pattern
    var vanishing: [Int: [(layer: Int, neuron: Int)]] = [:]
    for corner in degenerate { vanishing[corner] = vanishingActive(at: corner) }
    for corner in degenerate {
      guard let here = vanishing[corner] else { continue }
      lower.note(pattern, without: here)
      guard let there = vanishing[cornerAfter(corner)] else { continue }
      lower.note(
        pattern, without: here.filter { neuron in there.contains { $0 == neuron } })
    }
  }

  /// The neurons active on the region that vanish at one of its corners.
  private func vanishingActive(at corner: Int) -> [(layer: Int, neuron: Int)] {
    var found: [(layer: Int, neuron: Int)] = []
    for layer in 1...depth {
      for neuron in vanishing(layer, at: corner) where isActive(layer, neuron) {
        found.append((layer, neuron))
      }
    }
    return found
  }
}
