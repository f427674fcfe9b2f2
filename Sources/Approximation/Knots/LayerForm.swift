internal import ExactNumbers

/// An affine function of the neurons of one layer, with an enclosure of its values.
struct LayerForm: Hashable, Sendable {
  /// One weight a neuron.
  var weights: [Rational]
  /// The constant term.
  var constant: Rational
  /// Where its values lie on the domain.
  var range: RationalInterval

  /// The combination `self` + factor · `other`.
  func adding(_ other: LayerForm, times factor: Rational) -> LayerForm {
    LayerForm(
      weights: zip(weights, other.weights).map { $0 + factor * $1 },
      constant: constant + factor * other.constant, range: range + other.range * factor)
  }

  /// The neuron relu(form), as a row of weights and a bias.
  var neuron: (weights: [Rational], bias: Rational) { (weights, constant) }
}
