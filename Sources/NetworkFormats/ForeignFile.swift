/// Files of networks that are not read here, each with the recipe that turns it into one that is.
enum ForeignFile: Hashable {
  /// A pickle, as PyTorch and joblib save it: reading one runs the code in it.
  case pickle
  /// The HDF5 files and archives of Keras.
  case keras

  /// What a file's ending says, in lower case.
  init?(ending: String) {
    switch ending {
    case "pt", "pth", "ckpt", "pkl", "pickle": self = .pickle
    case "keras", "h5", "hdf5": self = .keras
    default: return nil
    }
  }

  /// What a file's content says.
  init?(content: [UInt8]) {
    if content.starts(with: [0x89] + "HDF\r\n".utf8) {
      self = .keras
      return
    }
    // PROTO and its version begin every pickle since version 2, and a STOP ends it.
    if content.count > 2, content[0] == 0x80, 2...5 ~= content[1] {
      self = .pickle
      return
    }
    guard let names = try? ZipArchive(content).members.map(\.name) else { return nil }
    if names.contains(where: { $0 == "data.pkl" || $0.hasSuffix("/data.pkl") }) {
      self = .pickle
    } else if names.contains("model.weights.h5") {
      self = .keras
    } else {
      return nil
    }
  }

  /// Why the file is not read, with the lines of Python that convert it.
  func problem(file path: String) -> FormatProblem {
    switch self {
    case .pickle:
      let (name, stem) = names(path, otherwise: "net.pt")
      return FormatProblem(
        """
        pickles such as PyTorch's run code when they are read, so convert the file where you trust it:
          import torch; from safetensors.torch import save_file
          m = torch.load("\(name)", map_location="cpu", weights_only=False); save_file({k: \
        v.contiguous() for k, v in getattr(m, "state_dict", lambda: m)().items()}, \
        "\(stem).safetensors")
        """)
    case .keras:
      let (name, stem) = names(path, otherwise: "net.keras")
      return FormatProblem(
        """
        the files of Keras are not read; if its layers are dense with ReLU between them, convert it:
          import keras, numpy; m = keras.saving.load_model("\(name)", compile=False)
          numpy.savez("\(stem).npz", *[w.T for w in m.get_weights()])
        """)
    }
  }

  /// A file's name and the same without its ending, if its ending is one that the recipe's program
  /// knows and it is safe to paste into a program.
  private func names(_ path: String, otherwise: String) -> (name: String, stem: String) {
    let given = path.split(separator: "/").last.map(String.init) ?? ""
    let isPlain = given.utf8.allSatisfy { byte in
      UInt8(ascii: "a")...UInt8(ascii: "z") ~= byte | 0x20 || byte &- 0x30 < 10
        || "._-+= ".utf8.contains(byte)
    }
    let ending = given.split(separator: ".").last?.lowercased() ?? ""
    let name = isPlain && ForeignFile(ending: ending) == self ? given : otherwise
    return (name, name.split(separator: ".").dropLast().joined(separator: "."))
  }
}
