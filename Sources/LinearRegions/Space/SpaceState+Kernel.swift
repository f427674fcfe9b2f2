internal import CKernels
internal import ExactNumbers
internal import HyperplaneArrangements

/// What a search of cells changes as it goes.
struct SpaceState {
  /// One layer of the present path; layer 0 is the input.
  struct Layer {
    /// The vertices of cells at this layer.
    var pool: VertexPool
    /// Neurons active on the present cell; all inputs.
    let active: UnsafeMutablePointer<UInt64>
    /// Words of a set of the layer's neurons.
    let words: Int
    /// What is known of the layer's neurons on a whole cell, as two records.
    var range: pleat_vertices
    /// Cells so far.
    var cells = 0
    /// The last cell that was cut through by the layer: that of the present path.
    var cell = SpaceNode.none
  }

  /// A facet of the present path.
  struct Facet {
    /// Its number in the vertices' sets of facets.
    var slot: Int
    var label: FacetLabel
  }

  /// The region that the search has reached.
  @inline(__always)
  var leaf: SpaceNode { layers[depth].cell }

  let depth: Int
  let layers: UnsafeMutablePointer<Layer>
  /// The maps from layer to layer; entry l leads to layer l, entry 0 is that of layer 1 again, and the
  /// one after the last a selection of the last layer's neurons.
  let maps: UnsafeMutablePointer<SpaceLayer>
  /// Whether only the neurons of the last layer are looked at that may cut a cell, and which these are.
  let selects: Bool
  let selected: UnsafeMutablePointer<Int32>
  /// Bounds of their errors at all vertices of a cell, in blocks.
  let selectedBounds: UnsafeMutablePointer<Double>
  /// The numbers of the two records about a whole cell.
  let rangeIDs: UnsafeMutablePointer<Int32>
  var vertices = GrowingStack<Int32>(capacity: 4096)
  var candidates = GrowingStack<UInt64>(capacity: 256)
  var facets = GrowingStack<Facet>(capacity: 256)
  /// How many of the facets lead to the present node.
  var path = 0
  /// The vertices on either side of a cut, and on it.
  var sides: CutSides
  /// Vertices that enter a layer, and what they are there.
  var fresh = GrowingStack<Int32>(capacity: 256)
  var made = GrowingStack<Int32>(capacity: 256)
  /// New vertices whose signs are still open.
  var open = GrowingStack<Int32>(capacity: 256)
  /// The most vertices of a simple cell for whose cut there is room in `sides` and `open`.
  private var cutRoom = 0
  /// Counts the regions of the last layer in a cell, from values and errors that stand in `columns`.
  let arrangement: CellRegionCounter
  var columns = GrowingStack<Double>(capacity: 4096)
  /// The maps of the present path in doubles, and the point where some of their hyperplanes meet.
  var pathMaps: PathEstimate
  var meeting: PointEstimate
  /// The ends of the box's sides, the lower one of each first; NaN for an infinite one.
  let ends: UnsafeMutablePointer<(value: Double, error: Double)>
  /// Whether the active neurons in the last layer of the region that the search has reached are noted.
  var isLeafNoted = true
  /// The facet of a cut under way, not yet on the path.
  var openFacet: Facet?
  /// What was decided in which way; added to once a cut, a cell or an exact vertex.
  var decisions = SignDecisions()
  /// Whether a neuron was seen to vanish at a vertex that is not on a facet drawn by it.
  var hasTies = false

  /// Layers of no more neurons are narrow: registers of 512 bits would cost their networks more than they save.
  private static let narrow = 31

  init(_ network: SpaceNetwork, selects: Bool) {
    let isWide = network.widths.contains { $0 > Self.narrow }
    sides = CutSides(isWide: isWide)
    pathMaps = PathEstimate(network)
    meeting = PointEstimate(dimension: network.dimension)
    ends = .allocate(capacity: 2 * network.dimension)
    for (input, side) in network.box.enumerated() {
      for (index, end) in [side.lower, side.upper].enumerated() {
        let rounded = end.finiteValue.map { SpaceCorners.rounded($0) }
        (ends + 2 * input + index).initialize(to: rounded ?? (.nan, .nan))
      }
    }
    arrangement = CellRegionCounter(dimensionLimit: network.dimension)
    self.selects = selects
    selected = .allocate(capacity: network.widths[network.depth])
    selectedBounds = .allocate(capacity: network.widths[network.depth] + 8)
    selectedBounds.initialize(repeating: 0, count: network.widths[network.depth] + 8)
    rangeIDs = .allocate(capacity: 2)
    for index in 0..<2 { rangeIDs[index] = Int32(index) }
    depth = network.depth
    let facetWords = 2 * network.dimension / 64 + 1
    layers = .allocate(capacity: depth + 1)
    maps = .allocate(capacity: depth + 2)
    var size = SpaceCorners.largestCoordinate(network.box)
    for (index, width) in network.widths.enumerated() {
      let (blocks, words) = ((width + 7) / 8, (width + 63) / 64)
      let signs = UnsafeMutablePointer<UInt64>.allocate(capacity: 2 * 2 * words)
      let layer = Layer(
        pool: VertexPool(
          width: width, facetWords: facetWords, isSymbolic: !network.isBounded, isWide: isWide),
        active: .allocate(capacity: words), words: words,
        range: pleat_vertices(
          numbers: .allocate(capacity: 2 * blocks * 16), signs: signs, facets: signs,
          set_stride: 2 * words, blocks: blocks, words: words, facet_words: 0, width: width,
          is_wide: isWide ? 1 : 0)
      )
      layer.active.initialize(repeating: 0, count: words)
      (layers + index).initialize(to: layer)
      let map = SpaceLayer(
        network.layers[max(index - 1, 0)], inputBound: size)
      (maps + index).initialize(to: map)
      if index == depth {
        (maps + depth + 1).initialize(
          to: SpaceLayer(network.layers[depth - 1], inputBound: size))
      }
      if index > 0 { size = map.sizeBound }
    }
    for input in 0..<network.dimension {
      layers[0].active[input >> 6] |= 1 << UInt64(input & 63)
    }
  }

  /// The active neurons of a hidden layer of the present path, from 1; all inputs.
  ///
  /// Those of a region in the last layer are noted when they are first asked for.
  @inline(__always)
  mutating func active(_ layer: Int) -> UnsafePointer<UInt64> {
    if layer == depth, !isLeafNoted {
      note(leaf)
      isLeafNoted = true
    }
    return UnsafePointer(layers[layer].active)
  }

  /// Makes room in `sides` and `open` for a cut of a simple cell, and loses what is there.
  ///
  /// - Parameters:
  ///   - count: its vertices.
  ///   - dimension: edges at each of them.
  @inline(__always)
  mutating func reserveCut(_ count: Int, dimension: Int) {
    if count > cutRoom { growCut(count, dimension) }
  }

  @inline(never)
  private mutating func growCut(_ count: Int, _ dimension: Int) {
    cutRoom = 2 * count
    sides.reserve(cutRoom)
    sides.reserveEdges(count * dimension + 8)
    open.reserve(count * dimension + 1, keeping: 0)
  }

  /// Notes the active neurons of a cell: those positive at some vertex.
  @inline(__always)
  func note(_ cell: SpaceNode) {
    let (pool, active) = (layers[cell.layer].pool, layers[cell.layer].active)
    let ids = vertices.base + cell.start
    for word in 0..<pool.words {
      var positive: UInt64 = 0
      for index in 0..<cell.count { positive |= pool.positive(ids[index])[word] }
      active[word] = positive
    }
  }

  func deallocate() {
    for index in 0...depth {
      layers[index].pool.deallocate()
      layers[index].active.deallocate()
      layers[index].range.numbers.deallocate()
      layers[index].range.signs.deallocate()
      maps[index].deallocate()
    }
    maps[depth + 1].deallocate()
    selected.deallocate()
    selectedBounds.deallocate()
    rangeIDs.deallocate()
    layers.deallocate()
    maps.deallocate()
    vertices.deallocate()
    candidates.deallocate()
    facets.deallocate()
    sides.deallocate()
    pathMaps.deallocate()
    meeting.deallocate()
    ends.deallocate()
    open.deallocate()
    fresh.deallocate()
    made.deallocate()
    columns.deallocate()
  }
}

extension SpaceNode {
  /// No cell.
  static let none = SpaceNode(
    layer: 0, start: 0, count: 0, shared: 0, candidates: 0, facets: 0, slot: -1,
    label: FacetLabel(layer: 0, neuron: 0), cuts: 0, isSimple: true, isSpent: false)
}

/// The vertices of a cell by their side of a cut, in lists that grow.
struct CutSides {
  /// The lists, as the kernels know them.
  var lists: pleat_sides
  private var capacity = 256
  private var edgeCapacity = 1024

  init(isWide: Bool) {
    lists = Self.lists(capacity, edges: .allocate(capacity: edgeCapacity), isWide ? 1 : 0)
  }

  private static func lists(
    _ capacity: Int, edges: UnsafeMutablePointer<Int32>, _ isWide: Int
  ) -> pleat_sides {
    pleat_sides(
      positive: .allocate(capacity: capacity), negative: .allocate(capacity: capacity),
      zero: .allocate(capacity: capacity), positive_facets: .allocate(capacity: capacity),
      negative_facets: .allocate(capacity: capacity), positive_count: 0, negative_count: 0,
      zero_count: 0, facets: 0, positive_signs: (0, 0), negative_signs: (0, 0),
      made_signs: (0, 0), edges: edges, edge_count: 0, slot: 0, is_wide: isWide)
  }

  /// Makes room for so many vertices, and loses what is there.
  @inline(__always)
  mutating func reserve(_ count: Int) {
    if count &+ 8 > capacity { grow(count) }
  }

  /// Makes room for so many edges, and loses what is there.
  @inline(__always)
  mutating func reserveEdges(_ count: Int) {
    if 2 &* count > edgeCapacity { growEdges(count) }
  }

  @inline(never)
  private mutating func grow(_ count: Int) {
    deallocateLists()
    capacity = 2 * count + 8
    lists = Self.lists(capacity, edges: lists.edges, lists.is_wide)
  }

  @inline(never)
  private mutating func growEdges(_ count: Int) {
    lists.edges.deallocate()
    edgeCapacity = 4 * count
    lists.edges = .allocate(capacity: edgeCapacity)
  }

  private func deallocateLists() {
    lists.positive.deallocate()
    lists.negative.deallocate()
    lists.zero.deallocate()
    lists.positive_facets.deallocate()
    lists.negative_facets.deallocate()
  }

  func deallocate() {
    deallocateLists()
    lists.edges.deallocate()
  }
}
