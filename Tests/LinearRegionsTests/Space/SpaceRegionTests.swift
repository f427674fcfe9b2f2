import Constructions
import ExactNumbers
import LinearRegions
import ReLUNetworks
import TestSupport
import Testing

/// Regions of several inputs as values: vertices, half-spaces, maps and neighbours.
@Suite("Activation regions of several inputs")
struct SpaceRegionTests {
  private func regions(
    _ network: ReLUNetwork, _ sides: [Interval], layers: Int? = nil
  ) throws -> [ActivationRegion] {
    var regions: [ActivationRegion] = []
    try network.forEachActivationRegion(in: sides, layers: layers) { regions.append($0) }
    return regions
  }

  /// A vertex, or where it has run to after 2^300 units.
  private func place(_ vertex: RegionVertex) -> [Rational] {
    let far = Rational(Integer.one << 300)
    return zip(vertex.point, vertex.direction).map { $0 + far * $1 }
  }

  private func value(_ facet: RegionFacet, at point: [Rational]) -> Rational? {
    facet.halfSpace.map { half in
      zip(half.normal, point).reduce(Rational(half.constant)) { $0 + Rational($1.0) * $1.1 }
    }
  }

  /// Checks every region and every pair of neighbours of a network.
  private func check(_ network: ReLUNetwork, _ sides: [Interval], _ name: String) throws {
    let regions = try regions(network, sides)
    let byPattern = Dictionary(regions.map { ($0.pattern, $0) }) { first, _ in first }
    #expect(byPattern.count == regions.count, "\(name): a region comes twice")
    let counts = try network.regionCounts(
      in: sides, RegionCountRequest(counts: [.activationRegions]))
    #expect(counts.activationRegions == Integer(regions.count), "\(name)")
    for region in regions {
      try checkShape(region, of: network, "\(name), region \(region.pattern)")
      try checkNeighbors(region, byPattern, "\(name), region \(region.pattern)")
    }
    if sides.allSatisfy(\.isBounded) { try checkVertices(regions, network, sides, name) }
  }

  private func checkShape(
    _ region: ActivationRegion, of network: ReLUNetwork, _ name: String
  ) throws {
    let places = region.vertices.map(place)
    #expect(Set(places).count == places.count, "\(name): a vertex comes twice")
    #expect(region.dimension == network.inputDimension && region.area == nil, "\(name)")
    let inside = region.interiorPoint
    #expect(network.activationPattern(at: inside) == region.pattern, "\(name)")
    for point in places + [inside] {
      #expect(region.affineMap(point) == network(point), "\(name)")
    }
    for facet in region.facets {
      let on = facet.vertices.map { places[$0] }
      #expect(SlowPolytope.affineRank(on) == region.dimension - 1, "\(name)")
      #expect(facet.halfSpace?.hasInside(inside) ?? !region.isBounded, "\(name)")
      for (index, point) in places.enumerated() {
        guard let value = value(facet, at: point) else { continue }
        #expect(
          value.sign == (facet.vertices.contains(index) ? .zero : .positive), "\(name)")
      }
      guard case .neuron(let layer, let neuron) = facet.origin else { continue }
      for point in on {
        #expect(network.preactivations(at: point)[layer - 1][neuron - 1] == 0, "\(name)")
      }
    }
  }

  private func checkNeighbors(
    _ region: ActivationRegion, _ all: [ActivationPattern: ActivationRegion], _ name: String
  ) throws {
    for facet in region.facets {
      guard let pattern = facet.neighbor else {
        #expect(facet.origin == .domain && facet.isKink, "\(name)")
        continue
      }
      let other = try #require(all[pattern], "\(name): no region \(pattern)")
      let vertices = Set(facet.vertices.map { region.vertices[$0] })
      let twin = try #require(
        other.facets.first { Set($0.vertices.map { other.vertices[$0] }) == vertices },
        "\(name): \(pattern) does not share the facet")
      #expect(twin.neighbor == region.pattern, "\(name)")
      #expect(facet.isKink == (region.affineMap != other.affineMap), "\(name)")
      #expect(twin.isKink == facet.isKink, "\(name)")
    }
  }

  /// Checks vertices and facets against all solutions of the inequalities.
  private func checkVertices(
    _ regions: [ActivationRegion], _ network: ReLUNetwork, _ sides: [Interval], _ name: String
  ) throws {
    let box = try sides.map {
      (try #require($0.lower.finiteValue), try #require($0.upper.finiteValue))
    }
    let cells = Dictionary(
      SlowVertexOracle.cells(of: network, in: box).map { ($0.pattern, $0) }
    ) { first, _ in first }
    #expect(Set(cells.keys) == Set(regions.map(\.pattern)), "\(name)")
    for region in regions {
      let cell = try #require(cells[region.pattern])
      #expect(Set(region.vertices.map(\.point)) == Set(cell.polytope.vertices), "\(name)")
      #expect(region.facets.count == cell.polytope.forms.count, "\(name)")
    }
  }

  @Test("networks with a trap", arguments: SpaceCountTests.traps)
  func adversarial(_ example: AdversarialNetworks.Example) throws {
    let network = try ReLUNetwork(text: example.text)
    for sides in [try cube("-1,1", 3), space(3), try cube("-2,inf", 3)] {
      try check(network, sides, example.name)
    }
  }

  @Test("degenerate random networks of three and four inputs")
  func random() throws {
    try withSeeds(1...12) { seed, generator in
      let widths = [[3, 3, 1], [3, 2, 2, 2], [4, 2, 1], [3, 2, 2, 1]][Int(seed % 4)]
      let network = DegenerateNetworks.smallIntegers(widths: widths, using: &generator)
      let sides = try seed % 3 == 0 ? space(widths[0]) : cube("-2,2", widths[0])
      try check(network, sides, "seed \(seed) \(network.text)")
    }
  }

  @Test("general networks")
  func general() throws {
    try check(ReLUNetwork.random(widths: [3, 4, 3, 2], seed: 3), cube("-1,1", 3), "general")
    try check(ReLUNetwork.random(widths: [3, 4, 3, 1], seed: 4), space(3), "general")
  }

  @Test("no hidden layer: the box")
  func affine() throws {
    let network = try ReLUNetwork(text: "1 2 3 4")
    for sides in [try cube("-1,1", 3), space(3)] {
      let region = try #require(try regions(network, sides).first)
      #expect(region.vertices.count == 8 && region.facets.count == 6)
      #expect(region.isBounded == sides.allSatisfy(\.isBounded))
      #expect(region.facets.allSatisfy { $0.vertices.count == 4 })
      #expect(network(region.interiorPoint) == region.affineMap(region.interiorPoint))
    }
  }

  @Test("the regions after k layers are those of the first k layers")
  func layers() throws {
    let network = try ReLUNetwork.random(widths: [3, 3, 3, 2, 1], seed: 7)
    let counts = try regionCounts(network, cube("-1,1", 3))
    for depth in 1...3 {
      let found = try regions(network, cube("-1,1", 3), layers: depth)
      #expect(found.count == counts.perLayer[depth - 1])
    }
  }
}
