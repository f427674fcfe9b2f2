internal import ExactNumbers
internal import ReLUNetworks

/// How the numbers of a network file are read.
public struct NetworkReadingOptions: Hashable, Sendable {
  /// What becomes of the weights and biases.
  public enum WeightRounding: String, Hashable, Sendable, CaseIterable {
    /// They are the fractions that the file spells.
    case exact
    /// Each is rounded to the nearest float32.
    case float32
    /// Each is rounded to the nearest float64.
    case float64
  }

  /// What becomes of the means and ranges of a `.nnet` file.
  public enum Normalization: String, Hashable, Sendable, CaseIterable {
    /// The network is the one in normalised units, as users of verifiers state properties.
    case none
    /// The means and ranges become part of the first and last affine map, exactly, so that the
    /// network takes and gives raw units. Nothing is clamped.
    case fold
  }

  /// What becomes of the weights and biases.
  public var weights: WeightRounding
  /// What becomes of the means and ranges of a `.nnet` file.
  public var normalization: Normalization

  /// Chooses how numbers are read.
  ///
  /// - Parameters:
  ///   - weights: what becomes of the weights and biases.
  ///   - normalization: what becomes of the means and ranges of a `.nnet` file.
  public init(weights: WeightRounding = .exact, normalization: Normalization = .none) {
    self.weights = weights
    self.normalization = normalization
  }
}

extension NetworkReadingOptions.WeightRounding {
  /// The number rounded, ties to even, or `nil` where it is past the largest float.
  func rounded(_ value: Rational) -> Rational? {
    switch self {
    case .exact: value
    case .float32: Rational(exactly: Float(value))
    case .float64: Rational(exactly: Double(value))
    }
  }

  /// What is said after the kind of a file's numbers.
  var suffix: String { self == .exact ? "" : ", rounded to \(rawValue)" }

  /// A network with all weights and biases rounded.
  func rounded(_ network: ReLUNetwork) throws(FormatProblem) -> ReLUNetwork {
    if self == .exact { return network }
    var layers: [Layer] = []
    for (index, layer) in network.layers.enumerated() {
      let map = layer.map
      let weights = map.weights.compactMap(rounded)
      let biases = map.biases.compactMap(rounded)
      guard weights.count == map.weights.count && biases.count == map.biases.count else {
        throw FormatProblem("layers[\(index)] has a number past the range of \(rawValue)")
      }
      let roundedMap = AffineMap(
        outputDimension: map.outputDimension, inputDimension: map.inputDimension,
        weights: weights, biases: biases)
      layers.append(Layer(roundedMap, layer.activation))
    }
    do {
      return try ReLUNetwork(
        layers: layers, name: network.name, source: network.source,
        inputNames: network.inputNames, outputNames: network.outputNames, box: network.box)
    } catch {
      throw FormatProblem("\(error)")
    }
  }
}
