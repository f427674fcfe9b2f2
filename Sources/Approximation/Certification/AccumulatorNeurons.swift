internal import ExactNumbers
internal import ReLUNetworks

/// Which neurons of each hidden layer only add up a result and hand it on.
///
/// Such a neuron feeds neurons of the same kind alone, with weights of at least 0, and is proved
/// non-negative by the fold, so that its ReLU does nothing. Then it reaches the output through one
/// linear functional: `weights`.
struct AccumulatorNeurons {
  /// Per hidden layer, in order.
  let neurons: [[Int]]
  /// The other neurons, per hidden layer.
  let others: [[Int]]
  /// Per hidden layer, for each accumulator: what one unit of it adds to the output.
  let weights: [[Rational]]

  /// The largest choice without some neurons.
  ///
  /// - Parameters:
  ///   - form: a network of one output with a hidden layer.
  ///   - excluded: per hidden layer, neurons that may become negative.
  init(_ form: StandardForm, excluding excluded: [Set<Int>]) {
    let depth = form.hidden.count
    var neurons = [[Int]](repeating: [], count: depth)
    var weights = [[Rational]](repeating: [], count: depth)
    for layer in (0..<depth).reversed() {
      let isLast = layer == depth - 1
      let next = isLast ? form.output : form.hidden[layer + 1]
      let heirs = isLast ? [] : Set(neurons[layer + 1])
      neurons[layer] = (0..<form.hidden[layer].outputDimension).filter { neuron in
        !excluded[layer].contains(neuron)
          && (isLast
            || (0..<next.outputDimension).allSatisfy { row in
              let sign = next[row, neuron].sign
              return sign == .zero || (sign == .positive && heirs.contains(row))
            })
      }
      weights[layer] = neurons[layer].map { neuron in
        if isLast { return next[0, neuron] }
        return zip(neurons[layer + 1], weights[layer + 1]).reduce(Rational.zero) {
          $0 + $1.1 * next[$1.0, neuron]
        }
      }
    }
    self.neurons = neurons
    self.weights = weights
    others = form.hidden.indices.map { layer in
      let own = Set(neurons[layer])
      return (0..<form.hidden[layer].outputDimension).filter { !own.contains($0) }
    }
  }
}
