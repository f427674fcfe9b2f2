import Constructions
import ExactNumbers
import Foundation
import ReLUNetworks
import Synchronization
import Testing

@testable import LinearRegions

/// Counts in shards, and counts that are stopped and resumed.
@Suite("Long counts")
struct LongCountTests {
  /// A network with its domain.
  struct Case: Sendable, CustomStringConvertible {
    let description: String
    let widths: [Int]
    /// The same interval for each input.
    let interval: String
    var method = RegionMethod.automatic

    var sides: [Interval] {
      get throws { Array(repeating: try Interval(text: interval), count: widths[0]) }
    }

    var network: ReLUNetwork { get throws { try .random(widths: widths, seed: 11) } }
  }

  static let cases = [
    Case(
      description: "two inputs", widths: [2, 12, 12, 12, 1],
      interval: "-1,1"),
    Case(
      description: "the plane", widths: [2, 10, 10, 10, 1],
      interval: "-inf,inf"),
    Case(
      description: "three inputs", widths: [3, 7, 7, 6, 1],
      interval: "-1,1"),
    Case(
      description: "one layer", widths: [3, 12, 1],
      interval: "-1,1"),
    Case(
      description: "three inputs by programs", widths: [3, 8, 8, 6, 1],
      interval: "-1,1", method: .programs),
    Case(
      description: "space by programs", widths: [3, 5, 5, 1],
      interval: "-inf,inf", method: .programs),
    Case(
      description: "seven inputs", widths: [7, 6, 4, 1],
      interval: "-1,1"),
  ]

  /// By the other method, where there are two; the report is to name the one asked for.
  private func whole(_ test: Case) throws -> RegionCounts {
    let (network, sides) = (try test.network, try test.sides)
    var counts = try network.regionCounts(
      in: sides, RegionCountRequest(counts: LongCountRequest.additiveCounts, method: .vertices))
    counts.method = test.method == .programs || sides.count > 6 ? .programs : .vertices
    return counts
  }

  @Test("without a stop they are the counts", arguments: cases)
  func uninterrupted(_ test: Case) throws {
    let whole = try whole(test)
    for threads in 1...3 {
      let counts = try test.network.longRegionCounts(
        in: try test.sides, LongCountRequest(method: test.method, threads: threads))
      #expect(counts == whole)
    }
  }

  @Test("shards add up, whatever their number and the threads", arguments: cases)
  func shards(_ test: Case) throws {
    let (network, whole) = (try test.network, try whole(test))
    for count in [2, 3, 7] {
      var (regions, layers) = (Integer.zero, whole.perLayer?.map { _ in Integer.zero } ?? [])
      for index in 1...count {
        let shard = try #require(RegionShard(index, of: count))
        let part = try network.longRegionCounts(
          in: try test.sides,
          LongCountRequest(method: test.method, shard: shard, threads: index % 3 + 1))
        #expect(part.isComplete)
        let again = try network.longRegionCounts(
          in: try test.sides, LongCountRequest(method: test.method, shard: shard, threads: 1))
        #expect(part == again)
        regions += try #require(part.activationRegions)
        layers = zip(layers, try #require(part.perLayer)).map { $0 + $1 }
      }
      #expect(regions == whole.activationRegions && layers == whole.perLayer)
    }
  }

  /// A count that is stopped after some questions whether to stop, saved, and written and read as JSON.
  private func step(
    _ test: Case, _ shard: RegionShard, _ resumed: RegionCheckpoint?, questions: Int, threads: Int
  ) throws -> (counts: RegionCounts, saved: RegionCheckpoint) {
    let asked = Mutex(0)
    let last = Mutex<RegionCheckpoint?>(nil)
    let counts = try test.network.longRegionCounts(
      in: try test.sides,
      LongCountRequest(
        method: test.method, shard: shard, resumed: resumed, threads: threads,
        isCancelled: {
          asked.withLock { asked in
            asked += 1
            return asked > questions
          }
        },
        save: { saved in last.withLock { $0 = saved } }))
    let saved = try #require(last.withLock { $0 })
    let text = try JSONEncoder().encode(saved)
    return (counts, try JSONDecoder().decode(RegionCheckpoint.self, from: text))
  }

  @Test("stopped and resumed again and again they are the counts", arguments: cases, [1, 2, 3])
  func resumed(_ test: Case, threads: Int) throws {
    let whole = try whole(test)
    var (counts, saved) = try step(test, .whole, nil, questions: 3, threads: threads)
    var (steps, sizes) = (1, [0])
    while !counts.isComplete {
      let before = saved.activationRegions
      #expect(counts.activationRegions == Integer(before))
      #expect(before >= sizes[sizes.count - 1])
      sizes.append(before)
      // Another number of threads each time.
      (counts, saved) = try step(
        test, .whole, saved, questions: 5 + steps % 7, threads: (threads + steps) % 3 + 1)
      steps += 1
      try #require(steps < 5000)
    }
    #expect(counts == whole && saved.isComplete)
    #expect(steps > 3 || whole.activationRegions.map { $0 < 1000 } ?? false)
    // Resumed once more it has nothing to do.
    let again = try step(test, .whole, saved, questions: 0, threads: 2)
    #expect(again.counts == whole && again.saved == saved)
  }

  @Test("a resumed shard is that shard")
  func resumedShard() throws {
    let test = Self.cases[2]
    for index in 1...3 {
      let shard = try #require(RegionShard(index, of: 3))
      let part = try test.network.longRegionCounts(
        in: try test.sides, LongCountRequest(shard: shard))
      var (counts, saved) = try step(test, shard, nil, questions: 4, threads: 2)
      while !counts.isComplete {
        (counts, saved) = try step(test, shard, saved, questions: 9, threads: 1)
      }
      #expect(counts == part)
    }
  }

  @Test("a checkpoint of something else is refused")
  func refusals() throws {
    let test = Self.cases[0]
    let saved = try step(test, .whole, nil, questions: 4, threads: 1).saved
    func resume(
      _ network: ReLUNetwork, _ sides: [Interval], layers: Int? = nil, shard: RegionShard = .whole
    ) throws {
      _ = try network.longRegionCounts(
        in: sides, LongCountRequest(layers: layers, shard: shard, resumed: saved))
    }
    try resume(test.network, test.sides)
    #expect(throws: CheckpointError.otherTask) {
      try resume(.random(widths: test.widths, seed: 12), test.sides)
    }
    #expect(throws: CheckpointError.otherTask) {
      try resume(test.network, box("-1,1", "-1,3/2"))
    }
    #expect(throws: CheckpointError.otherTask) { try resume(test.network, test.sides, layers: 2) }
    let second = try #require(RegionShard(2, of: 2))
    #expect(throws: CheckpointError.otherShard(saved: "1/1", asked: second)) {
      try resume(test.network, test.sides, shard: second)
    }
  }

  @Test("a damaged checkpoint is refused", arguments: [0, 2])
  func damage(number: Int) throws {
    let test = Self.cases[number]
    let saved = try step(test, .whole, nil, questions: 4, threads: 1).saved
    let text = String(decoding: try JSONEncoder().encode(saved), as: UTF8.self)
    let changes: [(Regex<Substring>, String)] = [
      (/"path":"[+\-]*"/, "\"path\":\"\(String(repeating: "+", count: 4000))\""),
      (/"path":"[+\-]*"/, "\"path\":\"+x\""), (/"nextPart":\d+/, "\"nextPart\":-3"),
      (/"cells":\[\d+/, "\"cells\":[-1"), (/"cells":\[/, "\"cells\":[1,"),
      (/"counted":\[/, "\"counted\":[1,"), (/"claimed":\[\d*/, "\"claimed\":[99999999999"),
      (/"millionths":\d+/, "\"millionths\":-1"),
    ]
    for (pattern, other) in changes {
      let damaged = text.replacing(pattern, with: other)
      #expect(damaged != text)
      let checkpoint = try JSONDecoder().decode(RegionCheckpoint.self, from: Data(damaged.utf8))
      #expect(throws: CheckpointError.damaged, "\(other.prefix(40))") {
        try test.network.longRegionCounts(in: try test.sides, LongCountRequest(resumed: checkpoint))
      }
    }
  }

  @Test("a cell with more facets than one word holds is counted")
  func manyFacets() throws {
    // 70 planes around half a cylinder: the cell inside has more than 64 facets.
    let rows = (0..<70).map { index in
      let (s, t) = (index - 35, 36)
      // Tangents of the unit circle at rational points.
      return "\(t * t - s * s) \(2 * s * t) 0 -\(t * t + s * s)"
    }
    let network = try ReLUNetwork(
      text: rows.joined(separator: "; ") + " | " + rows.map { _ in "1" }.joined(separator: " ")
        + " 0")
    let sides = try box("-1,1", "-1,1", "-1,1")
    let whole = try network.longRegionCounts(in: sides)
    #expect(whole.isComplete)
    let flat = try ReLUNetwork(
      text: rows.map { $0.replacing(" 0 -", with: " -") }.joined(separator: "; ") + " | "
        + rows.map { _ in "1" }.joined(separator: " ") + " 0")
    let counts = try flat.regionCounts(in: Array(sides.prefix(2)))
    #expect(whole.activationRegions == counts.activationRegions)
  }

  @Test("without hidden layers there is one region, in the first shard")
  func affine() throws {
    let network = try ReLUNetwork(text: "1 2 3")
    for index in 1...2 {
      let shard = try #require(RegionShard(index, of: 2))
      let counts = try network.longRegionCounts(
        in: try Self.cases[0].sides, LongCountRequest(shard: shard))
      #expect(counts.activationRegions == (index == 1 ? 1 : 0) && counts.perLayer == [])
    }
  }

  @Test("i/n is read where 1 ≤ i ≤ n")
  func shardTexts() {
    #expect(RegionShard(text: "3/16") == RegionShard(3, of: 16))
    #expect(RegionShard(text: "3/16")?.description == "3/16")
    for text in ["", "1", "0/3", "4/3", "1/0", "-1/3", "1/2/3", "a/b", "1/", "/2", "1.5/2"] {
      #expect(RegionShard(text: text) == nil)
    }
  }
}
