internal import ExactNumbers
internal import ReLUNetworks

/// Rounds numbers that a format cannot hold to the nearest float64, or refuses them.
struct NumberRounding {
  let rounds: Bool
  /// What messages call the numbers of the format.
  let type: String
  /// Whether the format holds a number that no float64 is.
  let holds: (Rational) -> Bool
  /// The largest change so far.
  private(set) var largest: Rational = 0

  init(rounds: Bool, type: String, holds: @escaping (Rational) -> Bool) {
    (self.rounds, self.type, self.holds) = (rounds, type, holds)
  }

  /// The number that the format holds for this one.
  mutating func rounded(
    _ value: Rational, _ place: @autoclosure () -> String
  ) throws(FormatProblem) -> Rational {
    let nearest = NetworkReadingOptions.WeightRounding.float64.rounded(value)
    if nearest == value || holds(value) { return value }
    let what = "\(place()) is \(FormatProblem.excerpt(value.description))"
    guard let nearest else { throw FormatProblem("\(what), past the range of float64") }
    guard rounds else {
      throw FormatProblem("\(what), which is no \(type); --round writes the nearest float64")
    }
    largest = max(largest, (nearest - value).magnitude)
    return nearest
  }

  /// The network that the format holds for this one.
  mutating func apply(to network: ReLUNetwork) throws(FormatProblem) -> ReLUNetwork {
    var layers: [Layer] = []
    for (index, layer) in network.layers.enumerated() {
      let map = layer.map
      let columns = map.inputDimension
      var weights: [Rational] = []
      weights.reserveCapacity(map.weights.count)
      for (entry, value) in map.weights.enumerated() {
        weights.append(
          try rounded(
            value, "layers[\(index)].weights[\(entry / columns)][\(entry % columns)]"))
      }
      var biases: [Rational] = []
      for (row, value) in map.biases.enumerated() {
        biases.append(try rounded(value, "layers[\(index)].biases[\(row)]"))
      }
      let roundedMap = AffineMap(
        outputDimension: map.outputDimension, inputDimension: columns, weights: weights,
        biases: biases)
      layers.append(Layer(roundedMap, layer.activation))
    }
    return try network.replacing(layers: layers)
  }
}
