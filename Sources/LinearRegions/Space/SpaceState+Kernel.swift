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
    /// What is known of the layer's neurons on a whole cell: a record, and room for signs.
    let range: UnsafeMutablePointer<Double>
    let rangeSigns: UnsafeMutablePointer<UInt64>
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

  let depth: Int
  let layers: UnsafeMutablePointer<Layer>
  /// The maps from layer to layer; entry l leads to layer l, entry 0 is that of layer 1 again, and the
  /// one after the last a selection of the last layer's neurons.
  let maps: UnsafeMutablePointer<SpaceLayer>
  /// Whether only the neurons of the last layer are looked at that may cut a cell, and which these are.
  let selects: Bool
  let selected: UnsafeMutablePointer<Int32>
  var vertices = GrowingStack<Int32>(capacity: 4096)
  var candidates = GrowingStack<UInt64>(capacity: 256)
  var facets = GrowingStack<Facet>(capacity: 256)
  /// How many of the facets lead to the present node.
  var path = 0
  var nodes: [SpaceNode] = []
  /// The vertices on either side of a cut, and on it.
  var sides = CutSides()
  /// Counts the regions of the last layer in a cell, from values and errors that stand in `columns`.
  let arrangement: CellRegionCounter
  var columns = GrowingStack<Double>(capacity: 4096)
  let parts: SearchParts?
  /// Whether regions above the parts may be counted several at once.
  let countsAboveParts: Bool
  /// The number of the part that is met next.
  var nextPart = 0
  /// The parts that this search has claimed.
  var claimedParts: [Int] = []
  /// The region that the search has reached.
  var leaf = SpaceNode.none
  /// The facet of a cut under way, not yet on the path.
  var openFacet: Facet?
  /// Vertices whose signs were decided by exact arithmetic.
  var exactVertices = 0
  /// Whether a neuron was seen to vanish at a vertex that is not on a facet drawn by it.
  var hasTies = false

  init(_ network: SpaceNetwork, selects: Bool, parts: SearchParts?) {
    arrangement = CellRegionCounter(dimensionLimit: network.dimension)
    self.selects = selects
    selected = .allocate(capacity: network.widths[network.depth])
    depth = network.depth
    let facetWords = 2 * network.dimension / 64 + 1
    self.parts = parts
    countsAboveParts = parts?.isPortable != true
    layers = .allocate(capacity: depth + 1)
    maps = .allocate(capacity: depth + 2)
    var size = SpaceCorners.largestCoordinate(network.box)
    for (index, width) in network.widths.enumerated() {
      let words = (width + 63) / 64
      let layer = Layer(
        pool: VertexPool(
          width: width, facetWords: facetWords, isSymbolic: !network.isBounded),
        active: .allocate(capacity: words), words: words,
        range: .allocate(capacity: (width + 7) / 8 * 16), rangeSigns: .allocate(capacity: 2 * words)
      )
      layer.active.initialize(repeating: 0, count: words)
      (layers + index).initialize(to: layer)
      let map = SpaceLayer(
        network.layers[max(index - 1, 0)], isFirst: index <= 1, inputBound: size)
      (maps + index).initialize(to: map)
      if index == depth {
        (maps + depth + 1).initialize(
          to: SpaceLayer(network.layers[depth - 1], isFirst: depth == 1, inputBound: size))
      }
      if index > 0 { size = map.sizeBound }
    }
    for input in 0..<network.dimension {
      layers[0].active[input >> 6] |= 1 << UInt64(input & 63)
    }
    nodes.reserveCapacity(256)
  }

  func deallocate() {
    for index in 0...depth {
      layers[index].pool.deallocate()
      layers[index].active.deallocate()
      layers[index].range.deallocate()
      layers[index].rangeSigns.deallocate()
      maps[index].deallocate()
    }
    maps[depth + 1].deallocate()
    selected.deallocate()
    layers.deallocate()
    maps.deallocate()
    vertices.deallocate()
    candidates.deallocate()
    facets.deallocate()
    sides.deallocate()
    columns.deallocate()
  }
}

extension SpaceNode {
  /// No cell.
  static let none = SpaceNode(
    layer: 0, start: 0, count: 0, candidates: 0, facets: 0, slot: -1,
    label: FacetLabel(layer: 0, neuron: 0), cuts: 0, isSimple: true, isSpent: false)
}

/// The vertices of a cell by their side of a cut, in one allocation each.
struct CutSides {
  var positive = GrowingStack<Int32>(capacity: 256)
  var negative = GrowingStack<Int32>(capacity: 256)
  var zero = GrowingStack<Int32>(capacity: 256)
  /// Their facets, where a set is one word.
  var positiveFacets = GrowingStack<UInt64>(capacity: 256)
  var negativeFacets = GrowingStack<UInt64>(capacity: 256)
  /// Edges that the cut crosses: numbers of a positive and a negative vertex.
  var edges = GrowingStack<Int32>(capacity: 1024)

  func deallocate() {
    positive.deallocate()
    negative.deallocate()
    zero.deallocate()
    positiveFacets.deallocate()
    negativeFacets.deallocate()
    edges.deallocate()
  }
}
