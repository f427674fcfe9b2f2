import Foundation
import Testing

@Suite("The house")
struct HouseTests {
  /// One row of the table of rooms in Docs/architecture.md.
  private struct Room {
    let name: String
    let imports: Set<String>
    let system: Set<String>
  }

  /// Modules of mathematics: nothing in them depends on a locale, a file or libm.
  private static let mathematics: Set = [
    "ExactNumbers", "PiecewiseLinear", "ReLUNetworks", "LinearPieces", "HyperplaneArrangements",
    "ExpressivityBounds", "Constructions",
  ]

  private static func rooms() throws -> [Room] {
    try SourceTree.text("Docs/architecture.md").split(separator: "\n").compactMap { line in
      let cells = line.split(separator: "|", omittingEmptySubsequences: false)
      guard cells.count == 6, let name = names(cells[1]).first else { return nil }
      return Room(name: name, imports: Set(names(cells[3])), system: Set(names(cells[4])))
    }
  }

  /// What stands between backquotes.
  private static func names(_ cell: Substring) -> [String] {
    cell.split(separator: "`", omittingEmptySubsequences: false).enumerated()
      .filter { $0.offset % 2 == 1 }.map { String($0.element) }
  }

  private static func folder(of room: String) -> String {
    room == "Experiments" ? room : "Sources/\(room)"
  }

  @Test("has a row in architecture.md for each target, and every import is in it")
  func imports() throws {
    let rooms = try Self.rooms()
    let targets = try FileManager.default.contentsOfDirectory(
      atPath: SourceTree.root.appendingPathComponent("Sources").path)
    let expected = Set(targets + ["Experiments"]).subtracting(["CGMP", "CKernels", "CZlib"])
    #expect(Set(rooms.map(\.name)) == expected)
    for room in rooms {
      let paths = SourceTree.swiftFiles(in: Self.folder(of: room.name))
      #expect(!paths.isEmpty, "\(room.name) has no files")
      for path in paths {
        let imports = SwiftCode(try SourceTree.text(path)).imports
        let foreign = Set(imports).subtracting(room.imports.union(room.system))
        #expect(foreign.isEmpty, "\(path) imports \(foreign.sorted()), against architecture.md")
      }
    }
  }

  @Test("has arrows in one direction, and the ones that were left out on purpose are missing")
  func arrows() throws {
    var known: Set<String> = []
    for room in try Self.rooms() {
      #expect(room.imports.isSubset(of: known), "\(room.name) imports a later row")
      known.insert(room.name)
      if Self.mathematics.contains(room.name) {
        #expect(!room.system.contains("Foundation"), "\(room.name) is mathematics")
      }
      if ["Constructions", "ExpressivityBounds", "Reporting"].contains(room.name) {
        #expect(!room.imports.contains("LinearPieces"))
      }
      #expect(!room.system.contains("CGMP") || room.name == "ExactNumbers")
      #expect(
        !room.system.contains("CKernels")
          || ["ExactNumbers", "HyperplaneArrangements", "LinearRegions"].contains(room.name))
      #expect(!room.system.contains("CZlib") || room.name == "NetworkFormats")
    }
  }

  @Test("has the arrows of Package.swift")
  func manifest() throws {
    let manifest = try SourceTree.text("Package.swift")
    var rooms = try Self.rooms()
    for match in manifest.matches(of: /\n +library\(\s*"(\w+)",\s*\[([^\]]*)\]\)/) {
      let dependencies = match.2.matches(of: /"(\w+)"/).map { String($0.1) }
      let index = try #require(rooms.firstIndex { $0.name == match.1 }, "\(match.1) has no row")
      let room = rooms.remove(at: index)
      let system = room.system.intersection(["CGMP", "CKernels", "CZlib"])
      #expect(Set(dependencies) == room.imports.union(system), "\(room.name)")
    }
    #expect(rooms.map(\.name) == ["Experiments", "pleat"])
  }

  @Test("has the same arrows in the README")
  func readme() throws {
    let rows = try SourceTree.text("README.md").split(separator: "\n")
      .map { $0.split(separator: "|", omittingEmptySubsequences: false) }
      .filter { $0.count == 5 }
    for room in try Self.rooms() where !["Reporting", "Experiments", "pleat"].contains(room.name) {
      let row = try #require(rows.first { Self.names($0[1]) == [room.name] }, "\(room.name)")
      #expect(Set(Self.names(row[3])) == room.imports, "\(room.name)")
    }
  }

  @Test("keeps unsafe pointers in storage and kernels")
  func unsafe() throws {
    let kernels = [
      "BitRows", "MapBuffers", "PieceSearch", "WordKernel", "FilteredKernel", "LineKernel",
      "ExactPath",
    ].map { "Sources/LinearPieces/Enumeration/\($0).swift" }
    let allowed = Set(kernels + ["Sources/ExactNumbers/Kernel/Integer+Limbs.swift"])
    try check(
      allowed,
      folders: ["Plane", "Space", "Programs"].map { "Sources/LinearRegions/\($0)/" },
      endings: ["Storage.swift", "+Kernel.swift", "+Filter.swift"], what: "Unsafe"
    ) { $0.contains("Unsafe") || $0.contains("unsafe") }
  }

  @Test("lets doubles decide nothing: they stand in named files only")
  func doubles() throws {
    let kernels =
      ["MapBuffers", "FilteredKernel"].map {
        "Sources/LinearPieces/Enumeration/\($0).swift"
      } + ["VertexPool", "SpaceState"].map { "Sources/LinearRegions/Space/\($0)+Kernel.swift" }
    // Seconds, fractions of a job, and a guess that decides nothing.
    let guides = [
      "LinearPieces/CellWalk", "LinearPieces/PieceCountRequest", "LinearPieces/SplitCount",
      "LinearPieces/Enumeration/PieceSearch", "LinearPieces/Folding/CarriedNeurons",
      "LinearPieces/Folding/PieceFold", "LinearRegions/RegionCountRequest",
      "LinearRegions/Counting/CellSearch+Kernel", "LinearRegions/Counting/NodeStack+Kernel",
      "LinearRegions/Counting/RegionSearch", "LinearRegions/Counting/SearchParts",
    ].map { "Sources/\($0).swift" }
    // A file that holds doubles, or asks for rounding to them.
    let data = [
      "NetworkFormats/NetworkReadingOptions",
      "ReLUNetworks/NetworkDocument", "ReLUNetworks/NetworkDocument+Numbers",
      "ReLUNetworks/ExactJSONReader", "ReLUNetworks/NetworkJSONReader",
      "ReLUNetworks/ReLUNetwork+Codable",
      "ExactNumbers/Rational/Rational+Text",
    ].map { "Sources/\($0).swift" }
    try check(
      Set(kernels + guides + data), folders: ["Sources/Reporting/", "Sources/pleat/"],
      endings: ["+Double.swift", "+Filter.swift"], what: "Double"
    ) { $0.contains(word: "Double") }
  }

  /// Fails for a file outside a list that has something, and for one of the list that lacks it.
  private func check(
    _ allowed: Set<String>, folders: [String] = [], endings: [String], what: String,
    _ has: (SwiftCode) -> Bool
  ) throws {
    var unused = allowed
    for path in SourceTree.swiftFiles(in: "Sources", "Experiments") {
      guard has(SwiftCode(try SourceTree.text(path))) else { continue }
      unused.remove(path)
      let isAllowed =
        allowed.contains(path) || folders.contains { path.hasPrefix($0) }
        || endings.contains { path.hasSuffix($0) }
      #expect(isAllowed, "\(path) has \(what)")
    }
    #expect(unused.isEmpty, "the list of files with \(what) is longer than need be")
  }

  @Test("forces nothing and prints nothing in libraries")
  func forbiddenWords() throws {
    let forbidden = ["try!", " as!", "fatalError", "@preconcurrency", "nonisolated(unsafe)"]
    for path in SourceTree.swiftFiles(in: "Sources", "Experiments") {
      let code = SwiftCode(try SourceTree.text(path))
      // What #expect is shown it prints when it fails, so it is shown no files.
      let found = forbidden.filter { code.contains($0) }
      #expect(found.isEmpty, "\(path)")
      let prints = code.contains(word: "print") && !path.hasPrefix("Sources/pleat/")
      #expect(!prints, "\(path)")
    }
  }

  @Test("has files of one idea, at most 400 lines")
  func sizes() throws {
    for path in SourceTree.files where path.hasSuffix(".swift") || path.hasSuffix(".md") {
      let lines = try SourceTree.text(path).split(separator: "\n", omittingEmptySubsequences: false)
      #expect(lines.count <= 401, "\(path) has \(lines.count - 1) lines")
    }
  }

  @Test("names no folder of one machine")
  func paths() throws {
    let roots = ["home", "root", "work", "tmp", "Users"].map { "/\($0)/" }
    let binary = [".npz", ".png", ".npy"]
    for path in SourceTree.files where !binary.contains(where: { path.hasSuffix($0) }) {
      let text = try SourceTree.text(path)
      let found = roots.filter { text.contains($0) }
      #expect(found.isEmpty, "\(path)")
    }
  }

  @Test("keeps nothing that is built")
  func tracked() throws {
    let git = Process()
    git.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    git.arguments = ["git", "ls-files", "--cached", "--ignored", "--exclude-standard"]
    git.currentDirectoryURL = SourceTree.root
    let output = Pipe()
    (git.standardOutput, git.standardError) = (output, FileHandle.nullDevice)
    try git.run()
    let names = output.fileHandleForReading.readDataToEndOfFile()
    git.waitUntilExit()
    // Without Git, or in an unpacked archive, there is no list to look at.
    guard git.terminationStatus == 0 else { return }
    #expect(String(decoding: names, as: UTF8.self).isEmpty)
  }
}
