public import ExactNumbers

extension ReLUNetwork {
  /// The composition of two networks: x ↦ self(inner(x)).
  ///
  /// The inner output map and the outer first map become one map, so the hidden widths of the
  /// result are those of `inner` followed by those of this network, and the depths add.
  ///
  /// - Parameter inner: the network applied first.
  /// - Returns: the composed network, without name, names of inputs and outputs, or box.
  /// - Throws: ``NetworkError/compositionMismatch(innerOutputs:outerInputs:)``.
  public func composed(after inner: ReLUNetwork) throws(NetworkError) -> ReLUNetwork {
    guard inner.outputDimension == inputDimension else {
      throw .compositionMismatch(innerOutputs: inner.outputDimension, outerInputs: inputDimension)
    }
    guard let last = inner.layers.last, last.activation == .identity else {
      return try ReLUNetwork(layers: inner.layers + layers)
    }
    let joined = Layer(layers[0].map.composed(after: last.map), layers[0].activation)
    return try ReLUNetwork(layers: inner.layers.dropLast() + [joined] + layers.dropFirst())
  }

  /// The network after an affine change of input: x ↦ self(map(x)).
  ///
  /// The hidden widths do not change.
  ///
  /// - Parameter map: its outputs are this network's inputs.
  /// - Returns: the network of the map's inputs, without name, names of inputs, or box.
  /// - Precondition: the map has `inputDimension` outputs and at least one input.
  public func precomposed(with map: AffineMap) -> ReLUNetwork {
    precondition(map.inputDimension > 0, "a change of input without inputs")
    let first = Layer(layers[0].map.composed(after: map), layers[0].activation)
    return ReLUNetwork(unchecked: [first] + layers.dropFirst())
  }

  /// The network before an affine change of output: x ↦ map(self(x)).
  ///
  /// The hidden widths do not change.
  ///
  /// - Parameter map: its inputs are this network's outputs.
  /// - Returns: the network with the map's outputs, without name, names of outputs, or box.
  /// - Precondition: the map has `outputDimension` inputs and at least one output.
  public func postcomposed(with map: AffineMap) -> ReLUNetwork {
    precondition(map.outputDimension > 0, "a change of output without outputs")
    let last = layers[layers.count - 1]
    guard last.activation == .identity else {
      return ReLUNetwork(unchecked: layers + [Layer(map, .identity)])
    }
    let joined = Layer(map.composed(after: last.map), .identity)
    return ReLUNetwork(unchecked: layers.dropLast() + [joined])
  }

  /// The network times a number: x ↦ factor · self(x).
  ///
  /// - Parameter factor: any rational number.
  /// - Returns: a network of the same hidden widths.
  public func scaled(by factor: Rational) -> ReLUNetwork {
    postcomposed(with: AffineMap.identity(outputDimension).scaled(by: factor))
  }

  /// The network with some of the outputs, in the order given.
  ///
  /// - Parameter outputs: outputs counted from 0; repeats are allowed.
  /// - Returns: a network of the same hidden widths, with the same inputs, names and box.
  /// - Precondition: the list is not empty and every output exists.
  public func selectingOutputs(_ outputs: [Int]) -> ReLUNetwork {
    precondition(!outputs.isEmpty, "a network needs at least one output")
    let last = layers[layers.count - 1]
    let chosen = Layer(last.map.selectingRows(outputs), last.activation)
    return ReLUNetwork(unchecked: layers.dropLast() + [chosen]).annotated(
      like: self, outputNames: outputNames.map { names in outputs.map { names[$0] } })
  }
}
