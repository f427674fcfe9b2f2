import Foundation
import Reporting
import Testing

@testable import Experiments

@Suite("The committed results of the experiments")
struct ExperimentTests {
  /// Long ones are rebuilt in part, and their figures from the tables, in `FunctionTableTests`.
  @Test("are rebuilt byte for byte", arguments: Experiment.all.filter { !$0.isLong }.map(\.name))
  func committedResults(_ name: String) throws {
    try withTemporaryFolder { folder in
      // What #expect is shown it prints in full when it fails, so it is shown no tables.
      let reproduction = try Experiment.named(name).reproduce(into: folder)
      let (isSame, summary) = (reproduction.isSame, reproduction.summary)
      #expect(isSame, "\(summary)")
      let paths = ["results.csv", "figure.svg"].map { "\(folder)/\(name)/\($0)" }
      let written = reproduction.files.map(\.path)
      #expect(written == paths)
      for path in paths { #expect(FileManager.default.fileExists(atPath: path)) }
    }
  }

  @Test("stand beside a README that names the command", arguments: Experiment.all.map(\.name))
  func readme(_ name: String) throws {
    let text = String(decoding: try ExperimentFiles.bytes(of: "\(name)/README.md"), as: UTF8.self)
    #expect(text.contains("pleat reproduce \(name)"))
    #expect(text.contains("(figure.svg)"))
    let question = try Experiment.named(name).question
    #expect(question.hasSuffix("?"))
  }

  @Test func aChangedResultIsSeen() throws {
    let figure = Figure(
      title: "Nothing", summary: "Nothing.",
      panels: [Panel(xAxis: Axis("x"), yAxis: Axis("y"), series: [])])
    let result = ExperimentResult(table: CSVTable(columns: ["pieces"]), figure: figure)
    let changed = Experiment(name: Experiment.all[0].name, question: "Seen?") { _ in result }
    let foreign = Experiment(name: "never-committed", question: "Seen?") { _ in result }
    try withTemporaryFolder { folder in
      for (experiment, expected) in [(changed, Agreement.different), (foreign, .missing)] {
        let reproduction = try experiment.reproduce(into: folder)
        #expect(reproduction.files.map(\.agreement) == [expected, expected])
        #expect(!reproduction.isSame)
        #expect(reproduction.summary.contains("committed"))
      }
    }
  }

  @Test func namesAreFound() throws {
    for experiment in Experiment.all {
      let found = try Experiment.named(experiment.name).name
      #expect(found == experiment.name)
    }
    let error = #expect(throws: ExperimentError.self) { try Experiment.named("nothing") }
    #expect(error?.description.contains("piece-count-versus-depth") == true)
  }

  private func withTemporaryFolder(_ body: (String) throws -> Void) throws {
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("pleat-experiments-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    try body(folder.path)
  }
}
