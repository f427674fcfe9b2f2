/// The formats that networks are read from.
public enum NetworkFormat: String, Hashable, Sendable, CaseIterable {
  /// Our own JSON, exact text for every number.
  case json
  /// The text format of the ACAS Xu networks: decimals, with means and ranges.
  case nnet
  /// Arrays that numpy wrote, in a zip archive.
  case npz
  /// Tensors under their names behind a JSON header, as PyTorch users share them.
  case safetensors
  /// The exchange format of trained networks: a graph of operators.
  case onnx

  /// The format that a file's ending says.
  ///
  /// - Parameter path: the file's name.
  /// - Throws: `NetworkFileError` for an ending that is not known here, with what to do instead.
  /// - Returns: the format.
  public static func of(path: String) throws(NetworkFileError) -> NetworkFormat {
    do {
      return try NetworkFormat(ofFile: path)
    } catch {
      throw NetworkFileError(file: path, problem: error.text)
    }
  }

  init(ofFile path: String) throws(FormatProblem) {
    let ending = Self.ending(of: path)
    if let format = NetworkFormat(rawValue: ending) {
      self = format
    } else if let foreign = ForeignFile(ending: ending) {
      throw foreign.problem(file: path)
    } else {
      throw FormatProblem("the ending says no known format; networks end in \(Self.endings)")
    }
  }

  /// The format in which a file of this name is written.
  init(ofOutput path: String) throws(FormatProblem) {
    guard let format = NetworkFormat(rawValue: Self.ending(of: path)) else {
      throw FormatProblem("the ending says no format that is written; choose \(Self.endings)")
    }
    self = format
  }

  private static let endings = ".json, .nnet, .npz, .safetensors or .onnx"

  /// What follows the last point of a file's name, in lower case.
  private static func ending(of path: String) -> String {
    let name = path.split(separator: "/").last ?? ""
    return name.contains(".") ? (name.split(separator: ".").last ?? "").lowercased() : ""
  }
}
