import Foundation

/// Where a report goes: a file that appears under its name only when it is complete, or standard
/// output.
///
/// A file's text goes to a temporary file in the same folder; `commit()` gives it its name in one
/// step, so a reader sees the old file or the whole new one. Without `commit()` the temporary file
/// is removed and the old one stays. What is no regular file (`/dev/null`, a pipe) is written
/// directly. Text is gathered and written in blocks, so a list of any length streams through.
/// One thread writes.
public final class OutputFile {
  /// The name as the caller gave it, for messages.
  private let path: String
  /// The file behind the name: symbolic links are followed.
  private let target: String
  /// The temporary file, or `nil` where the target itself is written.
  private let temporaryPath: String?
  private let descriptor: Int32
  private var isOpen = true
  private var buffer: [UInt8] = []

  /// Bytes gathered before each write.
  private static let blockSize = 1 << 16

  /// Opens the temporary file.
  ///
  /// - Parameter path: the name that the file will have; its folder must exist.
  /// - Throws: `FileOutputError` where the folder takes no file.
  public init(path: String) throws(FileOutputError) {
    self.path = path
    switch Self.kind(of: path) {
    case .folder: throw FileOutputError(path: path, reason: "this is a folder")
    case .special:
      target = path
      temporaryPath = nil
      descriptor = open(path, O_WRONLY | O_CLOEXEC)
    case .regular:
      target = Self.resolved(path)
      let temporary = Self.temporaryPath(beside: target)
      temporaryPath = temporary
      descriptor = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o666)
    }
    if descriptor < 0 { throw FileOutputError(path: path, errorNumber: errno) }
  }

  private init(standardStream: Int32, name: String) {
    path = name
    target = name
    temporaryPath = nil
    descriptor = standardStream
  }

  /// Standard output, as a file to stream into.
  ///
  /// - Returns: a file whose `commit()` writes what is left.
  public static func standardOutput() -> OutputFile {
    OutputFile(standardStream: STDOUT_FILENO, name: "standard output")
  }

  /// Writes a whole file in one call.
  ///
  /// - Parameters:
  ///   - text: the file's text, written as UTF-8.
  ///   - path: the file's name.
  /// - Throws: `FileOutputError` where the file cannot be written; an old file then stays.
  public static func write(_ text: String, to path: String) throws(FileOutputError) {
    let file = try OutputFile(path: path)
    try file.write(text)
    try file.commit()
  }

  /// Adds text to the end of the file.
  ///
  /// - Parameter text: the text, written as UTF-8.
  /// - Throws: `FileOutputError` where there is no room left, or any other failure.
  /// - Precondition: the file is not complete yet.
  public func write(_ text: String) throws(FileOutputError) {
    try append(text.utf8)
  }

  /// Adds bytes to the end of the file.
  ///
  /// - Parameter bytes: the bytes.
  /// - Throws: `FileOutputError` where there is no room left, or any other failure.
  /// - Precondition: the file is not complete yet.
  public func write(_ bytes: [UInt8]) throws(FileOutputError) {
    try append(bytes)
  }

  private func append(_ bytes: some Sequence<UInt8>) throws(FileOutputError) {
    precondition(isOpen, "\(path) is already complete")
    buffer.append(contentsOf: bytes)
    if buffer.count >= Self.blockSize { try flush() }
  }

  /// Completes the file and gives it its name.
  ///
  /// - Parameter suffix: added to the name of a file that is usable but not all that was asked for,
  ///   so that nobody takes it for the whole; without effect on standard output and devices.
  /// - Throws: `FileOutputError` where the last bytes or the name could not be written; the old
  ///   file then stays.
  /// - Precondition: this is the file's first `commit()`.
  public func commit(suffix: String = "") throws(FileOutputError) {
    precondition(isOpen, "\(path) is already complete")
    try flush()
    isOpen = false
    if descriptor == STDOUT_FILENO { return }
    if close(descriptor) != 0 { throw FileOutputError(path: path, errorNumber: errno) }
    if let temporaryPath, rename(temporaryPath, target + suffix) != 0 {
      throw FileOutputError(path: path, errorNumber: errno)
    }
  }

  deinit {
    if isOpen && descriptor > STDERR_FILENO { close(descriptor) }
    // After a commit nothing has this name any more, and this does nothing.
    if let temporaryPath { unlink(temporaryPath) }
  }

  private func flush() throws(FileOutputError) {
    while !buffer.isEmpty {
      let count = Foundation.write(descriptor, buffer, buffer.count)
      if count < 0 {
        if errno == EINTR { continue }
        throw FileOutputError(path: path, errorNumber: errno)
      }
      if count == buffer.count {
        buffer.removeAll(keepingCapacity: true)
      } else {
        buffer.removeFirst(count)
      }
    }
  }
}

extension OutputFile {
  private enum Kind { case regular, folder, special }

  /// What stands under a name now; what doesn't exist will be a regular file.
  private static func kind(of path: String) -> Kind {
    var status = stat()
    guard stat(path, &status) == 0 else { return .regular }
    switch status.st_mode & S_IFMT {
    case S_IFREG: return .regular
    case S_IFDIR: return .folder
    default: return .special
    }
  }

  /// The path behind symbolic links, so that a rename replaces the file and not the link.
  private static func resolved(_ path: String) -> String {
    guard let real = realpath(path, nil) else { return path }
    defer { free(real) }
    return String(cString: real)
  }

  private static func temporaryPath(beside target: String) -> String {
    let nameStart = target.lastIndex(of: "/").map { target.index(after: $0) } ?? target.startIndex
    let name = target[nameStart...].prefix(50)
    let unique = "\(getpid())-\(UInt32.random(in: .min ... .max))"
    return "\(target[..<nameStart]).\(name).\(unique).tmp"
  }
}

/// Why a file could not be written, in one sentence.
public struct FileOutputError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The file's name as it was given.
  public let path: String
  /// What the system says, such as "No space left on device".
  public let reason: String

  /// Makes an error.
  ///
  /// - Parameters:
  ///   - path: the file's name as it was given.
  ///   - reason: what went wrong.
  public init(path: String, reason: String) {
    self.path = path
    self.reason = reason
  }

  init(path: String, errorNumber: Int32) {
    self.init(path: path, reason: String(cString: strerror(errorNumber)))
  }

  /// The sentence.
  public var description: String {
    let hint =
      reason == String(cString: strerror(ENOENT)) ? "; its folder must exist before" : ""
    return "cannot write \(path): \(reason)\(hint)"
  }
}
