internal import ExactNumbers
internal import ReLUNetworks

/// Reads the `.nnet` text format: lines of decimals with commas between them.
///
/// After any number of `//` lines come the sizes, the widths, an unused flag, four rows about
/// normalisation (minima, maxima, means, ranges), then for each layer its rows of weights and one
/// bias a line.
///
/// - Source: Kyle Julian, "NNet file format", github.com/sisl/NNet.
struct NnetReader {
  private var lines: NnetLines
  private let options: NetworkReadingOptions
  private let byteCount: Int

  init(_ bytes: [UInt8], _ options: NetworkReadingOptions) {
    lines = NnetLines(bytes)
    self.options = options
    byteCount = bytes.count
  }

  mutating func read() throws(FormatProblem) -> NetworkFile {
    let widths = try self.widths()
    _ = try lines.next("the unused flag")
    let normalization = try NnetNormalization(&lines, inputCount: widths[0])
    var layers: [Layer] = []
    for index in 1..<widths.count {
      let map = try affineMap(index, inputs: widths[index - 1], outputs: widths[index])
      layers.append(Layer(map, index == widths.count - 1 ? .identity : .relu))
    }
    try lines.finish()
    var remarks: [String] = []
    let box = normalization.box(folded: options.normalization == .fold, &remarks)
    if options.normalization == .fold {
      layers = try normalization.folded(into: layers)
      remarks.append("The means and ranges are part of the network: it takes and gives raw units.")
    } else {
      remarks.append("The network is in normalised units; its means and ranges are not applied.")
    }
    remarks.append("Inputs outside the file's ranges are not clamped.")
    do {
      return NetworkFile(
        network: try ReLUNetwork(layers: layers, box: box), format: .nnet, remarks: remarks,
        weightKind: "decimal text" + (options.weights == .exact ? ", exact" : "")
          + options.weights.suffix)
    } catch {
      throw FormatProblem("\(error)")
    }
  }

  /// The widths of all layers, the inputs first.
  private mutating func widths() throws(FormatProblem) -> [Int] {
    let sizes = try lines.integers("the number of layers, inputs and outputs")
    guard sizes.count >= 3 else {
      throw lines.problem("the number of layers, of inputs and of outputs are expected")
    }
    let layerCount = sizes[0]
    let widths = try lines.integers("the widths of the layers")
    guard layerCount >= 1, widths.count == layerCount + 1 else {
      throw lines.problem(
        "\(widths.count) widths stand where \(layerCount) layers ask for \(layerCount + 1)")
    }
    guard widths[0] == sizes[1], widths[widths.count - 1] == sizes[2] else {
      throw lines.problem(
        "the widths begin with \(widths[0]) and end with \(widths[widths.count - 1]), but the "
          + "line before says \(sizes[1]) inputs and \(sizes[2]) outputs")
    }
    var parameters = 0
    for (inputs, outputs) in zip(widths, widths.dropFirst()) {
      guard inputs >= 1, outputs >= 1 else {
        throw lines.problem("a layer without neurons stands among the widths")
      }
      let product = outputs.multipliedReportingOverflow(by: inputs)
      parameters += product.overflow ? .max / 4 : min(product.partialValue, .max / 4) + outputs
      guard parameters <= NetworkFile.parameterLimit else {
        throw FormatProblem.tooManyParameters(parameters)
      }
    }
    // Each number takes a digit and a comma or a line end.
    guard 2 * parameters <= byteCount + 1 else {
      throw lines.problem(
        "the widths ask for \(parameters) weights and biases, more than the file has room for")
    }
    return widths
  }

  private mutating func affineMap(
    _ index: Int, inputs: Int, outputs: Int
  ) throws(FormatProblem) -> AffineMap {
    var weights: [Rational] = []
    weights.reserveCapacity(inputs * outputs)
    for row in 0..<outputs {
      let what = "row \(row + 1) of layer \(index)'s weights"
      try lines.numbers(what, count: inputs, rounding: options.weights, into: &weights)
    }
    var biases: [Rational] = []
    biases.reserveCapacity(outputs)
    for row in 0..<outputs {
      let what = "bias \(row + 1) of layer \(index)"
      try lines.numbers(what, count: 1, rounding: options.weights, into: &biases)
    }
    return AffineMap(
      outputDimension: outputs, inputDimension: inputs, weights: weights, biases: biases)
  }
}
