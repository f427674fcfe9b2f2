extension PlainSearch {
  /// Cuts a node along the zero line of a neuron that takes both signs on it.
  ///
  /// The parts go on the stack above the node, the positive one on top.
  mutating func split(_ node: Node, by neuron: Int) {
    let words = levels[node.layer].words
    let (vertexEnd, signEnd) = (node.start &+ node.count, node.signs &+ node.count &* words)
    // The parts have the node's corners and the two crossings each; these are made behind them.
    let room = node.count &+ 6
    vertices.reserve(vertexEnd &+ room, keeping: vertexEnd)
    signs.reserve(signEnd &+ room &* words, keeping: signEnd)
    let spare = (vertex: vertexEnd &+ room &- 2, signs: signEnd &+ (room &- 2) &* words)
    makeCrossings(node, neuron, words, spare)
    let negative = part(node, neuron, words, isPositive: false, vertexEnd, signEnd, spare)
    push(negative)
    push(
      part(
        node, neuron, words, isPositive: true, vertexEnd &+ negative.count,
        signEnd &+ negative.count &* words, spare))
  }

  /// Whether a neuron is positive at a corner of a node.
  @inline(__always)
  private func isPositive(_ row: UnsafePointer<UInt64>, _ neuron: Int) -> Bool {
    row[neuron >> 6] >> UInt64(neuron & 63) & 1 == 1
  }

  /// Makes the corners where the cut crosses an edge: first where it goes from positive to negative,
  /// then back.
  @inline(__always)
  private func makeCrossings(
    _ node: Node, _ neuron: Int, _ words: Int, _ spare: (vertex: Int, signs: Int)
  ) {
    let rows = signs.base + node.signs
    var here = isPositive(rows, neuron)
    for index in 0..<node.count {
      let next = index &+ 1 == node.count ? 0 : index &+ 1
      let there = isPositive(rows + (next &* words), neuron)
      if here != there {
        let slot = here ? 0 : 1
        makeCrossing(
          node, neuron, words, (index, next), vertices.base + (spare.vertex &+ slot),
          signs.base + (spare.signs &+ slot &* words))
      }
      here = there
    }
  }

  /// Makes the corner where a cut crosses the edge between two corners, and its signs: a neuron with
  /// one sign at both ends has it here.
  private func makeCrossing(
    _ node: Node, _ neuron: Int, _ words: Int, _ ends: (Int, Int),
    _ target: UnsafeMutablePointer<Vertex>, _ row: UnsafeMutablePointer<UInt64>
  ) {
    let edge = vertices.base[node.start &+ ends.0]
    let level = levels + node.layer
    let point = Self.meet(
      edge.layer == 0
        ? sides[Int(edge.neuron)] : line(levels + Int(edge.layer), Int(edge.neuron)),
      line(level, neuron))
    target.pointee = Vertex(x: point.x, y: point.y, layer: edge.layer, neuron: edge.neuron)
    let rows = signs.base + node.signs
    let (a, b) = (rows + ends.0 &* words, rows + ends.1 &* words)
    for word in 0..<words {
      var rest = a[word] ^ b[word]
      var positive = a[word] & b[word]
      if word == neuron >> 6 { rest &= ~(1 << UInt64(neuron & 63)) }
      while rest != 0 {
        let other = line(level, word &* 64 &+ rest.trailingZeroBitCount)
        if other.constant + other.x * point.x + other.y * point.y > 0 {
          positive |= rest & (0 &- rest)
        }
        rest &= rest &- 1
      }
      row[word] = positive
    }
  }

  /// Copies a corner's signs; one word, mostly.
  @inline(__always)
  private func copy(
    _ source: UnsafePointer<UInt64>, to target: UnsafeMutablePointer<UInt64>, _ words: Int
  ) {
    if words == 1 {
      target[0] = source[0]
    } else {
      target.update(from: source, count: words)
    }
  }

  /// Copies one side of a cut node, counterclockwise.
  private func part(
    _ node: Node, _ neuron: Int, _ words: Int, isPositive wanted: Bool, _ vertexStart: Int,
    _ signStart: Int, _ spare: (vertex: Int, signs: Int)
  ) -> Node {
    let (corners, rows) = (vertices.base, signs.base)
    let (word, bit) = (neuron >> 6, UInt64(1) << UInt64(neuron & 63))
    var count = 0
    var here = isPositive(rows + node.signs, neuron)
    for index in 0..<node.count {
      let next = index &+ 1 == node.count ? 0 : index &+ 1
      let there = isPositive(rows + (node.signs &+ next &* words), neuron)
      if here == wanted {
        corners[vertexStart &+ count] = corners[node.start &+ index]
        copy(rows + (node.signs &+ index &* words), to: rows + (signStart &+ count &* words), words)
        count &+= 1
      }
      if here != there {
        let slot = here ? 0 : 1
        let (corner, row) = (
          corners + (vertexStart &+ count), rows + (signStart &+ count &* words)
        )
        corner.pointee = corners[spare.vertex &+ slot]
        if here == wanted {
          corner.pointee.layer = Int32(truncatingIfNeeded: node.layer)
          corner.pointee.neuron = Int32(truncatingIfNeeded: neuron)
        }
        copy(rows + (spare.signs &+ slot &* words), to: row, words)
        row[word] = wanted ? row[word] | bit : row[word] & ~bit
        count &+= 1
      }
      here = there
    }
    return Node(layer: node.layer, start: vertexStart, count: count, signs: signStart)
  }
}
