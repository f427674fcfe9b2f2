internal import ExactNumbers

/// The affine maps of the present path in double, one a layer, with their errors.
///
/// A layer's map on a cell is a sum over the neurons active there. The part that all cells of one parent
/// share is made once; a cell adds the few neurons that are active on it alone.
///
/// The error bounds are those of any path: whatever neurons are active, the vectors of constants and
/// slopes obey |Wₗ x + bₗ|₂ ≤ ‖Wₗ‖₂ |x|₂ + |bₗ|₂, so their norms, and with them all errors, are bounded
/// layer by layer beforehand. This is hardly looser than norms taken on each cell, since an error grows
/// by ‖Wₗ‖₂ a layer anyhow.
struct PlaneMaps {
  /// One layer of the path.
  struct Level {
    let layer: DoubleLayer
    var bound: LayerBound
    /// Errors of the layer's map.
    var error = PlaneError()
    /// Upper bounds of the norms of the layer's constants and slopes, as computed.
    var norms = PlaneError()
    /// An upper bound of the norm of the layer's biases.
    let biasNorm: Double
    /// What the sign test of the layer takes from the layer as a whole.
    var scale = PlaneTestScale()
    /// Whether `shared` holds the sum of the present parent.
    var hasShared = false
    let map: UnsafeMutablePointer<SIMD8<Double>>
    let shared: UnsafeMutablePointer<SIMD8<Double>>
    let product: PlaneProduct
  }

  /// Layer 0 is the input, the last one a combination of the outputs.
  let levels: UnsafeMutablePointer<Level>
  let count: Int
  private let columns: UnsafeMutablePointer<Int32>
  /// Three numbers a column.
  private let scratch: UnsafeMutablePointer<Double>

  init(_ network: PlaneNetwork) {
    let layers = (network.layers.dropLast() + [network.probe]).map { layer in
      DoubleLayer(
        weights: layer.weights.map { Double($0) }, biases: layer.biases.map { Double($0) },
        columns: layer.columns)
    }
    count = layers.count + 1
    levels = .allocate(capacity: count)
    for index in 0..<count {
      // The input's level has no layer; it borrows the first one.
      let layer = layers[max(index - 1, 0)]
      let blocks = index == 0 ? 3 : layer.blockCount * 3
      let level = Level(
        layer: layer, bound: layer.bound, biasNorm: Self.norm(network, index),
        map: .allocate(capacity: blocks), shared: .allocate(capacity: blocks),
        product: PlaneProduct(layer))
      level.map.initialize(repeating: .zero, count: blocks)
      level.shared.initialize(repeating: .zero, count: blocks)
      (levels + index).initialize(to: level)
    }
    levels[0].map[1][0] = 1
    levels[0].map[2][1] = 1
    levels[0].norms = PlaneError(constants: 0, x: 1, y: 1)
    let widest = layers.map(\.columns).max() ?? 2
    columns = .allocate(capacity: widest)
    scratch = .allocate(capacity: 3 * widest)
    bound()
  }

  func deallocate() {
    for index in 0..<count {
      levels[index].map.deallocate()
      levels[index].shared.deallocate()
      levels[index].product.deallocate()
    }
    levels.deinitialize(count: count)
    levels.deallocate()
    columns.deallocate()
    scratch.deallocate()
  }

  /// Computes the map of a layer on a cell.
  ///
  /// - Parameters:
  ///   - layer: 1…depth + 1.
  ///   - shared: neurons of the layer before that are active on the whole parent.
  ///   - active: those active on the cell, the shared ones among them.
  ///   - words: words of both sets.
  func enter(
    _ layer: Int, shared: UnsafePointer<UInt64>, active: UnsafePointer<UInt64>, words: Int
  ) {
    let level = levels + layer
    if !level.pointee.hasShared {
      add(
        level, shared, without: nil, words, to: level.pointee.product.biases, level.pointee.shared)
      level.pointee.hasShared = true
    }
    add(level, active, without: shared, words, to: level.pointee.shared, level.pointee.map)
  }

  /// Adds the columns of a set to a map.
  @inline(__always)
  private func add(
    _ level: UnsafeMutablePointer<Level>, _ set: UnsafePointer<UInt64>,
    without other: UnsafePointer<UInt64>?, _ words: Int, to start: UnsafePointer<SIMD8<Double>>,
    _ output: UnsafeMutablePointer<SIMD8<Double>>
  ) {
    var count = 0
    for word in 0..<words {
      var rest = set[word]
      if let other { rest &= ~other[word] }
      while rest != 0 {
        columns[count] = Int32(truncatingIfNeeded: word &* 64 &+ rest.trailingZeroBitCount)
        rest &= rest &- 1
        count &+= 1
      }
    }
    level.pointee.product.add(
      columns, count: count, of: (level - 1).pointee.map, to: start, scratch: scratch, into: output)
  }

  /// Bounds the errors and norms of all levels from the first one on.
  private func bound() {
    for index in 1..<count {
      let (level, input) = (levels + index, levels[index - 1].norms)
      let (error, norm) = (
        levels[index - 1].error.after(level.pointee.bound, input), level.pointee.bound.spectralNorm
      )
      level.pointee.error = error
      level.pointee.scale = PlaneTestScale(error, slopes: input, norm: norm)
      let inflation = Slack.inflation * Slack.inflation
      level.pointee.norms = PlaneError(
        constants: Self.limited(
          (norm * input.constants + level.pointee.biasNorm + error.constants) * inflation),
        x: Self.limited((norm * input.x + error.x) * inflation),
        y: Self.limited((norm * input.y + error.y) * inflation))
    }
  }

  /// A norm, infinite where entries may be too large for the bounds.
  private static func limited(_ norm: Double) -> Double {
    norm <= Slack.largestEntry ? norm : .infinity
  }

  /// An upper bound of the norm of a level's biases.
  private static func norm(_ network: PlaneNetwork, _ level: Int) -> Double {
    guard level > 0 else { return 0 }
    let layer = level <= network.depth ? network.layers[level - 1] : network.probe
    let squares = layer.biases.reduce(0.0) { $0 + Double($1) * Double($1) }
    return squares.squareRoot() * Slack.inflation * Slack.inflation + Slack.tiny
  }

  /// Where a row's constant stands in a map; its slopes follow 8 and 16 entries behind.
  @inline(__always)
  private static func lane(_ row: Int) -> Int { (row >> 3) &* 24 &+ (row & 7) }

  @inline(__always)
  private static func entries(
    _ map: UnsafePointer<SIMD8<Double>>, _ neuron: Int
  ) -> (constant: Double, x: Double, y: Double) {
    let entry =
      UnsafeRawPointer(map).assumingMemoryBound(to: Double.self) + Self.lane(neuron)
    return (entry[0], entry[8], entry[16])
  }

  /// The line of a neuron.
  @inline(__always)
  func line(_ layer: Int, _ neuron: Int) -> LineEstimate {
    let entry = Self.entries(levels[layer].map, neuron)
    return LineEstimate(
      constant: entry.constant, x: entry.x, y: entry.y, error: levels[layer].error)
  }

  /// The sign test of a layer at a corner.
  @inline(__always)
  func test(_ layer: Int, at vertex: PlaneVertex) -> PlaneSignTest {
    PlaneSignTest(at: vertex.point, isInfinite: vertex.isInfinite, levels[layer].scale)
  }

  /// Writes the signs of a layer's neurons at a corner that one margin proves.
  ///
  /// - Returns: whether these are all.
  @inline(__always)
  func signs(
    _ layer: Int, at vertex: PlaneVertex, width: Int,
    _ positive: UnsafeMutablePointer<UInt64>, _ negative: UnsafeMutablePointer<UInt64>
  ) -> Bool {
    let test = test(layer, at: vertex)
    // At infinity constants do not matter.
    return DoubleLayer.signs(
      levels[layer].map, rows: width, constantFactor: vertex.isInfinite ? 0 : 1, x: test.x,
      y: test.y, margin: test.margin, positive, negative) == width
  }

  /// Sharpens the bounds of the layers, and of all errors with them.
  func refine() {
    for index in 1..<count { levels[index].bound = levels[index].layer.refinedBound() }
    bound()
  }
}
