internal import ExactNumbers

/// The affine maps of the present path in double, one a layer, with their errors.
///
/// A layer's map on a cell is a sum over the neurons active there. `sum` makes the part that all cells
/// of one parent share, `finish` adds the few neurons that are active on this cell alone.
struct PlaneMaps {
  /// One layer of the path.
  struct Level {
    let layer: DoubleLayer
    var bound: LayerBound
    /// Errors of the layer's map.
    var error = PlaneError()
    /// Norms of the active entries that went in.
    var norms = PlaneError()
    /// Sums of squares of the shared entries, before rounding up.
    var sharedSquares = PlaneError()
    /// Whether `shared` holds the sum of the present parent.
    var hasShared = false
    let map: UnsafeMutablePointer<SIMD8<Double>>
    let shared: UnsafeMutablePointer<SIMD8<Double>>
  }

  /// Layer 0 is the input, the last one a combination of the outputs.
  let levels: UnsafeMutablePointer<Level>
  let count: Int
  private let columns: UnsafeMutablePointer<Int32>

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
        layer: layer, bound: layer.bound, map: .allocate(capacity: blocks),
        shared: .allocate(capacity: blocks))
      level.map.initialize(repeating: .zero, count: blocks)
      level.shared.initialize(repeating: .zero, count: blocks)
      (levels + index).initialize(to: level)
    }
    levels[0].map[1][0] = 1
    levels[0].map[2][1] = 1
    columns = .allocate(capacity: (layers.map(\.columns).max() ?? 2) + 8)
  }

  func deallocate() {
    for index in 0..<count {
      levels[index].map.deallocate()
      levels[index].shared.deallocate()
    }
    levels.deinitialize(count: count)
    levels.deallocate()
    columns.deallocate()
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
    let input = UnsafePointer((level - 1).pointee.map)
    if !level.pointee.hasShared { sum(level, input, shared, words) }
    let map = level.pointee.map
    map.update(from: level.pointee.shared, count: level.pointee.layer.blockCount &* 3)
    var squares = level.pointee.sharedSquares
    for word in 0..<words {
      var rest = active[word] & ~shared[word]
      while rest != 0 {
        let neuron = word &* 64 &+ rest.trailingZeroBitCount
        rest &= rest &- 1
        level.pointee.layer.add(neuron, of: input, to: map)
        Self.add(&squares, Self.entries(input, neuron))
      }
    }
    level.pointee.norms = PlaneError(
      constants: Self.norm(squares.constants), x: Self.norm(squares.x), y: Self.norm(squares.y))
    level.pointee.error = (level - 1).pointee.error.after(
      level.pointee.bound, level.pointee.norms)
  }

  private func sum(
    _ level: UnsafeMutablePointer<Level>, _ input: UnsafePointer<SIMD8<Double>>,
    _ shared: UnsafePointer<UInt64>, _ words: Int
  ) {
    var count = 0
    var squares = PlaneError()
    for word in 0..<words {
      var rest = shared[word]
      while rest != 0 {
        let neuron = word &* 64 &+ rest.trailingZeroBitCount
        rest &= rest &- 1
        columns[count] = Int32(truncatingIfNeeded: neuron)
        count &+= 1
        Self.add(&squares, Self.entries(input, neuron))
      }
    }
    level.pointee.layer.sum(columns, count: count, of: input, into: level.pointee.shared)
    level.pointee.sharedSquares = squares
    level.pointee.hasShared = true
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

  @inline(__always)
  private static func add(
    _ squares: inout PlaneError, _ entry: (constant: Double, x: Double, y: Double)
  ) {
    squares.constants += entry.constant * entry.constant
    squares.x += entry.x * entry.x
    squares.y += entry.y * entry.y
  }

  /// A 2-norm, rounded up; infinite where the entries are too large.
  @inline(__always)
  private static func norm(_ squares: Double) -> Double {
    let norm = squares.squareRoot() * Slack.inflation + Slack.tiny
    return norm <= Slack.largestEntry ? norm : .infinity
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
    let level = levels + layer
    let norm = level.pointee.bound.spectralNorm
    return PlaneSignTest(
      at: vertex.point, isInfinite: vertex.isInfinite, level.pointee.error,
      slopes: (norm * level.pointee.norms.x, norm * level.pointee.norms.y))
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

  /// Sharpens the layers' bounds, and the errors of the present path with them.
  func refine() {
    for index in 1..<count {
      levels[index].bound = levels[index].layer.refinedBound()
      levels[index].error = levels[index - 1].error.after(
        levels[index].bound, levels[index].norms)
    }
  }
}
