internal import ExactNumbers

/// What the counts ask of the region that the search has reached.
extension ProgramSearch: RegionSearch {
  convenience init(
    _ network: SpaceNetwork, countsOnly: Bool, parts: SearchParts?, isFirst: Bool
  ) {
    self.init(network, parts: parts, isFirst: isFirst)
  }

  /// The filter's bounds come with each answer; there is nothing to sharpen.
  func refine() {}

  private func active(_ layer: Int) -> UnsafePointer<UInt64> {
    UnsafePointer(state.pointee.levels.levels[layer].active)
  }

  func probe(_ jumps: SlopeJumps) -> LineEstimate {
    jumps.probe(active: active, widths: network.widths)
  }

  var outputKey: OutputKey {
    OutputKey((0..<network.layers[network.depth].rows).map { exact.row(network.depth + 1, $0) })
  }

  /// The region's activation pattern.
  private var patternKey: PatternKey {
    var key = PatternKey(widths: network.widths)
    for layer in 1...network.depth { key.set(layer, active(layer)) }
    return key
  }

  func joinAcrossFlatFacets(_ jumps: SlopeJumps, into union: inout PatternUnion) {
    let pattern = patternKey
    let crossing = FacetCrossing(pattern: pattern, depth: network.depth, image: exact.image)
    for side in neuronSides {
      let function = exact.row(side)
      let jump = crossing.jump(from: Int(side.layer)) { layer in
        (0..<network.widths[layer]).filter {
          Self.vanishes(exact.row(layer, $0), where: function)
        }
      } slope: { layer, neuron in
        zip(exact.row(layer, neuron), function).dropLast().reduce(Integer.zero) {
          $0 + $1.0 * $1.1
        }
      }
      if !jump.isKink, isFacet(side) { union.join(pattern, jump.neighbor) }
    }
  }

  /// Whether a function is 0 on the hyperplane of another one, which is one of its multiples then.
  private static func vanishes(_ row: IntegerRow, where other: IntegerRow) -> Bool {
    guard let pivot = other.firstIndex(where: { $0.sign != .zero }) else { return false }
    return row.indices.allSatisfy { row[$0] * other[pivot] == row[pivot] * other[$0] }
  }

  /// Not asked for: `regionCounts` refuses activation patterns of so many inputs.
  func noteLowerPatterns(in lower: inout LowerPatterns) {}

  /// Not asked for: `regionCounts` refuses closed regions of more than two inputs.
  func append(to closed: inout ClosedRegions, _ jumps: SlopeJumps) {}
}
