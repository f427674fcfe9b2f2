internal import ExactNumbers
internal import ReLUNetworks

/// What one hidden layer's ReLUs and the map behind them make of a folded cell.
struct FoldedMap {
  private let map: AffineMap
  /// Columns: the strand's neurons in the layer in front, and the accumulators there.
  private let inputs: [Int]
  private let carriedInputs: [Int]
  /// Rows: the same of the layer behind.
  private let outputs: [Int]
  private let carriedOutputs: [Int]
  /// What one unit of each row adds to the network's output, for the rows that it has one for.
  private let rowWeights: [(row: Int, weight: Rational)]
  /// Whether the biases of accumulators and output are counted in this strand.
  private let addsBiases: Bool

  /// The map into a hidden layer that is not the first.
  init(
    _ map: AffineMap, from inputs: [Int], _ layer: Int, to outputs: [Int],
    _ accumulators: AccumulatorNeurons, addsBiases: Bool
  ) {
    self.map = map
    self.inputs = inputs
    self.outputs = outputs
    self.addsBiases = addsBiases
    carriedInputs = accumulators.neurons[layer]
    carriedOutputs = accumulators.neurons[layer + 1]
    rowWeights = zip(carriedOutputs, accumulators.weights[layer + 1]).map { ($0, $1) }
  }

  /// The map into the output behind the last hidden layer.
  init(
    output map: AffineMap, from inputs: [Int], _ layer: Int, _ accumulators: AccumulatorNeurons,
    addsBiases: Bool
  ) {
    self.map = map
    self.inputs = inputs
    self.addsBiases = addsBiases
    carriedInputs = accumulators.neurons[layer]
    outputs = []
    carriedOutputs = []
    rowWeights = [(0, 1)]
  }

  /// The cells into which the layer's zeros cut one, as the layer behind sees them.
  ///
  /// What the accumulators of the layer in front add to the output is in `excess` already, and
  /// stays the same through the map; the other neurons and the biases come on top, affine in t.
  func images(of cell: FoldedCell, _ trail: FoldedTrail) -> [(FoldedCell, FoldedTrail)] {
    let cuts = cell.cuts
    let ends = cuts.map { t in end(of: cell, trail, at: t) }
    return zip(zip(cuts, cuts.dropFirst()), zip(ends, ends.dropFirst())).map { range, ends in
      let (left, right) = ends
      var excess = cell.excess
      if cuts.count > 2 {
        excess = excess.composed(with: Polynomial([range.0, range.1 - range.0]))
      }
      let image = FoldedCell(
        start: left.values, end: right.values,
        excess: excess + Polynomial([left.added, right.added - left.added]))
      let place = FoldedTrail(
        startFloors: left.floors, endFloors: right.floors,
        startInput: left.input, endInput: right.input)
      return (image, place)
    }
  }

  /// One end of a part of a cell behind the map.
  private struct End {
    var values: [Rational]
    var floors: [Rational]
    var added: Rational
    var input: Rational
  }

  private func end(of cell: FoldedCell, _ trail: FoldedTrail, at t: Rational) -> End {
    let active = interpolated(cell.start, cell.end, at: t).map { max($0, 0) }
    let floors = interpolated(trail.startFloors, trail.endFloors, at: t)
    func sum(_ row: Int, bias: Bool) -> Rational {
      zip(inputs, active).reduce(bias ? map.biases[row] : 0) { $0 + map[row, $1.0] * $1.1 }
    }
    return End(
      values: outputs.map { sum($0, bias: true) },
      floors: carriedOutputs.map { row in
        zip(carriedInputs, floors).reduce(sum(row, bias: addsBiases)) {
          $0 + map[row, $1.0] * $1.1
        }
      },
      added: rowWeights.reduce(Rational.zero) {
        $0 + $1.weight * sum($1.row, bias: addsBiases)
      },
      input: trail.input(at: t))
  }
}
