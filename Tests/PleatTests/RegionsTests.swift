import Testing

@Suite("pleat regions")
struct RegionsTests {
  private let pleat: PleatProcess

  init() throws {
    pleat = try PleatProcess()
    try pleat.write(NetworkTexts.quadrants, to: "quadrants.json")
    try pleat.write(NetworkTexts.twoInputs, to: "two.json")
    try pleat.write(NetworkTexts.threeInputs, to: "three.json")
    try pleat.write(NetworkTexts.hiddenSwitch, to: "abs.json")
    try pleat.write(NetworkTexts.plane, to: "plane.json")
  }

  @Test("A box of many equal sides is written short for a person, in full for a program")
  func manySides() throws {
    try pleat.run("construct", "random", "--widths", "7,2,1", "--seed", "1", "--output", "net.json")
    let text = try pleat.run("regions", "net.json", "--box", "all")
    #expect(text.output.contains("-inf,inf for each of 7 inputs\n"))
    let json = try pleat.run("regions", "net.json", "--box", "all", "--format", "json")
    let sides = Array(repeating: "-inf,inf", count: 7).joined(separator: ";")
    #expect(json.output.contains(#""domain": "\#(sides)""#))
  }

  @Test func allCountsInABox() throws {
    let outcome = try pleat.run(
      "regions", "quadrants.json", "--box", "-1,1", "--count", "all", "--format", "json")
    #expect(outcome.status == 0)
    #expect(outcome.errors.isEmpty)
    #expect(
      outcome.outputWithoutSeconds == """
        {
          "network": "quadrants.json",
          "domain": "-1,1;-1,1",
          "activationPatterns": "11",
          "activationRegions": "6",
          "linearRegions": "6",
          "closedRegions": "5",
          "affineFunctions": "5",
          "perLayer": ["4", "6"],
          "complete": true,
          "seconds": S,
          "weights": "exact text and JSON numbers",
          "method": "vertices"
        }

        """)
  }

  @Test("How signs were decided is reported where it is asked for")
  func decisions() throws {
    func report(_ network: String, _ options: String...) throws -> String {
      let outcome = try pleat.run(
        ["regions", network, "--box", "-1,1", "--count", "activationRegions", "--decisions"]
          + options)
      #expect(outcome.status == 0 && outcome.errors.isEmpty)
      return outcome.output
    }
    #expect(
      try report("three.json", "--method", "vertices", "--format", "json").contains(
        #""openSigns": ""#))
    let text = try report("three.json", "--method", "vertices")
    #expect(text.contains("\ncells counted at once  ") && text.contains("\nvertices made  "))
    #expect(
      try report("three.json", "--method", "vertices", "--format", "csv").contains(
        ",signs_bounds_left,"))
    #expect(try report("quadrants.json", "--format", "json").contains(#""decisions": null"#))
    #expect(try report("quadrants.json").contains("not counted"))
    #expect(try report("quadrants.json", "--format", "csv").hasSuffix(",true\r\n"))
  }

  @Test func whatWasNotAskedForIsNull() throws {
    let outcome = try pleat.run(
      "regions", "quadrants.json", "--count", "closedRegions", "--format", "json")
    #expect(
      outcome.outputWithoutSeconds == """
        {
          "network": "quadrants.json",
          "domain": "-inf,inf;-inf,inf",
          "activationPatterns": null,
          "activationRegions": null,
          "linearRegions": null,
          "closedRegions": "5",
          "affineFunctions": null,
          "perLayer": null,
          "complete": true,
          "seconds": S,
          "weights": "exact text and JSON numbers",
          "method": "vertices"
        }

        """)
    let standard = try pleat.run("regions", "quadrants.json", "--format", "csv")
    #expect(
      standard.output == """
        network,domain,outputs,layers,method,activation_patterns,activation_regions,\
        linear_regions,closed_regions,affine_functions,per_layer,complete\r
        quadrants.json,"-inf,inf;-inf,inf",all,all,vertices,,6,6,,,4;6,true\r

        """)
  }

  @Test("The domain: an option wins over the file's box, all is the whole plane")
  func domainIsNamed() throws {
    func domain(_ options: String...) throws -> String {
      let outcome = try pleat.run(["regions", "two.json"] + options)
      let line = outcome.outputLines.first { $0.hasPrefix("domain") } ?? ""
      return String(line.split(separator: "  ").last ?? "").trimmingPrefix(" ").description
    }
    #expect(try domain() == "0,1;-1,inf")
    #expect(try domain("--box", "-1/3,0.5") == "-1/3,1/2;-1/3,1/2")
    #expect(try domain("--box", "-1,1;-inf,0") == "-1,1;-inf,0")
    #expect(try domain("--box", "all") == "-inf,inf;-inf,inf")
    #expect(try domain("--box=-inf,inf") == "-inf,inf;-inf,inf")
    let one = try pleat.run("regions", "abs.json", "--count", "all", "--format", "csv").output
    #expect(one.contains(#"abs.json,"-1,1",all,all,vertices,4,3,2,2,2,3,true"#))
  }

  @Test func countsOnASlice() throws {
    let text = try pleat.run("regions", "three.json", "--slice", "plane.json")
    #expect(text.output.contains("slice plane.json, box 0,1;-1,1\n"))
    let outcome = try pleat.run(
      "regions", "three.json", "--slice", "plane.json", "--format", "json")
    let origin = "slice origin 0,1/2,0 directions 1,0,0;0,0,1"
    #expect(outcome.output.contains("\"domain\": \"\(origin) box 0,1;-1,1\""))
    // t₁ > t₂ or not, t₂ > 1/2 or not: all four meet the box.
    #expect(outcome.output.contains(#""activationRegions": "4""#))
    let part = try pleat.run(
      "regions", "three.json", "--slice", "plane.json", "--box", "0,1;1/2,1", "--format", "json")
    #expect(part.output.contains(" box 0,1;1/2,1\""))
    #expect(part.output.contains(#""activationRegions": "2""#))
  }

  @Test("A slice without a box is whole, and its directions may depend on each other")
  func otherSlices() throws {
    try pleat.write(
      #"{"origin": [0, 1, 0], "directions": [["1", "0", "0"], [2, 0, 0]]}"#, to: "flat.json")
    let flat = try pleat.run(
      "regions", "three.json", "--slice", "flat.json", "--format", "json", "--count", "all")
    #expect(flat.output.contains("box -inf,inf;-inf,inf"))
    // The one zero is t₁ + 2 t₂ = 0; the second neuron is 0 and so inactive everywhere.
    #expect(flat.output.contains(#""activationPatterns": "2""#))
    #expect(flat.output.contains(#""linearRegions": "2""#))
    try pleat.write(
      #"{"origin": [0, 1, 0], "directions": [["1", "0", "-1"]], "box": [[-1, 1]]}"#, to: "line.json"
    )
    let line = try pleat.run("regions", "three.json", "--slice", "line.json", "--format", "csv")
    #expect(line.output.contains(#"directions 1,0,-1 box -1,1",all,all,vertices,,2,2,,,2,true"#))
  }

  @Test func layersAndOutputs() throws {
    let first = try pleat.run(
      "regions", "quadrants.json", "--layers", "1", "--count", "activationRegions,perLayer",
      "--format", "json")
    #expect(first.output.contains(#""activationRegions": "4""#))
    #expect(first.output.contains(#""perLayer": ["4"]"#))
    #expect(first.output.contains(#""layers": "1""#))
    // The first output bends where x₁ = x₂ alone.
    let output = try pleat.run(
      "regions", "two.json", "--outputs", "1", "--count", "activationRegions,linearRegions",
      "--format", "json")
    #expect(output.output.contains(#""activationRegions": "4""#))
    #expect(output.output.contains(#""linearRegions": "2""#))
    #expect(output.output.contains(#""outputs": ["1"]"#))
  }

  @Test func threadsChangeNothing() throws {
    let one = try pleat.run("regions", "quadrants.json", "--threads", "1", "--format", "csv")
    let four = try pleat.run("regions", "quadrants.json", "--threads", "4", "--format", "csv")
    #expect(one.status == 0)
    #expect(one.output == four.output)
  }
}

@Suite("pleat regions --list")
struct RegionListTests {
  private let pleat: PleatProcess

  init() throws {
    pleat = try PleatProcess()
    try pleat.write(NetworkTexts.quadrants, to: "quadrants.json")
    try pleat.write(NetworkTexts.twoInputs, to: "two.json")
    try pleat.write(NetworkTexts.threeInputs, to: "three.json")
    try pleat.write(NetworkTexts.plane, to: "plane.json")
  }

  @Test("Every interior point has the pattern of its line")
  func patternsAndPoints() throws {
    let list = try pleat.run("regions", "quadrants.json", "--list", "--format", "csv")
    #expect(list.status == 0)
    #expect(list.output.hasPrefix("region,pattern,interior_point\r\n1,"))
    #expect(list.outputLines.count == 7)
    for (index, line) in list.outputLines.dropFirst().enumerated() {
      let cells = line.split(separator: ",")
      #expect(cells.count == 3)
      #expect(cells[0] == "\(index + 1)")
      let point = String(cells[2].replacing(";", with: ","))
      let evaluated = try pleat.run("evaluate", "quadrants.json", "--at", point)
      #expect(evaluated.output.hasSuffix("pattern   \(cells[1])\n"))
    }
  }

  @Test func linesOfJSON() throws {
    let list = try pleat.run(
      "regions", "three.json", "--slice", "plane.json", "--box", "0,1;3/4,1", "--list", "--format",
      "json")
    let lines = list.outputLines.sorted {
      $0.contains(#""pattern":"01""#) && !$1.contains(#""pattern":"01""#)
    }
    #expect(lines.count == 2)
    // Above t₂ = 1/2 and left of t₁ = t₂ the function is t₂ − 1/2.
    #expect(lines[0].contains(#""weights":[["0","1"]],"biases":["-1/2"]"#))
    #expect(lines[0].contains(#""area":"7/32""#))
    #expect(lines[1].contains(#""weights":[["1","0"]],"biases":["-1/2"]"#))
    #expect(lines[1].contains(#""area":"1/32""#))
    for corner in [#"["3/4","3/4"]"#, #"["1","3/4"]"#, #"["1","1"]"#] {
      #expect(lines[1].contains(corner))
    }
  }

  @Test("Corners that run away name where they start and their direction")
  func unboundedRegions() throws {
    let list = try pleat.run("regions", "two.json", "--box", "all", "--list", "--format", "json")
    #expect(list.outputLines.count == 4)
    #expect(list.outputLines.allSatisfy { $0.contains(#""area":null"#) })
    #expect(list.outputLines.allSatisfy { $0.contains(#"["1/3","1/3"]"#) })
    #expect(list.outputLines.allSatisfy { $0.contains(#"{"point":["#) })
  }

  @Test func listsGoToFiles() throws {
    let outcome = try pleat.run(
      "regions", "quadrants.json", "--box", "-1,1", "--list", "--output", "list.txt")
    #expect(outcome.status == 0)
    #expect(outcome.output.isEmpty)
    #expect(try pleat.text(of: "list.txt").hasPrefix("region      pattern     interior_point\n"))
    #expect(try pleat.files().filter { $0.hasPrefix("list") } == ["list.txt"])
  }
}
