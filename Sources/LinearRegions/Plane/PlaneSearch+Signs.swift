internal import ExactNumbers

extension PlaneSearch {
  /// Decides the signs of all neurons of a node's layer at one of its corners.
  func writeSigns(_ node: PlaneNode, _ index: Int) {
    let (layer, words) = (node.layer, state.pointee.layers[node.layer].words)
    let vertex = state.pointee.vertices.base + node.start + index
    let positive = state.pointee.signs.base + (node.signs &+ index &* 2 &* words)
    let negative = positive + words
    let maps = state.pointee.maps
    if usesFilter {
      if maps.signs(layer, at: vertex.pointee, width: widths[layer], positive, negative) { return }
      if !state.pointee.isRefined {
        refine()
        if maps.signs(layer, at: vertex.pointee, width: widths[layer], positive, negative) {
          return
        }
      }
    } else {
      positive.update(repeating: 0, count: 2 * words)
    }
    let before = node.start + (index == 0 ? node.count : index) - 1
    decideOpen(
      layer, vertex, (state.pointee.vertices.base[before].edge, vertex.pointee.edge), positive,
      negative)
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
  @inline(__always)
  func sign(
    _ layer: Int, _ neuron: Int, _ vertex: PlaneVertex, _ lines: (LineLabel, LineLabel),
    _ test: PlaneSignTest, _ point: inout ExactPlanePath.Point?
  ) -> Sign {
    if usesFilter {
      let line = state.pointee.maps.line(layer, neuron)
      if let sign = test.sign(
        constant: vertex.isInfinite ? 0 : line.constant, x: line.x, y: line.y)
      {
        return sign
      }
    }
    return exactSign(layer, neuron, lines, &point)
  }

  @inline(never)
  private func exactSign(
    _ layer: Int, _ neuron: Int, _ lines: (LineLabel, LineLabel),
    _ point: inout ExactPlanePath.Point?
  ) -> Sign {
    let known = point ?? exact.point(lines)
    point = known
    return exact.sign(of: layer, neuron, at: known)
  }
}
