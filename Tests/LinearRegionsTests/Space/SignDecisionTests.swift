import Constructions
import ExactNumbers
import ReLUNetworks
import Synchronization
import TestSupport
import Testing

@testable import LinearRegions

/// What a search says of its decisions.
@Suite("Decisions of the search by vertices")
struct SignDecisionTests {
  /// Keeps what a search says at its end.
  private final class Record: Sendable {
    let decisions = Mutex<SignDecisions?>(nil)
  }

  private func noted(
    _ network: ReLUNetwork, _ box: [Interval], _ method: RegionMethod, threads: Int = 1
  ) throws -> SignDecisions? {
    let record = Record()
    var request = RegionCountRequest(
      counts: [.activationRegions], method: method, threads: threads)
    request.decisions = { found in record.decisions.withLock { $0 = found } }
    _ = try network.regionCounts(in: box, request)
    return record.decisions.withLock { $0 }
  }

  private func decisions(
    _ network: ReLUNetwork, _ box: [Interval], threads: Int = 1
  ) throws -> SignDecisions {
    let found = try noted(network, box, .vertices, threads: threads)
    return try #require(found)
  }

  @Test("a cube cut once: every vertex and sign by hand")
  func cubeCutOnce() throws {
    let network = try ReLUNetwork(text: "1 0 0 0; 0 1 1 5 | 1 1 1; 1 1 2 | 1 1 0")
    let box = Array(repeating: try Interval(-1, 1), count: 3)
    let found = try decisions(network, box)
    // Eight corners enter the first layer, the cut adds four, and twelve enter the second.
    #expect(found.vertices == 8 + 4 + 12)
    #expect(found.signs == 2 * found.vertices)
    #expect(found.openSigns == 0 && found.openVertices == 0 && found.renewedVertices == 0)
    #expect(found.cellsAtOnce == 2)
    #expect(found.cellNeurons == 0)
  }

  @Test("signs that doubles cannot prove are counted as open")
  func openSigns() throws {
    // Neurons that differ by 2^-80 in one weight.
    let small = Rational(1) / Rational(Integer(2).power(80))
    let rows: [Rational] = [1, 2, 3, 1, 2, 3 + small, 1, -1, 1]
    let network = try ReLUNetwork(
      hidden: [AffineMap(outputDimension: 3, inputDimension: 3, weights: rows, biases: [0, 0, 0])],
      output: AffineMap(weights: [[1, 1, 1]], biases: [0]))
    let box = Array(repeating: try Interval(-1, 1), count: 3)
    let found = try decisions(network, box)
    #expect(found.openVertices > 0)
    #expect(found.openSigns >= found.openVertices / 2 && found.openSigns < found.signs)
    #expect(found.openVertices < found.vertices)
  }

  @Test("bounds on whole cells are asked of wide last layers alone")
  func wideLastLayer() throws {
    let box = Array(repeating: try Interval(-1, 1), count: 3)
    for (width, isAsked) in [(32, false), (40, true)] {
      let network = try ReLUNetwork.random(widths: [3, 6, width, 1], seed: 5)
      let found = try decisions(network, box)
      let counts = try network.regionCounts(
        in: box, RegionCountRequest(counts: [.perLayer], layers: 1, method: .vertices))
      let cells = try #require(counts.perLayer?.last.map { Int($0.description) } ?? nil)
      #expect(found.cellNeurons == (isAsked ? cells * width : 0))
      #expect(found.openCellNeurons <= found.cellNeurons)
      #expect((found.openCellNeurons > 0) == isAsked)
    }
  }

  @Test("shards have those of their parts, and of the cells above them")
  func shards() throws {
    let network = try ReLUNetwork.random(widths: [3, 10, 8, 1], seed: 2)
    let box = Array(repeating: try Interval(-2, 2), count: 3)
    func decisions(_ shard: RegionShard, _ method: RegionMethod) throws -> SignDecisions? {
      let record = Record()
      var request = LongCountRequest(method: method, shard: shard, threads: 2)
      request.decisions = { found in record.decisions.withLock { $0 = found } }
      _ = try network.longRegionCounts(in: box, request)
      return record.decisions.withLock { $0 }
    }
    let alone = try self.decisions(network, box)
    let parts = try (1...2).map { index in
      let shard = try #require(RegionShard(index, of: 2))
      let found = try decisions(shard, .vertices)
      return try #require(found)
    }
    let sum = parts[0].adding(parts[1])
    #expect(sum.vertices >= alone.vertices && sum.signs >= alone.signs)
    #expect(parts.allSatisfy { $0.vertices > 0 && $0.vertices < sum.vertices })
    #expect(try decisions(.whole, .programs) == nil)
  }

  @Test("other threads add to them, planes and programs have none")
  func threads() throws {
    let network = try ReLUNetwork.random(widths: [3, 24, 24, 1], seed: 2)
    let box = Array(repeating: try Interval(-2, 2), count: 3)
    let alone = try decisions(network, box)
    let shared = try decisions(network, box, threads: 3)
    #expect(shared.cellsAtOnce == alone.cellsAtOnce)
    #expect(shared.vertices >= alone.vertices)
    #expect(try noted(network, box, .programs) == nil)
    let plane = try ReLUNetwork.random(widths: [2, 4, 4, 1], seed: 2)
    #expect(try noted(plane, Array(box.prefix(2)), .automatic) == nil)
  }
}
