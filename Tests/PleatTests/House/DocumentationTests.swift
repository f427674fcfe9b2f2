import Foundation
import Testing

@Suite("The documentation")
struct DocumentationTests {
  @Test("prints what the command prints")
  func consoleBlocks() throws {
    let blocks = try CodeBlock.all("console")
    #expect(blocks.count >= 5)
    for block in blocks {
      let pleat = try Self.process()
      let examples = ConsoleExample.all(in: block)
      #expect(!examples.isEmpty, "\(block) has no command")
      for example in examples {
        let outcome = try pleat.shell(example.command)
        let problem = example.difference(from: outcome.output + outcome.errors)
        #expect(problem == nil, "\(block): \(example.command)")
      }
    }
  }

  @Test("names commands that work")
  func shellBlocks() throws {
    let slow = ["pleat reproduce", "pleat draw"]
    for block in try CodeBlock.all("sh") + CodeBlock.all("") {
      let pleat = try Self.process()
      for line in block.lines where line.hasPrefix("pleat ") {
        if slow.contains(where: { line.hasPrefix($0) }) { continue }
        let outcome = try pleat.shell(line)
        #expect(outcome.status == 0, "\(block): \(line): \(outcome.errors)")
      }
    }
  }

  /// The command in a folder of its own that shows the clone's examples.
  private static func process() throws -> PleatProcess {
    let pleat = try PleatProcess()
    for name in ["Benchmarks", "Docs", "Experiments"] {
      try FileManager.default.createSymbolicLink(
        at: pleat.folder.appendingPathComponent(name),
        withDestinationURL: SourceTree.root.appendingPathComponent(name))
    }
    return pleat
  }

  @Test("shows Swift that compiles and prints what its comments say")
  func swiftBlocks() throws {
    var sources = try Self.exampleSources()
    for block in try CodeBlock.all("swift") {
      let body = block.lines.drop { $0.hasPrefix("import ") || $0.isEmpty }
      let twin = sources.firstIndex { $0.path == block.path && $0.lines == Array(body) }
      let index = try #require(twin, "\(block) has no twin in DocumentationExamples.swift")
      let source = sources.remove(at: index)
      var printed: [String] = []
      try source.run { items in
        printed.append(items.map { "\($0)" }.joined(separator: " "))
      }
      let expected = Self.printedComments(source.lines)
      #expect(Array(printed.prefix(expected.count)) == expected, "\(block)")
      #expect(!expected.isEmpty, "\(block)")
    }
    #expect(sources.isEmpty, "examples without a page")
  }

  private typealias Source = (
    path: String, lines: [String], run: (DocumentationExamples.Print) throws -> Void
  )

  /// The bodies in DocumentationExamples.swift, without their indentation, beside their functions.
  private static func exampleSources() throws -> [Source] {
    let text = try SourceTree.text("Tests/PleatTests/House/DocumentationExamples.swift")
    let bodies = text.components(separatedBy: "    // Begin ").dropFirst()
    try #require(bodies.count == DocumentationExamples.all.count)
    return zip(bodies, DocumentationExamples.all).map { body, run in
      let lines = body.components(separatedBy: "\n    // End")[0].components(separatedBy: "\n")
      let code = lines.dropFirst().map { String($0.dropFirst(4)) }
      return (lines[0], code, run)
    }
  }

  /// What the comments say is printed: `// Prints "8"`, or `// 8` behind a call of `print`.
  private static func printedComments(_ lines: [String]) -> [String] {
    lines.compactMap { line in
      guard let range = line.range(of: "// ") else { return nil }
      let comment = String(line[range.upperBound...])
      if comment.hasPrefix("Prints \"") { return String(comment.dropFirst(8).dropLast()) }
      return line.hasPrefix("print(") ? comment : nil
    }
  }

  @Test("uses only languages that are checked")
  func languages() throws {
    for block in try CodeBlock.all() {
      let isKnown = ["", "console", "sh", "swift", "json", "python", "text"].contains(
        block.language)
      #expect(isKnown, "\(block) is marked \(block.language)")
    }
  }

  @Test("has links that lead somewhere")
  func links() throws {
    for path in SourceTree.files where path.hasSuffix(".md") {
      let folder = SourceTree.root.appendingPathComponent(path).deletingLastPathComponent()
      for match in try SourceTree.text(path).matches(of: /\]\(([^)#\s]+)[^)]*\)/) {
        if match.1.contains("://") { continue }
        let target = folder.appendingPathComponent(String(match.1)).path
        let exists = FileManager.default.fileExists(atPath: target)
        #expect(exists, "\(path) links \(match.1)")
      }
    }
  }

  @Test("has a test command that .ci/run runs to the letter")
  func testCommand() throws {
    let commands = try CodeBlock.all("sh").filter { $0.path == "README.md" }
      .flatMap(\.lines).filter { $0.contains("swift test") }
    let command = try #require(commands.first)
    #expect(commands.count == 1)
    let lines = try SourceTree.text(".ci/run").split(separator: "\n").map(String.init)
    #expect(lines.contains(command))
  }

  @Test("shows networks that are read")
  func jsonBlocks() throws {
    let pleat = try PleatProcess()
    let networks = try CodeBlock.all("json").filter { $0.lines.joined().contains("relu-network") }
    #expect(!networks.isEmpty)
    for block in networks {
      let outcome = try pleat.run(["info", "-"], input: block.lines.joined(separator: "\n"))
      #expect(outcome.status == 0, "\(block): \(outcome.errors)")
    }
  }

  @Test("lists every command in the README")
  func commands() throws {
    let help = try PleatProcess().run("--help").outputLines
    let from = try #require(help.firstIndex { $0.hasPrefix("SUBCOMMANDS") })
    let names = help[(from + 1)...].prefix { $0.hasPrefix("  ") }
      .filter { !$0.hasPrefix("   ") }.compactMap { $0.split(separator: " ").first }
      .filter { $0 != "help" && $0 != "See" }
    let listed = try SourceTree.text("README.md").matches(of: /\n\| `pleat (\w+)` \|/).map(\.1)
    #expect(names == listed)
  }

  @Test(
    "is understood by the reader of examples",
    arguments: [
      ("seconds  0.1", "seconds  …", true), ("pieces 8", "pieces 8", true),
      ("pieces 80", "pieces 8", false), ("1…2 (3 digits)", "1…2 (3 digits)", true),
      ("123 (3 digits)", "1…3 (3 digits)", true), ("12", "1…3", false), ("a b c", "a…b…c", true),
      ("a c", "a…b…c", false),
    ])
  func elision(line: String, expected: String, isMatch: Bool) {
    #expect(ConsoleExample.matches(line, expected) == isMatch)
  }
}
