public import ReLUNetworks

/// A network as it was read from a file, with what was inferred on the way.
///
/// Every format is read exactly: a stored float is the binary fraction that it is, a decimal is the
/// fraction that it spells. Hostile files cost bounded time and memory and end in a sentence.
public struct NetworkFile: Hashable, Sendable {
  /// The network.
  public let network: ReLUNetwork
  /// The format that the file was read in.
  public let format: NetworkFormat
  /// What was inferred and what the reader should know, one sentence each.
  public let remarks: [String]
  /// What the file's numbers are, such as "float32 arrays" or "decimal text, rounded to float32".
  public let weightKind: String

  /// The most weights and biases that a file may have.
  public static let parameterLimit = 10_000_000
  /// The most bytes that a file may have.
  public static let byteLimit = 1 << 30

  /// Reads a network file; its ending says which format it has.
  ///
  /// - Parameters:
  ///   - path: the file's name, or `-` for our JSON on standard input.
  ///   - options: how decimals are read.
  /// - Throws: `NetworkFileError`, one sentence that names the file and the place.
  public init(
    path: String, options: NetworkReadingOptions = NetworkReadingOptions()
  ) throws(NetworkFileError) {
    let name = path == "-" ? "standard input" : path
    do {
      let format = path == "-" ? NetworkFormat.json : try NetworkFormat(ofFile: path)
      let bytes = try FileBytes.read(path == "-" ? nil : path, limit: Self.byteLimit)
      try self.init(reading: bytes, named: name, format: format, options: options)
    } catch {
      throw NetworkFileError(file: name, problem: error.text)
    }
  }

  /// Reads a network from bytes in memory.
  ///
  /// - Parameters:
  ///   - bytes: the whole content of a file.
  ///   - format: its format.
  ///   - name: what messages call it.
  ///   - options: how decimals are read.
  /// - Throws: `NetworkFileError`, one sentence that names the file and the place.
  public init(
    bytes: [UInt8], format: NetworkFormat, name: String,
    options: NetworkReadingOptions = NetworkReadingOptions()
  ) throws(NetworkFileError) {
    do {
      try self.init(reading: bytes, named: name, format: format, options: options)
    } catch {
      throw NetworkFileError(file: name, problem: error.text)
    }
  }

  private init(
    reading bytes: [UInt8], named name: String, format: NetworkFormat,
    options: NetworkReadingOptions
  ) throws(FormatProblem) {
    if options.normalization == .fold && format != .nnet {
      throw FormatProblem(
        "only .nnet files carry the means and ranges that fold needs; read this one without it")
    }
    do {
      self = try Self.read(bytes, format, options)
    } catch {
      // Only what is no file of its format can be one of another, whatever its ending says.
      throw ForeignFile(content: bytes)?.problem(file: name) ?? error
    }
  }

  private static func read(
    _ bytes: [UInt8], _ format: NetworkFormat, _ options: NetworkReadingOptions
  ) throws(FormatProblem) -> NetworkFile {
    switch format {
    case .json: return try JSONNetworkReader.read(bytes, options)
    case .nnet:
      var reader = NnetReader(bytes, options)
      return try reader.read()
    case .npz: return try NpzReader.read(bytes, options)
    case .safetensors: return try SafetensorsReader.read(bytes, options)
    case .onnx: return try OnnxReader.read(bytes, options)
    }
  }

  init(network: ReLUNetwork, format: NetworkFormat, remarks: [String], weightKind: String) {
    self.network = network
    self.format = format
    self.remarks = remarks
    self.weightKind = weightKind
  }
}
