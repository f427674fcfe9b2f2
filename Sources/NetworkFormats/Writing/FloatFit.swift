internal import ExactNumbers
internal import ReLUNetworks

/// A network whose weights and biases one float type holds, made of any network.
///
/// float32 where it holds all of them, else float64; what neither holds is refused, or rounded to
/// the nearest float64.
struct FloatFit {
  /// A float type of files.
  enum Width: String { case float32, float64 }

  let width: Width
  /// The network, rounded where that was asked for.
  let network: ReLUNetwork
  /// The largest change of a weight or bias.
  let largestRounding: Rational

  /// Finds the type and rounds where need be.
  ///
  /// - Parameters:
  ///   - network: any network.
  ///   - rounds: whether numbers that float64 doesn't hold are rounded to the nearest that it does.
  /// - Throws: `FormatProblem` that names the first number that cannot be held.
  init(_ network: ReLUNetwork, rounds: Bool) throws(FormatProblem) {
    if !network.contains(where: { NetworkReadingOptions.WeightRounding.float32.rounded($0) != $0 })
    {
      (width, self.network, largestRounding) = (.float32, network, 0)
      return
    }
    var rounding = NumberRounding(rounds: rounds, type: "float64") { _ in false }
    width = .float64
    self.network = try rounding.apply(to: network)
    largestRounding = rounding.largest
  }
}

extension ReLUNetwork {
  /// Whether a weight or bias has a property.
  func contains(where predicate: (Rational) -> Bool) -> Bool {
    layers.contains {
      $0.map.weights.contains(where: predicate) || $0.map.biases.contains(where: predicate)
    }
  }

  /// The same network with other layers of the same sizes.
  func replacing(layers: [Layer]) throws(FormatProblem) -> ReLUNetwork {
    do {
      return try ReLUNetwork(
        layers: layers, name: name, source: source, inputNames: inputNames,
        outputNames: outputNames, box: box)
    } catch {
      throw FormatProblem("\(error)")
    }
  }
}
