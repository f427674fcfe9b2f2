internal import ExactNumbers

/// Which neurons of each hidden layer are carried along a fold instead of telling segments apart.
///
/// The x² network of Yarotsky adds up its result in one neuron a layer: that neuron feeds only its
/// successor, so where it stays active it moves no breakpoint, yet its value makes every segment
/// different. Such neurons are *carried*: their outgoing weights go to carried neurons only, and are
/// positive there. On every segment they must be proved non-negative, from lower bounds at its two
/// ends (`CarriedEnds`); a neuron that fails is taken out and the fold begins anew.
struct CarriedNeurons {
  /// Per hidden layer 1…L, stored from index 0.
  private(set) var sets: [Set<Int>]
  /// Whether nothing is carried.
  private(set) var isEmpty: Bool

  static func none(depth: Int) -> CarriedNeurons {
    CarriedNeurons(sets: Array(repeating: [], count: depth))
  }

  private init(sets: [Set<Int>]) {
    self.sets = sets
    isEmpty = sets.allSatisfy { $0.isEmpty }
  }

  /// The largest choice that leaves out some neurons, or those that are of no use to carry.
  ///
  /// - Parameters:
  ///   - layers: hidden layers and output.
  ///   - excluded: neurons of hidden layers (from 0) that may become negative.
  init(_ layers: [RationalLayer], excluding excluded: [Set<Int>]) {
    let depth = layers.count - 1
    var sets = [Set<Int>](repeating: [], count: depth)
    for layer in (0..<depth).reversed() {
      let next = layers[layer + 1]
      sets[layer] = Set(
        (0..<layers[layer].rows).filter { neuron in
          if excluded[layer].contains(neuron) { return false }
          if layer == depth - 1 { return true }
          return (0..<next.rows).allSatisfy { row in
            let sign = next.weights[row * next.columns + neuron].sign
            return sign == .zero || (sign == .positive && sets[layer + 1].contains(row))
          }
        })
    }
    self.init(sets: sets)
    dropLoose(layers)
  }

  /// Takes out what gains nothing: neurons of the last layer that no carried neuron feeds, and
  /// everything when the last three layers do not all carry.
  private mutating func dropLoose(_ layers: [RationalLayer]) {
    let last = sets.count - 1
    guard last >= 2, !sets[last - 2].isEmpty else {
      self = .none(depth: sets.count)
      return
    }
    let layer = layers[last]
    sets[last] = sets[last].filter { row in
      sets[last - 1].contains { layer.weights[row * layer.columns + $0].sign != .zero }
    }
    isEmpty = sets.allSatisfy { $0.isEmpty }
  }

  /// Neurons that are negative at some of a few points of the domain: a guess that saves restarts.
  ///
  /// Doubles do here: the guess decides nothing, since what stays in is proved.
  static func negativeSomewhere(_ layers: [RationalLayer], lower: Double, upper: Double)
    -> [Set<Int>]
  {
    let maps = layers.dropLast().map { layer in
      (weights: layer.weights.map { Double($0) }, biases: layer.biases.map { Double($0) })
    }
    var found = [Set<Int>](repeating: [], count: maps.count)
    for step in 0...32 {
      var values = [lower + (upper - lower) * Double(step) / 32]
      for (index, map) in maps.enumerated() {
        let columns = values.count
        values = map.biases.indices.map { row in
          (0..<columns).reduce(map.biases[row]) {
            $0 + map.weights[row * columns + $1] * values[$1]
          }
        }
        for row in values.indices where !(values[row] >= 0) {
          if values[row] < -0x1p-20 { found[index].insert(row) }
          values[row] = 0
        }
      }
    }
    return found
  }
}
