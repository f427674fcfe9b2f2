import Testing

@Suite("pleat convert")
struct ConvertTests {
  private let pleat: PleatProcess

  /// relu(x / 4) with two names.
  static let quarter = """
    {"format": "relu-network", "version": 1, "name": "quarter", "inputNames": ["x"],
     "layers": [
       {"weights": [["1/4"]], "biases": ["0"]}, {"weights": [["1"]], "biases": ["0"]}]}
    """

  init() throws {
    pleat = try PleatProcess()
    try pleat.write(NetworkTexts.zigzag, to: "zigzag.json")
    try pleat.write(Self.quarter, to: "quarter.json")
    try pleat.write(Self.quarter.replacing("1/4", with: "1/3"), to: "third.json")
  }

  @Test(
    "a network comes back from every format", arguments: ["npz", "safetensors", "nnet", "onnx"])
  func roundTrip(ending: String) throws {
    let there = try pleat.run("convert", "zigzag.json", "out.\(ending)")
    #expect(there.status == 0 && there.errors.isEmpty)
    #expect(there.output.contains("exact    yes\n"))
    #expect(there.output.contains("widths   1, 3, 1\n"))
    try pleat.run("convert", "out.\(ending)", "back.json")
    try pleat.run("convert", "zigzag.json", "own.json")
    #expect(try pleat.text(of: "back.json") == pleat.text(of: "own.json"))
    #expect(try pleat.run("convert", "out.\(ending)", "-").output == pleat.text(of: "own.json"))
  }

  @Test func theReportForPrograms() throws {
    let outcome = try pleat.run("convert", "quarter.json", "q.npz", "--format", "json")
    #expect(
      outcome.output == """
        {
          "network": "quarter.json",
          "inputFormat": "json",
          "weights": "exact text and JSON numbers",
          "output": "q.npz",
          "format": "npz",
          "numbers": "float32",
          "widths": ["1", "1", "1"],
          "bytes": 926,
          "exact": true,
          "largestRounding": "0",
          "remarks": [".npz files do not hold the name and the input names."]
        }

        """)
    let table = try pleat.run("convert", "quarter.json", "q.nnet", "--format", "csv").output
    #expect(table.hasPrefix("network,input_format,weights,output,format,numbers,bytes,exact,"))
    #expect(table.contains("\r\nquarter.json,json,exact text and JSON numbers,q.nnet,nnet,"))
  }

  @Test("what a format cannot hold is refused, and the old file stays")
  func refusal() throws {
    try pleat.run("convert", "quarter.json", "out.npz")
    for (ending, kind) in [
      ("npz", "float64"), ("safetensors", "float64"), ("nnet", "finite decimal"),
    ] {
      let outcome = try pleat.run("convert", "third.json", "out.\(ending)")
      #expect(outcome.status == 1 && outcome.output.isEmpty)
      #expect(
        outcome.errors
          == "pleat: out.\(ending): layers[0].weights[0][0] is 1/3, which is no \(kind); --round "
          + "writes the nearest float64\n")
    }
    #expect(try pleat.files() == ["out.npz", "quarter.json", "third.json", "zigzag.json"])
    #expect(try pleat.run("evaluate", "out.npz", "--at", "1").output.contains("1/4"))
  }

  @Test func roundingSaysHowFar() throws {
    for ending in ["npz", "safetensors", "nnet"] {
      let outcome = try pleat.run("convert", "third.json", "out.\(ending)", "--round")
      #expect(outcome.status == 0)
      // 1/3 lies 1/3 of 2^-54 above its double.
      #expect(
        outcome.output.contains("exact    no: the largest rounding is 1/54043195528445952\n"))
      let value = try pleat.run("evaluate", "out.\(ending)", "--at", "1").output
      #expect(value.contains("6004799503160661/18014398509481984"))
    }
    try pleat.run("convert", "third.json", "single.npz", "--weights", "float32")
    #expect(try pleat.run("info", "single.npz").output.contains("float32 arrays"))
  }

  @Test func whereTheProductAndTheReportGo() throws {
    let option = try pleat.run("convert", "quarter.json", "--output", "a.npz")
    #expect(option.status == 0 && option.output.contains("output   a.npz\n"))
    let report = try pleat.run("convert", "quarter.json", "b.npz", "--report", "r.txt")
    #expect(report.status == 0 && report.output.isEmpty)
    #expect(try pleat.text(of: "r.txt").contains("output   b.npz\n"))
    let piped = try pleat.run("convert", "-", "c.npz", input: Self.quarter)
    #expect(piped.status == 0 && piped.output.contains("standard input"))
    for arguments in [
      ["quarter.json"], ["quarter.json", "a.npz", "--output", "b.npz"],
      ["quarter.json", "a.npz", "--report", "a.npz"], [],
    ] {
      #expect(try pleat.run(["convert"] + arguments).status == 64, "\(arguments)")
    }
  }

  @Test func badFiles() throws {
    try pleat.write("\u{80}", to: "broken.safetensors")
    for (arguments, words) in [
      (["quarter.json", "a.pt"], "a.pt: the ending says no format that is written"),
      (["quarter.json", "no/a.npz"], "its folder must exist before"),
      (["net.pt", "a.npz"], "pickles such as PyTorch's run code"),
      (["broken.safetensors", "a.npz"], "is cut short"),
      (["quarter.json", "a.npz", "--normalize", "fold"], "only .nnet files"),
    ] {
      let outcome = try pleat.run(["convert"] + arguments)
      #expect(outcome.status == 1 && outcome.output.isEmpty)
      #expect(outcome.errors.contains(words), "\(outcome.errors)")
    }
    #expect(try !pleat.files().contains("a.npz"))
  }

  @Test("folding means and ranges writes the network in raw units")
  func folding() throws {
    try pleat.write(NetworkTexts.nnet, to: "one.nnet")
    try pleat.run("convert", "one.nnet", "raw.json", "--normalize", "fold")
    // relu(0.1 (x − 1) / 2 + 0.5) at x = 3.
    #expect(try pleat.run("evaluate", "raw.json", "--at", "3").output.contains("3/5"))
    try pleat.run("convert", "one.nnet", "same.nnet")
    #expect(
      try pleat.run("info", "same.nnet").output.contains("box         -1,1\n"))
  }
}
