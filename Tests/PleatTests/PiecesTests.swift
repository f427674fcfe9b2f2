import Testing

@Suite("pleat pieces")
struct PiecesTests {
  private let pleat: PleatProcess

  init() throws {
    pleat = try PleatProcess()
    try pleat.write(NetworkTexts.zigzag, to: "zigzag.json")
    try pleat.write(NetworkTexts.hiddenSwitch, to: "abs.json")
    try pleat.write(NetworkTexts.twoInputs, to: "two.json")
  }

  @Test func countsOnAnInterval() throws {
    let outcome = try pleat.run(
      "pieces", "zigzag.json", "--on", "-1,1/2", "--count", "all", "--format", "json")
    #expect(outcome.status == 0)
    #expect(outcome.errors.isEmpty)
    #expect(
      outcome.outputWithoutSeconds == """
        {
          "network": "zigzag.json",
          "domain": "-1,1/2",
          "method": "enumerate",
          "activationPatterns": "2",
          "activationRegions": "2",
          "linearPieces": "2",
          "affineFunctions": "2",
          "perLayer": ["2"],
          "complete": true,
          "seconds": S,
          "weights": "exact text and JSON numbers"
        }

        """)
  }

  @Test func whatWasNotAskedForIsNull() throws {
    let outcome = try pleat.run(
      "pieces", "abs.json", "--count", "linearPieces,activationPatterns", "--format", "json")
    // The file's box is the domain. At 0 neither relu(x) nor relu(−x) is active.
    #expect(
      outcome.outputWithoutSeconds == """
        {
          "network": "abs.json",
          "domain": "-1,1",
          "method": "enumerate",
          "activationPatterns": "4",
          "activationRegions": null,
          "linearPieces": "2",
          "affineFunctions": null,
          "perLayer": null,
          "complete": true,
          "seconds": S,
          "weights": "exact text and JSON numbers"
        }

        """)
  }

  @Test("An option wins over the box; -inf,inf is the whole line")
  func domainIsNamed() throws {
    func domain(_ options: String...) throws -> String {
      let outcome = try pleat.run(["pieces", "abs.json"] + options)
      return outcome.outputLines.first { $0.hasPrefix("domain") }.map(String.init) ?? ""
    }
    #expect(try domain() == "domain              -1,1")
    #expect(try domain("--on", "-1/3,0") == "domain              -1/3,0")
    #expect(try domain("--on", "-inf,inf") == "domain              -inf,inf")
    #expect(try domain("--on=-inf,0") == "domain              -inf,0")
    #expect(try domain("--from", "-1", "--to", "-2") == "domain              from -1 to -2")
    let whole = try pleat.run("pieces", "zigzag.json", "--format", "json").output
    #expect(whole.contains(#""domain": "-inf,inf""#))
  }

  @Test func countsAlongASegment() throws {
    // From (−1, 0) to (1, 2/3): the first neuron is 2t·2/3 − 1, the second 2t/3 − 1/3.
    let outcome = try pleat.run(
      "pieces", "two.json", "--from", "-1,0", "--to", "1,2/3", "--format", "json",
      "--outputs", "2")
    #expect(
      outcome.outputWithoutSeconds == """
        {
          "network": "two.json",
          "domain": "from -1,0 to 1,2/3",
          "method": "enumerate",
          "activationPatterns": null,
          "activationRegions": "3",
          "linearPieces": "3",
          "affineFunctions": null,
          "perLayer": ["3"],
          "complete": true,
          "seconds": S,
          "weights": "exact text and JSON numbers",
          "outputs": ["2"]
        }

        """)
    let first = try pleat.run(
      "pieces", "two.json", "--from", "-1,0", "--to", "1,2/3", "--outputs", "1", "--format", "csv")
    #expect(
      first.output == """
        network,domain,outputs,method,activation_patterns,activation_regions,linear_pieces,\
        affine_functions,per_layer,complete\r
        two.json,"from -1,0 to 1,2/3",1,enumerate,,3,2,,3,true\r

        """)
  }

  @Test("10^1000 and 11^100 pieces by folding, the same as by enumeration where both run")
  func folding() throws {
    try pleat.run(
      "construct", "sawtooth", "--width", "10", "--depth", "1000", "--output", "deep.json")
    let deep = try pleat.run(
      "pieces", "deep.json", "--on", "0,1", "--count", "linearPieces", "--method", "fold",
      "--format", "json")
    #expect(deep.output.contains("\"linearPieces\": \"1\(String(repeating: "0", count: 1000))\""))
    #expect(deep.output.contains(#""method": "fold""#))
    let text = try pleat.run(
      "pieces", "deep.json", "--on", "0,1", "--count", "linearPieces", "--method", "fold")
    #expect(text.output.contains("00000 (1001 digits)"))
    try pleat.run(
      "construct", "zigzag", "--width", "4", "--depth", "4", "--output", "shallow.json")
    for method in ["fold", "enumerate", "auto"] {
      let counted = try pleat.run(
        "pieces", "shallow.json", "--method", method, "--format", "json")
      #expect(counted.output.contains(#""linearPieces": "625""#))
      #expect(counted.output.contains(#""perLayer": ["5", "25", "125", "625"]"#))
    }
  }

  @Test func threadsAndQuietAreTaken() throws {
    let outcome = try pleat.run("pieces", "zigzag.json", "--threads", "2", "--quiet")
    #expect(outcome.status == 0)
    #expect(outcome.errors.isEmpty)
  }
}

@Suite("pleat pieces --list")
struct PieceListTests {
  private let pleat: PleatProcess

  init() throws {
    pleat = try PleatProcess()
    try pleat.write(NetworkTexts.zigzag, to: "zigzag.json")
    try pleat.write(NetworkTexts.twoInputs, to: "two.json")
  }

  @Test func oneOutput() throws {
    #expect(
      try pleat.run("pieces", "zigzag.json", "--list", "--format", "csv").output == """
        piece,from,to,slope,intercept\r
        1,-inf,1/4,8,-1\r
        2,1/4,1/2,-4,2\r
        3,1/2,3/4,4,-2\r
        4,3/4,inf,-4,4\r

        """)
    #expect(
      try pleat.run("pieces", "zigzag.json", "--on", "0,1/2", "--list").output == """
        piece       from        to          slope       intercept
        1           0           1/4         8           -1
        2           1/4         1/2         -4          2

        """)
    #expect(
      try pleat.run(
        "pieces", "zigzag.json", "--on", "-1,1/4", "--list", "--format", "json"
      ).output == """
        {"piece":"1","from":"-1","to":"1/4","slope":"8","intercept":"-1"}

        """)
  }

  @Test("Several outputs have one line each, numbered as in the network")
  func severalOutputs() throws {
    let segment = ["pieces", "two.json", "--from", "-1,0", "--to", "1,2/3", "--list"]
    #expect(
      try pleat.run(segment + ["--format", "csv", "--outputs", "2,1"]).output == """
        piece,output,from,to,slope,intercept\r
        1,2,0,1/2,0,0\r
        1,1,0,1/2,0,0\r
        2,2,1/2,3/4,4/3,-2/3\r
        2,1,1/2,3/4,0,0\r
        3,2,3/4,1,8/3,-5/3\r
        3,1,3/4,1,4/3,-1\r

        """)
    #expect(
      try pleat.run(segment + ["--format", "csv", "--outputs", "1"]).output == """
        piece,from,to,slope,intercept\r
        1,0,3/4,0,0\r
        2,3/4,1,4/3,-1\r

        """)
  }

  @Test func listsGoToFiles() throws {
    let outcome = try pleat.run(
      "pieces", "zigzag.json", "--list", "--format", "csv", "--output", "list.csv")
    #expect(outcome.status == 0)
    #expect(outcome.output.isEmpty)
    #expect(try pleat.text(of: "list.csv").hasSuffix("4,3/4,inf,-4,4\r\n"))
    #expect(try pleat.files() == ["list.csv", "two.json", "zigzag.json"])
  }
}
