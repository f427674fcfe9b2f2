public import ExactNumbers
public import ReLUNetworks

/// A network as the bytes of a file, with what became of it on the way.
///
/// JSON holds every network as it is. The other formats hold what follows.
/// - `.npz`: numbers that float32 or float64 holds, hidden layers with ReLU and a last one without;
///   names and the box are lost.
/// - `.safetensors`: the same, but names and the box are kept as metadata.
/// - `.nnet`: finite decimals, layers likewise, and the box; names are lost.
/// - `.onnx`: numbers that float32 or float64 holds, any layers, names and the box as metadata.
///
/// Where layers have to have ReLU between them, a layer without it is merged into the next one and
/// a last ReLU is followed by the identity, which changes neither the function nor its regions.
public struct EncodedNetwork: Hashable, Sendable {
  /// The content of the file.
  public let bytes: [UInt8]
  /// The format of the bytes.
  public let format: NetworkFormat
  /// What the numbers in the bytes are, such as "float32" or "exact decimals".
  public let numberKind: String
  /// The network whose layers a reader of the bytes gets; ``remarks`` says what else it had.
  public let network: ReLUNetwork
  /// The largest change of a number; 0 where the bytes hold the network exactly.
  public let largestRounding: Rational
  /// What the format could not hold as it was, one sentence each.
  public let remarks: [String]

  /// Writes a network in a format.
  ///
  /// - Parameters:
  ///   - network: the network.
  ///   - format: the format.
  ///   - rounds: whether numbers that the format cannot hold are rounded to the nearest float64;
  ///     otherwise they are an error.
  ///   - name: what messages call the file.
  /// - Throws: `NetworkFileError`, one sentence that names the first thing that the format cannot
  ///   hold.
  public init(
    _ network: ReLUNetwork, as format: NetworkFormat, rounds: Bool = false, name: String
  ) throws(NetworkFileError) {
    do {
      self = try NetworkEncoder(network, format, rounds: rounds).encoded()
    } catch {
      throw NetworkFileError(file: name, problem: error.text)
    }
  }

  /// Writes a network in the format that a file's ending says.
  ///
  /// - Parameters:
  ///   - network: the network.
  ///   - path: the file's name; the file itself is not touched.
  ///   - rounds: whether numbers that the format cannot hold are rounded to the nearest float64.
  /// - Throws: `NetworkFileError` for an unknown ending, and for what the format cannot hold.
  public init(
    _ network: ReLUNetwork, forFile path: String, rounds: Bool = false
  ) throws(NetworkFileError) {
    let format: NetworkFormat
    do {
      format = try NetworkFormat(ofOutput: path)
    } catch {
      throw NetworkFileError(file: path, problem: error.text)
    }
    try self.init(network, as: format, rounds: rounds, name: path)
  }

  init(
    bytes: [UInt8], format: NetworkFormat, numberKind: String, network: ReLUNetwork,
    largestRounding: Rational, remarks: [String]
  ) {
    self.bytes = bytes
    self.format = format
    self.numberKind = numberKind
    self.network = network
    self.largestRounding = largestRounding
    self.remarks = remarks
  }
}
