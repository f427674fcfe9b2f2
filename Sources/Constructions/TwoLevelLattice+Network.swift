internal import ExactNumbers
public import ReLUNetworks

extension TwoLevelLattice {
  /// The lattice as a ReLU network, by trees of minima and then of maxima.
  ///
  /// A pair takes three neurons, max(a, b) = relu(a − b) + relu(b) − relu(−b) and min(a, b) =
  /// relu(b) − relu(−b) − relu(b − a); a value without a partner is carried by two. With g groups
  /// of p functions there are ⌈log₂ p⌉ + ⌈log₂ g⌉ hidden layers, the first of width
  /// g(3⌊p/2⌋ + 2(p mod 2)). Most neurons of the trees vanish together with others, so that
  /// pre-activations which cancel to exactly 0 are the rule.
  ///
  /// - Returns: a network of one output, equal to the lattice everywhere.
  /// - Throws: ``ConstructionError/tooLarge(quantity:limit:)``.
  /// - Source: the definition of two-level lattice networks; the identities are elementary.
  public func network() throws(ConstructionError) -> ReLUNetwork {
    var sizes = groups.map(\.outputDimension)
    try ConstructionSizes.requireParameters(widths: treeWidths())
    var values = groups.dropFirst().reduce(groups[0]) { $0.stacked(over: $1) }
    var hidden: [AffineMap] = []
    func reduce(_ kind: TreeLevel.Kind) {
      while sizes.contains(where: { $0 > 1 }) {
        let level = TreeLevel(kind, sizes: sizes)
        hidden.append(level.entry.composed(after: values))
        values = level.readout
        sizes = level.resultSizes
      }
    }
    reduce(.minimum)
    sizes = [sizes.count]
    reduce(.maximum)
    return ReLUNetwork(
      constructed: "two-level lattice of \(groups.count) groups", source: nil,
      hidden: hidden, output: values)
  }

  /// Inputs, hidden widths and output of the network.
  private func treeWidths() -> [Int] {
    var widths = [groups[0].inputDimension]
    var sizes = groups.map(\.outputDimension)
    for _ in 0..<2 {
      while sizes.contains(where: { $0 > 1 }) {
        widths.append(sizes.reduce(0) { $0 + TreeLevel.neuronCount(values: $1) })
        sizes = sizes.map { ($0 + 1) / 2 }
      }
      sizes = [sizes.count]
    }
    return widths + [1]
  }
}

extension ReLUNetwork {
  /// The network of a random two-level lattice.
  ///
  /// See ``TwoLevelLattice/random(inputs:groups:perGroup:seed:)`` and
  /// ``TwoLevelLattice/network()``.
  ///
  /// - Parameters:
  ///   - inputs: the number of variables, at least 1.
  ///   - groups: g, the number of groups, at least 1.
  ///   - perGroup: p, the affine functions of each group, at least 1.
  ///   - seed: the seed of the generator.
  /// - Returns: a network of one output with ⌈log₂ p⌉ + ⌈log₂ g⌉ hidden layers.
  /// - Throws: ``ConstructionError`` where a size is below 1 or the network too large.
  public static func twoLevelLattice(
    inputs: Int, groups: Int, perGroup: Int, seed: UInt64
  ) throws(ConstructionError) -> ReLUNetwork {
    let lattice = try TwoLevelLattice.random(
      inputs: inputs, groups: groups, perGroup: perGroup, seed: seed)
    var network = try lattice.network()
    network.name =
      "two-level lattice of \(inputs) inputs, \(groups) groups of \(perGroup), seed \(seed)"
    return network
  }
}

/// One level of a tree of minima or maxima, for several groups of values side by side.
private struct TreeLevel {
  enum Kind { case minimum, maximum }

  /// The neurons' pre-activations as a map of the values.
  let entry: AffineMap
  /// The reduced values as a map of the neurons' outputs.
  let readout: AffineMap
  /// How many values each group has left.
  let resultSizes: [Int]

  /// Three neurons a pair, two for a value without a partner.
  static func neuronCount(values: Int) -> Int { values / 2 * 3 + values % 2 * 2 }

  init(_ kind: Kind, sizes: [Int]) {
    let sign: Rational = kind == .maximum ? 1 : -1
    let neurons = sizes.reduce(0) { $0 + Self.neuronCount(values: $1) }
    let values = sizes.reduce(0, +)
    resultSizes = sizes.map { ($0 + 1) / 2 }
    let results = resultSizes.reduce(0, +)
    var entering = [Rational](repeating: 0, count: neurons * values)
    var leaving = [Rational](repeating: 0, count: results * neurons)
    var neuron = 0
    var value = 0
    var result = 0
    for size in sizes {
      for start in stride(from: 0, to: size, by: 2) {
        let isPair = start + 1 < size
        if isPair {
          // relu(±(a − b)) with a the first value of the pair and b the second.
          entering[neuron * values + value] = sign
          entering[neuron * values + value + 1] = -sign
          leaving[result * neurons + neuron] = sign
          neuron += 1
          value += 1
        }
        for orientation: Rational in [1, -1] {
          entering[neuron * values + value] = orientation
          leaving[result * neurons + neuron] = orientation
          neuron += 1
        }
        value += 1
        result += 1
      }
    }
    entry = AffineMap(
      outputDimension: neurons, inputDimension: values, weights: entering,
      biases: [Rational](repeating: 0, count: neurons))
    readout = AffineMap(
      outputDimension: results, inputDimension: neurons, weights: leaving,
      biases: [Rational](repeating: 0, count: results))
  }
}
