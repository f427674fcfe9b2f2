import Foundation

/// The files of this clone, found from the place of this one.
enum SourceTree {
  static let root = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

  /// All files but those that are built, fetched or Git's own, as paths relative to the root.
  static let files: [String] = list("").sorted()

  /// The Swift files of some folders.
  static func swiftFiles(in folders: String...) -> [String] {
    files.filter { path in
      path.hasSuffix(".swift") && folders.contains { path.hasPrefix("\($0)/") }
    }
  }

  static func text(_ path: String) throws -> String {
    String(decoding: try Data(contentsOf: root.appendingPathComponent(path)), as: UTF8.self)
  }

  private static func list(_ folder: String) -> [String] {
    let names =
      (try? FileManager.default.contentsOfDirectory(
        atPath: root.appendingPathComponent(folder).path)) ?? []
    return names.flatMap { name -> [String] in
      if name == ".git" || name == ".swiftpm" || name == "Package.resolved" { return [] }
      if name.hasPrefix(".build") { return [] }
      let path = folder.isEmpty ? name : "\(folder)/\(name)"
      var isFolder: ObjCBool = false
      _ = FileManager.default.fileExists(
        atPath: root.appendingPathComponent(path).path, isDirectory: &isFolder)
      return isFolder.boolValue ? list(path) : [path]
    }
  }
}

/// A Swift file without its comments and without the contents of its string literals.
struct SwiftCode {
  let lines: [String]

  init(_ text: String) {
    var isInText = false
    var depth = 0
    lines = text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
      // The inside of a multiline literal is no code; its first and last line hold none either.
      let quotes = line.components(separatedBy: "\"\"\"").count - 1
      defer { if quotes % 2 == 1 { isInText.toggle() } }
      return isInText || quotes > 0 ? "" : Self.code(of: line, &depth)
    }
  }

  /// One line's code; `depth` counts the block comments that are open.
  private static func code(of line: Substring, _ depth: inout Int) -> String {
    var code = ""
    var isInString = false
    var rest = line
    while let character = rest.first {
      if !isInString, rest.hasPrefix("/*") {
        depth += 1
        rest = rest.dropFirst(2)
      } else if depth > 0, rest.hasPrefix("*/") {
        depth -= 1
        rest = rest.dropFirst(2)
      } else if depth == 0, !isInString, rest.hasPrefix("//") {
        break
      } else if isInString, character == "\\" {
        rest = rest.dropFirst(2)
      } else {
        if depth == 0, character == "\"" { isInString.toggle() }
        if depth == 0, !isInString { code.append(character) }
        rest = rest.dropFirst()
      }
    }
    return code
  }

  /// Whether a word occurs, with no letter, digit or underscore beside it.
  func contains(word: String) -> Bool {
    lines.contains { line in
      line.ranges(of: word).contains { range in
        let beside = [line[..<range.lowerBound].last, line[range.upperBound...].first]
        return !beside.compactMap { $0 }.contains { $0.isLetter || $0.isNumber || $0 == "_" }
      }
    }
  }

  /// Whether a text occurs.
  func contains(_ text: String) -> Bool { lines.contains { $0.contains(text) } }

  /// The modules imported.
  var imports: [String] {
    lines.compactMap { line in
      let words = line.split(separator: " ").drop { $0.hasPrefix("@") }
      let access = ["public", "package", "internal", "fileprivate", "private"]
      let rest = words.drop { access.contains(String($0)) }
      guard rest.first == "import", let module = rest.last else { return nil }
      return String(module.prefix { $0 != "." })
    }
  }
}
