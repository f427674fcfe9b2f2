import ExactNumbers
import LinearRegions
import Reporting

/// The sum of all shards of a count.
struct MergedReport {
  private let first: ShardReport.Keys
  private let shardCount: Int
  private let activationRegions: Integer?
  private let perLayer: [Integer]?
  private let seconds: Double

  /// Adds up shards, once all are there and belong together.
  init(_ shards: [ShardReport]) throws {
    guard let first = shards.first else { throw RequestError("there are no shards to add up") }
    try Self.check(shards, first)
    self.first = first.keys
    shardCount = first.shard.count
    var regions = try first.activationRegions()
    var layers = try first.perLayer()
    for shard in shards.dropFirst() {
      let (more, cells) = (try shard.activationRegions(), try shard.perLayer())
      guard (more == nil) == (regions == nil), cells?.count == layers?.count else {
        throw RequestError("\(shard.path): this shard has other counts than \(first.path)")
      }
      regions = regions.flatMap { sum in more.map { sum + $0 } }
      layers = layers.flatMap { sums in cells.map { zip(sums, $0).map { $0 + $1 } } }
    }
    activationRegions = regions
    perLayer = layers
    seconds = shards.reduce(0) { $0 + $1.keys.seconds }
  }

  private static func check(_ shards: [ShardReport], _ first: ShardReport) throws {
    var paths: [Int: String] = [:]
    for shard in shards {
      guard shard.keys.task == first.keys.task else {
        throw RequestError(
          "\(shard.path): this shard is of another count than \(first.path): another network, "
            + "domain, number of layers, method or version")
      }
      guard shard.shard.count == first.shard.count else {
        throw RequestError(
          "\(shard.path): this is shard \(shard.shard), but \(first.path) is shard \(first.shard)")
      }
      if let other = paths.updateValue(shard.path, forKey: shard.shard.index) {
        throw RequestError("\(shard.path): shard \(shard.shard) is in \(other), too")
      }
    }
    let missing = (1...first.shard.count).lazy.filter { paths[$0] == nil }.prefix(13)
      .map(String.init)
    guard missing.isEmpty else {
      let names = missing.prefix(12).joined(separator: ", ") + (missing.count > 12 ? ", …" : "")
      let absent = first.shard.count - paths.count
      throw RequestError(
        absent == 1
          ? "shard \(names) of \(first.shard.count) is missing"
          : "\(absent) of \(first.shard.count) shards are missing: \(names)")
    }
  }

  var report: Report { Report(text: text, json: json, csv: csv) }

  private var text: String {
    var rows: [(name: String, value: String)] = [
      ("network", "\(first.network) (\(first.weights))"), ("domain", first.domain),
    ]
    if let layers = first.layers { rows.append(("hidden layers", layers)) }
    rows.append(("shards", String(shardCount)))
    if let activationRegions {
      rows.append(("activation regions", TextList.shortened(activationRegions)))
    }
    rows += CountRows.end(perLayer: perLayer, isComplete: true, seconds: seconds)
    return TextTable(pairs: rows).text
  }

  private var json: JSONValue {
    var json: JSONValue = [
      "network": .string(first.network), "domain": .string(first.domain),
      "activationPatterns": .null, "activationRegions": .exact(activationRegions),
      "linearRegions": .null, "closedRegions": .null, "affineFunctions": .null,
      "perLayer": perLayer.map { .array($0.map { .exact($0) }) } ?? .null,
      "complete": .bool(true), "seconds": .number(seconds), "weights": .string(first.weights),
      "shards": .exact(shardCount), "task": .string(first.task),
    ]
    if let layers = first.layers { json.set("layers", .string(layers)) }
    return json
  }

  private var csv: CSVTable {
    var table = CSVTable(columns: [
      "network", "domain", "layers", "shards", "activation_regions", "per_layer", "complete",
    ])
    table.append([
      first.network, first.domain, first.layers ?? "all", String(shardCount),
      activationRegions?.description ?? "",
      perLayer.map { $0.map(\.description).joined(separator: ";") } ?? "", "true",
    ])
    return table
  }
}
