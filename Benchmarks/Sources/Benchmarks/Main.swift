import Foundation

/// Prints one row a workload; each runs in a process of its own, so that peak memory is its own.
///
/// `swift run -c release Benchmarks` runs all, `Benchmarks 3` the fourth alone.
@main
struct Main {
  static func main() throws {
    if let argument = CommandLine.arguments.dropFirst().first {
      guard let index = Int(argument), Workload.all.indices.contains(index) else {
        FileHandle.standardError.write(
          Data(
            "Benchmarks: give no argument, or a number from 0 to \(Workload.all.count - 1)\n".utf8))
        exit(64)
      }
      print(try Measurement(Workload.all[index]).row.joined(separator: " | "))
      return
    }
    let header =
      "workload | pieces | median of a count | pieces per second | peak memory | walk ÷ plain double\n"
    FileHandle.standardOutput.write(Data(header.utf8))
    for index in Workload.all.indices {
      let process = Process()
      process.executableURL = URL(filePath: CommandLine.arguments[0])
      process.arguments = ["\(index)"]
      try process.run()
      process.waitUntilExit()
    }
  }
}
