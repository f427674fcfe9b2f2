import ExactNumbers
import ReLUNetworks
import Synchronization
import TestSupport
import Testing

@testable import LinearPieces

@Suite("Parts of a domain add up to the whole")
struct SplitCountTests {
  @Test("joined parts agree with the oracle on tied networks", arguments: 1...4)
  func agreesWithTheOracle(depth: Int) throws {
    var splits = 0
    for seed in UInt64(1000)..<1120 {
      var generator = SplitMix64(seed: seed)
      let network = try TieNetworks.network(depth: depth, using: &generator)
      for domain in OracleTests.domains {
        for threads in 1...3 {
          guard let counts = try Self.split(network, on: domain, threads: threads) else { continue }
          splits += 1
          let truth = FiveCounts(oracle: network, on: domain)
          #expect(FiveCounts(counts) == truth, "seed \(seed), \(threads) threads, \(domain)")
          #expect(counts.isComplete)
        }
      }
    }
    #expect(splits > 300)
  }

  @Test("a large walk gives the same counts on one thread and on several")
  func largeWalk() throws {
    let network = try integerNetwork(
      [[[3, 0], [3, -1], [3, -2]]]
        + Array(repeating: Array(repeating: [3, -6, 6], count: 3), count: 8).map { rows in
          rows.enumerated().map { $1 + [-$0] }
        } + [[[1, -2, 2, 0]]])
    let request = { (threads: Int) in
      PieceCountRequest(
        counts: [.activationPatterns, .activationRegions, .linearPieces, .perLayer],
        method: .enumerate, threads: threads)
    }
    let alone = try network.pieceCounts(on: .unit, request(1))
    let together = try network.pieceCounts(on: .unit, request(4))
    #expect(alone == together)
    #expect(alone.linearPieces == Integer(3).power(9))
    #expect(
      try Self.split(network, on: .unit, threads: 4, counts: request(4).counts) == alone)
  }

  @Test("a cancelled split leaves lower bounds")
  func cancelled() throws {
    let network = try integerNetwork([
      [[2, 0], [2, -1]], [[2, -4, 0], [2, -4, -1]], [[1, -2, 0]],
    ])
    let isCancelled = Mutex(false)
    let request = PieceCountRequest(
      counts: Set(CountName.allCases), threads: 2,
      isCancelled: { isCancelled.withLock { $0 } })
    let line = try network.lineNetwork()
    let split = try #require(SplitCount(line, on: .unit, request, StopWatch(request)))
    isCancelled.withLock { $0 = true }
    #expect(SplitCount(line, on: .unit, request, StopWatch(request)) == nil)
    let counts = split.count()
    #expect(!counts.isComplete)
    #expect((counts.linearPieces ?? 9) <= 4 && (counts.activationRegions ?? 9) <= 4)
  }

  private static func split(
    _ network: ReLUNetwork, on domain: Interval, threads: Int,
    counts: Set<CountName> = Set(CountName.allCases)
  ) throws -> PieceCounts? {
    let request = PieceCountRequest(counts: counts, threads: threads)
    return SplitCount(try network.lineNetwork(), on: domain, request, StopWatch(request))?.count()
  }
}
