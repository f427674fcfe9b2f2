internal import ExactNumbers

/// Where the zero line of a neuron runs through a node.
///
/// Going round counterclockwise, the corners with one sign are consecutive. Between the last positive
/// and the first negative one, and back, the line crosses the edge, or meets a corner on the way.
private struct PlaneCut {
  /// First and last corner of either sign.
  var firstPositive = 0
  var lastPositive = 0
  var firstNegative = 0
  var lastNegative = 0
}

/// Where the parts of a node are written.
private struct PartPlace {
  var vertex: Int
  var sign: Int
}

extension PlaneSearch {
  /// Cuts a node along the zero line of a neuron that takes both signs on it.
  ///
  /// The parts go on the stack above the node, the positive one on top.
  func split(_ node: PlaneNode, by neuron: Int) {
    let words = state.pointee.layers[node.layer].words
    let cut = locate(neuron, node, words)
    let end = PartPlace(
      vertex: node.start &+ node.count, sign: node.signs &+ node.count &* 2 &* words)
    // The parts have the node's corners, those on the line twice, and four more at most.
    let room = node.count &+ 4
    state.pointee.vertices.reserve(end.vertex &+ room, keeping: end.vertex)
    state.pointee.signs.reserve(end.sign &+ room &* 2 &* words, keeping: end.sign)
    let negatives = length(cut.firstNegative, cut.lastNegative, node) &+ 2
    let middle = PartPlace(
      vertex: end.vertex &+ negatives, sign: end.sign &+ negatives &* 2 &* words)
    let positives = length(cut.firstPositive, cut.lastPositive, node) &+ 2
    copy(node, cut.firstNegative, cut.lastNegative, words, to: end)
    copy(node, cut.firstPositive, cut.lastPositive, words, to: middle)
    // Each part begins where the line enters it and ends where it leaves it.
    let label = LineLabel(layer: node.layer, neuron: neuron)
    join(node, label, words, (cut.lastPositive, cut.firstNegative), (middle, positives, true), end)
    join(node, label, words, (cut.lastNegative, cut.firstPositive), (end, negatives, false), middle)
    stack.pointee.push(
      PlaneNode(
        layer: node.layer, start: end.vertex, count: negatives, signs: end.sign,
        cuts: node.cuts &+ 1))
    stack.pointee.push(
      PlaneNode(
        layer: node.layer, start: middle.vertex, count: positives, signs: middle.sign,
        cuts: node.cuts &+ 1))
  }

  /// Finds the corners of either sign.
  @inline(__always)
  private func locate(_ neuron: Int, _ node: PlaneNode, _ words: Int) -> PlaneCut {
    let (word, shift) = (neuron >> 6, UInt64(neuron & 63))
    var row = state.pointee.signs.base + (node.signs &+ word)
    let last = row + (node.count &- 1) &* 2 &* words
    var before = Int(last[0] >> shift & 1) &- Int(last[words] >> shift & 1)
    var cut = PlaneCut()
    for corner in 0..<node.count {
      let here = Int(row[0] >> shift & 1) &- Int(row[words] >> shift & 1)
      if here != before {
        if here > 0 { cut.firstPositive = corner }
        if here < 0 { cut.firstNegative = corner }
        let previous = corner == 0 ? node.count &- 1 : corner &- 1
        if before > 0 { cut.lastPositive = previous }
        if before < 0 { cut.lastNegative = previous }
      }
      before = here
      row += 2 &* words
    }
    return cut
  }

  /// Corners from one to another, both included, counterclockwise.
  @inline(__always)
  private func length(_ first: Int, _ last: Int, _ node: PlaneNode) -> Int {
    (last >= first ? last &- first : last &- first &+ node.count) &+ 1
  }

  /// Copies the corners of one sign, behind the place of the corner where the line enters.
  @inline(__always)
  private func copy(_ node: PlaneNode, _ first: Int, _ last: Int, _ words: Int, to place: PartPlace)
  {
    let (vertices, signs) = (state.pointee.vertices.base, state.pointee.signs.base)
    let stride = 2 &* words
    var source = first
    for target in 1...length(first, last, node) {
      vertices[place.vertex &+ target] = vertices[node.start &+ source]
      let (from, to) = (
        signs + (node.signs &+ source &* stride), signs + (place.sign &+ target &* stride)
      )
      for word in 0..<stride { to[word] = from[word] }
      source = source &+ 1 == node.count ? 0 : source &+ 1
    }
  }

  /// Makes the corner where the line leaves one part and enters the other.
  ///
  /// - Parameters:
  ///   - node: what is cut.
  ///   - cut: the line.
  ///   - words: of a set of the layer's neurons.
  ///   - ends: the last corner of the part that is left and the first of the one that is entered.
  ///   - left: the part that is left, its corners, and whether it is the positive one.
  ///   - entered: the part that is entered.
  @inline(__always)
  private func join(
    _ node: PlaneNode, _ cut: LineLabel, _ words: Int, _ ends: (last: Int, first: Int),
    _ left: (place: PartPlace, count: Int, isPositive: Bool), _ entered: PartPlace
  ) {
    let (vertices, signs) = (state.pointee.vertices.base, state.pointee.signs.base)
    let next = ends.last &+ 1 == node.count ? 0 : ends.last &+ 1
    let (target, row) = (vertices + entered.vertex, signs + entered.sign)
    let stride = 2 &* words
    if next == ends.first {
      makeCrossing(node, cut, words, ends, target, row)
    } else {
      // The line meets the corner between them.
      target.pointee = vertices[node.start &+ next]
      let from = signs + (node.signs &+ next &* stride)
      for word in 0..<stride { row[word] = from[word] }
    }
    let leaving = left.place.vertex &+ left.count &- 1
    vertices[leaving] = target.pointee
    vertices[leaving].edge = cut
    vertices[leaving].isOnPositiveSide = left.isPositive
    let to = signs + (left.place.sign &+ (left.count &- 1) &* stride)
    for word in 0..<stride { to[word] = row[word] }
  }

  /// Makes the corner where a cut crosses the edge between two corners.
  @inline(__always)
  private func makeCrossing(
    _ node: PlaneNode, _ cut: LineLabel, _ words: Int, _ ends: (Int, Int),
    _ target: UnsafeMutablePointer<PlaneVertex>, _ row: UnsafeMutablePointer<UInt64>
  ) {
    let a = state.pointee.vertices.base + (node.start &+ ends.0)
    let b = state.pointee.vertices.base + (node.start &+ ends.1)
    let edge = a.pointee.edge
    let isInfinite = edge.layer == 0 && sides[Int(edge.neuron)].isInfinite
    let cutLine = isInfinite ? estimate(cut).atInfinity : estimate(cut)
    target.pointee = PlaneVertex(
      point: PlanePoint(estimate(edge), cutLine), edge: edge,
      isOnPositiveSide: a.pointee.isOnPositiveSide, isInfinite: isInfinite,
      isDegenerate: a.pointee.isDegenerate && b.pointee.isDegenerate)
    crossingSigns(node, cut, words, ends, target, row)
  }

  /// Decides the signs of a layer at a new corner inside an edge.
  ///
  /// A neuron with one sign at both ends has it here; so has one that vanishes at one end only.
  @inline(__always)
  private func crossingSigns(
    _ node: PlaneNode, _ cut: LineLabel, _ words: Int, _ ends: (Int, Int),
    _ vertex: UnsafeMutablePointer<PlaneVertex>, _ row: UnsafeMutablePointer<UInt64>
  ) {
    let signs = state.pointee.signs.base + node.signs
    let (a, b) = (signs + ends.0 &* 2 &* words, signs + ends.1 &* 2 &* words)
    for word in 0..<words {
      let (up, down) = (a[word] | b[word], a[words &+ word] | b[words &+ word])
      let open = up & down
      row[word] = up & ~open
      row[words &+ word] = down & ~open
      var rest = open
      if word == Int(cut.neuron) >> 6 { rest &= ~(1 << UInt64(cut.neuron & 63)) }
      if rest != 0 { decideCrossing(node.layer, vertex, cut, rest, word, words, row) }
    }
  }

  /// A line of the path in double.
  @inline(__always)
  func estimate(_ label: LineLabel) -> LineEstimate {
    label.layer == 0
      ? sides[Int(label.neuron)].line : state.pointee.maps.line(Int(label.layer), Int(label.neuron))
  }
}
