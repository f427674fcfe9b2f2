import Foundation

/// Finds the files of `Experiments/`: the committed results and the networks of `data`.
///
/// They are looked for in the source tree that the program was built from, wherever the command
/// runs, and then in the clone that it runs in, for a program that was built elsewhere or whose
/// source tree is gone. They are no SwiftPM resources: a folder is copied into a bundle with its
/// code or not at all, single files lose their folder's name, and `Bundle.module` stops a program
/// that was installed without its bundle.
enum ExperimentFiles {
  /// The folder `Experiments` of the source tree, from the place of this very file.
  private static let sourceRoot = URL(fileURLWithPath: #filePath).deletingLastPathComponent().path

  /// The folder `Experiments` of the clone that the command runs in.
  static let currentRoot = "Experiments"

  /// Where a file is, if it is anywhere.
  ///
  /// - Parameter name: the file's path inside `Experiments`.
  /// - Returns: its full path.
  /// - Throws: `ExperimentError.missingFile(name:)`.
  static func path(of name: String) throws(ExperimentError) -> String {
    for root in [sourceRoot, currentRoot] {
      let path = "\(root)/\(name)"
      if FileManager.default.fileExists(atPath: path) { return path }
    }
    throw .missingFile(name: name)
  }

  /// The bytes of a file.
  ///
  /// - Parameter name: the file's path inside `Experiments`.
  /// - Returns: its bytes.
  /// - Throws: `ExperimentError.missingFile(name:)`.
  static func bytes(of name: String) throws(ExperimentError) -> [UInt8] {
    guard let data = FileManager.default.contents(atPath: try path(of: name)) else {
      throw .missingFile(name: name)
    }
    return [UInt8](data)
  }

  /// Whether a folder of this name exists.
  static func isFolder(_ path: String) -> Bool {
    var isFolder: ObjCBool = false
    let exists = FileManager.default.fileExists(atPath: path, isDirectory: &isFolder)
    return exists && isFolder.boolValue
  }

  /// Makes a folder, with the folders above it, unless it is there.
  static func createFolder(_ path: String) throws(ExperimentError) {
    do {
      try FileManager.default.createDirectory(
        atPath: path, withIntermediateDirectories: true)
    } catch {
      throw .cannotCreateFolder(path: path)
    }
  }
}
