internal import ExactNumbers

extension ReLUNetwork {
  /// The identity of ℚⁿ as a network of given depth, by y = relu(y) − relu(−y).
  ///
  /// - Parameters:
  ///   - dimension: n, at least 1.
  ///   - depth: the number of hidden layers, at least 0.
  /// - Returns: a network with hidden widths 2n, …, 2n.
  /// - Precondition: `dimension ≥ 1`, `depth ≥ 0`.
  public static func identity(dimension: Int, depth: Int) -> ReLUNetwork {
    precondition(dimension >= 1 && depth >= 0, "dimension \(dimension), depth \(depth)")
    return ReLUNetwork(StandardForm(hidden: [], output: .identity(dimension)))
      .padded(toDepth: depth)
  }

  /// The same function with more hidden layers.
  ///
  /// Outputs y are carried through the added layers as (relu(y), relu(−y)): with m outputs every
  /// added layer has 2m neurons.
  ///
  /// - Parameter depth: the number of hidden layers wanted.
  /// - Returns: the network in standard form, with `max(depth, its depth)` hidden layers.
  public func padded(toDepth depth: Int) -> ReLUNetwork {
    let form = standardForm
    guard form.hidden.count < depth else { return ReLUNetwork(form) }
    let dimension = outputDimension
    let identity = AffineMap.identity(dimension)
    let split = identity.stacked(over: identity.scaled(by: -1))
    let carry = AffineMap.identity(2 * dimension)
    var hidden = form.hidden + [split.composed(after: form.output)]
    hidden += [AffineMap](repeating: carry, count: depth - hidden.count)
    return ReLUNetwork(
      StandardForm(hidden: hidden, output: identity.beside(identity.scaled(by: -1))))
  }

  /// Two networks side by side on the same input: x ↦ (self(x), other(x)).
  ///
  /// The shallower one is padded to the depth of the other; then the hidden widths add.
  ///
  /// - Parameter other: a network with as many inputs.
  /// - Returns: a network whose outputs are those of both, this one's first.
  /// - Precondition: both networks have the same number of inputs.
  public func parallel(with other: ReLUNetwork) -> ReLUNetwork {
    precondition(
      inputDimension == other.inputDimension,
      "networks of \(inputDimension) and \(other.inputDimension) inputs side by side")
    let copy = AffineMap.identity(inputDimension)
    return directSum(other).precomposed(with: copy.stacked(over: copy))
  }

  /// Two networks side by side, each on its own input: (x, y) ↦ (self(x), other(y)).
  ///
  /// The shallower one is padded to the depth of the other; then the hidden widths add.
  ///
  /// - Parameter other: any network.
  /// - Returns: a network whose inputs and outputs are those of both, this one's first.
  public func directSum(_ other: ReLUNetwork) -> ReLUNetwork {
    let depth = max(standardForm.hidden.count, other.standardForm.hidden.count)
    let left = padded(toDepth: depth).standardForm
    let right = other.padded(toDepth: depth).standardForm
    return ReLUNetwork(
      StandardForm(
        hidden: zip(left.hidden, right.hidden).map { $0.directSum($1) },
        output: left.output.directSum(right.output)))
  }

  /// The sum of two networks: x ↦ left(x) + right(x).
  ///
  /// The shallower one is padded to the depth of the other; then the hidden widths add.
  ///
  /// - Parameters:
  ///   - left: a network.
  ///   - right: a network with as many inputs and outputs.
  /// - Returns: the sum as one network.
  /// - Precondition: both have the same numbers of inputs and of outputs.
  public static func + (left: ReLUNetwork, right: ReLUNetwork) -> ReLUNetwork {
    precondition(
      left.outputDimension == right.outputDimension,
      "adding networks with \(left.outputDimension) and \(right.outputDimension) outputs")
    let identity = AffineMap.identity(left.outputDimension)
    return left.parallel(with: right).postcomposed(with: identity.beside(identity))
  }

  /// This network's layers with another one's name, source, input names and box.
  ///
  /// - Precondition: the other network has as many inputs.
  func annotated(like other: ReLUNetwork, outputNames: [String]?) -> ReLUNetwork {
    ReLUNetwork(
      unchecked: layers, name: other.name, source: other.source, inputNames: other.inputNames,
      outputNames: outputNames, box: other.box)
  }
}
