import Foundation
import Testing

/// 2^45 pieces: more than any of these tests could wait for.
@Suite("Work that is stopped says what it knows")
struct StoppingTests {
  private let pleat: PleatProcess

  init() throws {
    pleat = try PleatProcess()
    try pleat.run(
      "construct", "sawtooth", "--width", "2", "--depth", "45", "--output", "deep.json")
  }

  private func expectLowerBounds(_ outcome: Outcome) {
    #expect(outcome.status == 3)
    #expect(outcome.output.contains(#""complete": false"#))
    #expect(outcome.output.contains(#""method": "enumerate""#))
    let count = outcome.output.firstMatch(of: /"linearPieces": "(\d+)"/).flatMap { Int($0.1) }
    #expect((count ?? 0) >= 1)
    #expect(!outcome.errors.contains("Fatal"))
  }

  @Test("Ctrl-C and SIGTERM, also sent to process and group at once", arguments: [SIGINT, SIGTERM])
  func signals(_ signal: Int32) throws {
    let running = try pleat.start(
      "pieces", "deep.json", "--on", "0,1", "--method", "enumerate", "--format", "json",
      "--progress")
    #expect(try running.waitForProgress())
    for _ in 0..<2 { kill(running.process.processIdentifier, signal) }
    let outcome = try running.finish()
    expectLowerBounds(outcome)
    #expect(outcome.errors.contains("Counting: "))
  }

  @Test func budget() throws {
    let start = ContinuousClock.now
    let outcome = try pleat.run(
      "pieces", "deep.json", "--on", "0,1", "--method", "enumerate", "--format", "json",
      "--budget", "0.2")
    expectLowerBounds(outcome)
    #expect(outcome.errors.isEmpty)
    #expect(start.duration(to: .now) < .seconds(20))
    let text = try pleat.run(
      "pieces", "deep.json", "--on", "0,1", "--method", "enumerate", "--budget", "1/10")
    #expect(text.status == 3)
    #expect(text.output.contains("no: each count is a proved lower bound"))
  }

  @Test("A list that is stopped ends with a whole line; its file says that it is a part")
  func listBudget() throws {
    let list = ["pieces", "deep.json", "--on", "0,1", "--list", "--format", "csv"]
    let outcome = try pleat.run(list + ["--budget", "0.2"])
    #expect(outcome.status == 3)
    #expect(outcome.output.hasSuffix("\r\n"))
    #expect(outcome.outputLines.allSatisfy { $0.filter { $0 == "," }.count == 4 })
    #expect(outcome.errorLines.count == 1)
    #expect(outcome.errors.contains("the budget is spent: listed the first "))
    let file = try pleat.run(list + ["--budget", "0.2", "--output", "list.csv"])
    #expect(file.status == 3)
    #expect(file.errors.contains("in list.csv.incomplete, there are more"))
    #expect(try pleat.files().sorted() == ["deep.json", "list.csv.incomplete"])
  }

  @Test func listSignal() throws {
    let running = try pleat.start(
      "pieces", "deep.json", "--on", "0,1", "--list", "--output", "list.csv", "--progress")
    #expect(try running.waitForProgress())
    running.process.interrupt()
    let outcome = try running.finish()
    #expect(outcome.status == 3)
    #expect(outcome.errors.contains("stopped by a signal: listed the first "))
    #expect(try pleat.files().sorted() == ["deep.json", "list.csv.incomplete"])
  }

  @Test("The limit is seen even where 2^45 regions make one piece")
  func aLongPiece() throws {
    let flat = try pleat.text(of: "deep.json").replacing(
      /"weights": \[\["1", "-2"\]\], "biases": \["0"\], "activation": "identity"/,
      with: #""weights": [["0", "0"]], "biases": ["1"]"#)
    try pleat.write(flat, to: "flat.json")
    #expect(try pleat.run("evaluate", "flat.json", "--at", "1/3").output.hasPrefix("output 1  1\n"))
    let list = try pleat.run(
      "pieces", "flat.json", "--on", "0,1", "--list", "--budget", "0.2", "--output", "list.txt")
    #expect(list.status == 3)
    #expect(list.errors.contains("listed the first 0 linear pieces"))
    #expect(try pleat.files().sorted() == ["deep.json", "flat.json", "list.txt.incomplete"])
    let graph = try pleat.run("draw", "flat.json", "--on", "0,1")
    #expect(graph.status == 1)
    #expect(graph.errors.contains("more than 100000 activation regions there"))
  }

  @Test func drawingIsStopped() throws {
    let outcome = try pleat.run(
      "draw", "deep.json", "--on", "0,1", "--budget", "0.001", "--output", "graph.svg")
    #expect(outcome.status == 3)
    #expect(outcome.errors == "pleat: the budget is spent: nothing is drawn\n")
    #expect(try pleat.files() == ["deep.json"])
  }

  @Test("A reader that goes away ends the list quietly")
  func brokenPipe() throws {
    let outcome = try pleat.shell(
      "pleat pieces deep.json --on 0,1 --list --format csv | head -3")
    #expect(outcome.status == 0)
    #expect(outcome.outputLines.count == 3)
    #expect(outcome.errors.isEmpty)
    let counted = try pleat.shell(
      "pleat construct zigzag --width 3 --depth 3 | pleat pieces - --on -1,1 --method enumerate --format csv"
    )
    #expect(counted.output.contains(#"-,"-1,1",all,enumerate,,64,64,,4;16;64,true"#))
  }
}
