import ExactNumbers
import LinearRegions
import NetworkFormats
import ReLUNetworks
import TestSupport
import Testing

/// Networks from files.
///
/// The references were computed for this project in exact integers by two other programs; the
/// networks are in general position, so every count of one kind is that of the others.
@Suite("Regions of trained and random networks")
struct TrainedNetworkTests {
  /// The root of the repository.
  private static let root = String(
    #filePath.split(separator: "/", omittingEmptySubsequences: false).dropLast(3)
      .joined(separator: "/"))

  private func network(_ path: String) throws -> ReLUNetwork {
    try NetworkFile(path: "\(Self.root)/\(path).npz").network
  }

  @Test(
    "moons on [−2, 3] × [−2, 2], epoch by epoch",
    arguments: [
      ("000", [134, 441], 845), ("001", [137, 459], 886), ("005", [132, 390], 749),
      ("020", [126, 427], 821), ("050", [122, 458], 882), ("100", [120, 475], 916),
      ("200", [117, 463], 893),
    ])
  func moons(epoch: String, perLayer: [Int], adjacentPairs: Int) throws {
    let network = try network("Experiments/data/moons_2-16-16-1_epoch\(epoch)")
    let count = perLayer[1]
    let sides = try box("-2,3", "-2,2")
    let counts = try regionCounts(network, sides, threads: 2)
    #expect(counts == .init((count, count, count, count, count), perLayer: perLayer))
    // The same as a slice: the unit square, stretched and moved.
    let slice = AffineSlice(origin: [-2, -2], directions: [[5, 0], [0, 4]])
    #expect(try regionCounts(network.restricted(to: slice), [.unit, .unit]) == counts)
    var inner = 0
    try network.forEachActivationRegion(in: sides) { region in
      inner += region.facets.count { $0.neighbor != nil }
    }
    #expect(inner == 2 * adjacentPairs)
  }

  @Test("2-16×3 and 2-32×4 on [−1, 1]²: 851 and 4,462")
  func random() throws {
    // On random weights no map comes twice, and every two active sets of a vertex occur.
    let counts = try regionCounts(network("Benchmarks/Networks/2-16x3-1"), box("-1,1"))
    #expect(counts == .init((851, 851, 851, 851, 851), perLayer: [93, 391, 851]))
    let larger = try network("Benchmarks/Networks/2-32x4-1").regionCounts(in: box("-1,1"))
    #expect(larger.activationRegions == 4462 && larger.linearRegions == 4462)
    #expect(larger.perLayer == [333, 1254, 2826, 4462])
  }

  @Test("2-16×3 on the plane: 1,382, as in a box of side 2^59")
  func wholePlane() throws {
    let network = try network("Benchmarks/Networks/2-16x3-1")
    #expect(try activationRegionCount(network, plane) == 1382)
    let end = Rational(Integer.one << 58)
    #expect(try activationRegionCount(network, [Interval(-end, end), Interval(-end, end)]) == 1382)
  }
}
