import ExactNumbers
import ReLUNetworks
import TestSupport
import Testing

@testable import LinearRegions

extension SlowRegionOracle.Counts {
  /// All counts of the engine.
  init(_ counts: RegionCounts) throws {
    try #require(counts.isComplete)
    func number(_ count: Integer?) throws -> Int {
      try #require(count.flatMap(Int.init(exactly:)))
    }
    self.init(
      (
        try number(counts.activationPatterns), try number(counts.activationRegions),
        try number(counts.linearRegions), try number(counts.closedRegions),
        try number(counts.affineFunctions)
      ), perLayer: try #require(counts.perLayer).map { try number($0) })
  }
}

/// All counts by the search of vertices, in two inputs too.
func countsByVertices(
  _ network: ReLUNetwork, _ box: [Interval], threads: Int = 1
) throws -> SlowRegionOracle.Counts {
  let request = RegionCountRequest(
    counts: Set(RegionCountName.allCases), threads: threads)
  let space = try SpaceNetwork(network, in: box, layers: nil)
  return try SlowRegionOracle.Counts(RegionCounter<SpaceSearch>.ofVertices(space, request).count())
}

/// One interval for each of several inputs.
func cube(_ side: String, _ inputs: Int) throws -> [Interval] {
  Array(repeating: try Interval(text: side), count: inputs)
}

/// All of the space.
func space(_ inputs: Int) -> [Interval] { Array(repeating: .wholeLine, count: inputs) }

/// Expects all counts to be those of the oracle, on a box, or on all of the space where the oracle takes
/// a large one.
func expectSpaceOracle(
  _ network: ReLUNetwork, _ box: [Interval], _ name: String = "",
  at location: SourceLocation = #_sourceLocation
) throws {
  let sides = box.map { side in
    (side.lower.finiteValue ?? -1_000_003, side.upper.finiteValue ?? 1_000_003)
  }
  let found = try regionCounts(network, box)
  let expected = SlowVertexOracle.counts(of: network, in: sides)
  #expect(
    found == expected,
    "\(name) in \(box.map(\.description).joined(separator: ";")): \(network.text)",
    sourceLocation: location)
}
