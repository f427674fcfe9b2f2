internal import ExactNumbers

/// A depth-first search over the activation regions of a network of two inputs.
///
/// At every hidden layer a cell, a convex polygon, is cut along the zero lines of the neurons that
/// change sign on it. A corner is stored as the two lines that meet in it (Docs/counting-regions.md).
/// Only the cells waiting along the current path are held, on one stack.
///
/// Signs at corners are read from doubles where the filter's bound proves them, and otherwise
/// decided exactly. Zero is an ordinary sign: a line through a corner cuts there, and a line that only
/// touches a cell does not cut it.
final class PlaneSearch {
  let network: PlaneNetwork
  let widths: [Int]
  /// The number of hidden layers, at least one.
  let depth: Int
  let exact: ExactPlanePath
  // Behind a pointer, since an access to a class's variable is checked for exclusivity at run time.
  let state: UnsafeMutablePointer<PlaneState>
  let sides: [(line: LineEstimate, isInfinite: Bool)]
  let usesFilter: Bool
  let stack: UnsafeMutablePointer<NodeStack<PlaneNode>>

  /// A search that has not begun.
  ///
  /// - Parameters:
  ///   - network: at least one hidden layer.
  ///   - usesFilter: false to decide every sign exactly.
  ///   - parts: shares the work with other searches of the same network.
  ///   - isFirst: whether this is the search that counts what lies above the parts.
  init(
    _ network: PlaneNetwork, usesFilter: Bool = true, parts: SearchParts? = nil,
    isFirst: Bool = true
  ) {
    precondition(network.depth > 0, "a search needs a hidden layer")
    self.network = network
    self.usesFilter = usesFilter
    stack = .allocate(capacity: 1)
    stack.initialize(to: NodeStack(parts, isFirst: isFirst))
    widths = network.widths
    depth = network.depth
    let state = UnsafeMutablePointer<PlaneState>.allocate(capacity: 1)
    state.initialize(to: PlaneState(network))
    self.state = state
    exact = ExactPlanePath(network) { layer in
      UnsafePointer(state.pointee.layers[layer].active)
    }
    sides = network.box.sides.map { (LineEstimate($0), $0.isInfinite) }
    begin()
  }

  deinit {
    state.pointee.deallocate()
    state.deinitialize(count: 1)
    state.deallocate()
    stack.pointee.deallocate()
    stack.deinitialize(count: 1)
    stack.deallocate()
  }

  /// Puts the domain on the stack.
  func begin() {
    state.pointee.layers[0].active[0] = 3
    state.pointee.layers[0].shared[0] = 3
    for side in 0..<4 {
      // Corner k is where side k − 1 and side k meet.
      let before = (side + 3) % 4
      let isInfinite = sides[side].isInfinite || sides[before].isInfinite
      state.pointee.vertices.base[side] = PlaneVertex(
        point: PlanePoint(line(sides[before], isInfinite), line(sides[side], isInfinite)),
        edge: LineLabel(layer: 0, neuron: side), isOnPositiveSide: false,
        isInfinite: isInfinite, isDegenerate: false)
    }
    descend(PlaneNode(layer: 0, start: 0, count: 4, signs: 0, cuts: 0))
  }

  private func line(
    _ side: (line: LineEstimate, isInfinite: Bool), _ isInfinite: Bool
  ) -> LineEstimate {
    isInfinite && !side.isInfinite ? side.line.atInfinity : side.line
  }

  /// Walks on to the next activation region.
  ///
  /// - Returns: 0 when there is none, else 1.
  func advance() -> Int {
    while let node = stack.pointee.pop()?.pointee {
      if let cut = firstCut(node) {
        split(node, by: cut)
        continue
      }
      let isOwn = stack.pointee.isOwn(node, isRegion: node.layer == depth)
      finishCell(node, isCounted: isOwn)
      if node.layer < depth {
        descend(node)
      } else if isOwn {
        state.pointee.leaf = node
        return 1
      }
    }
    return 0
  }

  /// The first neuron of the layer that takes both signs on a node; where there is none, the node is a
  /// cell and its active neurons are noted.
  @inline(__always)
  func firstCut(_ node: PlaneNode) -> Int? {
    let words = state.pointee.layers[node.layer].words
    let active = state.pointee.layers[node.layer].active
    let signs = state.pointee.signs.base + node.signs
    for word in 0..<words {
      var (positive, negative) = (UInt64(0), UInt64(0))
      var row = signs + word
      for _ in 0..<node.count {
        positive |= row[0]
        negative |= row[words]
        row += 2 &* words
      }
      let both = positive & negative
      if both != 0 { return word &* 64 &+ both.trailingZeroBitCount }
      active[word] = positive
    }
    return nil
  }

  /// Counts a cell, whose active neurons have been noted.
  @inline(__always)
  func finishCell(_ node: PlaneNode, isCounted: Bool) {
    if isCounted { state.pointee.layers[node.layer].cells &+= 1 }
    exact.change(node.layer)
  }

  /// Enters the next layer on a cell: its map and its signs at the corners.
  func descend(_ node: PlaneNode) {
    let state = state
    let (above, here) = (state.pointee.layers + node.layer, state.pointee.layers + node.layer + 1)
    state.pointee.maps.enter(
      node.layer + 1, shared: above.pointee.shared, active: above.pointee.active,
      words: above.pointee.words)
    let words = here.pointee.words
    let first = node.signs + node.count * 2 * above.pointee.words
    state.pointee.signs.reserve(first + node.count * 2 * words, keeping: first)
    let child = PlaneNode(
      layer: node.layer + 1, start: node.start, count: node.count, signs: first, cuts: node.cuts)
    if isConstant(above) {
      writeConstantSigns(child)
    } else {
      for index in 0..<node.count { writeSigns(child, index) }
    }
    noteShared(child)
    stack.pointee.push(child)
  }

  /// Whether no neuron of a layer is active, so that the next layer's map is its biases.
  @inline(__always)
  private func isConstant(_ layer: UnsafeMutablePointer<PlaneState.Layer>) -> Bool {
    for word in 0..<layer.pointee.words where layer.pointee.active[word] != 0 { return false }
    return true
  }

  /// The signs of the biases, at every corner.
  private func writeConstantSigns(_ node: PlaneNode) {
    let words = state.pointee.layers[node.layer].words
    let biases = network.layers[node.layer - 1].biases
    let someVanish = biases.contains { $0.sign == .zero }
    for index in 0..<node.count {
      if someVanish { state.pointee.vertices.base[node.start + index].isDegenerate = true }
      let row = state.pointee.signs.base + node.signs + index * 2 * words
      row.update(repeating: 0, count: 2 * words)
      for (neuron, bias) in biases.enumerated() where bias.sign != .zero {
        row[(bias.sign == .positive ? 0 : words) + neuron / 64] |= 1 << UInt64(neuron % 64)
      }
    }
  }

  /// Which neurons are active on the whole of a layer's parent cell.
  @inline(__always)
  private func noteShared(_ node: PlaneNode) {
    let layer = state.pointee.layers + node.layer
    let words = layer.pointee.words
    let signs = state.pointee.signs.base + node.signs
    for word in 0..<words {
      var (positive, negative) = (UInt64(0), UInt64(0))
      var row = signs + word
      for _ in 0..<node.count {
        positive |= row[0]
        negative |= row[words]
        row += 2 &* words
      }
      layer.pointee.shared[word] = positive & ~negative
    }
    state.pointee.maps.levels[node.layer + 1].hasShared = false
  }
}
