import Testing

@Suite("pleat approximate and pleat certify")
struct ApproximateTests {
  private let pleat: PleatProcess

  init() throws { pleat = try PleatProcess() }

  /// The keys of the interface, in its order.
  private static let keys = [
    "target", "domain", "scheme", "errorBound", "errorAttained", "pieces", "depth", "width",
    "neurons", "parameters", "nonzeroParameters", "optimalPieces", "optimalPiecesExact",
    "neuronLowerBound", "seconds",
  ]

  @Test func squareReport() throws {
    let outcome = try pleat.run(
      "approximate", "square", "--on", "0,1", "--error", "1e-6", "--output", "square.json",
      "--format", "json")
    #expect(outcome.status == 0)
    #expect(outcome.errors.isEmpty)
    let lines = outcome.outputWithoutSeconds.split(separator: "\n").prefix(16)
    #expect(
      lines.joined(separator: "\n") == """
        {
          "target": "square",
          "domain": "0,1",
          "scheme": "radix",
          "errorBound": "1/1492992",
          "errorAttained": "1/1492992",
          "pieces": "432",
          "depth": "5",
          "width": "5",
          "neurons": "20",
          "parameters": "96",
          "nonzeroParameters": "82",
          "optimalPieces": "354",
          "optimalPiecesExact": true,
          "neuronLowerBound": "12",
          "seconds": S,
        """)
    let certificate = try pleat.run(
      "certify", "square.json", "--target", "square", "--on", "0,1", "--format", "json")
    #expect(certificate.status == 0)
    #expect(
      certificate.outputWithoutSeconds.replacing(/\["[0-9\/]+"\]/, with: "[X]") == """
        {
          "network": "square.json",
          "target": "square",
          "domain": "0,1",
          "lower": "1/1492992",
          "upper": "1/1492992",
          "attainedAt": [X],
          "pieces": "432",
          "complete": true,
          "seconds": S,
          "weights": "exact text and JSON numbers"
        }

        """)
  }

  @Test("xy: one interval is for both inputs, what several inputs lack is null")
  func product() throws {
    let outcome = try pleat.run(
      "approximate", "product", "--on", "0,1", "--error", "1/1000", "--output", "xy.json",
      "--format", "json")
    for line in [
      #""domain": "0,1;0,1""#, #""errorBound": "1/1024""#, #""neurons": "15""#,
      #""pieces": "144""#, #""optimalPieces": null"#, #""optimalPiecesExact": null"#,
      #""neuronLowerBound": null"#,
    ] {
      #expect(outcome.output.contains(line))
    }
    for key in Self.keys { #expect(outcome.output.contains("\n  \"\(key)\": ")) }
    let certificate = try pleat.run("certify", "xy.json", "--target", "product", "--on", "0,1;0,1")
    #expect(certificate.output.contains("error        1/1024\n"))
    #expect(certificate.output.contains("attained at  "))
  }

  @Test("--levels m makes 2^m cells, --scheme forces one")
  func levels() throws {
    let outcome = try pleat.run(
      "approximate", "square", "--on", "-1,2", "--levels", "3", "--scheme", "binary", "--output",
      "square.json", "--report", "report.csv", "--format", "csv")
    #expect(outcome.output.isEmpty)
    #expect(
      try pleat.text(of: "report.csv").contains(
        #"square,"-1,2",binary,9/512,9/512,8,3,3,7,24,22,8,true,3"#))
    let piped = try pleat.shell(
      "pleat approximate square --on 0,1 --levels 3 --scheme binary | "
        + "pleat certify - --target square --on 0,1 --format csv")
    #expect(piped.output.contains(#"-,square,"0,1",1/512,1/512,"#))
  }

  @Test("--minimize depth takes one hidden layer, and the report compares the schemes")
  func minimizeDepth() throws {
    let outcome = try pleat.run(
      "approximate", "square", "--on", "0,1", "--error", "1/1000", "--minimize", "depth",
      "--output", "square.json")
    #expect(outcome.output.contains("depth       1 hidden layer\n"))
    #expect(outcome.output.contains("neurons     12, at this depth at least 11\n"))
    #expect(outcome.output.contains("scheme         neurons  parameters  depth  error bound\n"))
    #expect(outcome.output.contains("\nbinary              10 "))
  }

  @Test("A budget that ends before there is a network: one sentence and status 3")
  func budget() throws {
    let outcome = try pleat.run(
      "approximate", "runge", "--on", "-1,1", "--error", "1e-6", "--budget", "0.001")
    #expect(outcome.status == 3)
    #expect(outcome.output.isEmpty)
    #expect(outcome.errors == "pleat: the budget is spent: no network was found before\n")
  }

  @Test("draw --target: the target, the network, and the error in a panel below")
  func drawTarget() throws {
    try pleat.run(
      "approximate", "exp", "--on", "0,1", "--error", "1/20", "--output", "exp.json")
    let outcome = try pleat.run(
      "draw", "exp.json", "--target", "exp", "--on", "0,1", "--output", "exp.svg")
    #expect(outcome.output.contains("sup error  "))
    #expect(outcome.output.contains(" against exp\n"))
    let picture = try pleat.text(of: "exp.svg")
    #expect(picture.contains("target − network") && picture.contains(">exp<"))
    for (arguments, part) in [
      (["--target", "product", "--on", "0,1"], "product has 2 inputs"),
      (["--target", "log1p", "--on", "-2,1"], "log1p is not defined"),
    ] {
      let refused = try pleat.run(["draw", "exp.json"] + arguments)
      #expect(refused.status == 1 && refused.output.isEmpty)
      #expect(refused.errors.contains(part), "\(refused.errors)")
    }
  }

  @Test("A wrong network is as far away as it is")
  func certifyOther() throws {
    try pleat.run("construct", "sawtooth", "--width", "2", "--depth", "1", "--output", "tent.json")
    // The tent is 1 at 1/2, where x² is 1/4; on [1/2, 1] the error 2 − 2x − x² falls from 3/4 to −1.
    let outcome = try pleat.run(
      "certify", "tent.json", "--target", "square", "--on", "0,1", "--format", "csv")
    #expect(outcome.output.contains(#"tent.json,square,"0,1",1,1,1,2,true"#))
    let exp = try pleat.run(
      "certify", "tent.json", "--target", "exp", "--on", "0,1", "--relative", "2^-10")
    #expect(exp.output.contains("error at least  "))
    #expect(exp.output.contains("about 2.71"))
  }

  @Test(
    "Bad requests say what is wrong",
    arguments: [
      (["approximate", "cube", "--on", "0,1", "--error", "1/9"], "\"cube\" is no target", 1),
      (["approximate", "square", "--on", "0,1", "--error", "0"], "--error: ", 1),
      (["approximate", "square", "--on", "0,1", "--error", "-1/9"], "--error: ", 1),
      (["approximate", "log1p", "--on", "-2,1", "--error", "1/9"], "not defined", 1),
      (["approximate", "square", "--on", "0,1", "--error", "1", "--depth", "0"], "--depth", 1),
      (["approximate", "square", "--on", "0,inf", "--error", "1"], "unbounded", 1),
      (["approximate", "square", "--on", "0,1;0,1", "--error", "1"], "--on: 2 intervals", 1),
      (["approximate", "square", "--on", "0,1", "--error", "2^-", "--levels", "3"], "either", 64),
      (["approximate", "square", "--on", "0,1", "--levels", "0"], "--levels", 1),
      (["approximate", "square", "--on", "0,1"], "either --error or --levels", 64),
      (["certify", "none.json", "--target", "square", "--on", "0,1"], "none.json", 1),
      (["certify", "none.json", "--target", "square", "--relative", "0"], "--relative: ", 1),
    ])
  func badRequests(_ arguments: [String], _ part: String, _ status: Int32) throws {
    let outcome = try pleat.run(arguments)
    #expect(outcome.status == status)
    #expect(outcome.output.isEmpty)
    #expect(outcome.errors.contains(part), "\(outcome.errors)")
  }
}
