internal import ExactNumbers

extension PlaneSearch {
  /// Cuts a node along the zero line of a neuron that takes both signs on it.
  ///
  /// The parts go on the stack above the node, the positive one on top.
  func split(_ node: PlaneNode, by neuron: Int) {
    let words = state.pointee.layers[node.layer].words
    let used = node.signs + node.count * 2 * words
    let (vertexEnd, signEnd) = (node.start + node.count, used)
    // The parts have at most the node's corners and two each.
    let room = 2 * node.count + 6
    state.pointee.vertices.reserve(vertexEnd + room, keeping: vertexEnd)
    state.pointee.signs.reserve(signEnd + room * 2 * words, keeping: signEnd)
    // The two crossings are made behind the parts.
    let spare = (vertex: vertexEnd + room - 2, signs: signEnd + (room - 2) * 2 * words)
    makeCrossings(node, neuron, words, spare)
    let negative = part(node, neuron, words, isPositive: false, vertexEnd, signEnd, spare)
    state.pointee.nodes.append(negative)
    let positive = part(
      node, neuron, words, isPositive: true, vertexEnd + negative.count,
      signEnd + negative.count * 2 * words, spare)
    state.pointee.nodes.append(positive)
  }

  /// The sign of a neuron at a corner whose signs stand in `row`.
  @inline(__always)
  private func side(
    _ row: UnsafePointer<UInt64>, _ word: Int, _ bit: UInt64, _ words: Int
  ) -> Int {
    row[word] & bit != 0 ? 1 : row[words &+ word] & bit != 0 ? -1 : 0
  }

  /// Makes the corners where the cut crosses the inside of an edge: first where it goes from positive
  /// to negative, then back.
  @inline(__always)
  private func makeCrossings(
    _ node: PlaneNode, _ neuron: Int, _ words: Int, _ spare: (vertex: Int, signs: Int)
  ) {
    let signs = state.pointee.signs.base + node.signs
    let (word, bit) = (neuron >> 6, UInt64(1) << UInt64(neuron & 63))
    let stride = 2 &* words
    var here = side(signs, word, bit, words)
    for index in 0..<node.count {
      let next = index &+ 1 == node.count ? 0 : index &+ 1
      let there = side(signs + (next &* stride), word, bit, words)
      if here &* there < 0 {
        makeCrossing(node, neuron, words, (index, next), here > 0 ? 0 : 1, spare)
      }
      here = there
    }
  }

  /// Makes the corner where a cut crosses the edge between two corners.
  private func makeCrossing(
    _ node: PlaneNode, _ neuron: Int, _ words: Int, _ ends: (Int, Int), _ slot: Int,
    _ spare: (vertex: Int, signs: Int)
  ) {
    let vertices = state.pointee.vertices.base
    let (a, b) = (vertices[node.start &+ ends.0], vertices[node.start &+ ends.1])
    let cut = LineLabel(layer: node.layer, neuron: neuron)
    let isInfinite = a.edge.layer == 0 && sides[Int(a.edge.neuron)].isInfinite
    let cutLine = isInfinite ? estimate(cut).atInfinity : estimate(cut)
    let target = vertices + spare.vertex + slot
    target.pointee = PlaneVertex(
      point: PlanePoint(estimate(a.edge), cutLine), edge: a.edge,
      isOnPositiveSide: a.isOnPositiveSide,
      isInfinite: isInfinite, isDegenerate: a.isDegenerate && b.isDegenerate)
    crossingSigns(node, neuron, words, ends, target, spare.signs &+ slot &* 2 &* words, cut)
  }

  /// Decides the signs of a layer at a new corner inside an edge.
  ///
  /// A neuron with one sign at both ends has it here; so has one that vanishes at one end only.
  @inline(__always)
  private func crossingSigns(
    _ node: PlaneNode, _ neuron: Int, _ words: Int, _ ends: (Int, Int),
    _ vertex: UnsafeMutablePointer<PlaneVertex>, _ start: Int, _ cut: LineLabel
  ) {
    let signs = state.pointee.signs.base
    let (a, b) = (
      signs + (node.signs &+ ends.0 &* 2 &* words), signs + (node.signs &+ ends.1 &* 2 &* words)
    )
    let row = signs + start
    var test: PlaneSignTest?
    var point: ExactPlanePath.Point?
    for word in 0..<words {
      let (up, down) = (a[word] | b[word], a[words &+ word] | b[words &+ word])
      let open = up & down
      row[word] = up & ~open
      row[words &+ word] = down & ~open
      var rest = open
      if word == neuron >> 6 { rest &= ~(1 << UInt64(neuron & 63)) }
      while rest != 0 {
        let other = word &* 64 &+ rest.trailingZeroBitCount
        let bit = rest & (0 &- rest)
        rest &= rest &- 1
        let ready = test ?? state.pointee.maps.test(node.layer, at: vertex.pointee)
        test = ready
        switch sign(node.layer, other, vertex.pointee, (vertex.pointee.edge, cut), ready, &point) {
        case .positive: row[word] |= bit
        case .negative: row[words &+ word] |= bit
        case .zero: vertex.pointee.isDegenerate = true
        }
      }
    }
  }

  /// A line of the path in double.
  @inline(__always)
  func estimate(_ label: LineLabel) -> LineEstimate {
    label.layer == 0
      ? sides[Int(label.neuron)].line : state.pointee.maps.line(Int(label.layer), Int(label.neuron))
  }

  /// Copies one side of a cut node, counterclockwise.
  private func part(
    _ node: PlaneNode, _ neuron: Int, _ words: Int, isPositive: Bool, _ vertexStart: Int,
    _ signStart: Int, _ spare: (vertex: Int, signs: Int)
  ) -> PlaneNode {
    let (vertices, signs) = (state.pointee.vertices.base, state.pointee.signs.base)
    let stride = 2 &* words
    let (word, bit) = (neuron >> 6, UInt64(1) << UInt64(neuron & 63))
    let cut = LineLabel(layer: node.layer, neuron: neuron)
    let wanted = isPositive ? 1 : -1
    var count = 0
    @inline(__always)
    func append(_ vertex: Int, _ row: Int, startsCut: Bool) {
      let target = vertices + (vertexStart &+ count)
      target.pointee = vertices[vertex]
      if startsCut {
        target.pointee.edge = cut
        target.pointee.isOnPositiveSide = isPositive
      }
      let copy = signs + (signStart &+ count &* stride)
      for word in 0..<stride { copy[word] = signs[row &+ word] }
      count &+= 1
    }
    var here = side(signs + node.signs, word, bit, words)
    for index in 0..<node.count {
      let next = index &+ 1 == node.count ? 0 : index &+ 1
      let there = side(signs + (node.signs &+ next &* stride), word, bit, words)
      if here != -wanted {
        append(
          node.start &+ index, node.signs &+ index &* stride,
          startsCut: here == 0 && there == -wanted)
      }
      if here &* there < 0 {
        let slot = here > 0 ? 0 : 1
        append(
          spare.vertex &+ slot, spare.signs &+ slot &* stride, startsCut: here == wanted)
      }
      here = there
    }
    return PlaneNode(
      layer: node.layer, start: vertexStart, count: count, signs: signStart, cuts: node.cuts &+ 1)
  }
}
