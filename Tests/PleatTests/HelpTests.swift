import Testing

@Suite("Help teaches by example")
struct HelpTests {
  private let pleat: PleatProcess

  init() throws { pleat = try PleatProcess() }

  static let commands = [
    "info", "evaluate", "pieces", "regions", "merge", "estimate", "bounds", "construct",
    "approximate",
    "certify", "convert", "draw", "reproduce",
  ]

  @Test func theRootListsTheCommands() throws {
    for arguments in [[], ["--help"], ["-h"], ["help"]] {
      let outcome = try pleat.run(arguments)
      #expect(outcome.status == 0)
      #expect(outcome.errors.isEmpty)
      for command in Self.commands { #expect(outcome.output.contains("\n  \(command) ")) }
    }
  }

  @Test func theVersionIsThree() throws {
    let outcome = try pleat.run("--version")
    #expect(outcome.status == 0)
    #expect(outcome.output.wholeMatch(of: /\d+\.\d+\.\d+\n/) != nil)
  }

  @Test("Two examples at least, none broken by the width of a terminal", arguments: commands)
  func examples(_ command: String) throws {
    let outcome = try pleat.run(command, "--help")
    #expect(outcome.status == 0)
    #expect(outcome.output == (try pleat.run(command, "-h").output))
    let lines = outcome.output.split(separator: "\n").prefix { !$0.hasPrefix("USAGE") }
    #expect(lines.count { $0.hasPrefix("  pleat ") } >= 2)
    #expect(lines.allSatisfy { $0.count <= 80 })
  }

  @Test("The examples print what the help says")
  func examplesAreTrue() throws {
    try pleat.run("construct", "sawtooth", "--width", "3", "--depth", "4", "--output", "saw.json")
    #expect(
      try pleat.run("pieces", "saw.json", "--on", "0,1").output.contains("linear pieces       81\n")
    )
    try pleat.run("construct", "sawtooth", "--width", "2", "--depth", "2", "--output", "saw.json")
    #expect(
      try pleat.run("evaluate", "saw.json", "--at", "1/3").output
        == "output 1  2/3\npattern   10|11\n")
    let deep = try pleat.shell(
      "pleat construct zigzag --width 10 --depth 1000 | pleat pieces - --on 0,1 --method fold")
    #expect(
      deep.output.contains("24699329180058263341…90724141496484460001 (1042 digits)"))
  }
}
