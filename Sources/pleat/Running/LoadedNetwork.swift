import Foundation
import ReLUNetworks

/// A network with what is known of the file it came from.
struct LoadedNetwork {
  /// The path as it was given.
  let path: String
  let network: ReLUNetwork
  let format: String
  /// What kind of numbers the weights were.
  let weightKind: String
  /// What was inferred, in sentences.
  let remarks: [String]

  /// Names the network in a sentence.
  var label: String { path == "-" ? "the network on standard input" : path }
}

extension ReadingOptions {
  /// Reads a network from a file, or from standard input where the path is "-".
  func read(_ path: String) throws -> LoadedNetwork {
    let data =
      path == "-"
      ? FileHandle.standardInput.readDataToEndOfFile()
      : try Data(contentsOf: URL(fileURLWithPath: path))
    do {
      return LoadedNetwork(
        path: path, network: try ReLUNetwork(json: Array(data)), format: "json",
        weightKind: "exact text", remarks: [])
    } catch {
      throw RequestError("\(path): \(error)")
    }
  }
}
