public import ExactNumbers

extension AffineMap {
  /// The composition of two affine maps.
  ///
  /// - Parameter inner: the map applied first; its outputs are this map's inputs.
  /// - Returns: x ↦ self(inner(x)), of shape `outputDimension` × `inner.inputDimension`.
  /// - Precondition: `inner.outputDimension == inputDimension`.
  /// - Complexity: one exact product for each pair of nonzero weights that meet.
  public func composed(after inner: AffineMap) -> AffineMap {
    precondition(
      inner.outputDimension == inputDimension,
      "\(inner.outputDimension) outputs into \(inputDimension) inputs")
    let columns = inner.inputDimension
    var product = [Rational](repeating: 0, count: outputDimension * columns)
    for row in 0..<outputDimension {
      for middle in 0..<inputDimension {
        let factor = weights[row * inputDimension + middle]
        guard factor.sign != .zero else { continue }
        for column in 0..<columns {
          let entry = inner.weights[middle * columns + column]
          guard entry.sign != .zero else { continue }
          product[row * columns + column] += factor * entry
        }
      }
    }
    return AffineMap(
      outputDimension: outputDimension, inputDimension: columns,
      weights: product, biases: self(inner.biases))
  }

  /// The map x ↦ (self(x), other(x)), rows of `other` below the rows of this one.
  ///
  /// - Parameter other: a map of the same inputs.
  /// - Returns: the stacked map.
  /// - Precondition: both maps have the same input dimension.
  public func stacked(over other: AffineMap) -> AffineMap {
    precondition(
      inputDimension == other.inputDimension,
      "stacking maps of \(inputDimension) and \(other.inputDimension) inputs")
    return AffineMap(
      outputDimension: outputDimension + other.outputDimension, inputDimension: inputDimension,
      weights: weights + other.weights, biases: biases + other.biases)
  }

  /// The map (x, y) ↦ (self(x), other(y)): the two matrices on the diagonal of one.
  ///
  /// - Parameter other: any map.
  /// - Returns: the block-diagonal map.
  public func directSum(_ other: AffineMap) -> AffineMap {
    let left = [Rational](repeating: 0, count: inputDimension)
    let right = [Rational](repeating: 0, count: other.inputDimension)
    var blocks: [Rational] = []
    blocks.reserveCapacity(
      (outputDimension + other.outputDimension) * (inputDimension + other.inputDimension))
    for index in 0..<outputDimension {
      blocks += row(index)
      blocks += right
    }
    for index in 0..<other.outputDimension {
      blocks += left
      blocks += other.row(index)
    }
    return AffineMap(
      outputDimension: outputDimension + other.outputDimension,
      inputDimension: inputDimension + other.inputDimension,
      weights: blocks, biases: biases + other.biases)
  }

  /// The map (x, y) ↦ self(x) + other(y): the two matrices side by side, the biases added.
  ///
  /// - Parameter other: a map with as many outputs.
  /// - Returns: the map of the joined inputs.
  /// - Precondition: both maps have the same output dimension.
  public func beside(_ other: AffineMap) -> AffineMap {
    precondition(
      outputDimension == other.outputDimension,
      "adding \(outputDimension) outputs and \(other.outputDimension) outputs")
    var joined: [Rational] = []
    joined.reserveCapacity(weights.count + other.weights.count)
    for index in 0..<outputDimension {
      joined += row(index)
      joined += other.row(index)
    }
    return AffineMap(
      outputDimension: outputDimension, inputDimension: inputDimension + other.inputDimension,
      weights: joined, biases: zip(biases, other.biases).map { $0 + $1 })
  }

  /// The map x ↦ factor · self(x).
  ///
  /// - Parameter factor: any rational number.
  /// - Returns: the scaled map, of the same shape.
  public func scaled(by factor: Rational) -> AffineMap {
    AffineMap(
      outputDimension: outputDimension, inputDimension: inputDimension,
      weights: weights.map { factor * $0 }, biases: biases.map { factor * $0 })
  }

  /// The map with some of the outputs, in the order given.
  ///
  /// - Parameter rows: outputs counted from 0; repeats are allowed.
  /// - Returns: a map with `rows.count` outputs.
  /// - Precondition: every row exists.
  public func selectingRows(_ rows: [Int]) -> AffineMap {
    var chosen: [Rational] = []
    chosen.reserveCapacity(rows.count * inputDimension)
    for index in rows { chosen += row(index) }
    return AffineMap(
      outputDimension: rows.count, inputDimension: inputDimension,
      weights: chosen, biases: rows.map { biases[$0] })
  }
}
