import Constructions
import ExactNumbers
import LinearRegions
import ReLUNetworks
import TestSupport
import Testing

/// Regions as values: their corners, sides, maps and neighbours.
@Suite("Activation regions")
struct ActivationRegionTests {
  /// A corner, or where it has run to after 2^300 units.
  private func place(_ corner: RegionVertex) -> [Rational] {
    let far = Rational(Integer.one << 300)
    return zip(corner.point, corner.direction).map { $0 + far * $1 }
  }

  private func polygon(_ region: ActivationRegion) -> SlowPolygon {
    SlowPolygon(region.vertices.map(place).map { PlanePoint($0[0], $0[1], 1) })
  }

  private func regions(
    _ network: ReLUNetwork, _ sides: [Interval], layers: Int? = nil
  ) throws -> [ActivationRegion] {
    var regions: [ActivationRegion] = []
    try network.forEachActivationRegion(in: sides, layers: layers) { regions.append($0) }
    return regions
  }

  /// Checks every region and every pair of neighbours of a network.
  private func check(_ network: ReLUNetwork, _ sides: [Interval], _ name: String) throws {
    let regions = try regions(network, sides)
    let byPattern = Dictionary(regions.map { ($0.pattern, $0) }) { first, _ in first }
    #expect(byPattern.count == regions.count, "\(name): a region comes twice")
    #expect(
      Set(SlowRegionOracle.cells(of: network, in: sides).map(\.pattern)) == Set(byPattern.keys))
    if sides.allSatisfy(\.isBounded) {
      let area = regions.reduce(Rational(0)) { $0 + ($1.area ?? 0) }
      let lengths = sides.map { side in
        (side.upper.finiteValue ?? 0) - (side.lower.finiteValue ?? 0)
      }
      #expect(area == lengths[0] * lengths[1], "\(name)")
    }
    for region in regions {
      checkShape(region, of: network, sides, name)
      checkMeasures(region, of: network, name)
      try checkNeighbors(region, byPattern, name)
    }
  }

  private func checkShape(
    _ region: ActivationRegion, of network: ReLUNetwork, _ sides: [Interval], _ name: String
  ) {
    let name = "\(name), region \(region.pattern)"
    let corners = polygon(region).corners
    #expect(corners.count >= 3 && corners.count == region.vertices.count, "\(name)")
    #expect(region.facets.count == region.vertices.count, "\(name)")
    for index in corners.indices {
      let (a, b, c) = (
        corners[index], corners[(index + 1) % corners.count], corners[(index + 2) % corners.count]
      )
      let turn = PlaneFunction(leftOf: a, b)(c)
      #expect(turn > 0, "\(name): no left turn after corner \(index)")
    }
    let middle = polygon(region).middle
    #expect(network.activationPattern(at: [middle.x, middle.y]) == region.pattern, "\(name)")
    for point in [middle] + corners {
      let point = [point.x, point.y]
      #expect(region.affineMap(point) == network(point), "\(name)")
    }
    for (edge, ends) in zip(region.facets, polygon(region).sides) {
      #expect(isDrawn(edge, from: ends.0, to: ends.1, by: network, sides), "\(name)")
    }
  }

  /// Checks what a region says of its size, its inside and its half-planes.
  private func checkMeasures(
    _ region: ActivationRegion, of network: ReLUNetwork, _ name: String
  ) {
    let name = "\(name), region \(region.pattern)"
    let polygon = polygon(region)
    let far = Rational(Integer.one << 200)
    let isBounded = polygon.corners.allSatisfy { $0.x.magnitude < far && $0.y.magnitude < far }
    #expect(region.isBounded == isBounded, "\(name)")
    #expect(region.area == (isBounded ? polygon.doubleArea / 2 : nil), "\(name)")
    #expect(network.activationPattern(at: region.interiorPoint) == region.pattern, "\(name)")
    let inside = [[polygon.middle.x, polygon.middle.y], region.interiorPoint]
    for (edge, ends) in zip(region.facets, polygon.sides) {
      guard let half = edge.halfSpace else {
        #expect(edge.origin == .domain && !isBounded, "\(name)")
        continue
      }
      #expect(inside.allSatisfy(half.hasInside), "\(name)")
      let form = PlaneFunction([
        Rational(half.normal[0]), Rational(half.normal[1]), Rational(half.constant),
      ])
      #expect(form(ends.0) == 0 && form(ends.1) == 0, "\(name)")
    }
  }

  /// Whether what is said to have drawn an edge is zero at both of its ends, or is a side.
  private func isDrawn(
    _ edge: RegionFacet, from start: PlanePoint, to end: PlanePoint, by network: ReLUNetwork,
    _ sides: [Interval]
  ) -> Bool {
    let ends = [[start.x, start.y], [end.x, end.y]]
    switch edge.origin {
    case .domain:
      guard edge.neighbor == nil, edge.isKink else { return false }
      return (0..<2).contains { axis in
        let bounds = [sides[axis].lower, sides[axis].upper].compactMap(\.finiteValue)
        let far = Rational(Integer.one << 200)
        return ends[0][axis] == ends[1][axis]
          && (bounds.contains(ends[0][axis]) || ends[0][axis].magnitude > far)
      }
    case .neuron(let layer, let index):
      return edge.neighbor != nil
        && ends.allSatisfy { network.preactivations(at: $0)[layer - 1][index - 1] == 0 }
    }
  }

  private func checkNeighbors(
    _ region: ActivationRegion, _ all: [ActivationPattern: ActivationRegion], _ name: String
  ) throws {
    let sides = polygon(region).sides
    for (edge, ends) in zip(region.facets, sides) {
      guard let pattern = edge.neighbor else { continue }
      let other = try #require(all[pattern], "\(name): no region \(pattern)")
      let back = zip(other.facets, polygon(other).sides).first {
        $0.1.0 == ends.1 && $0.1.1 == ends.0
      }
      let twin = try #require(back, "\(name): \(pattern) does not share the edge")
      #expect(twin.0.neighbor == region.pattern, "\(name)")
      #expect(edge.isKink == (region.affineMap != other.affineMap), "\(name)")
      #expect(twin.0.isKink == edge.isKink, "\(name)")
    }
  }

  @Test("networks with a trap", arguments: AdversarialNetworks.small)
  func adversarial(_ example: AdversarialNetworks.Example) throws {
    let network = try ReLUNetwork(text: example.text)
    for sides in AdversarialNetworks.domains {
      try check(network, sides.map { try Interval(text: $0) }, "\(sides)")
    }
  }

  @Test("degenerate random networks")
  func random() throws {
    try withSeeds(1...30) { seed, generator in
      let widths = [[2, 4, 1], [2, 3, 3, 2], [2, 2, 2, 2, 1]][Int(seed % 3)]
      let network = DegenerateNetworks.smallIntegers(widths: widths, using: &generator)
      let sides = AdversarialNetworks.domains[Int(seed) % AdversarialNetworks.domains.count]
      try check(network, sides.map { try Interval(text: $0) }, "seed \(seed) \(network.text)")
    }
  }

  @Test("folds under concurrent lines and general networks")
  func large() throws {
    let folded = try AdversarialNetworks.folded(by: .absoluteFold(depth: 1), lines: 3)
    try check(folded, [.unit, .unit], "folds")
    try check(ReLUNetwork.random(widths: [2, 6, 5, 2], seed: 3), box("-1,1"), "general")
    try check(ReLUNetwork.random(widths: [2, 6, 5, 2], seed: 4), plane, "general")
  }

  @Test("the regions after k layers are those of the first k layers")
  func layers() throws {
    let network = try ReLUNetwork.random(widths: [2, 4, 4, 3, 1], seed: 7)
    let counts = try regionCounts(network, box("-1,1"))
    for depth in 1...3 {
      let found = try regions(network, box("-1,1"), layers: depth)
      #expect(found.count == counts.perLayer[depth - 1])
      #expect(found.reduce(Rational(0)) { $0 + ($1.area ?? 0) } == 4)
    }
  }
}
