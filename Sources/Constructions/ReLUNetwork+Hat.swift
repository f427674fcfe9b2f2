public import ExactNumbers
public import ReLUNetworks

extension ReLUNetwork {
  /// The hat function with three knots: 0 outside (left, right), 1 at the peak, affine between.
  ///
  /// relu(x − a)/(b − a) − (1/(b − a) + 1/(c − b)) relu(x − b) + relu(x − c)/(c − b): 4 linear
  /// pieces on the whole line, 3 neurons, 10 parameters.
  ///
  /// - Parameters:
  ///   - left: a, where the function starts to rise.
  ///   - peak: b, where it is 1.
  ///   - right: c, where it is 0 again.
  /// - Returns: a network of one input and one output with one hidden layer.
  /// - Throws: ``ConstructionError/notIncreasing(item:index:value:)`` unless a < b < c.
  /// - Source: the formula of finite elements in one dimension; He, Li, Xu, Zheng 2020.
  public static func hat(
    left: Rational, peak: Rational, right: Rational
  ) throws(ConstructionError) -> ReLUNetwork {
    guard left < peak else { throw .notIncreasing(item: "knot", index: 2, value: peak) }
    guard peak < right else { throw .notIncreasing(item: "knot", index: 3, value: right) }
    let rise = 1 / (peak - left)
    let fall = 1 / (right - peak)
    return ReLUNetwork(
      constructed: "hat function on \(left), \(peak), \(right)",
      source: "He, Li, Xu, Zheng 2020",
      hidden: [
        AffineMap(
          outputDimension: 3, inputDimension: 1, weights: [1, 1, 1],
          biases: [-left, -peak, -right])
      ],
      output: AffineMap(
        outputDimension: 1, inputDimension: 3, weights: [rise, -(rise + fall), fall], biases: [0]))
  }
}
