internal import ReLUNetworks

/// Reads our JSON.
enum JSONNetworkReader {
  static func read(
    _ bytes: [UInt8], _ options: NetworkReadingOptions
  ) throws(FormatProblem) -> NetworkFile {
    do {
      let network = try ReLUNetwork(json: bytes)
      let parameters = network.layers.reduce(0) { $0 + $1.map.weights.count + $1.map.biases.count }
      guard parameters <= NetworkFile.parameterLimit else {
        throw FormatProblem.tooManyParameters(parameters)
      }
      return NetworkFile(
        network: try options.weights.rounded(network), format: .json, remarks: [],
        weightKind: "exact text and JSON numbers" + options.weights.suffix)
    } catch let problem as FormatProblem {
      throw problem
    } catch {
      throw FormatProblem("\(error)")
    }
  }
}
