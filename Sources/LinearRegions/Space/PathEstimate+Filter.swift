internal import CKernels

/// The affine maps from the input to each layer of the present path, in doubles with proved errors.
///
/// On a cell of the layer before, a layer is an affine map z(x) = F x + f. A column of F is what the unit
/// vector becomes in the same layers without their biases, and f is what 0 becomes with them. So they go through
/// `SpaceLayer` as vertices do, and (1) there bounds their errors; only which neurons are active is the cell's,
/// not that of a point. The bounds grow from layer to layer, but not along the cuts that lead to a cell.
///
/// Numbers too large for (1) get infinite errors: a coefficient beyond 2¹⁸¹ has, times its rounding, no float.
struct PathEstimate {
  private let dimension: Int
  /// Of each layer n + 1 records: the columns, then the constants.
  private let pools: UnsafeMutablePointer<VertexPool>
  private let layerCount: Int
  /// The numbers of the records, the same in all layers.
  private let ids: UnsafeMutablePointer<Int32>
  private let open: UnsafeMutablePointer<Int32>
  /// Layers whose maps are known on the present path; layer 0 is the input.
  private var openThrough = 0

  /// The path that leads nowhere.
  ///
  /// - Parameter network: of any box.
  init(_ network: SpaceNetwork) {
    dimension = network.dimension
    layerCount = network.widths.count
    pools = .allocate(capacity: layerCount)
    ids = .allocate(capacity: dimension + 1 + GrowingStack<Int32>.slack)
    open = .allocate(capacity: dimension + 2)
    for (index, width) in network.widths.enumerated() {
      var pool = VertexPool(width: width, facetWords: 1, isSymbolic: false, isWide: true)
      pool.make(dimension + 1, into: ids)
      for column in 0...dimension {
        pool.values(ids[column]).update(repeating: 0, count: pool.numberCount)
        pool.facetSet(ids[column]).pointee = 0
        if index == 0, column < dimension { pool.values(ids[column])[column] = 1 }
      }
      (pools + index).initialize(to: pool)
    }
  }

  func deallocate() {
    for layer in 0..<layerCount { pools[layer].deallocate() }
    pools.deallocate()
    ids.deallocate()
    open.deallocate()
  }

  /// Forgets what depends on the neurons of a layer.
  @inline(__always)
  mutating func change(_ layer: Int) { if openThrough > layer { openThrough = layer } }

  /// Makes the maps up to a layer.
  ///
  /// - Parameters:
  ///   - layer: 1…depth.
  ///   - maps: the layers' maps, as the search has them.
  ///   - active: the active neurons of a layer of the present path.
  mutating func reach(
    _ layer: Int, _ maps: UnsafePointer<SpaceLayer>, active: (Int) -> UnsafePointer<UInt64>
  ) {
    while openThrough < layer {
      let (from, into) = (pools + openThrough, pools + openThrough + 1)
      let (map, active) = (maps[openThrough + 1], active(openThrough))
      map.enterDirections(
        &from.pointee.store.records, ids, dimension, active: active,
        into: &into.pointee.store.records,
        open: open)
      _ = map.enter(
        &from.pointee.store.records, ids + dimension, 1, active: active,
        into: &into.pointee.store.records,
        ids + dimension, open: open)
      openThrough += 1
    }
  }

  /// Numbers from the value of one column to that of the next.
  @inline(__always)
  func stride(_ layer: Int) -> Int { pools[layer].numberCount }

  /// The first coefficient of a neuron; the constant follows the last one, and each one's error is
  /// `errorStart` behind it.
  @inline(__always)
  func form(_ layer: Int, _ neuron: Int) -> UnsafePointer<Double> {
    UnsafePointer(pools[layer].values(ids[0]) + neuron)
  }

  /// Where the errors begin.
  @inline(__always)
  func errorStart(_ layer: Int) -> Int { pools[layer].errorStart }
}
