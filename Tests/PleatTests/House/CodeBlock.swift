import Foundation

/// A fenced code block of a Markdown file.
struct CodeBlock: Sendable, CustomStringConvertible {
  let path: String
  /// The line of the opening fence, from 1.
  let line: Int
  let language: String
  let lines: [String]

  var description: String { "\(path):\(line)" }

  /// All blocks of the README, the guides and the experiments' pages.
  static func all() throws -> [CodeBlock] {
    try SourceTree.files.filter { path in
      path == "README.md" || path.hasPrefix("Docs/") && path.hasSuffix(".md")
        || path.hasPrefix("Experiments/") && path.hasSuffix(".md")
    }.flatMap(blocks(of:))
  }

  static func all(_ language: String) throws -> [CodeBlock] {
    try all().filter { $0.language == language }
  }

  private static func blocks(of path: String) throws -> [CodeBlock] {
    var blocks: [CodeBlock] = []
    var open: (line: Int, language: String, lines: [String])?
    let lines = try SourceTree.text(path).split(separator: "\n", omittingEmptySubsequences: false)
    for (index, line) in lines.enumerated() {
      if line.hasPrefix("```") {
        if let block = open {
          blocks.append(
            CodeBlock(path: path, line: block.line, language: block.language, lines: block.lines))
          open = nil
        } else {
          open = (index + 1, String(line.dropFirst(3)), [])
        }
      } else {
        open?.lines.append(String(line))
      }
    }
    return blocks
  }
}

/// A command of a `console` block with the output that stands below it.
///
/// A line that begins with `$ ` is a command, one that begins with `> ` continues it, all others are
/// its output. In these, `…` stands for any text: seconds differ from run to run.
struct ConsoleExample {
  var command: String
  var output: [String] = []

  static func all(in block: CodeBlock) -> [ConsoleExample] {
    var examples: [ConsoleExample] = []
    for line in block.lines {
      if line.hasPrefix("$ ") {
        examples.append(ConsoleExample(command: String(line.dropFirst(2))))
      } else if examples.isEmpty {
        continue
      } else if line.hasPrefix("> "), examples[examples.count - 1].output.isEmpty {
        examples[examples.count - 1].command += "\n" + line.dropFirst(2)
      } else {
        examples[examples.count - 1].output.append(line)
      }
    }
    return examples
  }

  /// The first line that differs from what was expected, in words; nil when all agree.
  func difference(from printed: String) -> String? {
    var lines = printed.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    if lines.last == "" { lines.removeLast() }
    for index in 0..<max(lines.count, output.count) {
      let expected = index < output.count ? output[index] : nil
      let found = index < lines.count ? lines[index] : nil
      if let expected, let found, Self.matches(found, expected) { continue }
      return "expected \(expected ?? "no more lines"), found \(found ?? "no more lines")"
    }
    return nil
  }

  /// Whether a line is the expected one, where `…` may be any text.
  static func matches(_ line: String, _ expected: String) -> Bool {
    var parts = expected.components(separatedBy: "…")[...]
    guard let first = parts.popFirst(), line.hasPrefix(first) else { return false }
    guard let last = parts.popLast() else { return line == expected }
    var rest = line.dropFirst(first.count)
    for part in parts {
      guard let range = rest.range(of: part) else { return false }
      rest = rest[range.upperBound...]
    }
    return rest.hasSuffix(last)
  }
}
