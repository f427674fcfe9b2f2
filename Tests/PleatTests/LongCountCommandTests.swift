import Foundation
import Testing

/// Shards in processes of their own, and a count that is killed.
@Suite("pleat regions --shard and --checkpoint, pleat merge")
struct LongCountCommandTests {
  private let pleat: PleatProcess

  init() throws {
    pleat = try PleatProcess()
    try pleat.run(
      "construct", "random", "--widths", "3,8,8,8,1", "--seed", "1", "--output", "net.json")
  }

  private func shard(_ text: String, _ file: String, _ options: String...) throws -> Outcome {
    try pleat.run(
      ["regions", "net.json", "--box", "-1,1", "--shard", text, "--format", "json"]
        + ["--output", file] + options)
  }

  /// The count by `RegionCounter`, which knows neither shards nor checkpoints, is 168,386.
  @Test("Shards run as processes; one is killed, resumed, and the sum is right")
  func killed() throws {
    try pleat.run(
      "construct", "random", "--widths", "4,18,18,18,1", "--seed", "1", "--output", "large.json")
    func start(_ index: Int) throws -> RunningPleat {
      try pleat.start(
        "regions", "large.json", "--box", "-1,1", "--shard", "\(index)/3", "--threads", "1",
        "--checkpoint", "place\(index)", "--format", "json", "--output", "shard\(index).json")
    }
    let victim = try start(2)
    let others = (try start(1), try start(3))
    let place = pleat.folder.appendingPathComponent("place2")
    while victim.process.isRunning, !FileManager.default.fileExists(atPath: place.path) {
      Thread.sleep(forTimeInterval: 0.002)
    }
    kill(victim.process.processIdentifier, SIGKILL)
    let outcome = try victim.finish()
    #if DEBUG
      // In a release build it may have ended first.
      #expect(outcome.status == SIGKILL)
      #expect(try !pleat.files().contains("shard2.json"))
    #endif
    #expect(try others.0.finish().status == 0)
    #expect(try others.1.finish().status == 0)
    #expect(try start(2).finish().status == 0)
    let sum = try pleat.run(
      "merge", "shard3.json", "shard1.json", "shard2.json", "--format", "json")
    #expect(sum.status == 0 && sum.errors.isEmpty)
    #expect(sum.output.contains(#""activationRegions": "168386""#))
    #expect(sum.output.contains(#""perLayer": ["3513", "41811", "168386"]"#))
    #expect(sum.output.contains(#""complete": true"#))
    // A finished shard only says its counts again.
    let report = try pleat.text(of: "shard2.json")
    _ = try start(2).finish()
    #expect(
      try pleat.text(of: "shard2.json").replacing(/"seconds": .*/, with: "")
        == report.replacing(/"seconds": .*/, with: ""))
  }

  @Test("A count that its budget stops is resumed by the same command")
  func budgets() throws {
    let command = [
      "regions", "net.json", "--box", "-1,1", "--checkpoint", "place", "--format", "json",
    ]
    var outcome = try pleat.run(command + ["--budget", "1e-9"])
    #expect(outcome.status == 3 && outcome.errors.isEmpty)
    #expect(outcome.output.contains(#""complete": false"#))
    #expect(outcome.output.contains(#""activationRegions": "0""#))
    outcome = try pleat.run(command)
    #expect(outcome.status == 0)
    #expect(outcome.output.contains(#""activationRegions": "2695""#))
    #expect(outcome.output.contains(#""perLayer": ["89", "741", "2695"]"#))
    #expect(outcome.output.contains(#""linearRegions": null"#))
    #expect(!outcome.output.contains("shard"))
    let again = try pleat.run(command + ["--threads", "1", "--count", "perLayer"])
    #expect(again.output.contains(#""activationRegions": null"#))
    #expect(again.output.contains(#""perLayer": ["89", "741", "2695"]"#))
  }

  @Test("Ctrl-C leaves a lower bound and a place")
  func interrupted() throws {
    try pleat.run(
      "construct", "random", "--widths", "4,24,24,24,24,1", "--seed", "1", "--output", "deep.json")
    let running = try pleat.start(
      "regions", "deep.json", "--box", "-1,1", "--checkpoint", "place", "--format", "json",
      "--progress")
    #expect(try running.waitForProgress())
    running.process.interrupt()
    let outcome = try running.finish()
    #expect(outcome.status == 3)
    #expect(outcome.output.contains(#""complete": false"#))
    #expect(outcome.errors.contains("% of the search"))
    #expect(try pleat.text(of: "place").contains(#""path":"#))
  }

  @Test func whatCannotBeResumedIsRefused() throws {
    func problem(_ arguments: String...) throws -> String {
      let outcome = try pleat.run(["regions", "net.json", "--box", "-1,1"] + arguments)
      #expect(outcome.status == 1 && outcome.output.isEmpty && outcome.errorLines.count == 1)
      return outcome.errors
    }
    try pleat.run("regions", "net.json", "--box", "-1,1", "--checkpoint", "place")
    #expect(try problem("--layers", "2", "--checkpoint", "place").contains("of another network"))
    #expect(
      try problem("--shard", "1/2", "--checkpoint", "place")
        == "pleat: place: the checkpoint is of shard 1/1, not of 1/2; choose another file\n")
    #expect(try problem("--checkpoint", "net.json").contains("net.json: this is no checkpoint"))
    #expect(try problem("--checkpoint", "no/place").contains("its folder must exist"))
    #expect(
      try problem("--checkpoint", "other", "--count", "all")
        .contains("ask for --count activationRegions,perLayer"))
    for method in ["fold", "arrangement"] {
      #expect(
        try problem("--shard", "1/2", "--method", method)
          .contains("the method \(method) has no parts to go on from"))
    }
    #expect(try problem("--shard", "1/2", "--list").contains("a list has no place"))
    for text in ["0/2", "3/2", "x", "1/2/3"] {
      #expect(try problem("--shard", text).contains("is not i/n with 1 <= i <= n"))
    }
    try pleat.write(
      try pleat.text(of: "place").replacing(/"counted":\[/, with: "\"counted\":[5,"), to: "place")
    #expect(try problem("--checkpoint", "place").contains("damaged; remove it to begin anew"))
  }

  @Test("Shards that do not make a whole are refused")
  func merging() throws {
    for index in 1...3 { #expect(try shard("\(index)/3", "\(index).json").status == 0) }
    func problem(_ files: String...) throws -> String {
      let outcome = try pleat.run(["merge"] + files)
      #expect(outcome.status == 1 && outcome.output.isEmpty)
      return outcome.errors
    }
    let text = try pleat.run("merge", "1.json", "2.json", "3.json")
    #expect(text.output.contains("\nactivation regions  2695\nafter each layer    89, 741, 2695\n"))
    let csv = try pleat.run("merge", "1.json", "2.json", "3.json", "--format", "csv")
    #expect(
      csv.output.hasSuffix(#"net.json,"-1,1;-1,1;-1,1",all,3,2695,89;741;2695,true"# + "\r\n"))
    #expect(try problem("1.json", "3.json") == "pleat: shard 2 of 3 is missing\n")
    #expect(try problem("3.json") == "pleat: 2 of 3 shards are missing: 1, 2\n")
    #expect(
      try problem("1.json", "2.json", "3.json", "2.json")
        == "pleat: 2.json: shard 2/3 is in 2.json, too\n")
    #expect(try problem("net.json").contains("net.json: this is no report of a shard"))
    #expect(try problem("none.json").contains("none.json: the file cannot be read"))
    #expect(try shard("2/3", "stopped.json", "--budget", "1e-9").status == 3)
    #expect(
      try problem("1.json", "stopped.json", "3.json")
        == "pleat: stopped.json: shard 2/3 was stopped before its end; run its command again\n")
    #expect(try shard("2/3", "first.json", "--layers", "1").status == 0)
    #expect(try problem("1.json", "first.json", "3.json").contains("of another count than 1.json"))
    #expect(try shard("2/4", "four.json").status == 0)
    #expect(
      try problem("1.json", "four.json")
        == "pleat: four.json: this is shard 2/4, but 1.json is shard 1/3\n")
    #expect(try shard("2/3", "few.json", "--count", "perLayer").status == 0)
    #expect(try problem("1.json", "few.json", "3.json").contains("has other counts than 1.json"))
  }
}
