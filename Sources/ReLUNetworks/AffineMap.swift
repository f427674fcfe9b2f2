public import ExactNumbers

/// An affine map x ↦ Wx + b with rational entries.
///
/// W has shape `outputDimension` × `inputDimension` and is stored row by row; b has one entry a
/// row. Either dimension may be 0 here; a ``ReLUNetwork`` refuses such maps.
public struct AffineMap: Hashable, Sendable {
  /// The number of rows of W, and of entries of b.
  public let outputDimension: Int
  /// The number of columns of W.
  public let inputDimension: Int
  /// The entries of W, row by row: `outputDimension` × `inputDimension` of them.
  public let weights: [Rational]
  /// The entries of b: `outputDimension` of them.
  public let biases: [Rational]

  /// Makes an affine map from the rows of its matrix, as a user or a file gives them.
  ///
  /// - Parameters:
  ///   - weights: one row a neuron, all of one length.
  ///   - biases: one number a row.
  ///   - inputDimension: the length of a row; needed only when there are no rows.
  /// - Throws: ``NetworkError/raggedRow(row:expected:received:)`` or
  ///   ``NetworkError/biasCountMismatch(neurons:biases:)``.
  public init(
    weights: [[Rational]], biases: [Rational], inputDimension: Int? = nil
  ) throws(NetworkError) {
    let columns = inputDimension ?? weights.first?.count ?? 0
    for (row, entries) in weights.enumerated() where entries.count != columns {
      throw .raggedRow(row: row, expected: columns, received: entries.count)
    }
    guard biases.count == weights.count else {
      throw .biasCountMismatch(neurons: weights.count, biases: biases.count)
    }
    self.init(
      outputDimension: weights.count, inputDimension: columns,
      weights: Array(weights.joined()), biases: biases)
  }

  /// Makes an affine map from its sizes and its entries, row by row.
  ///
  /// - Parameters:
  ///   - outputDimension: the number of rows, at least 0.
  ///   - inputDimension: the number of columns, at least 0.
  ///   - weights: `outputDimension` × `inputDimension` entries, row by row.
  ///   - biases: `outputDimension` entries.
  /// - Precondition: the entries are as many as the sizes say.
  public init(
    outputDimension: Int, inputDimension: Int, weights: [Rational], biases: [Rational]
  ) {
    precondition(
      outputDimension >= 0 && inputDimension >= 0
        && weights.count == outputDimension * inputDimension,
      "\(weights.count) weights do not fill \(outputDimension) × \(inputDimension)")
    precondition(
      biases.count == outputDimension, "\(biases.count) biases for \(outputDimension) rows")
    self.outputDimension = outputDimension
    self.inputDimension = inputDimension
    self.weights = weights
    self.biases = biases
  }

  /// The identity map of ℚⁿ.
  ///
  /// - Parameter dimension: n, at least 0.
  /// - Returns: x ↦ x.
  public static func identity(_ dimension: Int) -> AffineMap {
    var weights = [Rational](repeating: 0, count: dimension * dimension)
    for row in 0..<dimension { weights[row * dimension + row] = 1 }
    return AffineMap(
      outputDimension: dimension, inputDimension: dimension,
      weights: weights, biases: [Rational](repeating: 0, count: dimension))
  }

  /// The entry of W in one row and column, both counted from 0.
  ///
  /// - Parameters:
  ///   - row: the output, from 0.
  ///   - column: the input, from 0.
  /// - Precondition: both lie within the sizes.
  public subscript(row: Int, column: Int) -> Rational {
    precondition(
      (0..<outputDimension).contains(row) && (0..<inputDimension).contains(column),
      "entry (\(row), \(column)) of a \(outputDimension) × \(inputDimension) matrix")
    return weights[row * inputDimension + column]
  }

  /// One row of W.
  ///
  /// - Parameter index: the row, from 0.
  /// - Returns: its `inputDimension` entries.
  /// - Precondition: the row exists.
  public func row(_ index: Int) -> ArraySlice<Rational> {
    precondition((0..<outputDimension).contains(index), "row \(index) of \(outputDimension)")
    return weights[index * inputDimension..<(index + 1) * inputDimension]
  }

  /// Evaluates the map.
  ///
  /// - Parameter point: x, `inputDimension` coordinates.
  /// - Returns: Wx + b, exactly.
  /// - Precondition: the point has `inputDimension` coordinates.
  /// - Complexity: one exact product for each pair of a nonzero weight and a nonzero coordinate.
  public func callAsFunction(_ point: [Rational]) -> [Rational] {
    precondition(
      point.count == inputDimension,
      "a point with \(point.count) coordinates for a map of \(inputDimension)")
    let support = point.indices.filter { point[$0].sign != .zero }
    var result = biases
    for row in 0..<outputDimension {
      let start = row * inputDimension
      var value = biases[row]
      for column in support where weights[start + column].sign != .zero {
        value += weights[start + column] * point[column]
      }
      result[row] = value
    }
    return result
  }
}
