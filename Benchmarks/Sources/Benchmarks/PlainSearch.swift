import ExactNumbers
import PlainKernels
import ReLUNetworks

/// The baseline in two dimensions: the search of `LinearRegions` in unchecked doubles.
///
/// The same depth-first cuts, the same products, shared by all cells of one parent, the same corners
/// as intersections of two lines, the same signs in the same order; but no error bound, no third sign,
/// no exact arithmetic, and a wrong answer wherever rounding makes one. It measures what being exact
/// costs and serves nothing else.
struct PlainSearch: ~Copyable {
  /// A corner, with the line of the edge that leads from it counterclockwise to the next corner.
  struct Vertex: BitwiseCopyable {
    var x: Double
    var y: Double
    /// The layer of the neuron that drew the edge; 0 for a side of the box.
    var layer: Int32
    var neuron: Int32
  }

  /// A cell or a part of one.
  struct Node: BitwiseCopyable {
    let layer: Int
    /// Its corners and their sign words, one bit a neuron: whether it is positive.
    let start: Int
    let count: Int
    let signs: Int
  }

  /// A layer of the present path; layer 0 is the input.
  struct Level {
    /// Rows of eight neurons; the columns of the weights stand in blocks of such rows.
    let blocks: Int
    let columns: Int
    let width: Int
    let words: Int
    let weights: UnsafeMutablePointer<SIMD8<Double>>
    /// The map before any column is added.
    let biases: UnsafeMutablePointer<SIMD8<Double>>
    let map: UnsafeMutablePointer<SIMD8<Double>>
    let shared: UnsafeMutablePointer<SIMD8<Double>>
    var hasShared = false
    /// Neurons active on the present cell, and on the whole cell of the layer before.
    let active: UnsafeMutablePointer<UInt64>
    let common: UnsafeMutablePointer<UInt64>
    var cells = 0
  }

  let levels: UnsafeMutablePointer<Level>
  let depth: Int
  private let columns: UnsafeMutablePointer<Int32>
  private let gathered: UnsafeMutablePointer<Double>
  /// Left, bottom, right, top: constant and slopes.
  let sides: [(constant: Double, x: Double, y: Double)]
  var vertices = PlainStack<Vertex>(capacity: 1024)
  var signs = PlainStack<UInt64>(capacity: 4096)
  var nodes = PlainStack<Node>(capacity: 256)
  var nodeCount = 0

  /// Prepares the search of a bounded box.
  init(_ network: ReLUNetwork, in box: [Interval]) {
    let maps = network.standardForm.hidden
    depth = maps.count
    levels = .allocate(capacity: depth + 1)
    // The input's level has no layer; it borrows the first one.
    (levels + 0).initialize(to: Level(maps[0], width: 2))
    for (index, map) in maps.enumerated() {
      (levels + index + 1).initialize(to: Level(map, width: map.outputDimension))
    }
    levels[0].map[1][0] = 1
    levels[0].map[2][1] = 1
    levels[0].active[0] = 3
    levels[0].common[0] = 3
    let widest = maps.map(\.inputDimension).max() ?? 2
    columns = .allocate(capacity: widest)
    gathered = .allocate(capacity: 3 * widest)
    sides = [
      (-Self.number(box[0].lower), 1, 0), (-Self.number(box[1].lower), 0, 1),
      (-Self.number(box[0].upper), 1, 0), (-Self.number(box[1].upper), 0, 1),
    ]
  }

  deinit {
    for index in 0...depth { levels[index].deallocate() }
    levels.deinitialize(count: depth + 1)
    levels.deallocate()
    columns.deallocate()
    gathered.deallocate()
    vertices.deallocate()
    signs.deallocate()
    nodes.deallocate()
  }

  /// Searches the whole box.
  ///
  /// - Returns: the number of activation regions.
  @inline(never)
  mutating func countRegions() -> Int {
    var regions = 0
    begin()
    while nodeCount > 0 {
      nodeCount &-= 1
      let node = nodes.base[nodeCount]
      if let cut = firstCut(node) {
        split(node, by: cut)
        continue
      }
      finishCell(node)
      if node.layer < depth {
        descend(node)
      } else {
        regions &+= 1
      }
    }
    return regions
  }

  private mutating func begin() {
    for layer in 0...depth { levels[layer].cells = 0 }
    for side in 0..<4 {
      let point = Self.meet(sides[(side + 3) % 4], sides[side])
      vertices.base[side] = Vertex(
        x: point.x, y: point.y, layer: 0, neuron: Int32(truncatingIfNeeded: side))
    }
    descend(Node(layer: 0, start: 0, count: 4, signs: 0))
  }

  @inline(__always)
  mutating func push(_ node: Node) {
    nodes.reserve(nodeCount &+ 1, keeping: nodeCount)
    nodes.base[nodeCount] = node
    nodeCount &+= 1
  }

  /// The first neuron of the layer that takes both signs on a node.
  @inline(__always)
  private func firstCut(_ node: Node) -> Int? {
    let words = levels[node.layer].words
    for word in 0..<words {
      var (some, all) = (UInt64(0), UInt64.max)
      var row = signs.base + (node.signs &+ word)
      for _ in 0..<node.count {
        some |= row[0]
        all &= row[0]
        row += words
      }
      let both = some & ~all
      if both != 0 { return word &* 64 &+ both.trailingZeroBitCount }
    }
    return nil
  }

  /// Notes the active neurons of a cell and counts it.
  @inline(__always)
  private mutating func finishCell(_ node: Node) {
    let level = levels + node.layer
    level.pointee.active.update(from: signs.base + node.signs, count: level.pointee.words)
    level.pointee.cells &+= 1
  }

  /// Enters the next layer on a cell: its map and its signs at the corners.
  private mutating func descend(_ node: Node) {
    let layer = node.layer &+ 1
    enter(layer)
    let words = levels[layer].words
    // The input has no signs.
    let first = node.layer == 0 ? 0 : node.signs &+ node.count &* levels[node.layer].words
    signs.reserve(first &+ node.count &* words, keeping: first)
    for index in 0..<node.count {
      positives(
        levels + layer, vertices.base[node.start &+ index],
        signs.base + (first &+ index &* words))
    }
    let child = Node(layer: layer, start: node.start, count: node.count, signs: first)
    noteCommon(child)
    push(child)
  }

  /// Which neurons are active on the whole of a layer's parent cell.
  @inline(__always)
  private func noteCommon(_ node: Node) {
    let level = levels + node.layer
    let words = level.pointee.words
    for word in 0..<words {
      var all = UInt64.max
      var row = signs.base + (node.signs &+ word)
      for _ in 0..<node.count {
        all &= row[0]
        row += words
      }
      level.pointee.common[word] = all
    }
    if node.layer < depth { levels[node.layer &+ 1].hasShared = false }
  }

  /// Computes the map of a layer on the present cell: what all cells of one parent share, then the
  /// few columns that are active on this cell alone.
  @inline(__always)
  private func enter(_ layer: Int) {
    let (level, above) = (levels + layer, levels + layer - 1)
    if !level.pointee.hasShared {
      add(level, above, from: level.pointee.biases, to: level.pointee.shared) {
        above.pointee.common[$0]
      }
      level.pointee.hasShared = true
    }
    add(level, above, from: level.pointee.shared, to: level.pointee.map) {
      above.pointee.active[$0] & ~above.pointee.common[$0]
    }
  }

  /// Adds a set of columns.
  @inline(__always)
  private func add(
    _ level: UnsafeMutablePointer<Level>, _ above: UnsafeMutablePointer<Level>,
    from start: UnsafeMutablePointer<SIMD8<Double>>, to output: UnsafeMutablePointer<SIMD8<Double>>,
    _ set: (_ word: Int) -> UInt64
  ) {
    var count = 0
    for word in 0..<above.pointee.words {
      var rest = set(word)
      while rest != 0 {
        columns[count] = Int32(truncatingIfNeeded: word &* 64 &+ rest.trailingZeroBitCount)
        rest &= rest &- 1
        count &+= 1
      }
    }
    plain_product_of_three(
      Self.lanes(level.pointee.weights), Self.lanes(start), level.pointee.blocks,
      level.pointee.columns, columns, count, Self.lanes(above.pointee.map), gathered,
      Self.lanes(output))
  }
}
