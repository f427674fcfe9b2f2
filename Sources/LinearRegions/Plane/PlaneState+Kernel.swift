internal import ExactNumbers

/// What a search changes as it goes.
struct PlaneState {
  /// One layer of the present path.
  struct Layer {
    let width: Int
    /// Words of a set of the layer's neurons.
    let words: Int
    /// Neurons active on the present cell.
    let active: UnsafeMutablePointer<UInt64>
    /// Neurons active on the whole cell of the layer before.
    let shared: UnsafeMutablePointer<UInt64>
    /// Cells so far.
    var cells = 0
  }

  let maps: PlaneMaps
  /// Layer 0 is the input.
  let layers: UnsafeMutablePointer<Layer>
  let depth: Int
  var vertices = GrowingStack<PlaneVertex>(capacity: 1024)
  var signs = GrowingStack<UInt64>(capacity: 4096)
  /// The region that the search has reached.
  var leaf = PlaneNode(layer: 0, start: 0, count: 0, signs: 0, cuts: 0)
  var isRefined = false

  init(_ network: PlaneNetwork) {
    depth = network.depth
    maps = PlaneMaps(network)
    layers = .allocate(capacity: depth + 1)
    for (index, width) in network.widths.enumerated() {
      let words = (width + 63) / 64
      let layer = Layer(
        width: width, words: words, active: .allocate(capacity: words),
        shared: .allocate(capacity: words))
      layer.active.initialize(repeating: 0, count: words)
      layer.shared.initialize(repeating: 0, count: words)
      (layers + index).initialize(to: layer)
    }
  }

  func deallocate() {
    maps.deallocate()
    for index in 0...depth {
      layers[index].active.deallocate()
      layers[index].shared.deallocate()
    }
    layers.deallocate()
    vertices.deallocate()
    signs.deallocate()
  }
}
