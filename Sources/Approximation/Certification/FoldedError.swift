internal import ExactNumbers
internal import ReLUNetworks

/// The sup error of a self-similar network of one input against a polynomial, without its pieces.
///
/// The cells of each layer go through the network as `FoldedCell`s; equal ones go on together. For
/// the sawtooth approximation of x² on 2^m cells, the pre-activations repeat from cell to cell, and
/// so does accumulator − x² = h² t (1 − t) with h the cell's width: one cell a layer is left. The
/// walk reads weights and knows no construction; a network that does not fold is given up early.
struct FoldedError {
  /// Why a walk came to nothing.
  enum Obstacle: Error {
    /// An accumulator that may be negative: hidden layer and neuron, from 0.
    case negative(layer: Int, neuron: Int)
    /// Too few cells coincide.
    case doesNotFold
    case cancelled
  }

  private let form: StandardForm
  private let accumulators: AccumulatorNeurons
  private var cells: [FoldedCell: FoldedTrail] = [:]

  private static let freeCount = 64
  private static let largestCount = 4096

  /// The sup error, or `nil` where the network does not fold.
  ///
  /// - Parameters:
  ///   - form: a network of one input and one output with a hidden layer.
  ///   - target: what it is compared with.
  ///   - domain: where.
  ///   - relativeWidth: how close the bounds shall be.
  ///   - isCancelled: asked before each layer.
  /// - Returns: bounds that are close enough.
  static func sup(
    _ form: StandardForm, against target: Polynomial, on domain: RationalInterval,
    relativeWidth: Rational, isCancelled: () -> Bool
  ) -> ErrorSpan? {
    var excluded = [Set<Int>](repeating: [], count: form.hidden.count)
    while true {
      do throws(Obstacle) {
        var walk = FoldedError(form, excluding: excluded)
        try walk.enter(target, on: domain)
        for layer in 1..<max(form.hidden.count, 1) {
          if isCancelled() { throw .cancelled }
          try walk.pass(into: layer)
        }
        return walk.outcome(relativeWidth: relativeWidth)
      } catch {
        guard case .negative(let layer, let neuron) = error else { return nil }
        excluded[layer].insert(neuron)
      }
    }
  }

  private init(_ form: StandardForm, excluding excluded: [Set<Int>]) {
    self.form = form
    accumulators = AccumulatorNeurons(form, excluding: excluded)
  }

  /// The whole domain as the first layer's one cell.
  private mutating func enter(
    _ target: Polynomial, on domain: RationalInterval
  ) throws(Obstacle) {
    let (first, last) = (form.hidden[0]([domain.lower]), form.hidden[0]([domain.upper]))
    let carried = accumulators.neurons[0]
    let ends = [first, last].map { values in
      zip(carried, accumulators.weights[0]).reduce(Rational.zero) { $0 + values[$1.0] * $1.1 }
    }
    let inCell = target.composed(with: Polynomial([domain.lower, domain.width]))
    let cell = FoldedCell(
      start: accumulators.others[0].map { first[$0] },
      end: accumulators.others[0].map { last[$0] },
      excess: Polynomial([ends[0], ends[1] - ends[0]]) - inCell)
    let trail = FoldedTrail(
      startFloors: carried.map { first[$0] }, endFloors: carried.map { last[$0] },
      startInput: domain.lower, endInput: domain.upper)
    try check(trail, layer: 0)
    cells = [cell: trail]
  }

  /// Takes all cells from one hidden layer into the next.
  private mutating func pass(into layer: Int) throws(Obstacle) {
    let map = FoldedMap(form.hidden[layer], into: layer, accumulators)
    var found: [FoldedCell: FoldedTrail] = [:]
    var count = 0
    for (cell, trail) in cells {
      for (part, partTrail) in map.images(of: cell, trail) {
        try check(partTrail, layer: layer)
        let (key, value) = part.canonical(partTrail)
        found[key] = found[key]?.merged(with: value) ?? value
        count += 1
        if found.count > Self.largestCount
          || (found.count > Self.freeCount && 2 * found.count > count)
        {
          throw .doesNotFold
        }
      }
    }
    cells = found
  }

  /// Makes sure that no accumulator's ReLU does anything on a cell: affine and ≥ 0 at both ends.
  private func check(_ trail: FoldedTrail, layer: Int) throws(Obstacle) {
    for (index, neuron) in accumulators.neurons[layer].enumerated()
    where trail.startFloors[index].sign == .negative || trail.endFloors[index].sign == .negative {
      throw .negative(layer: layer, neuron: neuron)
    }
  }

  /// The largest |network − target| over all cells behind the output map.
  private func outcome(relativeWidth: Rational) -> ErrorSpan {
    let map = FoldedMap(output: form.output, behind: form.hidden.count - 1, accumulators)
    var result = ErrorSpan.none
    for (cell, trail) in cells {
      for (part, place) in map.images(of: cell, trail) {
        let span = part.excess.supMagnitude(
          on: RationalInterval(0, 1), relativeWidth: relativeWidth)
        let points = span.point.map { t in
          place.startInput + (place.endInput - place.startInput) * t
        }
        result.join(ErrorSpan(lower: span.lower, upper: span.upper, point: points))
      }
    }
    return result
  }
}
