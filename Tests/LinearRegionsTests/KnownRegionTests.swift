import Constructions
import ExactNumbers
import LinearRegions
import ReLUNetworks
import TestSupport
import Testing

/// Counts from tables and from theorems.
@Suite("Known counts of regions")
struct KnownRegionTests {
  @Test("the table of cases", arguments: KnownNetwork.table + KnownNetwork.separating)
  func table(_ example: KnownNetwork) throws {
    let network = try example.network
    let counts = try regionCounts(network, example.sides)
    let known = example.known
    #expect(counts.activationRegions == known.regions)
    if let patterns = known.patterns { #expect(counts.activationPatterns == patterns) }
    if let linear = known.linear { #expect(counts.linearRegions == linear) }
    if let closed = known.closed { #expect(counts.closedRegions == closed) }
    if let functions = known.functions { #expect(counts.affineFunctions == functions) }
    #expect(counts == SlowRegionOracle.counts(of: network, in: try example.sides))
  }

  @Test("each count alone is the count among all", arguments: RegionCountName.allCases)
  func alone(_ name: RegionCountName) throws {
    for example in KnownNetwork.separating {
      let network = try example.network
      let all = try network.regionCounts(
        in: plane, RegionCountRequest(counts: Set(RegionCountName.allCases)))
      let one = try network.regionCounts(in: plane, RegionCountRequest(counts: [name]))
      let pairs: [(RegionCountName, Integer?, Integer?)] = [
        (.activationPatterns, one.activationPatterns, all.activationPatterns),
        (.activationRegions, one.activationRegions, all.activationRegions),
        (.linearRegions, one.linearRegions, all.linearRegions),
        (.closedRegions, one.closedRegions, all.closedRegions),
        (.affineFunctions, one.affineFunctions, all.affineFunctions),
      ]
      for (count, found, expected) in pairs {
        #expect(expected != nil)
        #expect(found == (count == name ? expected : nil), "\(count) of \(example)")
      }
      #expect(one.perLayer == (name == .perLayer ? all.perLayer : nil))
    }
  }

  @Test(
    "Montúfar: Π ⌊n_l/2⌋² · Z(n_L, 2) regions in the square",
    arguments: [
      ([4, 2], 16), ([4, 4], 44), ([4, 4, 3], 112), ([6, 3], 63), ([5, 3], 28),
      ([4, 4, 4, 4], 704),
    ])
  func montufar(widths: [Int], regions: Int) throws {
    let network = try ReLUNetwork.montufar(inputs: 2, widths: widths)
    #expect(try activationRegionCount(network, [.unit, .unit]) == regions)
  }

  @Test("so many regions that threads join in: 256 · 106", arguments: [1, 2, 3])
  func large(threads: Int) throws {
    let network = try ReLUNetwork.montufar(inputs: 2, widths: [4, 4, 4, 4, 14])
    let names = Set(RegionCountName.allCases).subtracting([.closedRegions])
    let request = RegionCountRequest(counts: names, threads: threads)
    let counts = try network.regionCounts(in: [.unit, .unit], request)
    // The others by an exact program that matches the sides of all regions.
    #expect(counts.activationPatterns == 28441)
    #expect(counts.activationRegions == 27136)
    #expect(counts.linearRegions == 26952)
    #expect(counts.affineFunctions == 24265)
    #expect(counts.perLayer == [4, 16, 64, 256, 27136])
  }

  @Test(
    "Montúfar's networks have more regions on the plane", arguments: [([4, 2], 27), ([4, 4], 61)])
  func montufarOnThePlane(widths: [Int], regions: Int) throws {
    let network = try ReLUNetwork.montufar(inputs: 2, widths: widths)
    #expect(try activationRegionCount(network, plane) == regions)
  }

  @Test(
    "Serra: Π (⌊n_l/2⌋ + 1)² · Z(n_L, 2) regions in the square and on the plane",
    arguments: [([6, 2], 64), ([6, 3], 112), ([6, 4], 176), ([6, 6], 352), ([6, 6, 2], 1024)])
  func serra(widths: [Int], regions: Int) throws {
    let network = try ReLUNetwork.serra(inputs: 2, widths: widths)
    #expect(try activationRegionCount(network, [.unit, .unit]) == regions)
    #expect(try activationRegionCount(network, plane) == regions)
  }

  @Test(
    "Pascanu: Π ⌊n_l/2⌋ · Z(n_L, 2) regions in the square",
    arguments: [([4, 2], 8), ([4, 4, 2], 16), ([6, 3], 21)])
  func pascanu(widths: [Int], regions: Int) throws {
    let network = try ReLUNetwork.pascanu(inputs: 2, widths: widths)
    #expect(try activationRegionCount(network, [.unit, .unit]) == regions)
  }

  @Test(
    "Zonotope: 2m sectors times the pieces of the ray",
    arguments: [(3, 1, 24), (3, 2, 96), (3, 3, 384), (4, 1, 30), (1, 0, 6), (2, 1, 12)])
  func zonotope(width: Int, depth: Int, regions: Int) throws {
    let network = try ReLUNetwork.zonotope(
      generators: [[1, 0], [1, 1], [1, 2]], width: width, depth: depth)
    let counts = try regionCounts(network, plane)
    #expect(counts.activationRegions == regions)
    if width != 1 { #expect(counts.linearRegions == regions) }
  }

  @Test("lines in general position: 1 + m + m(m − 1)/2 regions", arguments: 0...12)
  func generalPosition(count: Int) throws {
    // Tangents of a parabola; one more neuron without weights cuts nothing.
    let lines = (0..<count).map { "\(2 * $0) -1 \(-$0 * $0)" } + ["0 0 1"]
    let output = [String](repeating: "1", count: count + 1) + ["0"]
    let text = lines.joined(separator: "; ") + " | " + output.joined(separator: " ")
    let counts = try regionCounts(try ReLUNetwork(text: text), plane)
    let expected = 1 + count + count * (count - 1) / 2
    #expect(
      counts == .init((expected, expected, expected, expected, expected), perLayer: [expected]))
  }
}
