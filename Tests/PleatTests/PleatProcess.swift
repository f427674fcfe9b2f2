import Foundation
import Testing

/// What a run of the command left behind.
struct Outcome: Sendable {
  let status: Int32
  let output: String
  let errors: String

  var outputLines: [Substring] { output.split(whereSeparator: \.isNewline) }
  var errorLines: [Substring] { errors.split(whereSeparator: \.isNewline) }

  /// The output with the one figure that belongs to the run replaced.
  var outputWithoutSeconds: String {
    output.replacing(/"seconds": [0-9.e+-]+/, with: "\"seconds\": S")
  }
}

/// Runs the built executable in a folder of its own.
final class PleatProcess: Sendable {
  /// The folder in which the command runs; removed at the end.
  let folder: URL

  private static let executable = findExecutable()

  init() throws {
    folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("pleat-tests-\(UUID().uuidString)", isDirectory: true)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(at: folder) }

  /// Runs a command to its end.
  @discardableResult
  func run(_ arguments: String..., input: String = "") throws -> Outcome {
    try run(arguments, input: input)
  }

  /// Runs a command to its end.
  @discardableResult
  func run(_ arguments: [String], input: String = "") throws -> Outcome {
    let executable = try #require(Self.executable, "the executable pleat is not beside the tests")
    return try start(executable, arguments, input: input).finish()
  }

  /// Starts a command and leaves it running.
  func start(_ arguments: String...) throws -> RunningPleat {
    let executable = try #require(Self.executable, "the executable pleat is not beside the tests")
    return try start(executable, arguments, input: "")
  }

  /// Runs a line of shell in which `pleat` is the executable.
  func shell(_ line: String) throws -> Outcome {
    let executable = try #require(Self.executable, "the executable pleat is not beside the tests")
    let function = "pleat() { '\(executable.path)' \"$@\"; }; "
    return try start(URL(fileURLWithPath: "/bin/sh"), ["-c", function + line], input: "").finish()
  }

  func write(_ text: String, to name: String) throws {
    try Data(text.utf8).write(to: folder.appendingPathComponent(name))
  }

  func text(of name: String) throws -> String {
    String(decoding: try Data(contentsOf: folder.appendingPathComponent(name)), as: UTF8.self)
  }

  /// The names of all files in the folder but those of the streams.
  func files() throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: folder.path)
      .filter { !$0.hasPrefix("stream-") }.sorted()
  }

  private func start(
    _ executable: URL, _ arguments: [String], input: String
  ) throws -> RunningPleat {
    let process = Process()
    process.executableURL = executable
    process.arguments = arguments
    process.currentDirectoryURL = folder
    let streams = try (0..<3).map { _ in try stream() }
    try Data(input.utf8).write(to: streams[0])
    process.standardInput = try FileHandle(forReadingFrom: streams[0])
    process.standardOutput = try FileHandle(forWritingTo: streams[1])
    process.standardError = try FileHandle(forWritingTo: streams[2])
    try process.run()
    return RunningPleat(process: process, output: streams[1], errors: streams[2])
  }

  private func stream() throws -> URL {
    let url = folder.appendingPathComponent("stream-\(UUID().uuidString)")
    try Data().write(to: url)
    return url
  }

  /// The executable beside the test bundle, wherever the test runner put both.
  private static func findExecutable() -> URL? {
    var folders = [Bundle.main.bundleURL, Bundle.main.executableURL?.deletingLastPathComponent()]
    folders += Bundle.allBundles.map(\.bundleURL)
    for folder in folders.compactMap({ $0 }) {
      for candidate in [folder, folder.deletingLastPathComponent()] {
        let executable = candidate.appendingPathComponent("pleat")
        if FileManager.default.isExecutableFile(atPath: executable.path) { return executable }
      }
    }
    return nil
  }
}

/// A command under way.
struct RunningPleat {
  let process: Process
  fileprivate let output: URL
  fileprivate let errors: URL

  fileprivate init(process: Process, output: URL, errors: URL) {
    self.process = process
    self.output = output
    self.errors = errors
  }

  /// Waits for the end, at most a minute, then ends it.
  func finish() throws -> Outcome {
    let end = ContinuousClock.now + .seconds(60)
    while process.isRunning && ContinuousClock.now < end {
      Thread.sleep(forTimeInterval: 0.003)
    }
    if process.isRunning { kill(process.processIdentifier, SIGKILL) }
    process.waitUntilExit()
    return Outcome(
      status: process.terminationStatus, output: try Self.text(output),
      errors: try Self.text(errors))
  }

  /// Waits until the command has said something on standard error, at most ten seconds.
  func waitForProgress() throws -> Bool {
    for _ in 0..<500 {
      if try !Self.text(errors).isEmpty { return true }
      Thread.sleep(forTimeInterval: 0.02)
    }
    return false
  }

  private static func text(_ url: URL) throws -> String {
    String(decoding: try Data(contentsOf: url), as: UTF8.self)
  }
}
