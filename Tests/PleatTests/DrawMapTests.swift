import Testing

@Suite("pleat draw in the plane")
struct DrawMapTests {
  private let pleat: PleatProcess

  init() throws {
    pleat = try PleatProcess()
    try pleat.write(NetworkTexts.quadrants, to: "quadrants.json")
    try pleat.write(NetworkTexts.twoInputs, to: "two.json")
    try pleat.write(NetworkTexts.threeInputs, to: "three.json")
    try pleat.write(NetworkTexts.plane, to: "plane.json")
  }

  @Test func reports() throws {
    let outcome = try pleat.run(
      "draw", "quadrants.json", "--box", "-1,1", "--output", "map.svg", "--format", "json")
    #expect(outcome.status == 0)
    #expect(outcome.errors.isEmpty)
    #expect(
      outcome.output == """
        {
          "maps": [
            {
              "network": "quadrants.json",
              "domain": "-1,1;-1,1",
              "window": "-1,1;-1,1",
              "windowChosen": false,
              "regionsDrawn": "6",
              "activationRegions": "6",
              "linearRegions": "6"
            }
          ]
        }

        """)
    let svg = try pleat.text(of: "map.svg")
    #expect(svg.hasPrefix("<svg") && svg.hasSuffix("</svg>\n"))
    #expect(svg.contains("quadrants.json: 6 activation regions, 6 linear regions"))
    let table = try pleat.run(
      "draw", "quadrants.json", "--box", "-1,1", "--output", "map.svg", "--format", "csv")
    #expect(
      table.output == """
        network,domain,window,regions_drawn,activation_regions,linear_regions\r
        quadrants.json,"-1,1;-1,1","-1,1;-1,1",6,6,6\r

        """)
  }

  @Test("Of an unbounded domain a part around the corners is drawn, which is said")
  func chosenWindow() throws {
    // The one corner is (1/3, 1/3); the file's box is [0, 1] × [−1, ∞).
    let outcome = try pleat.run("draw", "two.json")
    #expect(outcome.status == 0)
    #expect(outcome.output.hasPrefix("<svg"))
    #expect(
      outcome.errors == "pleat: two.json drawn on 0,1;-1,11/10 (chosen to show all corners)\n")
    let whole = try pleat.run("draw", "two.json", "--box", "all", "--output", "map.svg")
    #expect(whole.errors.isEmpty)
    #expect(whole.output.contains("drawn on            -2/3,4/3;-2/3,4/3 (chosen"))
  }

  @Test("Every fill and the layers give a picture, the same each time")
  func fills() throws {
    var pictures: Set<String> = []
    let keys = ["affine": ">slope of first<", "pattern": ">active neurons<", "value": ">first<"]
    for (fill, key) in keys.sorted(by: { $0.key < $1.key }) {
      let arguments = ["draw", "two.json", "--box", "0,1", "--fill", fill]
      let picture = try pleat.run(arguments).output
      #expect(picture.hasSuffix("</svg>\n"))
      #expect(picture.contains(key))
      #expect(picture.contains(">left<") && picture.contains(">right<"))
      #expect(picture == (try pleat.run(arguments).output))
      pictures.insert(picture)
    }
    let layers = try pleat.run("draw", "quadrants.json", "--box", "-1,1", "--layers").output
    #expect(layers.contains(">layer 1<") && layers.contains(">layer 2<"))
    pictures.insert(layers)
    #expect(pictures.count == 4)
    let second = try pleat.run("draw", "two.json", "--box", "0,1", "--outputs", "2").output
    #expect(second.contains(">slope of second<"))
  }

  @Test("Equal maps have one colour, wherever they are")
  func equalMaps() throws {
    // Two of the six regions have the zero map.
    let svg = try pleat.run("draw", "quadrants.json", "--box", "-1,1").output
    let paths = svg.matches(of: /<path fill="[^"]*" stroke="[^"]*" d="([^"]*)"/)
    #expect(paths.count == 5)
    #expect(paths.map { $0.1.count { $0 == "m" } }.sorted() == [1, 1, 1, 1, 2])
  }

  @Test("Edges where the map stays are dotted")
  func flatEdges() throws {
    let svg = try pleat.run("draw", "two.json", "--box", "0,1", "--outputs", "1").output
    #expect(svg.matches(of: /stroke-dasharray="\d+ \d+"/).count == 1)
    let all = try pleat.run("draw", "two.json", "--box", "0,1").output
    #expect(all.matches(of: /stroke-dasharray="\d+ \d+"/).isEmpty)
  }

  @Test func slicesAndSeveralNetworks() throws {
    let slice = try pleat.run(
      "draw", "three.json", "--slice", "plane.json", "--output", "slice.svg")
    #expect(slice.output.contains("slice plane.json, box 0,1;-1,1\n"))
    #expect(try pleat.text(of: "slice.svg").contains(">slice coordinate t<tspan"))
    let grid = try pleat.run(
      "draw", "quadrants.json", "two.json", "--on", "-1,1", "--fill", "pattern")
    #expect(grid.output.matches(of: /class="panel"/).count == 2)
    #expect(grid.output.matches(of: /class="key"/).count == 1)
  }

  @Test func tooManyRegionsAreRefused() throws {
    try pleat.run(
      "construct", "montufar", "--inputs", "2", "--widths", "20,20,20,20,20", "--output",
      "folds.json")
    let refused = try pleat.run("draw", "folds.json", "--box", "0,1")
    #expect(refused.status == 1)
    #expect(refused.errors.contains("folds.json has more than 100000 activation regions there"))
    let stopped = try pleat.run("draw", "folds.json", "--box", "0,1", "--budget", "0.000001")
    #expect(stopped.status == 3)
    #expect(stopped.errors == "pleat: the budget is spent: nothing is drawn\n")
    let counted = try pleat.run(
      "regions", "folds.json", "--box", "0,1", "--budget", "0.2", "--format", "json")
    #expect(counted.status == 3)
    #expect(counted.output.contains(#""complete": false"#))
    let list = ["regions", "folds.json", "--box", "0,1", "--list", "--budget", "0.2"]
    let listed = try pleat.run(list + ["--format", "csv", "--output", "list.csv"])
    #expect(listed.status == 3)
    #expect(listed.errors.contains("in list.csv.incomplete, there are more"))
    #expect(try pleat.text(of: "list.csv.incomplete").hasSuffix("\r\n"))
  }
}
