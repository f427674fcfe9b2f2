internal import ExactNumbers

/// What can be asked of the region that a search has reached, until it walks on.
extension PlaneSearch: VertexSearch {
  convenience init(
    _ network: PlaneNetwork, countsOnly: Bool, parts: SearchParts?, isFirst: Bool
  ) {
    self.init(network, parts: parts, isFirst: isFirst)
  }

  /// The number of the region's corners.
  var cornerCount: Int { state.pointee.leaf.count }

  /// A corner of the region, counterclockwise, with the edge that leads to the next one.
  @inline(__always)
  func corner(_ index: Int) -> PlaneVertex {
    state.pointee.vertices.base[state.pointee.leaf.start + index]
  }

  @inline(__always)
  func cornerAfter(_ index: Int) -> Int { index + 1 == cornerCount ? 0 : index + 1 }

  /// The lines that meet in a corner: of the edge before and of its own edge.
  func lines(_ corner: Int) -> (LineLabel, LineLabel) {
    let before = (corner == 0 ? cornerCount : corner) - 1
    return (self.corner(before).edge, self.corner(corner).edge)
  }

  /// The active neurons of a hidden layer, from 1.
  @inline(__always)
  func active(_ layer: Int) -> UnsafePointer<UInt64> {
    UnsafePointer(state.pointee.layers[layer].active)
  }

  @inline(__always)
  func isActive(_ layer: Int, _ neuron: Int) -> Bool {
    active(layer)[neuron >> 6] >> UInt64(neuron & 63) & 1 == 1
  }

  /// The region's activation pattern.
  var pattern: PatternKey {
    var key = PatternKey(widths: widths)
    for layer in 1...depth { key.set(layer, active(layer)) }
    return key
  }

  /// The neurons of a layer that vanish at a corner.
  func vanishing(_ layer: Int, at corner: Int) -> [Int] {
    let vertex = self.corner(corner)
    let (lines, test) = (lines(corner), state.pointee.maps.test(layer, at: vertex))
    var point: ExactPlanePath.Point?
    return (0..<widths[layer]).filter { sign(layer, $0, vertex, lines, test, &point) == .zero }
  }

  /// The affine map of the combination of outputs on the region, in double.
  @inline(__always)
  func probe(_ jumps: SlopeJumps) -> LineEstimate {
    let layer = state.pointee.layers + depth
    state.pointee.maps.enter(
      depth + 1, shared: layer.pointee.shared, active: layer.pointee.active,
      words: layer.pointee.words)
    return state.pointee.maps.line(depth + 1, 0)
  }

  /// The exact output on the region.
  var outputKey: OutputKey { OutputKey(exact.outputRows().map { [$0.c, $0.x, $0.y] }) }

  /// Regions after 1, 2, … hidden layers so far.
  var cellsPerLayer: [Int] {
    get { (1..<depth + 1).map { state.pointee.layers[$0].cells } }
    set {
      for (index, cells) in newValue.enumerated() { state.pointee.layers[index + 1].cells = cells }
    }
  }
}

/// An activation pattern as words, layer after layer.
struct PatternKey: Hashable, Sendable {
  private var words: [UInt64]
  private let starts: [Int]

  /// The pattern without active neurons.
  ///
  /// - Parameter widths: of the input and the hidden layers.
  init(widths: [Int]) {
    var starts = [0]
    for width in widths.dropFirst() { starts.append(starts[starts.count - 1] + (width + 63) / 64) }
    self.starts = starts
    words = Array(repeating: 0, count: starts[starts.count - 1])
  }

  static func == (a: PatternKey, b: PatternKey) -> Bool { a.words == b.words }
  func hash(into hasher: inout Hasher) { hasher.combine(words) }

  /// Sets the active neurons of a hidden layer, from 1.
  mutating func set(_ layer: Int, _ active: UnsafePointer<UInt64>) {
    for word in 0..<starts[layer] - starts[layer - 1] {
      words[starts[layer - 1] + word] = active[word]
    }
  }

  /// Makes a neuron active or not.
  mutating func set(_ layer: Int, _ neuron: Int, isActive: Bool) {
    let bit = UInt64(1) << UInt64(neuron & 63)
    let index = starts[layer - 1] + neuron >> 6
    words[index] = isActive ? words[index] | bit : words[index] & ~bit
  }

  /// Whether a neuron is active.
  func contains(_ layer: Int, _ neuron: Int) -> Bool {
    words[starts[layer - 1] + neuron >> 6] >> UInt64(neuron & 63) & 1 == 1
  }
}
