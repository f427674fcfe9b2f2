public import ExactNumbers

extension HyperplaneArrangement {
  /// The hyperplanes on which the neurons of a hidden layer bend: weights · x + bias = 0.
  ///
  /// A neuron without weights is constant and bends nowhere; it is left out. With one hidden layer,
  /// the regions of this arrangement are the activation regions of the network:
  /// `counts(_:)` has them on all of ℝⁿ, `regionCount(in:_:)` in a box.
  ///
  /// - Parameters:
  ///   - weights: shape (neurons × inputs).
  ///   - biases: one number a neuron.
  ///   - inputs: the number n of inputs, the dimension.
  /// - Throws: `ArrangementError` where the shapes do not fit.
  public init(
    neurons weights: [[Rational]], biases: [Rational], inputs: Int
  ) throws(ArrangementError) {
    guard weights.count == biases.count else {
      throw .offsetCount(offsets: biases.count, normals: weights.count)
    }
    var hyperplanes: [Hyperplane] = []
    for (row, (normal, bias)) in zip(weights, biases).enumerated() {
      guard normal.count == inputs else {
        throw .wrongLength(row: row, entries: normal.count, dimension: inputs)
      }
      if normal.allSatisfy({ $0.sign == .zero }) { continue }
      hyperplanes.append(try Hyperplane(normal: normal, offset: -bias))
    }
    try self.init(dimension: inputs, hyperplanes: hyperplanes)
  }
}
