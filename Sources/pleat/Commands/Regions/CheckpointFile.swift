import Foundation
import LinearRegions
import Reporting
import Synchronization

/// The file in which a long count is saved.
final class CheckpointFile: Sendable {
  let path: String
  private let isQuiet: Bool
  private let hasFailed = Mutex(false)

  /// A file that may not be there yet.
  ///
  /// - Parameters:
  ///   - path: its name.
  ///   - run: how much is said on the way.
  /// - Throws: an error where the folder takes no file, before any work is done.
  init(path: String, run: RunOptions) throws {
    self.path = path
    isQuiet = run.quiet
    _ = try OutputFile(path: path)
  }

  /// What was saved; nil where there is no file.
  func read() throws -> RegionCheckpoint? {
    guard FileManager.default.fileExists(atPath: path) else { return nil }
    let bytes = try InputFile.bytes(of: path)
    do {
      return try JSONDecoder().decode(RegionCheckpoint.self, from: bytes)
    } catch {
      throw RequestError("\(path): this is no checkpoint of a count; choose another file")
    }
  }

  /// Saves a place in one step: whoever reads the file sees the old place or the new one.
  @Sendable
  func write(_ checkpoint: RegionCheckpoint) {
    do {
      let encoder = JSONEncoder()
      encoder.outputFormatting = [.sortedKeys]
      let text = String(decoding: try encoder.encode(checkpoint), as: UTF8.self)
      try OutputFile.write(text + "\n", to: path)
      hasFailed.withLock { $0 = false }
    } catch {
      let isNew = hasFailed.withLock { failed in
        defer { failed = true }
        return !failed
      }
      if isNew && !isQuiet {
        StandardError.write("pleat: \(error); the count goes on and will try again\n")
      }
    }
  }
}
