import Testing

@Suite("pleat construct")
struct ConstructTests {
  private let pleat: PleatProcess

  init() throws {
    pleat = try PleatProcess()
    try pleat.write("1,0\n0,1\n1/2,-1\n", to: "generators.csv")
    try pleat.write(#"[["1", "0"], [0, 1], [0.5, "-1"]]"#, to: "generators.json")
    try pleat.write("x,y\r\n-1,0\r\n1/2,1\r\n2,1\r\n", to: "samples.csv")
  }

  @Test func theNetworkGoesToStandardOutput() throws {
    let outcome = try pleat.run("construct", "hat", "--knots", "-1,0,1/2")
    #expect(outcome.status == 0)
    #expect(
      outcome.output == """
        {"format": "relu-network", "version": 1,
         "name": "hat function on -1, 0, 1/2",
         "source": "He, Li, Xu, Zheng 2020",
         "layers": [
          {"weights": [["1"], ["1"], ["1"]], "biases": ["1", "0", "-1/2"], "activation": "relu"},
          {"weights": [["1", "-3", "2"]], "biases": ["0"], "activation": "identity"}]}

        """)
  }

  @Test("With --output the report goes to standard output, with --report to a file")
  func reports() throws {
    let report = """
      {
        "construction": "sawtooth",
        "name": "sawtooth of width 3 and depth 4",
        "source": "Telgarsky 2015; Montúfar, Pascanu, Cho, Bengio 2014",
        "widths": ["1", "3", "3", "3", "3", "1"],
        "depth": "4",
        "width": "3",
        "neurons": "12",
        "parameters": "46",
        "nonzeroParameters": "41",
        "guarantees": [
          {
            "counts": "linearPieces",
            "domain": "0,1",
            "value": "81",
            "hypotheses": null
          },
          {
            "counts": "linearPieces",
            "domain": "-inf,inf",
            "value": "82",
            "hypotheses": null
          }
        ]
      }

      """
    let sizes = ["construct", "sawtooth", "--width", "3", "--depth", "4", "--format", "json"]
    #expect(try pleat.run(sizes + ["--output", "saw.json"]).output == report)
    let silent = try pleat.run(sizes + ["--output", "again.json", "--report", "report.json"])
    #expect(silent.output.isEmpty)
    #expect(try pleat.text(of: "report.json") == report)
    #expect(try pleat.text(of: "again.json") == pleat.text(of: "saw.json"))
    let piped = try pleat.run(sizes + ["--report", "piped.json"])
    #expect(try piped.output == pleat.text(of: "saw.json"))
    #expect(try pleat.text(of: "piped.json") == report)
  }

  /// A construction with the count that is expected of it by hand.
  struct Counted: Sendable, CustomTestStringConvertible {
    let options: [String]
    let count: [String]
    let key: String
    let value: String
    var testDescription: String { options.joined(separator: " ") }

    init(_ options: String, _ count: String, _ key: String, _ value: String) {
      self.options = options.split(separator: " ").map(String.init)
      self.count = count.split(separator: " ").map(String.init)
      self.key = key
      self.value = value
    }
  }

  @Test(
    "What is constructed is counted as proved",
    arguments: [
      Counted("sawtooth --width 3 --depth 4", "--on 0,1", "linearPieces", "81"),
      Counted("sawtooth --width 3 --depth 4", "", "linearPieces", "82"),
      Counted("zigzag --width 3 --depth 4", "", "linearPieces", "256"),
      Counted("absolute-fold --depth 6", "--on -inf,inf", "linearPieces", "64"),
      Counted("narrow --width 1 --depth 5", "", "linearPieces", "3"),
      Counted("takagi --depth 6", "--on 0,1", "linearPieces", "48"),
      Counted("takagi --depth 6", "--on 0,1", "activationRegions", "64"),
      Counted("hat --knots -1,0,1/2", "", "linearPieces", "4"),
      Counted("interpolant --samples samples.csv", "--on -1,2", "linearPieces", "2"),
      Counted("montufar --inputs 1 --widths 3,4,2", "--on 0,1", "activationRegions", "36"),
      Counted("serra --inputs 1 --widths 3,4,2", "", "activationRegions", "60"),
      Counted("pascanu --inputs 1 --widths 3,4,2", "--on 0,1", "activationRegions", "36"),
    ])
  func counts(_ example: Counted) throws {
    try pleat.run(["construct"] + example.options + ["--output", "made.json"])
    let outcome = try pleat.run(["pieces", "made.json", "--format", "json"] + example.count)
    #expect(outcome.output.contains("\"\(example.key)\": \"\(example.value)\""))
  }

  @Test(
    "Counts in several dimensions, from the formulas",
    arguments: [
      ("montufar --inputs 2 --widths 4,4,3", "112 activationRegions on 0,1;0,1"),
      ("serra --inputs 2 --widths 6,6,3", "1792 activationRegions on all"),
      ("pascanu --inputs 2 --widths 4,4,3", "28 activationRegions on 0,1;0,1"),
      (
        "zonotope --generators generators.csv --width 3 --depth 2",
        "96 linearRegions on all, for generators in general position"
      ),
    ])
  func formulas(options: String, expected: String) throws {
    let outcome = try pleat.run(
      ["construct"] + options.split(separator: " ").map(String.init) + ["--output", "made.json"])
    #expect(outcome.output.contains("proved        \(expected)\n"))
  }

  @Test func generatorsAreReadFromCSVAndJSON() throws {
    let sizes = ["--width", "3", "--depth", "1"]
    let table = try pleat.run(["construct", "zonotope", "--generators", "generators.csv"] + sizes)
    let list = try pleat.run(["construct", "zonotope", "--generators", "generators.json"] + sizes)
    #expect(table.status == 0)
    #expect(table.output == list.output)
    let value = try pleat.run(
      ["evaluate", "-", "--at", "-1,2", "--format", "csv"], input: list.output)
    #expect(value.outputLines.count == 2)
  }

  @Test func seedsDecide() throws {
    func network(_ seed: String) throws -> String {
      try pleat.run("construct", "random", "--widths", "1,8,8,1", "--seed", seed).output
    }
    #expect(try network("7") == network("7"))
    #expect(try network("7") != network("8"))
    let lattice = try pleat.run(
      "construct", "tll", "--inputs", "2", "--groups", "3", "--per-group", "2", "--seed", "5")
    let counted = try pleat.run(
      ["pieces", "-", "--from", "-1,-1", "--to", "1,1"], input: lattice.output)
    #expect(counted.status == 0)
  }
}
