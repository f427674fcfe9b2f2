import Testing

@Suite("pleat draw")
struct DrawTests {
  private let pleat: PleatProcess

  init() throws {
    pleat = try PleatProcess()
    try pleat.write(NetworkTexts.zigzag, to: "zigzag.json")
    try pleat.write(NetworkTexts.hiddenSwitch, to: "abs.json")
    try pleat.write(NetworkTexts.twoInputs, to: "two.json")
  }

  private func isSVG(_ text: String) -> Bool {
    text.hasPrefix("<svg") && text.hasSuffix("</svg>\n")
  }

  @Test("Without --output the picture goes to standard output, a chosen domain is said")
  func standardOutput() throws {
    let outcome = try pleat.run("draw", "zigzag.json")
    #expect(outcome.status == 0)
    #expect(isSVG(outcome.output))
    // Breakpoints 1/4, 1/2, 3/4; a twentieth of 1/2 more on both sides is 0.225 to 0.775.
    #expect(
      outcome.errors == "pleat: drawn on 11/50,39/50, chosen to show all breakpoints\n")
    let quiet = try pleat.run("draw", "zigzag.json", "--quiet")
    #expect(quiet.errors.isEmpty)
    #expect(quiet.output == outcome.output)
  }

  @Test func reports() throws {
    let outcome = try pleat.run(
      "draw", "abs.json", "--output", "graph.svg", "--format", "json")
    #expect(outcome.errors.isEmpty)
    #expect(isSVG(try pleat.text(of: "graph.svg")))
    #expect(
      outcome.output == """
        {
          "domainChosen": false,
          "graphs": [
            {
              "network": "abs.json",
              "domain": "-1,1",
              "outputs": ["1"],
              "linearPieces": "2",
              "activationChanges": "2"
            }
          ]
        }

        """)
    let table = try pleat.run(
      "draw", "abs.json", "--output", "graph.svg", "--format", "csv", "--report", "report.csv")
    #expect(table.output.isEmpty)
    #expect(
      try pleat.text(of: "report.csv") == """
        network,domain,output,breakpoints,activation_changes\r
        abs.json,"-1,1",1,1,2\r

        """)
  }

  @Test(
    "Every unbounded end is chosen beyond the breakpoints",
    arguments: [
      ("-inf,inf", "11/50,39/50"), ("0,inf", "0,79/100"), ("-inf,1", "21/100,1"), ("-1,1", "-1,1"),
      ("1,inf", "1,2"),
    ])
  func chosenDomains(domain: String, expected: String) throws {
    let outcome = try pleat.run(
      "draw", "zigzag.json", "--on", domain, "--output", "graph.svg", "--format", "json")
    #expect(outcome.output.contains("\"domain\": \"\(expected)\""))
    #expect(outcome.output.contains("\"domainChosen\": \(domain.contains("inf"))"))
  }

  @Test func severalDepthsInOnePicture() throws {
    for depth in ["1", "2", "3"] {
      try pleat.run(
        "construct", "sawtooth", "--width", "2", "--depth", depth, "--output", "saw\(depth).json")
    }
    let files = ["draw", "saw1.json", "saw2.json", "saw3.json", "--on", "0,1"]
    let overlaid = try pleat.run(files).output
    #expect(isSVG(overlaid))
    for name in ["saw1.json", "saw2.json", "saw3.json"] { #expect(overlaid.contains(">\(name)<")) }
    let stacked = try pleat.run(files + ["--stacked", "--layers"]).output
    #expect(isSVG(stacked))
    for layer in 1...3 { #expect(stacked.contains(">layer \(layer)<")) }
    #expect(try pleat.run(files + ["--stacked", "--layers"]).output == stacked)
  }

  @Test func segmentsAndOutputs() throws {
    let outcome = try pleat.run(
      "draw", "two.json", "--from", "-1,0", "--to", "1,2/3", "--output", "graph.svg")
    #expect(outcome.output.contains("domain              from -1,0 to 1,2/3\n"))
    let svg = try pleat.text(of: "graph.svg")
    #expect(svg.contains(">first<"))
    #expect(svg.contains(">second<"))
    #expect(svg.contains(">t<"))
  }

  @Test func tooManyPiecesAreRefused() throws {
    try pleat.run(
      "construct", "sawtooth", "--width", "2", "--depth", "18", "--output", "deep.json")
    let refused = try pleat.run("draw", "deep.json", "--on", "0,1")
    #expect(refused.status == 1)
    #expect(refused.errorLines.count == 1)
    #expect(refused.errors.contains("deep.json has more than 100000 linear pieces"))
    #expect(refused.errors.contains("smaller interval"))
    let drawn = try pleat.run("draw", "deep.json", "--on", "0,1/1024", "--output", "part.svg")
    #expect(drawn.output.contains("linear pieces       256\n"))
    #expect(drawn.output.contains("left out where a graph has more than 150"))
  }
}
