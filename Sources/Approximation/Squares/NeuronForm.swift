internal import ExactNumbers

/// An affine form over the neurons of one layer (or over the inputs).
struct NeuronForm {
  /// One weight a neuron.
  var weights: [Rational]
  /// The constant term.
  var constant: Rational

  /// The form that is a constant.
  init(constant: Rational, width: Int) {
    weights = [Rational](repeating: 0, count: width)
    self.constant = constant
  }

  /// Adds a multiple of another form over the same neurons.
  mutating func add(_ other: NeuronForm, times factor: Rational) {
    guard factor.sign != .zero else { return }
    for index in weights.indices where other.weights[index].sign != .zero {
      weights[index] += factor * other.weights[index]
    }
    constant += factor * other.constant
  }

  /// The form plus a number.
  func shifted(by offset: Rational) -> NeuronForm {
    var result = self
    result.constant += offset
    return result
  }
}

/// A quantity of the network: how the layer at hand yields it, and where its values lie.
struct TrackedForm {
  /// The quantity over the neurons of the layer at hand.
  var form: NeuronForm
  /// An enclosure of its values on the domain.
  var range: RationalInterval
}
