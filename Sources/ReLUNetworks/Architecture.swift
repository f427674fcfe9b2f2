internal import ExactNumbers

/// The sizes of a network in its standard form: hidden layers and an affine output map.
public struct Architecture: Hashable, Sendable {
  /// Inputs, the hidden layers' widths, outputs: n₀, n₁, …, n_L, n_out.
  public let widths: [Int]
  /// The number of weights and biases, all matrices taken as dense.
  public let parameterCount: Int
  /// The number of weights and biases other than 0.
  public let nonzeroParameterCount: Int

  /// The number of inputs.
  public var inputDimension: Int { widths[0] }
  /// The number of outputs.
  public var outputDimension: Int { widths[widths.count - 1] }
  /// The widths of the hidden layers.
  public var hiddenWidths: [Int] { Array(widths.dropFirst().dropLast()) }
  /// The number of hidden layers.
  public var depth: Int { widths.count - 2 }
  /// The greatest width of a hidden layer; 0 without hidden layers.
  public var width: Int { hiddenWidths.max() ?? 0 }
  /// The number of hidden neurons.
  public var neuronCount: Int { hiddenWidths.reduce(0, +) }
}

extension ReLUNetwork {
  /// The sizes of the network in its standard form.
  ///
  /// - Complexity: O(parameters), beyond what ``standardForm`` costs.
  public var architecture: Architecture {
    let form = standardForm
    var widths = [inputDimension]
    var parameters = 0
    var nonzero = 0
    for map in form.hidden + [form.output] {
      widths.append(map.outputDimension)
      parameters += map.weights.count + map.biases.count
      for weight in map.weights where weight.sign != .zero { nonzero += 1 }
      for bias in map.biases where bias.sign != .zero { nonzero += 1 }
    }
    return Architecture(
      widths: widths, parameterCount: parameters, nonzeroParameterCount: nonzero)
  }
}
