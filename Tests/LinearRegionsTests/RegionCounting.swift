import ExactNumbers
import LinearRegions
import ReLUNetworks
import TestSupport
import Testing

/// Every count, in the form of the oracle.
func regionCounts(
  _ network: ReLUNetwork, _ box: [Interval], layers: Int? = nil, threads: Int = 1
) throws -> SlowRegionOracle.Counts {
  let request = RegionCountRequest(
    counts: Set(RegionCountName.allCases), layers: layers, threads: threads)
  let counts = try network.regionCounts(in: box, request)
  try #require(counts.isComplete)
  func number(_ count: Integer?) throws -> Int { try #require(count.flatMap(Int.init(exactly:))) }
  return SlowRegionOracle.Counts(
    (
      try number(counts.activationPatterns), try number(counts.activationRegions),
      try number(counts.linearRegions), try number(counts.closedRegions),
      try number(counts.affineFunctions)
    ), perLayer: try #require(counts.perLayer).map { try number($0) })
}

/// Expects all counts of the engine and of the oracle to be the same.
func expectOracle(
  _ network: ReLUNetwork, _ box: [Interval], _ name: String = "",
  at location: SourceLocation = #_sourceLocation
) throws {
  let found = try regionCounts(network, box)
  let expected = SlowRegionOracle.counts(of: network, in: box)
  #expect(
    found == expected,
    "\(name) in \(box.map(\.description).joined(separator: ";")): \(network.text)",
    sourceLocation: location)
}

/// The number of activation regions alone.
func activationRegionCount(
  _ network: ReLUNetwork, _ box: [Interval], threads: Int = 1
) throws -> Int {
  let request = RegionCountRequest(counts: [.activationRegions], threads: threads)
  let counts = try network.regionCounts(in: box, request)
  #expect(counts.isComplete)
  return try #require(counts.activationRegions.flatMap(Int.init(exactly:)))
}

/// Expects two networks in their boxes to have the same counts.
func expectSameCounts(
  _ network: ReLUNetwork, _ box: [Interval], _ other: ReLUNetwork, _ otherBox: [Interval],
  _ name: String = "", at location: SourceLocation = #_sourceLocation
) throws {
  let (first, second) = (try regionCounts(network, box), try regionCounts(other, otherBox))
  #expect(first == second, "\(name)", sourceLocation: location)
}
