internal import ExactNumbers
internal import ReLUNetworks

/// The cells of one strand of a self-similar network, layer by layer.
///
/// A strand is all of a network of one input but its accumulators; or in a network of two inputs,
/// those neurons that see one linear form of the inputs alone. Its cells go through the layers as
/// `FoldedCell`s, and equal ones go on together. For the sawtooth approximation of x² on 2^m cells,
/// the pre-activations repeat from cell to cell, and so does accumulator − x² = h² t (1 − t) with h
/// the cell's width: one cell a layer is left. The walk reads weights and knows no construction.
struct FoldedStrand {
  private let form: StandardForm
  private let accumulators: AccumulatorNeurons
  /// The strand's neurons in each hidden layer.
  private let members: [[Int]]
  /// Whether the biases of accumulators and output are counted here: in one strand of a network.
  private let addsBiases: Bool
  let center: Rational
  private var cells: [FoldedCell: FoldedTrail]

  private static let freeCount = 64
  private static let largestCount = 4096
  /// So many products are worth trying in one layer.
  private static let largestWork = 1 << 21

  /// The whole domain as the first layer's one cell.
  ///
  /// - Parameters:
  ///   - form: a network with a hidden layer.
  ///   - accumulators: what is carried beside the strand.
  ///   - members: the strand's neurons in each hidden layer.
  ///   - slopes: for each neuron of the first layer, how it rises with the strand's input.
  ///   - target: what is taken off the output, a polynomial in the strand's input.
  ///   - domain: where that input runs.
  ///   - addsBiases: whether biases of accumulators and output are counted here.
  init(
    _ form: StandardForm, _ accumulators: AccumulatorNeurons, members: [[Int]],
    slopes: [Rational], target: Polynomial, on domain: RationalInterval, addsBiases: Bool
  ) {
    self.form = form
    self.accumulators = accumulators
    self.members = members
    self.addsBiases = addsBiases
    center = domain.midpoint
    let biases = form.hidden[0].biases
    let carried = accumulators.neurons[0]
    func floors(_ x: Rational) -> [Rational] {
      carried.map { slopes[$0] * x + (addsBiases ? biases[$0] : 0) }
    }
    let ends = [domain.lower, domain.upper].map { x in
      zip(floors(x), accumulators.weights[0]).reduce(Rational.zero) { $0 + $1.0 * $1.1 }
    }
    let cell = FoldedCell(
      start: members[0].map { slopes[$0] * domain.lower + biases[$0] },
      end: members[0].map { slopes[$0] * domain.upper + biases[$0] },
      excess: Polynomial([ends[0], ends[1] - ends[0]])
        - target.composed(with: Polynomial([domain.lower, domain.width])))
    cells = [
      cell: FoldedTrail(
        startFloors: floors(domain.lower), endFloors: floors(domain.upper),
        startInput: domain.lower, endInput: domain.upper)
    ]
  }

  /// Takes all cells from one hidden layer into the next, and says whether enough coincide.
  mutating func pass(into layer: Int) -> Bool {
    let map = FoldedMap(
      form.hidden[layer], from: members[layer - 1], layer - 1, to: members[layer],
      accumulators, addsBiases: addsBiases)
    var found: [FoldedCell: FoldedTrail] = [:]
    var count = 0
    let ends = cells.keys.reduce(0) { $0 + $1.cuts.count }
    let products = (members[layer - 1].count + 1) * form.hidden[layer].outputDimension
    guard ends * products <= Self.largestWork else { return false }
    for (cell, trail) in cells {
      for (part, partTrail) in map.images(of: cell, trail) {
        let (key, value) = part.canonical(partTrail)
        found[key] = found[key]?.merged(with: value, near: center) ?? value
        count += 1
      }
      if found.count > Self.largestCount { return false }
    }
    cells = found
    return found.count <= Self.freeCount || 2 * found.count <= count
  }

  /// For each accumulator of the current layer, a lower bound of what the strand adds to it.
  var floors: [Rational] {
    let all = cells.values.flatMap { [$0.startFloors, $0.endFloors] }
    return all.dropFirst().reduce(all.first ?? []) { zip($0, $1).map(min) }
  }

  /// Output minus target on each cell behind the last layer, with t from 0 to 1 along it, and the
  /// inputs at its ends.
  func outcomes() -> [(error: Polynomial, place: FoldedTrail)] {
    let last = form.hidden.count - 1
    let map = FoldedMap(
      output: form.output, from: members[last], last, accumulators, addsBiases: addsBiases)
    return cells.flatMap { cell, trail in
      map.images(of: cell, trail).map { ($0.0.excess, $0.1) }
    }
  }
}

extension FoldedStrand {
  /// Strands through all layers, or `nil` where they do not fold.
  ///
  /// Accumulators must be proved non-negative: the strands' lower bounds add up to at least 0. One
  /// that fails is taken out, and the walk begins anew.
  /// - Parameters:
  ///   - form: a network; one without hidden layers has no strands.
  ///   - isCancelled: asked before each layer.
  ///   - start: the strands at the first layer for a choice of accumulators, `nil` for none.
  /// - Returns: the strands at the last hidden layer.
  static func walked(
    through form: StandardForm, isCancelled: () -> Bool,
    from start: (AccumulatorNeurons) -> [FoldedStrand]?
  ) -> [FoldedStrand]? {
    guard !form.hidden.isEmpty else { return nil }
    var excluded = [Set<Int>](repeating: [], count: form.hidden.count)
    attempts: while true {
      let accumulators = AccumulatorNeurons(form, excluding: excluded)
      guard var strands = start(accumulators) else { return nil }
      for layer in form.hidden.indices {
        if isCancelled() { return nil }
        if layer > 0 {
          for index in strands.indices {
            guard strands[index].pass(into: layer) else { return nil }
          }
        }
        let sums = strands.map(\.floors).reduce(nil) { sum, floors in
          sum.map { zip($0, floors).map { $0 + $1 } } ?? floors
        }
        let negative = zip(accumulators.neurons[layer], sums ?? []).filter { $1.sign == .negative }
        if !negative.isEmpty {
          excluded[layer].formUnion(negative.map { $0.0 })
          continue attempts
        }
      }
      return strands
    }
  }
}
