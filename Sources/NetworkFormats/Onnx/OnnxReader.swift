internal import ExactNumbers
internal import ReLUNetworks

/// Reads ONNX: the nodes between the graph's input and its output become layers, exactly.
enum OnnxReader {
  static func read(
    _ bytes: [UInt8], _ options: NetworkReadingOptions
  ) throws(FormatProblem) -> NetworkFile {
    let model = try OnnxModel(bytes)
    let outputName = try model.output()
    var lowering = try OnnxLowering(model)
    for (index, message) in model.nodes.enumerated() {
      try lowering.lower(try OnnxNode(message, place: index + 1))
    }
    guard let output = try lowering.tensor(named: outputName) else {
      throw FormatProblem("no node gives the output \(onnxQuoted(outputName))")
    }
    let network = try MetadataAnnotations.network(
      try lowering.stages.layers(to: output), model.metadata)
    if !lowering.stages.carried.isEmpty {
      lowering.remark(
        "Shortcuts past a ReLU are carried by copies of the neurons where they start; those "
          + "add no regions.")
    }
    return NetworkFile(
      network: try options.weights.rounded(network), format: .onnx, remarks: lowering.remarks,
      weightKind: (lowering.weightTypes.isEmpty
        ? "no" : lowering.weightTypes.sorted().joined(separator: " and "))
        + " tensors" + options.weights.suffix)
  }
}
