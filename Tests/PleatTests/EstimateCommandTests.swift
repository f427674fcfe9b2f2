import Testing

@Suite("pleat estimate")
struct EstimateCommandTests {
  private let pleat: PleatProcess

  init() throws {
    pleat = try PleatProcess()
    try pleat.run(
      "construct", "random", "--widths", "3,8,8,8,1", "--seed", "1", "--output", "net.json")
  }

  private func number(_ key: String, _ json: String) throws -> Double {
    let match = json.matches(of: /"(\w+)": "?([0-9.e+-]+)"?/).first { $0.1 == key }
    return try #require(match.flatMap { Double($0.2) }, "\(key)")
  }

  @Test("The keys of the interface, the same for a seed on any number of threads")
  func keys() throws {
    func json(_ options: String...) throws -> String {
      let outcome = try pleat.run(
        ["estimate", "net.json", "--box", "-1,1", "--relative-error", "0.1", "--format", "json"]
          + options)
      #expect(outcome.status == 0 && outcome.errors.isEmpty)
      return outcome.outputWithoutSeconds
    }
    let output = try json("--seed", "3")
    for threads in ["1", "2", "3"] {
      #expect(try json("--seed", "3", "--threads", threads) == output)
    }
    #expect(try json("--seed", "4") != output)
    let (estimate, error) = (
      try number("estimate", output), try number("standardError", output)
    )
    // The exact count is 2695.
    #expect(abs(estimate - 2695) < 5 * error && error < 0.2 * estimate)
    let cells = try number("layerCells", output)
    #expect(try cells == (number("sampledLayer", output) == 1 ? 89 : 741))
    #expect(try number("sampledCells", output) < cells)
    #expect(output.contains(#""seed": "3""#) && output.contains(#""seconds": S"#))
  }

  @Test("How signs were decided is reported where it is asked for")
  func decisions() throws {
    func report(_ options: String...) throws -> String {
      try pleat.run(
        ["estimate", "net.json", "--box", "-1,1", "--sampled-layer", "1", "--probability", "1/2"]
          + options
      ).output
    }
    let json = try report("--decisions", "--format", "json", "--threads", "1")
    #expect(try number("signs", json) == 8 * number("vertices", json))
    #expect(try number("openSigns", json) == 0)
    #expect(try !report("--format", "json").contains("decisions"))
    #expect(try report("--decisions").contains("\nvertices renewed  "))
    #expect(try report("--decisions", "--format", "csv").contains(",complete,vertices_made,"))
  }

  @Test func textCallsItNoCount() throws {
    let outcome = try pleat.run(
      "estimate", "net.json", "--box", "-1,1", "--sampled-layer", "2", "--probability", "1/4")
    #expect(outcome.status == 0)
    #expect(outcome.output.contains("\nestimated activation regions  about "))
    #expect(outcome.output.contains("%: an estimate itself\n"))
    #expect(outcome.output.contains(" of 741\n"))
    #expect(!outcome.output.lowercased().contains("count"))
  }

  @Test func budgetsAndSignals() throws {
    let outcome = try pleat.run(
      "estimate", "net.json", "--box", "-1,1", "--budget", "20", "--format", "json")
    #expect(outcome.status == 0)
    #expect(outcome.output.contains(#""estimate": 2695.0"#))
    #expect(outcome.output.contains(#""standardError": 0.0"#))
    let none = try pleat.run(
      "estimate", "net.json", "--box", "-1,1", "--budget", "1e-9", "--format", "json")
    #expect(none.status == 3)
    #expect(none.output.contains(#""estimate": null"#))
    #expect(none.output.contains(#""complete": false"#))
  }

  @Test func badRequests() throws {
    func problem(_ arguments: String...) throws -> String {
      let outcome = try pleat.run(["estimate", "net.json", "--box", "-1,1"] + arguments)
      #expect(outcome.status == 1 && outcome.output.isEmpty && outcome.errorLines.count == 1)
      return outcome.errors
    }
    #expect(try problem("--relative-error", "0").contains("--relative-error: "))
    #expect(try problem("--probability", "2").contains("--probability: "))
    #expect(try problem("--sampled-layer", "4").contains("there is no hidden layer 4"))
    #expect(try problem("--seed", "-1").contains("--seed: "))
    #expect(try problem("--layers", "9").contains("there is no hidden layer 9"))
  }
}
