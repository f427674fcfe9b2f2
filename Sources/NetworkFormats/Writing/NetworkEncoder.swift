internal import ExactNumbers
internal import ReLUNetworks

/// Brings a network into the shape that a format holds, then writes it.
struct NetworkEncoder {
  private let network: ReLUNetwork
  private let format: NetworkFormat
  private let rounds: Bool
  private var remarks: [String] = []

  init(_ network: ReLUNetwork, _ format: NetworkFormat, rounds: Bool) {
    (self.network, self.format, self.rounds) = (network, format, rounds)
  }

  consuming func encoded() throws(FormatProblem) -> EncodedNetwork {
    try checkSize()
    switch format {
    case .json:
      return result(Array(network.json().utf8), "exact text", network, 0)
    case .onnx:
      let fit = try FloatFit(network, rounds: rounds)
      let bytes = OnnxWriter.bytes(of: fit.network, fit.width)
      return result(bytes, fit.width.rawValue, fit.network, fit.largestRounding)
    case .npz, .safetensors:
      let fit = try FloatFit(try alternating(), rounds: rounds)
      let bytes =
        format == .npz
        ? NpzWriter.bytes(of: fit.network, fit.width)
        : try SafetensorsWriter.bytes(of: fit.network, fit.width)
      return result(bytes, fit.width.rawValue, fit.network, fit.largestRounding)
    case .nnet:
      var rounding = NumberRounding(rounds: rounds, type: "finite decimal") {
        ExactDecimal.text($0) != nil
      }
      let rounded = try rounding.apply(to: try alternating())
      let ranges = try NnetRanges(network.box, inputs: network.inputDimension)
      let bytes = NnetWriter.bytes(of: rounded, ranges)
      return result(bytes, "exact decimals", rounded, rounding.largest)
    }
  }

  /// Refuses what would be too large to be read again.
  private func checkSize() throws(FormatProblem) {
    let parameters = network.layers.reduce(0) { $0 + $1.map.weights.count + $1.map.biases.count }
    guard parameters <= NetworkFile.parameterLimit else {
      throw FormatProblem.tooManyParameters(parameters)
    }
    let isNamed = format == .npz || format == .safetensors
    guard !isNamed || network.layers.count < SafetensorsHeader.tensorLimit / 2 else {
      throw FormatProblem(
        "the network has \(network.layers.count) layers; .\(format.rawValue) files of fewer than "
          + "\(SafetensorsHeader.tensorLimit / 2) are read")
    }
  }

  /// The network with ReLU after every layer but the last, the same function.
  private mutating func alternating() throws(FormatProblem) -> ReLUNetwork {
    let last = network.layers.count - 1
    let linear = network.layers.indices.filter {
      $0 < last && network.layers[$0].activation == .identity
    }
    let endsInReLU = network.layers[last].activation == .relu
    if linear.isEmpty && !endsInReLU { return network }
    if let first = linear.first {
      remarks.append(
        "layers[\(first)]\(linear.count > 1 ? " and others have" : " has") no ReLU and "
          + "\(linear.count > 1 ? "were" : "was") merged into the next layer.")
    }
    if endsInReLU { remarks.append("The identity follows the ReLU of layers[\(last)].") }
    let form = network.standardForm
    return try network.replacing(
      layers: form.hidden.map { Layer($0, .relu) } + [Layer(form.output, .identity)])
  }

  private consuming func result(
    _ bytes: [UInt8], _ numberKind: String, _ written: ReLUNetwork, _ rounding: Rational
  ) -> EncodedNetwork {
    let lost = lostAnnotations.map { "the \($0)" }
    if let last = lost.last {
      let list = (lost.count > 1 ? lost.dropLast().joined(separator: ", ") + " and " : "") + last
      remarks.append(".\(format.rawValue) files do not hold \(list).")
    }
    return EncodedNetwork(
      bytes: bytes, format: format, numberKind: numberKind, network: written,
      largestRounding: rounding, remarks: remarks)
  }

  /// What the network has beside its layers and the format does not hold.
  private var lostAnnotations: [String] {
    if format != .npz && format != .nnet { return [] }
    var lost: [String] = []
    if network.name != nil { lost.append("name") }
    if network.source != nil { lost.append("source") }
    if network.inputNames != nil { lost.append("input names") }
    if network.outputNames != nil { lost.append("output names") }
    if network.box != nil && format != .nnet { lost.append("box") }
    return lost
  }
}
