import Foundation

/// Reads whole files, or standard input, into memory of bounded size.
enum FileBytes {
  private static let blockSize = 1 << 20

  /// All bytes of a file.
  ///
  /// - Parameters:
  ///   - path: the file's name; `nil` for standard input.
  ///   - limit: the most bytes that are read.
  /// - Throws: `FormatProblem` where the file cannot be opened or read, or is longer.
  /// - Returns: the bytes.
  static func read(_ path: String?, limit: Int) throws(FormatProblem) -> [UInt8] {
    guard let path else { return try readAll(STDIN_FILENO, limit: limit) }
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw failure("cannot be opened") }
    defer { close(descriptor) }
    return try readAll(descriptor, limit: limit)
  }

  private static func readAll(_ descriptor: Int32, limit: Int) throws(FormatProblem) -> [UInt8] {
    var bytes: [UInt8] = []
    var block = [UInt8](repeating: 0, count: blockSize)
    while true {
      let count = Foundation.read(descriptor, &block, blockSize)
      if count < 0 && errno == EINTR { continue }
      guard count >= 0 else { throw failure("cannot be read") }
      if count == 0 { return bytes }
      guard bytes.count + count <= limit else {
        throw FormatProblem("the file is longer than \(limit >> 20) MiB, more than is read")
      }
      bytes += block[..<count]
    }
  }

  private static func failure(_ what: String) -> FormatProblem {
    FormatProblem("the file \(what): \(String(cString: strerror(errno)))")
  }
}
