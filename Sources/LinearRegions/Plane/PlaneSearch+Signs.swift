internal import ExactNumbers

extension PlaneSearch {
  /// Decides the signs of all neurons of a node's layer at one of its corners.
  @inline(__always)
  func writeSigns(_ node: PlaneNode, _ index: Int) {
    let words = state.pointee.layers[node.layer].words
    let vertex = state.pointee.vertices.base + (node.start &+ index)
    let positive = state.pointee.signs.base + (node.signs &+ index &* 2 &* words)
    guard usesFilter,
      state.pointee.maps.signs(
        node.layer, at: vertex.pointee, width: state.pointee.layers[node.layer].width, positive,
        positive + words)
    else { return writeOpenSigns(node, index, vertex, positive, words) }
  }

  /// Decides the signs that doubles leave open at first sight.
  @inline(never)
  private func writeOpenSigns(
    _ node: PlaneNode, _ index: Int, _ vertex: UnsafeMutablePointer<PlaneVertex>,
    _ positive: UnsafeMutablePointer<UInt64>, _ words: Int
  ) {
    if !usesFilter {
      positive.update(repeating: 0, count: 2 * words)
    } else if !state.pointee.isRefined {
      refine()
      if state.pointee.maps.signs(
        node.layer, at: vertex.pointee, width: widths[node.layer], positive, positive + words)
      {
        return
      }
    }
    let before = node.start + (index == 0 ? node.count : index) - 1
    decideOpen(
      node.layer, vertex, (state.pointee.vertices.base[before].edge, vertex.pointee.edge),
      positive, positive + words)
  }

  /// Decides the signs of some neurons at a new corner inside an edge.
  ///
  /// - Parameters:
  ///   - layer: the neurons' hidden layer.
  ///   - vertex: the new corner.
  ///   - cut: the line that crosses the edge.
  ///   - neurons: bits of one word of the layer's neurons, not zero.
  ///   - word: which word.
  ///   - words: of a set of the layer's neurons.
  ///   - row: receives the signs.
  func decideCrossing(
    _ layer: Int, _ vertex: UnsafeMutablePointer<PlaneVertex>, _ cut: LineLabel,
    _ neurons: UInt64, _ word: Int, _ words: Int, _ row: UnsafeMutablePointer<UInt64>
  ) {
    let test = state.pointee.maps.test(layer, at: vertex.pointee)
    var rest = neurons
    while rest != 0 {
      let neuron = word &* 64 &+ rest.trailingZeroBitCount
      let bit = rest & (0 &- rest)
      rest &= rest &- 1
      let sign =
        filteredSign(layer, neuron, vertex.pointee, test)
        ?? exactSign(layer, neuron, (vertex.pointee.edge, cut))
      switch sign {
      case .positive: row[word] |= bit
      case .negative: row[words &+ word] |= bit
      case .zero: vertex.pointee.isDegenerate = true
      }
    }
  }

  @inline(never)
  private func exactSign(_ layer: Int, _ neuron: Int, _ lines: (LineLabel, LineLabel)) -> Sign {
    exact.sign(of: layer, neuron, at: exact.point(lines))
  }

  /// The sign of one neuron at a corner, if doubles prove it.
  @inline(__always)
  private func filteredSign(
    _ layer: Int, _ neuron: Int, _ vertex: PlaneVertex, _ test: PlaneSignTest
  ) -> Sign? {
    guard usesFilter else { return nil }
    let line = state.pointee.maps.line(layer, neuron)
    return test.sign(constant: vertex.isInfinite ? 0 : line.constant, x: line.x, y: line.y)
  }

  /// Sharpens the bounds of the filter, once.
  func refine() {
    if state.pointee.isRefined { return }
    state.pointee.isRefined = true
    state.pointee.maps.refine()
  }

  /// Decides the neurons that have neither sign yet; one that vanishes keeps neither.
  @inline(never)
  private func decideOpen(
    _ layer: Int, _ vertex: UnsafeMutablePointer<PlaneVertex>, _ lines: (LineLabel, LineLabel),
    _ positive: UnsafeMutablePointer<UInt64>, _ negative: UnsafeMutablePointer<UInt64>
  ) {
    let test = state.pointee.maps.test(layer, at: vertex.pointee)
    var point: ExactPlanePath.Point?
    for neuron in 0..<widths[layer] {
      let (word, bit) = (neuron >> 6, UInt64(1) << UInt64(neuron & 63))
      if (positive[word] | negative[word]) & bit != 0 { continue }
      switch sign(layer, neuron, vertex.pointee, lines, test, &point) {
      case .positive: positive[word] |= bit
      case .negative: negative[word] |= bit
      case .zero: vertex.pointee.isDegenerate = true
      }
    }
  }

  /// The sign of one neuron at a corner.
  ///
  /// - Parameters:
  ///   - layer: the neuron's hidden layer.
  ///   - neuron: its number there.
  ///   - vertex: the corner.
  ///   - lines: that meet there.
  ///   - test: of the layer at the corner.
  ///   - point: the corner as an exact point, made when it is first needed.
  /// - Returns: the sign, proved.
  func sign(
    _ layer: Int, _ neuron: Int, _ vertex: PlaneVertex, _ lines: (LineLabel, LineLabel),
    _ test: PlaneSignTest, _ point: inout ExactPlanePath.Point?
  ) -> Sign {
    if let sign = filteredSign(layer, neuron, vertex, test) { return sign }
    let known = point ?? exact.point(lines)
    point = known
    return exact.sign(of: layer, neuron, at: known)
  }
}
