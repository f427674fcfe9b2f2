import ArgumentParser
import ExactNumbers
import Foundation
import HyperplaneArrangements
import ReLUNetworks

/// Where an arrangement comes from: a file, a family, or the edges of a graph.
struct ArrangementSource: ParsableArguments {
  @Argument(help: "The file of the arrangement; - reads standard input.")
  var file: String?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("A classical arrangement instead of a file.", valueName: "NAME"))
  var family: String?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("The number of variables of the family.", valueName: "N"))
  var n: String?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("The edges of a graph, for --family graphical.", valueName: "1-2,2-3"))
  var edges: String?

  /// Names the arrangement in a sentence and in the report.
  var name: String {
    if let family { return [family, n].compactMap { $0 }.joined(separator: " ") }
    return file.map { $0 == "-" ? "standard input" : $0 } ?? ""
  }

  private static let names = ArrangementFamily.allCases.map(\.rawValue) + ["graphical"]

  func validate() throws {
    guard (file == nil) != (family == nil) else {
      throw ValidationError("Give a file, or --family NAME with --n N.")
    }
    guard family != nil || (n == nil && edges == nil) else {
      throw ValidationError("--n and --edges belong to --family.")
    }
    guard edges == nil || family == "graphical" else {
      throw ValidationError("--edges belongs to --family graphical.")
    }
  }

  /// The arrangement asked for.
  func arrangement() throws -> HyperplaneArrangement {
    guard let family else { return try read(file ?? "-") }
    let count = try n.map { try ArgumentText.integer($0, in: 1...Int.max, option: "--n") }
    if family == "graphical" { return try graphical(vertices: count) }
    guard let known = ArrangementFamily(rawValue: family) else {
      throw RequestError(
        option: "--family",
        "there is no family \(family.prefix(40)); choose one of "
          + Self.names.joined(separator: ", "))
    }
    guard let count else {
      throw RequestError(option: "--n", "\(family) needs a number of variables; add --n N")
    }
    return try naming(option: "--n") { try HyperplaneArrangement(known, n: count) }
  }

  private func graphical(vertices: Int?) throws -> HyperplaneArrangement {
    guard let edges else {
      throw RequestError(option: "--edges", "graphical needs edges; add --edges 1-2,2-3")
    }
    let pairs = try edges.split(separator: ",", omittingEmptySubsequences: false).map { text in
      let ends = text.split(separator: "-", omittingEmptySubsequences: false)
      guard ends.count == 2 else {
        throw RequestError(
          option: "--edges", "\"\(text.prefix(40))\" is not two vertices with - between, as 1-2")
      }
      return try ends.map { try ArgumentText.integer($0, in: 1...Int.max, option: "--edges") }
    }
    return try naming(option: "--edges") {
      try HyperplaneArrangement(vertices: vertices, edges: pairs.map { ($0[0], $0[1]) })
    }
  }

  private func read(_ path: String) throws -> HyperplaneArrangement {
    let bytes =
      path == "-" ? FileHandle.standardInput.readDataToEndOfFile() : try InputFile.bytes(of: path)
    do {
      let table = try HyperplaneTable(json: Array(bytes))
      return try HyperplaneArrangement(
        dimension: table.dimension, normals: table.normals, offsets: table.offsets)
    } catch {
      throw RequestError("\(name): \(error)")
    }
  }

  /// Puts the arrangement's name, or an option's, before the reason to refuse it.
  func naming<Value>(
    option: String? = nil, _ work: () throws -> Value
  ) throws -> Value {
    do {
      return try work()
    } catch let error as ArrangementError {
      throw RequestError("\(option ?? name): \(error)")
    }
  }
}
