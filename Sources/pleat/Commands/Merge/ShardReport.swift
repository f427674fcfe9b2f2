import ExactNumbers
import Foundation
import LinearRegions

/// The report of one shard, as `pleat regions --shard` wrote it.
struct ShardReport {
  let path: String
  let shard: RegionShard
  let keys: Keys

  /// What a report says.
  struct Keys: Decodable {
    let network: String
    let domain: String
    let weights: String
    let layers: String?
    let shard: String
    let task: String
    let complete: Bool
    let activationRegions: String?
    let perLayer: [String]?
    let seconds: Double
  }

  /// Reads a report; an error names the file.
  init(path: String) throws {
    let bytes = try InputFile.bytes(of: path)
    guard let keys = try? JSONDecoder().decode(Keys.self, from: bytes),
      let shard = RegionShard(text: keys.shard)
    else {
      throw RequestError(
        "\(path): this is no report of a shard (pleat regions … --shard i/n --format json)")
    }
    guard keys.complete else {
      throw RequestError(
        "\(path): shard \(shard) was stopped before its end; run its command again")
    }
    self.path = path
    self.shard = shard
    self.keys = keys
  }

  /// R2 of the shard; nil where it was not asked for.
  func activationRegions() throws -> Integer? {
    try keys.activationRegions.map { try count($0, "activationRegions") }
  }

  /// The cells per layer; nil where they were not asked for.
  func perLayer() throws -> [Integer]? {
    try keys.perLayer.map { try $0.map { try count($0, "perLayer") } }
  }

  private func count(_ text: String, _ key: String) throws -> Integer {
    guard let value = Integer(text), value.sign != .negative else {
      throw RequestError("\(path): \(key): \"\(text.prefix(40))\" is no count")
    }
    return value
  }
}
