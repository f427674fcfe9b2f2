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
    let name = path.split(separator: "/").last ?? ""
    let ending = name.contains(".") ? (name.split(separator: ".").last ?? "").lowercased() : ""
    if let format = NetworkFormat(rawValue: ending) {
      self = format
      return
    }
    switch ending {
    case "pt", "pth": throw FormatProblem(Self.recipe(for: String(name)))
    default:
      throw FormatProblem(
        "the ending says no known format; networks end in .json, .nnet, .npz, .safetensors or .onnx"
      )
    }
  }

  /// How to convert a pickled PyTorch file.
  private static func recipe(for name: String) -> String {
    let stem = name.split(separator: ".").dropLast().joined(separator: ".")
    return """
      PyTorch's pickles run code when they are read, so convert the file where you trust it:
        import torch, numpy; m = torch.load("\(name)", map_location="cpu", weights_only=False)
        numpy.savez("\(stem).npz", **{k: v.numpy() for k, v in \
        getattr(m, "state_dict", lambda: m)().items()})
      """
  }
}
