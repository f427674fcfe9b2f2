import Foundation
import Testing

@testable import Reporting

@Suite("Files that appear when complete")
struct OutputFileTests {
  private func withFolder(_ body: (URL) throws -> Void) throws {
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("reporting-\(UInt64.random(in: 0 ... .max))")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    try body(folder)
  }

  private func names(in folder: URL) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
  }

  @Test func aFileHasItsNameOnlyAfterCommit() throws {
    try withFolder { folder in
      let path = folder.appendingPathComponent("out.csv").path
      let file = try OutputFile(path: path)
      let writer = try CSVWriter(columns: ["n"], to: file)
      for n in 0..<100_000 { try writer.append([String(n)]) }
      #expect(!FileManager.default.fileExists(atPath: path))
      try file.commit()
      #expect(try names(in: folder) == ["out.csv"])
      let text = try String(contentsOfFile: path, encoding: .utf8)
      #expect(text == "n\r\n" + (0..<100_000).map { "\($0)\r\n" }.joined())
    }
  }

  @Test func withoutCommitTheOldFileStays() throws {
    try withFolder { folder in
      let path = folder.appendingPathComponent("out.txt").path
      try OutputFile.write("old", to: path)
      do {
        let file = try OutputFile(path: path)
        try file.write("new")
      }
      #expect(try String(contentsOfFile: path, encoding: .utf8) == "old")
      #expect(try names(in: folder) == ["out.txt"])
      try OutputFile.write("newer", to: path)
      #expect(try String(contentsOfFile: path, encoding: .utf8) == "newer")
    }
  }

  @Test func aLinkStaysALink() throws {
    try withFolder { folder in
      let real = folder.appendingPathComponent("real.txt").path
      let link = folder.appendingPathComponent("link.txt").path
      try OutputFile.write("1", to: real)
      try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: real)
      try OutputFile.write("2", to: link)
      #expect(try String(contentsOfFile: real, encoding: .utf8) == "2")
      #expect(try FileManager.default.destinationOfSymbolicLink(atPath: link) == real)
    }
  }

  @Test func failuresAreOneSentence() throws {
    try withFolder { folder in
      let missing = folder.appendingPathComponent("no/such/out.txt").path
      let error = #expect(throws: FileOutputError.self) {
        try OutputFile.write("x", to: missing)
      }
      #expect(
        error?.description
          == "cannot write \(missing): No such file or directory; its folder must exist before")
      let folderError = #expect(throws: FileOutputError.self) {
        try OutputFile.write("x", to: folder.path)
      }
      #expect(folderError?.description == "cannot write \(folder.path): this is a folder")
    }
  }

  @Test func devicesAreWrittenDirectly() throws {
    try OutputFile.write("x", to: "/dev/null")
    #expect(try names(in: URL(fileURLWithPath: "/dev")).contains("null"))
  }
}
