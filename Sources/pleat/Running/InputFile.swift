import Foundation

/// Reads small files that belong to a request.
enum InputFile {
  /// The most bytes that are read.
  private static let byteLimit = 1 << 28

  /// All bytes of a file; an error names it.
  static func bytes(of path: String) throws -> Data {
    do {
      let file = try FileHandle(forReadingFrom: URL(fileURLWithPath: path))
      let data = try file.read(upToCount: byteLimit + 1) ?? Data()
      guard data.count <= byteLimit else {
        throw RequestError("\(path): the file has more than \(byteLimit) bytes")
      }
      return data
    } catch let error as RequestError {
      throw error
    } catch {
      throw RequestError("\(path): the file cannot be read")
    }
  }
}
