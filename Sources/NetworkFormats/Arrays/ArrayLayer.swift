internal import ExactNumbers
internal import ReLUNetworks

/// Makes an affine map of a weight array and its biases.
enum ArrayLayer {
  /// The map of a checked weight array.
  ///
  /// - Parameters:
  ///   - weight: an array outputs × inputs.
  ///   - bias: one number an output in any shape with one long side; `nil` stands for zeros.
  ///   - remarks: takes a sentence where the biases are missing.
  /// - Throws: `FormatProblem` where the biases don't fit the weights.
  /// - Returns: the map.
  static func map(
    _ weight: NamedArray, _ bias: NamedArray?, _ remarks: inout [String]
  ) throws(FormatProblem) -> AffineMap {
    let (outputs, inputs) = (weight.shape[0], weight.shape[1])
    guard let bias else {
      remarks.append("\(weight.printedName) has no biases; they are taken as zero.")
      return AffineMap(
        outputDimension: outputs, inputDimension: inputs, weights: weight.elements,
        biases: [Rational](repeating: 0, count: outputs))
    }
    let isVector = bias.shape.count(where: { $0 != 1 }) <= 1
    guard isVector, bias.elements.count == outputs else {
      throw FormatProblem(
        "\(bias.printedName) has the shape \(shapeText(bias.shape)) where \(weight.printedName) "
          + "\(shapeText(weight.shape)) asks for (\(outputs),)"
          + (bias.elements.count == inputs && isVector
            ? "; if the weights are inputs × outputs, save them transposed" : ""))
    }
    return AffineMap(
      outputDimension: outputs, inputDimension: inputs, weights: weight.elements,
      biases: bias.elements)
  }
}
