import Testing

@Suite("pleat info and pleat evaluate")
struct InfoAndEvaluateTests {
  private let pleat: PleatProcess

  init() throws {
    pleat = try PleatProcess()
    try pleat.write(NetworkTexts.twoInputs, to: "two.json")
    try pleat.write(NetworkTexts.nnet, to: "one.nnet")
  }

  @Test func infoSaysWhatWasRead() throws {
    let outcome = try pleat.run("info", "two.json", "--format", "json")
    #expect(outcome.status == 0)
    #expect(outcome.errors.isEmpty)
    #expect(
      outcome.output == """
        {
          "network": "two.json",
          "format": "json",
          "name": "two",
          "source": "tests",
          "weights": "exact text and JSON numbers",
          "widths": ["2", "2", "2"],
          "depth": "1",
          "width": "2",
          "neurons": "2",
          "parameters": "12",
          "nonzeroParameters": "7",
          "layers": [
            {
              "shape": ["2", "2"],
              "activation": "relu"
            },
            {
              "shape": ["2", "2"],
              "activation": "identity"
            }
          ],
          "box": [
            ["0", "1"],
            ["-1", "inf"]
          ],
          "inputNames": ["left", "right"],
          "outputNames": ["first", "second"],
          "remarks": []
        }

        """)
  }

  @Test func infoForAPersonAndAsATable() throws {
    let text = try pleat.run("info", "two.json").output
    #expect(text.contains("widths      2, 2, 2\n"))
    #expect(text.contains("box         0,1; -1,inf\n"))
    #expect(text.contains("parameters  12, 7 of them not 0\n"))
    #expect(
      try pleat.run("info", "two.json", "--format", "csv").output == """
        network,layer,outputs,inputs,activation\r
        two.json,1,2,2,relu\r
        two.json,2,2,2,identity\r

        """)
  }

  @Test("Three networks from one .nnet file, and its normalisation")
  func nnetReadings() throws {
    func value(_ options: String...) throws -> String {
      let outcome = try pleat.run(
        ["evaluate", "one.nnet", "--at", "1", "--format", "json"] + options)
      return outcome.outputLines.first { $0.contains("\"outputs\"") }.map(String.init) ?? ""
    }
    #expect(try value() == #"  "outputs": ["3/5"],"#)
    // 0.1 as float32 is 13421773/2^27.
    #expect(try value("--weights", "float32") == #"  "outputs": ["80530637/134217728"],"#)
    #expect(
      try value("--weights", "float64") == #"  "outputs": ["21617278211378381/36028797018963968"],"#
    )
    // (1 − 1)/2 = 0 is the normalised input.
    #expect(try value("--normalize", "fold") == #"  "outputs": ["1/2"],"#)
    let info = try pleat.run("info", "one.nnet", "--weights", "float32").output
    #expect(info.contains("decimal text, rounded to float32"))
  }

  @Test func evaluateIsExact() throws {
    let outcome = try pleat.run(
      "evaluate", "two.json", "--at", "-0.5,-7/3", "--format", "json")
    #expect(outcome.status == 0)
    #expect(
      outcome.output == """
        {
          "network": "two.json",
          "weights": "exact text and JSON numbers",
          "at": ["-1/2", "-7/3"],
          "outputs": ["11/6", "11/6"],
          "activationPattern": "10"
        }

        """)
  }

  @Test("A pre-activation of 0 is not active; layers are separated by a bar")
  func evaluateForAPersonAndAsATable() throws {
    try pleat.run("construct", "sawtooth", "--width", "2", "--depth", "2", "--output", "saw.json")
    #expect(
      try pleat.run("evaluate", "saw.json", "--at", "1/2").output == """
        output 1  0
        pattern   10|11

        """)
    #expect(
      try pleat.run("evaluate", "two.json", "--at", "1,1", "--format", "csv").output == """
        network,at,output,value,activation_pattern\r
        two.json,"1,1",1,0,01\r
        two.json,"1,1",2,4/3,01\r

        """)
  }

  @Test func networksComeThroughAPipe() throws {
    let outcome = try pleat.run(
      ["evaluate", "-", "--at=0x1p-1"], input: NetworkTexts.zigzag)
    #expect(outcome.outputLines == ["output 1  0", "pattern   101"])
  }

  @Test func reportsGoToFiles() throws {
    let outcome = try pleat.run(
      "evaluate", "two.json", "--at", "0,0", "--format", "csv", "--output", "values.csv")
    #expect(outcome.status == 0)
    #expect(outcome.output.isEmpty)
    #expect(try pleat.text(of: "values.csv").hasPrefix("network,at,"))
    #expect(try pleat.files() == ["one.nnet", "two.json", "values.csv"])
  }
}
