extension PlainSearch {
  /// Cuts a node along the zero line of a neuron that takes both signs on it.
  ///
  /// The parts go on the stack above the node, the positive one on top. Going round counterclockwise,
  /// the corners with one sign are consecutive; a part is these, behind the corner where the line
  /// enters it and before the one where the line leaves it.
  mutating func split(_ node: Node, by neuron: Int) {
    let words = levels[node.layer].words
    let (lastPositive, lastNegative) = lastCorners(node, neuron, words)
    let firstNegative = after(lastPositive, node)
    let firstPositive = after(lastNegative, node)
    let (vertexEnd, signEnd) = (node.start &+ node.count, node.signs &+ node.count &* words)
    vertices.reserve(vertexEnd &+ node.count &+ 4, keeping: vertexEnd)
    signs.reserve(signEnd &+ (node.count &+ 4) &* words, keeping: signEnd)
    let negative = Node(
      layer: node.layer, start: vertexEnd,
      count: length(firstNegative, lastNegative, node) &+ 2, signs: signEnd)
    let positive = Node(
      layer: node.layer, start: vertexEnd &+ negative.count,
      count: length(firstPositive, lastPositive, node) &+ 2,
      signs: signEnd &+ negative.count &* words)
    copy(node, firstNegative, to: negative, words)
    copy(node, firstPositive, to: positive, words)
    join(
      node, neuron, words, (lastPositive, firstNegative), positive, negative, intoPositive: false)
    join(node, neuron, words, (lastNegative, firstPositive), negative, positive, intoPositive: true)
    push(negative)
    push(positive)
  }

  /// The last corner of either sign.
  @inline(__always)
  private func lastCorners(
    _ node: Node, _ neuron: Int, _ words: Int
  ) -> (positive: Int, negative: Int) {
    let shift = UInt64(neuron & 63)
    var row = signs.base + (node.signs &+ neuron >> 6)
    var before = row[(node.count &- 1) &* words] >> shift & 1
    var (positive, negative) = (0, 0)
    for corner in 0..<node.count {
      let here = row[0] >> shift & 1
      if here != before {
        let previous = corner == 0 ? node.count &- 1 : corner &- 1
        if before == 1 { positive = previous } else { negative = previous }
      }
      before = here
      row += words
    }
    return (positive, negative)
  }

  @inline(__always)
  private func after(_ corner: Int, _ node: Node) -> Int {
    corner &+ 1 == node.count ? 0 : corner &+ 1
  }

  /// Corners from one to another, both included, counterclockwise.
  @inline(__always)
  private func length(_ first: Int, _ last: Int, _ node: Node) -> Int {
    (last >= first ? last &- first : last &- first &+ node.count) &+ 1
  }

  /// Copies the corners of one sign, leaving room for one before and one behind.
  @inline(__always)
  private func copy(_ node: Node, _ first: Int, to part: Node, _ words: Int) {
    let (corners, rows) = (vertices.base, signs.base)
    var source = first
    for target in 1..<part.count &- 1 {
      corners[part.start &+ target] = corners[node.start &+ source]
      let from = rows + (node.signs &+ source &* words)
      let to = rows + (part.signs &+ target &* words)
      for word in 0..<words { to[word] = from[word] }
      source = after(source, node)
    }
  }

  /// Makes the corner where the line leaves one part and enters the other.
  @inline(__always)
  private func join(
    _ node: Node, _ neuron: Int, _ words: Int, _ ends: (Int, Int), _ left: Node, _ entered: Node,
    intoPositive: Bool
  ) {
    let (target, row) = (vertices.base + entered.start, signs.base + entered.signs)
    makeCrossing(node, neuron, words, ends, target, row)
    let leaving = left.start &+ left.count &- 1
    vertices.base[leaving] = Vertex(
      x: target.pointee.x, y: target.pointee.y, layer: Int32(truncatingIfNeeded: node.layer),
      neuron: Int32(truncatingIfNeeded: neuron))
    let to = signs.base + (left.signs &+ (left.count &- 1) &* words)
    for word in 0..<words { to[word] = row[word] }
    // The line's own neuron has the sign of the part.
    let (word, bit) = (neuron >> 6, UInt64(1) << UInt64(neuron & 63))
    if intoPositive { row[word] |= bit } else { to[word] |= bit }
  }

  /// Makes the corner where the cut crosses the edge between two corners, and its signs: a neuron with
  /// one sign at both ends has it here.
  @inline(__always)
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
}
