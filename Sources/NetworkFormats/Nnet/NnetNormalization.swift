internal import ExactNumbers
internal import ReLUNetworks

/// The four rows of a `.nnet` file about normalisation.
///
/// An input x is normalised to (x − mean) / range; a network's output y stands for
/// y · range + mean with the last entries of the two rows, one pair for all outputs. Legacy files
/// have longer rows, of which the first entries are the inputs', or shorter ones, which say nothing.
struct NnetNormalization {
  private let minima: [Rational]
  private let maxima: [Rational]
  private let means: [Rational]
  private let ranges: [Rational]
  private let inputCount: Int

  init(_ lines: inout NnetLines, inputCount: Int) throws(FormatProblem) {
    minima = try lines.numbers("the inputs' minima")
    maxima = try lines.numbers("the inputs' maxima")
    means = try lines.numbers("the means")
    ranges = try lines.numbers("the ranges")
    self.inputCount = inputCount
  }

  /// Why the means and ranges cannot be applied, if they cannot.
  private var obstacle: String? {
    if means.count <= inputCount || ranges.count <= inputCount {
      return "its rows of means and ranges need \(inputCount + 1) entries but have "
        + "\(means.count) and \(ranges.count)"
    }
    if let index = ranges.prefix(inputCount).firstIndex(where: { $0.sign != .positive }) {
      return "the range of input \(index + 1) is \(ranges[index]), not positive"
    }
    return nil
  }

  /// The box of the inputs that the file was made for: raw when folded, normalised otherwise.
  func box(folded: Bool, _ remarks: inout [String]) -> [Interval]? {
    var obstacle: String?
    if minima.count < inputCount || maxima.count < inputCount {
      obstacle = "its rows of minima and maxima are shorter than the inputs"
    } else if !folded {
      obstacle = ranges.count < inputCount || means.count < inputCount ? self.obstacle : nil
      if let index = ranges.prefix(inputCount).firstIndex(where: { $0.sign != .positive }) {
        obstacle = obstacle ?? "the range of input \(index + 1) is not positive"
      }
    }
    var box: [Interval] = []
    if obstacle == nil {
      for index in 0..<inputCount {
        let (shift, scale) = folded ? (0, 1) : (means[index], ranges[index])
        let (lower, upper) = (NnetRanges.end(minima[index]), NnetRanges.end(maxima[index]))
        guard
          let interval = try? Interval(
            lower.normalized(shift, scale), upper.normalized(shift, scale))
        else {
          obstacle = "the minimum of input \(index + 1) is not below its maximum"
          break
        }
        box.append(interval)
      }
    }
    if obstacle == nil && box.allSatisfy({ $0 == .wholeLine }) {
      obstacle = "its input ranges are those of all float32 numbers"
    }
    guard let obstacle else {
      let units = folded ? "raw" : "normalised"
      remarks.append("The box is the file's input ranges in \(units) units.")
      return box
    }
    remarks.append("The file gives no box: \(obstacle).")
    return nil
  }

  /// The layers with means and ranges in the first and the last of them, exactly.
  func folded(into layers: [Layer]) throws(FormatProblem) -> [Layer] {
    guard obstacle == nil, let outputMean = means.last, let outputRange = ranges.last else {
      throw FormatProblem(
        "the means and ranges cannot be folded: \(obstacle ?? "they are missing")")
    }
    var layers = layers
    layers[0] = Layer(normalizing(layers[0].map), layers[0].activation)
    let last = layers[layers.count - 1]
    let output = AffineMap(
      outputDimension: last.map.outputDimension, inputDimension: last.map.inputDimension,
      weights: last.map.weights.map { $0 * outputRange },
      biases: last.map.biases.map { $0 * outputRange + outputMean })
    layers[layers.count - 1] = Layer(output, last.activation)
    return layers
  }

  /// The map after (x − mean) / range: each column over its range, their means into the bias.
  private func normalizing(_ map: AffineMap) -> AffineMap {
    var weights = map.weights
    var biases = map.biases
    for row in 0..<map.outputDimension {
      for column in 0..<inputCount {
        let index = row * inputCount + column
        weights[index] /= ranges[column]
        biases[row] -= weights[index] * means[column]
      }
    }
    return AffineMap(
      outputDimension: map.outputDimension, inputDimension: inputCount, weights: weights,
      biases: biases)
  }
}

extension ExtendedRational {
  /// The end of a range in normalised units.
  fileprivate func normalized(_ mean: Rational, _ range: Rational) -> ExtendedRational {
    guard case .finite(let value) = self else { return self }
    return .finite((value - mean) / range)
  }
}
