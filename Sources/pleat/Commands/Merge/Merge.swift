import ArgumentParser
import ExactNumbers
import Reporting

/// `pleat merge`: adds up the shards of one count.
struct Merge: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Add up the shards of a count.",
    discussion: """
      Takes the json reports of pleat regions --shard i/n, each i from 1 to n once,
      in any order. A shard that is missing, there twice, stopped before its end or
      of another count is an error.

        for i in 1 2 3; do
          pleat regions net.onnx --box -1,1 --shard $i/3 --format json \\
            --output shard$i.json
        done
        pleat merge shard1.json shard2.json shard3.json
        pleat merge shard*.json --format json
      """)

  @Argument(help: ArgumentHelp("The reports of all shards.", valueName: "REPORT"))
  var reports: [String]

  @OptionGroup var report: ReportOptions

  func run() throws {
    _ = try report.run.threadCount()
    let shards = try reports.map { try ShardReport(path: $0) }
    try report.write(try MergedReport(shards).report)
  }
}
