import Experiments
import Testing

@Suite("pleat reproduce")
struct ReproduceTests {
  private let pleat: PleatProcess

  init() throws { pleat = try PleatProcess() }

  @Test func withoutANameItListsTheExperiments() throws {
    let outcome = try pleat.run("reproduce")
    #expect(outcome.status == 0)
    #expect(outcome.outputLines.count == Experiment.all.count)
    let table = try pleat.run("reproduce", "--format", "csv")
    #expect(table.output.hasPrefix("experiment,question\r\n\(Experiment.all[0].name),"))
    #expect(try pleat.files().isEmpty)
  }

  @Test func resultsAreAsCommitted() throws {
    let outcome = try pleat.run("reproduce", "bounds-compared", "--into", "again")
    #expect(outcome.status == 0)
    #expect(
      outcome.output == """
        bounds-compared: wrote again/bounds-compared/results.csv and \
        again/bounds-compared/figure.svg, byte for byte as committed

        """)
    let text = try pleat.text(of: "again/bounds-compared/results.csv")
    #expect(text.split(separator: "\r\n").count > 10)
    #expect(try pleat.text(of: "again/bounds-compared/figure.svg").hasPrefix("<svg"))
    let json = try pleat.run(
      "reproduce", "bounds-compared", "--into", "again", "--format", "json")
    #expect(
      json.outputWithoutSeconds == """
        {
          "experiments": [
            {
              "name": "bounds-compared",
              "same": true,
              "files": [
                {
                  "path": "again/bounds-compared/results.csv",
                  "agreement": "same"
                },
                {
                  "path": "again/bounds-compared/figure.svg",
                  "agreement": "same"
                }
              ]
            }
          ],
          "complete": true,
          "seconds": S
        }

        """)
  }

  @Test func stoppedAndRefused() throws {
    let stopped = try pleat.run(
      "reproduce", "bounds-compared", "--into", "again", "--budget", "0.001", "--format", "json")
    #expect(stopped.status == 3)
    #expect(stopped.output.contains(#""complete": false"#))
    #expect(stopped.errors == "pleat: the budget is spent: bounds-compared is not written\n")
    let unknown = try pleat.run("reproduce", "everything")
    #expect(unknown.status == 1)
    #expect(unknown.errors.contains("there is no experiment everything"))
    let nowhere = try pleat.run("reproduce", "bounds-compared")
    #expect(nowhere.status == 1)
    #expect(nowhere.errors.contains("--into"))
    #expect(nowhere.errorLines.count == 1)
  }
}
