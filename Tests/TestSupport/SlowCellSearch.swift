internal import ExactNumbers
internal import ReLUNetworks

/// Cuts a box into cells on which all pre-activations are affine and keep their sign.
struct SlowCellSearch {
  private let network: ReLUNetwork
  private var known: [PlanePoint: [[Rational]]] = [:]

  init(_ network: ReLUNetwork) {
    precondition(network.inputDimension == 2, "the oracle needs two inputs")
    self.network = network
  }

  /// The cells after the last layer; after each layer, numbered from 1, a look at them.
  mutating func polygons(
    in box: [Interval], _ visit: (inout SlowCellSearch, Int, [SlowPolygon]) -> Void
  ) -> [SlowPolygon] {
    var cells = SlowPolygon.filling(box)
    let widths = network.standardForm.hidden.map(\.outputDimension)
    for (layer, width) in widths.enumerated() {
      for neuron in 0..<width {
        cells = cells.flatMap { cut($0, layer, neuron) }
      }
      visit(&self, layer + 1, cells)
    }
    return cells
  }

  /// One cell, or its two parts where a neuron that is affine on it is positive and negative.
  private mutating func cut(
    _ cell: SlowPolygon, _ layer: Int, _ neuron: Int
  ) -> [SlowPolygon] {
    let values = cell.corners.map { corner in
      corner.isFinite
        ? value(corner, layer, neuron) : growth(corner, of: cell, layer, neuron)
    }
    guard values.contains(where: { $0.sign == .positive }),
      values.contains(where: { $0.sign == .negative })
    else { return [cell] }
    return [cell.clipped(values), cell.clipped(values.map { -$0 })]
  }

  private mutating func value(_ point: PlanePoint, _ layer: Int, _ neuron: Int) -> Rational {
    preactivations(point)[layer][neuron]
  }

  /// How much a neuron grows along a direction in which a cell has no end.
  private mutating func growth(
    _ direction: PlanePoint, of cell: SlowPolygon, _ layer: Int, _ neuron: Int
  ) -> Rational {
    let start = anchor(of: cell)
    return value(SlowPolygon.sum([start, direction]), layer, neuron)
      - value(start, layer, neuron)
  }

  private func anchor(of cell: SlowPolygon) -> PlanePoint {
    guard let point = cell.corners.first(where: \.isFinite) else {
      preconditionFailure("a cell without a point")
    }
    return point
  }

  private mutating func preactivations(_ point: PlanePoint) -> [[Rational]] {
    if let values = known[point] { return values }
    let values = network.preactivations(at: [point.x, point.y])
    known[point] = values
    return values
  }

  /// The pattern in a cell's interior.
  mutating func pattern(inside cell: SlowPolygon) -> ActivationPattern { pattern(at: cell.middle) }

  private mutating func pattern(at point: PlanePoint) -> ActivationPattern {
    ActivationPattern(preactivations(point).map { $0.map { $0.sign == .positive } })
  }

  /// The patterns on all faces of a cell: in its interior, on its sides, at its corners.
  ///
  /// A neuron has one weak sign on the closed cell and is affine there, so it vanishes on a face,
  /// and one point inside each face shows the pattern of the whole face.
  mutating func patterns(on cell: SlowPolygon) -> Set<ActivationPattern> {
    var points = [cell.middle] + cell.corners
    points += cell.sides.map { SlowPolygon.sum([$0.0, $0.1]) }
    return Set(points.filter(\.isFinite).map { pattern(at: $0) })
  }

  /// A cell with its pattern and the affine outputs that go through the values at three points.
  mutating func cell(_ polygon: SlowPolygon) -> SlowRegionOracle.Cell {
    let start = polygon.middle
    let others = polygon.corners.map { SlowPolygon.sum([start, $0]) }
    let first = others[0]
    let line = PlaneFunction(leftOf: start, first)
    guard let second = others.first(where: { line($0).sign != .zero }) else {
      preconditionFailure("a cell without interior")
    }
    let points = [start, first, second]
    let values = points.map { network([$0.x, $0.y]) }
    let map = (0..<network.outputDimension).map { output in
      PlaneFunction(through: points, values.map { $0[output] })
    }
    return SlowRegionOracle.Cell(
      polygon: polygon, pattern: pattern(inside: polygon), map: map)
  }
}

extension PlaneFunction {
  /// The function with given values at three points that are not on one line.
  ///
  /// Each point's share is the function of the opposite side, scaled to 1 at the point.
  fileprivate init(through points: [PlanePoint], _ values: [Rational]) {
    var total: [Rational] = [0, 0, 0]
    for index in 0..<3 {
      let side = PlaneFunction(leftOf: points[(index + 1) % 3], points[(index + 2) % 3])
      let share = values[index] / side(points[index])
      for place in 0..<3 { total[place] += share * side.coefficients[place] }
    }
    self.init(total)
  }
}
