internal import ExactNumbers

/// A depth-first search over the activation regions of a network of a few inputs, on a box.
///
/// A cell is a convex polytope, given by its vertices. At every hidden layer it is cut along the zero
/// hyperplanes of the neurons that are positive at one vertex and negative at another
/// (Docs/counting-regions.md). A vertex is a record of pre-activations, without coordinates; only the
/// cells waiting along the present path are held, on one stack, and a record is freed with the cells
/// that share it.
///
/// Signs are read from doubles where the bounds prove them, and otherwise decided exactly from the
/// facets that meet in a vertex. An infinite end of the box stands for ±M, a symbol larger than every
/// number. Zero is an ordinary sign: a hyperplane through a vertex cuts there, and one
/// that only touches a cell does not cut it.
final class SpaceSearch {
  let network: SpaceNetwork
  let widths: [Int]
  /// The number of hidden layers, at least one.
  let depth: Int
  let exact: ExactSpacePath
  /// Whether regions of the last layer are counted where they need not be visited.
  let countsOnly: Bool
  let usesFilter: Bool
  // Behind a pointer, since an access to a class's variable is checked for exclusivity at run time.
  let state: UnsafeMutablePointer<SpaceState>
  let stack: UnsafeMutablePointer<NodeStack<SpaceNode>>

  /// A search that has not begun.
  ///
  /// - Parameters:
  ///   - network: at least one hidden layer.
  ///   - countsOnly: true to count the regions inside a cell of the layer before the last at once.
  ///   - usesFilter: false to decide every sign exactly.
  ///   - parts: shares the work with other searches of the same network.
  ///   - isFirst: whether this is the search that counts what lies above the parts.
  init(
    _ network: SpaceNetwork, countsOnly: Bool, usesFilter: Bool = true, parts: SearchParts? = nil,
    isFirst: Bool = true
  ) {
    precondition(network.depth > 0, "a search needs a hidden layer")
    self.network = network
    self.countsOnly = countsOnly
    self.usesFilter = usesFilter
    stack = .allocate(capacity: 1)
    stack.initialize(to: NodeStack(parts, isFirst: isFirst))
    widths = network.widths
    depth = network.depth
    let state = UnsafeMutablePointer<SpaceState>.allocate(capacity: 1)
    // A record of 32 neurons is as quickly made as a selection.
    let selects =
      countsOnly && depth > 1 && network.widths[depth] > 32 && network.isBounded
    state.initialize(to: SpaceState(network, selects: selects))
    self.state = state
    exact = ExactSpacePath(network) { state.pointee.active($0) }
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
    let corners = 1 << network.dimension
    for layer in 0...depth { state.pointee.layers[layer].pool.removeAll() }
    state.pointee.vertices.reserve(corners, keeping: 0)
    SpaceCorners.write(
      network.box, to: &state.pointee.layers[0].pool, state.pointee.vertices.base)
    let facets = 2 * network.dimension
    state.pointee.facets.reserve(facets, keeping: 0)
    for side in 0..<facets {
      state.pointee.facets.base[side] = SpaceState.Facet(
        slot: side, label: FacetLabel(layer: 0, neuron: side))
    }
    state.pointee.path = facets
    exact.change(0)
    state.pointee.pathMaps.change(0)
    var domain = SpaceNode.none
    domain.count = corners
    domain.facets = facets
    descend(domain)
  }

  /// Walks on to the next activation region, or the next cell whose regions are counted at once.
  ///
  /// - Returns: how many regions it has reached; 0 at the end.
  func advance() -> Int {
    while let node = stack.pointee.pop() {
      if node.pointee.isSpent {
        release(node.pointee)
        continue
      }
      note(node.pointee)
      let regions = visit(node)
      if regions > 0 { return regions }
    }
    return 0
  }

  /// Cuts a node, enters the next layer on it, or counts it.
  ///
  /// - Parameter node: where it stands; not read again once another node is pushed there.
  /// - Returns: the regions counted.
  @inline(__always)
  private func visit(_ node: UnsafePointer<SpaceNode>) -> Int {
    let layer = node.pointee.layer
    if countsOnly, layer == depth, stack.pointee.isAlone(node.pointee),
      let regions = regionsAtOnce(node.pointee)
    {
      release(node.pointee)
      guard stack.pointee.isOwn(node.pointee, isRegion: true) else { return 0 }
      state.pointee.layers[depth].cells &+= regions
      state.pointee.decisions.cellsAtOnce &+= 1
      return regions
    }
    if let cut = firstCandidate(node.pointee) {
      splitPopped(by: cut)
      return 0
    }
    let isOwn = stack.pointee.isOwn(node.pointee, isRegion: layer == depth)
    finishCell(node, isCounted: isOwn)
    if layer < depth {
      if layer == depth - 1, state.pointee.selects { return descendSelecting(node.pointee) }
      descend(node.pointee)
      return 0
    }
    // Nothing is made before the search walks on, so that the region's vertices can still be read.
    release(node.pointee)
    return isOwn ? 1 : 0
  }

  /// Notes the facet that a node's last cut gave it.
  @inline(__always)
  func note(_ node: SpaceNode) {
    state.pointee.path = node.facets
    guard node.slot >= 0 else { return }
    state.pointee.facets.reserve(node.facets, keeping: node.facets - 1)
    state.pointee.facets.base[node.facets - 1] = SpaceState.Facet(
      slot: node.slot, label: node.label)
  }

  /// Counts a cell that the last layer does not cut.
  ///
  /// - Parameter node: of the layer before.
  /// - Returns: 1, or 0 for a cell of another search.
  @inline(__always)
  func countUncut(_ node: SpaceNode) -> Int {
    release(node)
    var region = node
    region.layer = depth
    guard stack.pointee.isOwn(region, isRegion: true) else { return 0 }
    state.pointee.layers[depth].cells &+= 1
    state.pointee.decisions.cellsAtOnce &+= 1
    return 1
  }

  /// The first neuron of the layer that cuts a node.
  @inline(__always)
  func firstCandidate(_ node: SpaceNode) -> Int? {
    let candidates = state.pointee.candidates.base + node.candidates
    if candidates[0] != 0 { return candidates[0].trailingZeroBitCount }
    for word in 1..<max(1, state.pointee.layers[node.layer].pool.words)
    where candidates[word] != 0 {
      return word &* 64 &+ candidates[word].trailingZeroBitCount
    }
    return nil
  }

  /// Counts a cell and notes its active neurons, those of a region when they are asked for.
  @inline(__always)
  func finishCell(_ node: UnsafePointer<SpaceNode>, isCounted: Bool) {
    let number = node.pointee.layer
    let layer = state.pointee.layers + number
    if isCounted { layer.pointee.cells &+= 1 }
    layer.pointee.cell = node.pointee
    if number == depth {
      state.pointee.isLeafNoted = false
    } else {
      state.pointee.note(node.pointee)
    }
    exact.change(number)
    state.pointee.pathMaps.change(number)
  }

  /// Leaves on the stack what is to be freed when the search is through with a node.
  @inline(__always)
  func keep(_ node: SpaceNode) {
    var spent = node
    if spent.spend() { stack.pointee.push(spent) }
  }

  /// Frees the vertices that no cell has any longer once a node is done.
  @inline(__always)
  func release(_ node: SpaceNode) {
    if node.shared > 0 { free(node.layer, node.start &+ node.count &- node.shared, node.shared) }
  }

  /// Frees vertices of a layer, which stand in the stack of vertices.
  @inline(__always)
  private func free(_ layer: Int, _ start: Int, _ count: Int) {
    let ids = state.pointee.vertices.base + start
    if layer == depth {
      state.pointee.layers[depth].pool.freeLast(ids, count)
      return
    }
    for index in 0..<count {
      var (layer, id) = (layer, ids[index])
      while id >= 0 {
        id = state.pointee.layers[layer].pool.free(id)
        layer &+= 1
      }
    }
  }
}
