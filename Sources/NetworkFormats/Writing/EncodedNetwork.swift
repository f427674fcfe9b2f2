public import ExactNumbers
public import ReLUNetworks

/// A network as the bytes of a file, with what became of it on the way.
public struct EncodedNetwork: Hashable, Sendable {
  /// The content of the file.
  public let bytes: [UInt8]
  /// The format of the bytes.
  public let format: NetworkFormat
  /// The network that a reader of the bytes gets, but for what ``remarks`` names.
  public let network: ReLUNetwork
  /// The largest change of a weight or bias; 0 where the bytes hold the network exactly.
  public let largestRounding: Rational
  /// What the format could not hold as it was, one sentence each.
  public let remarks: [String]

  /// Writes a network in a format.
  ///
  /// - Parameters:
  ///   - network: the network.
  ///   - format: the format.
  ///   - rounds: whether numbers that the format cannot hold are rounded to the nearest ones that
  ///     it can; otherwise they are an error.
  ///   - name: what messages call the file.
  /// - Throws: `NetworkFileError`, one sentence that names the first thing that the format cannot
  ///   hold.
  public init(
    _ network: ReLUNetwork, as format: NetworkFormat, rounds: Bool = false, name: String
  ) throws(NetworkFileError) {
    do {
      try self.init(writing: network, format, rounds: rounds)
    } catch {
      throw NetworkFileError(file: name, problem: error.text)
    }
  }

  private init(
    writing network: ReLUNetwork, _ format: NetworkFormat, rounds: Bool
  ) throws(FormatProblem) {
    switch format {
    case .json: self.init(network, format, Array(network.json().utf8))
    case .onnx:
      let bytes = try OnnxWriter.bytes(of: network, rounds: rounds)
      self.init(network, format, bytes)
    case .nnet, .npz, .safetensors:
      throw FormatProblem(".\(format.rawValue) files are not written yet")
    }
  }

  private init(
    _ network: ReLUNetwork, _ format: NetworkFormat, _ bytes: [UInt8],
    largestRounding: Rational = 0, remarks: [String] = []
  ) {
    self.network = network
    self.format = format
    self.bytes = bytes
    self.largestRounding = largestRounding
    self.remarks = remarks
  }
}
