import Testing

/// A command line that is refused, with words that the sentence must have.
struct Refusal: Sendable, CustomTestStringConvertible {
  let arguments: [String]
  let words: [String]
  var testDescription: String { arguments.joined(separator: " ") }

  init(_ arguments: String..., says words: [String]) {
    self.arguments = arguments
    self.words = words
  }
}

@Suite("Bad requests end in one sentence and exit status 1")
struct BadInputTests {
  private let pleat: PleatProcess

  init() throws {
    pleat = try PleatProcess()
    try pleat.write(NetworkTexts.zigzag, to: "net.json")
    try pleat.write(NetworkTexts.twoInputs, to: "two.json")
    try pleat.write(NetworkTexts.threeInputs, to: "three.json")
    try pleat.write(NetworkTexts.plane, to: "plane.json")
    try pleat.write(NetworkTexts.nnet, to: "one.nnet")
  }

  private func expectSentence(_ outcome: Outcome, _ words: [String], _ name: String) {
    #expect(outcome.status == 1, "\(name)")
    #expect(outcome.output.isEmpty, "\(name)")
    #expect(outcome.errorLines.count == 1, "\(name): \(outcome.errors)")
    #expect(outcome.errors.hasPrefix("pleat: "), "\(name): \(outcome.errors)")
    #expect(!outcome.errors.contains("Fatal"), "\(name)")
    for word in words { #expect(outcome.errors.contains(word), "\(name): \(outcome.errors)") }
  }

  @Test(
    "Intervals",
    arguments: [
      "1,1", "2,1", "inf,inf", "-inf,-inf", "inf,-inf", "a,b", "1", "", ",", "1,2,3", "nan,1",
      "0,1/0", "1e999999999,1", "0,0x1p999999999", "0, 1", "--format",
    ])
  func intervals(_ text: String) throws {
    for command in ["pieces", "draw"] {
      expectSentence(try pleat.run(command, "net.json", "--on", text), ["--on"], text)
    }
  }

  static let values: [Refusal] = [
    Refusal("pieces", "net.json", "--threads", "0", says: ["--threads", "at least 1"]),
    Refusal("pieces", "net.json", "--threads", "-3", says: ["--threads", "at least 1"]),
    Refusal("info", "net.json", "--threads", "99999999999999999999", says: ["--threads"]),
    Refusal("info", "net.json", "--threads", "two", says: ["--threads", "integer"]),
    Refusal("pieces", "net.json", "--budget", "0", says: ["--budget", "more than 0"]),
    Refusal("pieces", "net.json", "--budget", "-1", says: ["--budget"]),
    Refusal("pieces", "net.json", "--budget", "soon", says: ["--budget"]),
    Refusal("pieces", "net.json", "--budget", "1e99999", says: ["--budget"]),
    Refusal("pieces", "net.json", "--count", "regions", says: ["--count", "linearPieces"]),
    Refusal("pieces", "net.json", "--count", "", says: ["--count"]),
    Refusal("pieces", "net.json", "--count", "linearPieces,", says: ["--count"]),
    Refusal(
      "pieces", "net.json", "--method", "fold", "--count", "affineFunctions",
      says: ["affineFunctions", "fold"]),
    Refusal("pieces", "net.json", "--outputs", "0", says: ["--outputs"]),
    Refusal("pieces", "net.json", "--outputs", "2", says: ["--outputs", "net.json", "1 output"]),
    Refusal(
      "pieces", "two.json", "--outputs", "1,1", "--from", "0,0", "--to", "1,1",
      says: ["--outputs", "twice"]),
    Refusal("pieces", "two.json", says: ["two.json", "2 inputs", "--from"]),
    Refusal("pieces", "two.json", "--on", "0,1", says: ["two.json", "2 inputs", "--from"]),
    Refusal("pieces", "two.json", "--from", "0", "--to", "1,1", says: ["--from", "2 inputs"]),
    Refusal("pieces", "two.json", "--from", "0,0", "--to", "1,x", says: ["--to", "\"x\""]),
    Refusal("pieces", "two.json", "--from", "0,0", "--to", "0,0", says: ["same point"]),
    Refusal("evaluate", "two.json", "--at", "1", says: ["--at", "1 coordinate", "2 inputs"]),
    Refusal("evaluate", "two.json", "--at", "1,", says: ["--at"]),
    Refusal("evaluate", "two.json", "--at", "inf,0", says: ["--at"]),
    Refusal("draw", "three.json", says: ["three.json", "3 inputs", "--from", "--slice"]),
    Refusal("draw", "net.json", "--box", "0,1", says: ["--box", "1 input", "--on"]),
    Refusal("draw", "net.json", "--fill", "value", says: ["--fill", "1 input"]),
    Refusal("draw", "net.json", "two.json", says: ["cannot share"]),
    Refusal("draw", "two.json", "--box", "0,1;0,0", says: ["--box", "0,0"]),
    Refusal("regions", "two.json", "--box", "1,1", says: ["--box", "1,1"]),
    Refusal("regions", "two.json", "--box", "", says: ["--box"]),
    Refusal("regions", "two.json", "--box", "0,1;", says: ["--box"]),
    Refusal("regions", "two.json", "--box", "0,1,2", says: ["--box"]),
    Refusal(
      "regions", "two.json", "--box", "0,1;0,1;0,1",
      says: ["--box", "3 intervals", "two.json", "2 inputs"]),
    Refusal("regions", "three.json", "--method", "fold", says: ["three.json", "fold", "--count"]),
    Refusal("regions", "three.json", "--slice", "absent.json", says: ["absent.json"]),
    Refusal("regions", "three.json", "--slice", "net.json", says: ["net.json", "format"]),
    Refusal(
      "regions", "two.json", "--slice", "plane.json",
      says: ["plane.json", "3 coordinates", "two.json", "2 inputs"]),
    Refusal(
      "regions", "three.json", "--slice", "plane.json", "--box", "0,1;0,1;0,1",
      says: ["--box", "the slice", "2 coordinates"]),
    Refusal("regions", "two.json", "--count", "linearPieces", says: ["--count", "linearRegions"]),
    Refusal("regions", "two.json", "--layers", "2", says: ["two.json", "layer 2", "has 1"]),
    Refusal("regions", "two.json", "--layers", "0", says: ["--layers", "at least 1"]),
    Refusal("regions", "two.json", "--outputs", "3", says: ["--outputs", "2 outputs"]),
    Refusal("regions", "net.json", "--list", says: ["net.json", "pieces --list"]),
    Refusal("pieces", "net.json", "--normalize", "fold", says: ["net.json", ".nnet"]),
    Refusal("info", "absent.json", says: ["absent.json"]),
    Refusal("info", "net.txt", says: ["net.txt", "ending"]),
    Refusal("info", ".", says: ["ending"]),
    Refusal("pieces", "net.json", "--output", "absent/report", says: ["absent/report", "folder"]),
    Refusal("bounds", "--widths", "0", says: ["--widths"]),
    Refusal("bounds", "--widths", "3", says: ["--widths", "hidden layer"]),
    Refusal("bounds", "--widths", "1,-3", says: ["--widths"]),
    Refusal("bounds", "--widths", "1,,3", says: ["--widths"]),
    Refusal("bounds", "--widths", "1,99999999999", says: ["--widths", "99999999999"]),
    Refusal("bounds", "--widths", "1,1e6", says: ["--widths", "\"1e6\""]),
  ]

  @Test(arguments: values)
  func optionValues(_ refusal: Refusal) throws {
    expectSentence(
      try pleat.run(refusal.arguments), refusal.words, refusal.testDescription)
  }

  static let constructions: [Refusal] = [
    Refusal("sawtooth", "--width", "0", "--depth", "1", says: ["--width"]),
    Refusal("sawtooth", "--width", "-2", "--depth", "1", says: ["--width"]),
    Refusal("sawtooth", "--width", "2", "--depth", "99999999999", says: ["layers"]),
    Refusal("sawtooth", "--width", "2", "--depth", "1e9", says: ["--depth"]),
    Refusal("sawtooth", "--width", "99999999999999999999", "--depth", "1", says: ["--width"]),
    Refusal("sawtooth", "--width", "9223372036854775807", "--depth", "1", says: ["weights"]),
    Refusal("zigzag", "--width", "2", "--depth", "1", says: ["layer 1", "at least 3"]),
    Refusal("narrow", "--width", "5", "--depth", "1", says: ["width 5"]),
    Refusal("takagi", "--depth", "99999999", says: ["layers"]),
    Refusal("montufar", "--inputs", "3", "--widths", "2,2", says: ["layer 1"]),
    Refusal("montufar", "--inputs", "0", "--widths", "2,2", says: ["--inputs"]),
    Refusal("serra", "--inputs", "2", "--widths", "4,2", says: ["layer 1"]),
    Refusal("pascanu", "--inputs", "2", "--widths", "", says: ["--widths"]),
    Refusal("hat", "--knots", "0,1", says: ["--knots", "three"]),
    Refusal("hat", "--knots", "0,1,1", says: ["--knots"]),
    Refusal("random", "--widths", "3", says: ["2"]),
    Refusal("random", "--widths", "1,1", "--seed", "-1", says: ["--seed"]),
    Refusal("random", "--widths", "1,99999999999,99999999999", says: ["weights"]),
    Refusal("tll", "--inputs", "1", "--groups", "0", "--per-group", "1", says: ["--groups"]),
    Refusal(
      "zonotope", "--generators", "absent", "--width", "1", "--depth", "1",
      says: ["absent"]),
    Refusal("interpolant", "--samples", "absent", says: ["absent"]),
  ]

  @Test(arguments: constructions)
  func constructionSizes(_ refusal: Refusal) throws {
    expectSentence(
      try pleat.run(["construct"] + refusal.arguments), refusal.words, refusal.testDescription)
  }

  @Test(
    "Files with a mistake are named with the place",
    arguments: [
      (#"{"layers": ["#, "bad.json"), ("", "bad.json"), ("{}", "bad.json"),
      (NetworkTexts.zigzag.replacing("-3", with: "1/0"), "layers[1].weights[0][0]"),
      (NetworkTexts.zigzag.replacing("-3", with: "nan"), "layers[1].weights[0][0]"),
      (NetworkTexts.zigzag.replacing(#""2", "-2""#, with: #""2""#), "layers[1]"),
      (NetworkTexts.zigzag.replacing("biases", with: "bias"), "bias"),
    ])
  func networkFiles(text: String, place: String) throws {
    try pleat.write(text, to: "bad.json")
    expectSentence(try pleat.run("info", "bad.json"), ["bad.json", place], text)
    expectSentence(try pleat.run(["info", "-"], input: text), ["standard input"], text)
  }

  @Test(
    "Tables with a mistake are named with line and cell",
    arguments: [
      ("x,y\n0,0\n1,nan\n", ["line 3, cell 2"]), ("0,0\n1,2,3\n", ["sample 2", "3 numbers"]),
      ("0,0\n0,1\n", ["sample 2"]), ("x,y\n", ["no rows"]), ("0,0\n", ["at least 2"]),
      ("x,y\nx,y\n", ["line 2, cell 1"]), (#"[["0", "1"], ["1", "1/0"]]"#, ["[1][1]"]),
      (#"[["0", "1"], ["1", {}]]"#, ["JSON"]), ("[", ["JSON"]),
    ])
  func tables(text: String, words: [String]) throws {
    try pleat.write(text, to: "bad.csv")
    expectSentence(
      try pleat.run("construct", "interpolant", "--samples", "bad.csv"), ["bad.csv"] + words, text)
  }

  @Test func nothingIsWrittenOnAnError() throws {
    try pleat.run("pieces", "net.json", "--on", "1,1", "--output", "report.txt")
    try pleat.run("pieces", "two.json", "--list", "--output", "list.txt")
    let inputs = ["net.json", "one.nnet", "plane.json", "three.json", "two.json"]
    #expect(try pleat.files() == inputs)
  }
}

@Suite("Mistakes in the command line exit with status 64")
struct UsageTests {
  private let pleat: PleatProcess

  init() throws {
    pleat = try PleatProcess()
    try pleat.write(NetworkTexts.zigzag, to: "net.json")
  }

  @Test(arguments: [
    ["count"], ["pieces"], ["pieces", "net.json", "more"], ["pieces", "net.json", "--bogus"],
    ["pieces", "net.json", "--on"], ["pieces", "net.json", "--method", "guess"],
    ["pieces", "net.json", "--format", "xml"], ["pieces", "net.json", "--weights", "float16"],
    ["pieces", "net.json", "--from", "0"], ["pieces", "net.json", "--to", "0"],
    ["pieces", "net.json", "--on", "0,1", "--from", "0", "--to", "1"],
    ["evaluate", "net.json"], ["bounds"], ["construct", "tower"], ["construct", "sawtooth"],
    ["draw"], ["draw", "net.json", "net.json", "--layers"], ["draw", "-", "-"],
    ["draw", "net.json", "--output", "same", "--report", "same"],
    ["draw", "net.json", "--on", "0,1", "--box", "0,1"], ["draw", "net.json", "--fill", "red"],
    ["draw", "net.json", "--from", "0", "--to", "1", "--fill", "value"], ["regions"],
    ["regions", "net.json", "--on", "0,1"],
  ])
  func usage(_ arguments: [String]) throws {
    let outcome = try pleat.run(arguments)
    #expect(outcome.status == 64)
    #expect(outcome.output.isEmpty)
    #expect(outcome.errors.hasPrefix("Error: "))
    #expect(!outcome.errors.contains("Fatal"))
  }
}
