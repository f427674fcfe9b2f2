import ExactNumbers
import ReLUNetworks
import TestSupport
import Testing

@testable import LinearRegions

/// Cells in an order that does not depend on rounding, and places in it.
@Suite("Regions by linear programs: order, places and bundles")
struct ProgramOrderTests {
  /// A region, and the way there.
  private struct Step: Hashable {
    let path: String
    let pattern: [UInt64]
  }

  private func step(_ search: some ReplayableSearch) -> Step {
    var pattern: [UInt64] = []
    search.forEachPatternWord { pattern.append($0) }
    return Step(path: search.leafPath.text, pattern: pattern)
  }

  private func steps(_ search: some ReplayableSearch) -> [Step] {
    var steps: [Step] = []
    while search.advance() > 0 { steps.append(step(search)) }
    return steps
  }

  /// Small networks, every second one full of ties, on a box or everywhere.
  private func withNetworks(
    _ seeds: ClosedRange<UInt64>, _ body: (SpaceNetwork, _ seed: UInt64) throws -> Void
  ) throws {
    try withSeeds(seeds) { seed, generator in
      let widths = [Int(seed % 3) + 2, 5, 4, 3, 1]
      let network =
        seed % 2 == 0
        ? DegenerateNetworks.smallIntegers(widths: widths, using: &generator)
        : NetworkSamples.random(widths: widths, using: &generator)
      let box = try cube(widths[0], seed % 4 < 2 ? "-1,2" : nil)
      try body(try SpaceNetwork(network, in: box, layers: nil), seed)
    }
  }

  @Test("the fixed order is that of the search by vertices, cut by cut")
  func sameOrder() throws {
    try withNetworks(1...24) { network, seed in
      let byVertices = SpaceSearch(network, countsOnly: false)
      let byPrograms = ProgramSearch(network, order: .fixed)
      #expect(steps(byPrograms) == steps(byVertices), "seed \(seed)")
      #expect(byPrograms.cellsPerLayer == byVertices.cellsPerLayer, "seed \(seed)")
    }
  }

  @Test("without the filter the order is the same")
  func exactOrder() throws {
    try withNetworks(1...8) { network, seed in
      let exact = ProgramSearch(network, usesFilter: false, order: .fixed)
      #expect(steps(exact) == steps(ProgramSearch(network, order: .fixed)), "seed \(seed)")
    }
  }

  @Test("a search sent to a place goes on from there, or counts what lies under it alone")
  func places() throws {
    try withNetworks(1...8) { network, seed in
      let whole = steps(ProgramSearch(network, order: .fixed))
      let other = ProgramSearch(network, order: .fixed)
      for place in stride(from: 0, to: whole.count, by: max(1, whole.count / 9)) {
        let path = try #require(SearchPath(text: whole[place].path))
        try #require(other.go(to: path, keepsWaiting: true), "seed \(seed)")
        #expect(steps(other) == Array(whole[place...]), "seed \(seed)")
        try #require(other.go(to: path, keepsWaiting: false), "seed \(seed)")
        #expect(steps(other) == [whole[place]], "seed \(seed)")
      }
      let tooLong = try #require(SearchPath(text: whole[0].path + "+"))
      #expect(!other.go(to: tooLong, keepsWaiting: true))
    }
  }

  @Test("shards of networks full of ties add up, in any order")
  func shards() throws {
    try withNetworks(1...16) { network, seed in
      let whole = ProgramSearch(network)
      while whole.advance() > 0 {}
      for order in [ProgramSearch.Order.fastest, .fixed, .bundled] {
        var sum = whole.cellsPerLayer.map { _ in 0 }
        for index in 1...3 {
          let shard = try #require(RegionShard(index, of: 3))
          let search = ProgramSearch(
            network, order: order, parts: SearchParts(of: shard, isPortable: true),
            isFirst: index == 1)
          while search.advance() > 0 {}
          sum = zip(sum, search.cellsPerLayer).map { $0 + $1 }
        }
        #expect(sum == whole.cellsPerLayer, "seed \(seed), \(order)")
      }
    }
  }

  /// Bundles begin some cuts below the domain; those of more than `limit` regions are given up, and the cells
  /// under them met again in the fixed order.
  @Test("bundles of any size add up", arguments: [0, 1, 7, 60, 100_000])
  func bundles(limit: Int) throws {
    try withSeeds(1...3) { seed, generator in
      let network = try SpaceNetwork(
        NetworkSamples.random(widths: [3, 7, 6, 4, 1], using: &generator),
        in: try cube(3, "-1,1"), layers: nil)
      let single = ProgramSearch(network)
      while single.advance() > 0 {}
      let bundled = ProgramSearch(network, order: .bundled, bundleCuts: 6, bundleLimit: limit)
      var (steps, regions) = (0, 0)
      var places: [(path: SearchPath, counted: [Int])] = []
      while true {
        let found = bundled.advance()
        if found == 0 { break }
        (steps, regions) = (steps + 1, regions + found)
        if let path = bundled.nextPath, steps % 20 == 0 {
          places.append((path, bundled.cellsPerLayer))
        }
      }
      #expect(bundled.cellsPerLayer == single.cellsPerLayer, "seed \(seed)")
      #expect(regions == single.cellsPerLayer.last, "seed \(seed)")
      #expect(limit > 1 ? steps < regions : steps == regions, "seed \(seed): \(steps)")
      for (path, counted) in places {
        let resumed = ProgramSearch(network, order: .bundled, bundleCuts: 9, bundleLimit: limit * 2)
        try #require(resumed.go(to: path, keepsWaiting: true))
        resumed.cellsPerLayer = counted
        while resumed.advance() > 0 {}
        #expect(resumed.cellsPerLayer == single.cellsPerLayer, "seed \(seed)")
      }
    }
  }
}
