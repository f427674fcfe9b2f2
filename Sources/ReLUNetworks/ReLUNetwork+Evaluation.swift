public import ExactNumbers

extension ReLUNetwork {
  /// Evaluates the network exactly.
  ///
  /// - Parameter point: x, one coordinate an input.
  /// - Returns: the outputs.
  /// - Precondition: the point has `inputDimension` coordinates.
  /// - Complexity: at most one exact product a weight; the numbers may grow with the depth.
  public func callAsFunction(_ point: [Rational]) -> [Rational] {
    var values = point
    for layer in layers {
      values = layer.map(values)
      if layer.activation == .relu { values = Self.rectified(values) }
    }
    return values
  }

  /// The values of all hidden neurons before their ReLUs.
  ///
  /// - Parameter point: x, one coordinate an input.
  /// - Returns: one list for each hidden layer of the standard form.
  /// - Precondition: the point has `inputDimension` coordinates.
  public func preactivations(at point: [Rational]) -> [[Rational]] {
    var values = point
    var result: [[Rational]] = []
    for layer in layers {
      values = layer.map(values)
      guard layer.activation == .relu else { continue }
      result.append(values)
      values = Self.rectified(values)
    }
    return result
  }

  /// Which hidden neurons are active, that is, have a pre-activation greater than 0.
  ///
  /// - Parameter point: x, one coordinate an input.
  /// - Returns: one bit a hidden neuron.
  /// - Precondition: the point has `inputDimension` coordinates.
  public func activationPattern(at point: [Rational]) -> ActivationPattern {
    ActivationPattern(preactivations(at: point).map { $0.map { $0.sign == .positive } })
  }

  /// max(0, z) in every coordinate.
  static func rectified(_ values: [Rational]) -> [Rational] {
    values.map { $0.sign == .positive ? $0 : 0 }
  }
}
