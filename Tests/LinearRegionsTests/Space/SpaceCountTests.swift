import Constructions
import ExactNumbers
import ReLUNetworks
import TestSupport
import Testing

@testable import LinearRegions

/// Counts by vertices against counts by polygons and against the oracle.
@Suite("Counts of several inputs")
struct SpaceCountTests {
  @Test("two inputs: as by polygons", arguments: AdversarialNetworks.small)
  func polygons(_ example: AdversarialNetworks.Example) throws {
    let network = try ReLUNetwork(text: example.text)
    for sides in AdversarialNetworks.domains {
      let box = try sides.map { try Interval(text: $0) }
      guard network.standardForm.hidden.count > 0 else { continue }
      let (found, expected) = (try countsByVertices(network, box), try regionCounts(network, box))
      #expect(found == expected, "\(sides): \(network.text)")
    }
  }

  @Test("two inputs, known counts: as by polygons")
  func knownPolygons() throws {
    for example in KnownNetwork.table + KnownNetwork.separating {
      let (network, box) = (try example.network, try example.sides)
      let (found, expected) = (try countsByVertices(network, box), try regionCounts(network, box))
      #expect(found == expected, "\(example)")
    }
  }

  @Test("two inputs, degenerate networks: as by polygons", arguments: 0..<3)
  func randomPolygons(part: UInt64) throws {
    let shapes = [[2, 4, 1], [2, 3, 3, 1], [2, 4, 3, 2], [2, 2, 2, 2, 1], [2, 5, 5, 1]]
    try withSeeds(50 * part + 1...50 * part + 50) { seed, generator in
      let widths = shapes[Int(seed) % shapes.count]
      let network = DegenerateNetworks.smallIntegers(widths: widths, using: &generator)
      let sides = AdversarialNetworks.domains[generator.nextInt(below: 6)]
      let box = try sides.map { try Interval(text: $0) }
      let (found, expected) = (try countsByVertices(network, box), try regionCounts(network, box))
      #expect(found == expected, "seed \(seed), \(sides): \(network.text)")
    }
  }

  @Test("three inputs, degenerate networks: as the oracle says", arguments: 0..<4)
  func three(part: UInt64) throws {
    let shapes = [[3, 3, 1], [3, 2, 2, 1], [3, 4, 1], [3, 3, 2, 2], [3, 2, 2, 2, 1]]
    try withSeeds(10 * part + 1...10 * part + 10) { seed, generator in
      let widths = shapes[Int(seed) % shapes.count]
      let network = DegenerateNetworks.smallIntegers(widths: widths, using: &generator)
      let box = seed.isMultiple(of: 3) ? space(3) : try cube("-2,2", 3)
      try expectSpaceOracle(network, box, "seed \(seed)")
    }
  }

  @Test("four and five inputs: as the oracle says", arguments: 0..<2)
  func more(part: UInt64) throws {
    let shapes = [[4, 3, 1], [4, 2, 2, 1], [5, 2, 1], [4, 2, 1, 1]]
    try withSeeds(4 * part + 1...4 * part + 4) { seed, generator in
      let widths = shapes[Int(seed) % shapes.count]
      let network = DegenerateNetworks.smallIntegers(widths: widths, using: &generator)
      let box = seed.isMultiple(of: 3) ? space(widths[0]) : try cube("-1,2", widths[0])
      try expectSpaceOracle(network, box, "seed \(seed)")
    }
  }

  @Test("networks of three inputs with a trap", arguments: SpaceCountTests.traps)
  func adversarial(_ example: AdversarialNetworks.Example) throws {
    let network = try ReLUNetwork(text: example.text)
    for box in [try cube("-1,1", 3), space(3), try cube("0,inf", 3)] {
      try expectSpaceOracle(network, box, example.name)
    }
  }

  static let traps = [
    AdversarialNetworks.Example(
      "planes through one point", "1 0 0 0; 0 1 0 0; 0 0 1 0; 1 1 1 0 | 1 1 1 1 0"),
    AdversarialNetworks.Example(
      "planes through one line", "1 0 0 0; 0 1 0 0; 1 1 0 0; 0 0 1 1/2 | 1 1 1 1 0"),
    AdversarialNetworks.Example(
      "duplicates, scaled, negated", "1 2 -1 0; 1 2 -1 0; 2 4 -2 0; -1 -2 1 0 | 1 1 1 1 0"),
    AdversarialNetworks.Example(
      "planes through corners and edges of the box", "1 1 0 0; 1 1 1 -1; 1 0 0 1 | 1 1 1 0"),
    AdversarialNetworks.Example(
      "zero on an octant", "1 0 0 0; 0 1 0 0; 0 0 1 0 | 1 1 1 0; 1 -1 0 0 | 1 1 0"),
    AdversarialNetworks.Example(
      "a wall that cancels", "1 0 0 0; -1 0 0 0; 0 1 1 0 | 1 1 1 0; 1 -1 0 0 | 1 1 0"),
    AdversarialNetworks.Example("a dead layer", "1 0 0 0; 0 1 1 0 | -1 -1 -1; -1 0 0 | 1 1 0"),
    AdversarialNetworks.Example(
      "two wedges of zeros that a segment joins",
      "1 0 0 0; -1 0 0 0; 0 1 0 -1; 0 -1 0 -1 | 1 1 -1 -1 0 | 1 0"),
  ]

  @Test(
    "arrangements of known size",
    arguments: [
      ("1 1 0; 1 -1 0; 1 0 1; 1 0 -1; 0 1 1; 0 1 -1", 24), ("1 0 0; 0 1 0; 0 0 1", 8),
      ("1 0 0; 0 1 0; 0 0 1; 1 1 0; 1 0 1; 0 1 1; 1 1 1", 32),
      ("1 -1 0; 1 0 -1; 0 1 -1", 6),
      ("1 -1 0 0; 1 0 -1 0; 1 0 0 -1; 0 1 -1 0; 0 1 0 -1; 0 0 1 -1", 24),
    ])
  func arrangements(normals: String, regions: Int) throws {
    let rows = normals.split(separator: ";").map { "\($0) 0" }
    let output = rows.map { _ in "1" }.joined(separator: " ") + " 0"
    let network = try ReLUNetwork(text: rows.joined(separator: "; ") + " | " + output)
    let inputs = network.inputDimension
    for box in [space(inputs), try cube("-1,1", inputs)] {
      let counts = try regionCounts(network, box)
      #expect(
        counts == .init((regions, regions, regions, regions, regions), perLayer: [regions]))
    }
  }

  @Test("Shi, Linial, Catalan and semiorder arrangements of four inputs")
  func deformations() throws {
    let cases: [(offsets: [Int], regions: Int)] = [
      ([0, 1], 125), ([1], 36), ([-1, 0, 1], 336), ([-1, 1], 183),
    ]
    for (offsets, regions) in cases {
      var rows: [String] = []
      for i in 0..<4 {
        for j in i + 1..<4 {
          let normal = (0..<4).map { $0 == i ? "1" : $0 == j ? "-1" : "0" }
          rows += offsets.map { "\(normal.joined(separator: " ")) \(-$0)" }
        }
      }
      let output = rows.map { _ in "1" }.joined(separator: " ") + " 0"
      let network = try ReLUNetwork(text: rows.joined(separator: "; ") + " | " + output)
      #expect(try activationRegionCount(network, space(4)) == regions)
      let request = RegionCountRequest(counts: [.linearRegions, .affineFunctions])
      let counts = try network.regionCounts(in: space(4), request)
      #expect(counts.linearRegions == Integer(regions))
      #expect(counts.affineFunctions == Integer(regions))
    }
  }

  @Test("Montúfar and Serra in three inputs")
  func folds() throws {
    let montufar = try ReLUNetwork.montufar(inputs: 3, widths: [6, 3])
    let counts = try regionCounts(montufar, [.unit, .unit, .unit])
    #expect(counts.activationRegions == 64 && counts.affineFunctions == 57)
    #expect(counts == (try regionCounts(montufar, [.unit, .unit, .unit], threads: 2)))
    // Π (⌊n_l/n₀⌋ + 1)³ cells, each with Z(n_L, 3) regions.
    let serra = try ReLUNetwork.serra(inputs: 3, widths: [9, 3])
    #expect(try activationRegionCount(serra, [.unit, .unit, .unit]) == 64 * 8)
  }
}
