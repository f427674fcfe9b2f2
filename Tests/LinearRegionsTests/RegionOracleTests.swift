import ExactNumbers
import ReLUNetworks
import TestSupport
import Testing

/// The slow oracle itself: against the table of cases and against what it cannot know.
@Suite("The slow oracle of regions")
struct RegionOracleTests {
  @Test("agrees with the table", arguments: KnownNetwork.table + KnownNetwork.separating)
  func table(_ example: KnownNetwork) throws {
    let counts = SlowRegionOracle.counts(of: try example.network, in: try example.sides)
    let known = example.known
    #expect(counts.activationRegions == known.regions)
    if let patterns = known.patterns { #expect(counts.activationPatterns == patterns) }
    if let linear = known.linear { #expect(counts.linearRegions == linear) }
    if let closed = known.closed { #expect(counts.closedRegions == closed) }
    if let functions = known.functions { #expect(counts.affineFunctions == functions) }
    #expect(counts.perLayer.last == known.regions)
  }

  @Test("fills a box: the areas of the cells add up", arguments: 1...12 as ClosedRange<UInt64>)
  func areas(seed: UInt64) throws {
    var generator = SplitMix64(seed: seed)
    let network = NetworkSamples.random(widths: [2, 4, 3, 1], using: &generator)
    let cells = SlowRegionOracle.cells(of: network, in: try box("-3,2", "-1/3,5"))
    #expect(cells.reduce(0) { $0 + $1.polygon.doubleArea } == 2 * 5 * Rational(16, 3))
    for cell in cells {
      let (point, corner) = (cell.polygon.middle, cell.polygon.corners[0])
      #expect(network([point.x, point.y]) == cell.map.map { $0(point) })
      #expect(network([corner.x, corner.y]) == cell.map.map { $0(corner) })
    }
  }

  @Test("finds every pattern of a grid", arguments: 1...12 as ClosedRange<UInt64>)
  func grid(seed: UInt64) throws {
    var generator = SplitMix64(seed: seed)
    let network = DegenerateNetworks.smallIntegers(widths: [2, 3, 3, 1], using: &generator)
    var seen: Set<ActivationPattern> = []
    for x in -12...12 {
      for y in -12...12 {
        seen.insert(network.activationPattern(at: [Rational(x, 4), Rational(y, 4)]))
      }
    }
    let counts = SlowRegionOracle.counts(of: network, in: try box("-3,3"))
    #expect(seen.count <= counts.activationPatterns)
    #expect(seen.count * 2 > counts.activationPatterns)
  }

  @Test("does not see where it cuts the plane", arguments: 1...12 as ClosedRange<UInt64>)
  func cuts(seed: UInt64) throws {
    var generator = SplitMix64(seed: seed)
    let network = DegenerateNetworks.smallIntegers(widths: [2, 3, 2, 1], using: &generator)
    let shift = AffineMap(
      outputDimension: 2, inputDimension: 2, weights: [1, 0, 0, 1], biases: [1, Rational(-2, 3)])
    let counts = SlowRegionOracle.counts(of: network, in: plane)
    #expect(counts == SlowRegionOracle.counts(of: network.precomposed(with: shift), in: plane))
    // Beyond all vertices (they are at most some thousands from 0) nothing new happens.
    let large = try box("-1000003,1000003")
    #expect(counts == SlowRegionOracle.counts(of: network, in: large), "\(network.text)")
  }
}
