import Constructions
import ExactNumbers
import LinearRegions
import ReLUNetworks
import TestSupport
import Testing

/// The fold in the plane and in space, against formulas and against the searches.
@Suite("Folded counts of regions")
struct FoldedRegionTests {
  private static let names: Set<RegionCountName> = [.activationRegions, .perLayer]

  private func counts(
    _ network: ReLUNetwork, _ box: [Interval], _ method: RegionMethod
  ) throws -> RegionCounts {
    try network.regionCounts(in: box, RegionCountRequest(counts: Self.names, method: method))
  }

  @Test(
    "Montúfar's networks have p^(n(L-1)) Z(m, n) regions in the cube, in 20 layers",
    arguments: [2, 3])
  func montufar(inputs: Int) throws {
    let widths = Array(repeating: 2 * inputs, count: 20)
    let network = try ReLUNetwork.montufar(inputs: inputs, widths: widths)
    let counts = try counts(network, Array(repeating: .unit, count: inputs), .automatic)
    let last = (0...inputs).reduce(Integer.zero) { $0 + Integer.binomial(2 * inputs, $1) }
    #expect(counts.activationRegions == Integer(2).power(inputs * 19) * last)
    #expect(counts.method == .fold)
  }

  @Test(
    "Serra's networks have (p + 1)^(n(L-1)) Z(m, n) regions on the whole space", arguments: [2, 3])
  func serra(inputs: Int) throws {
    let widths = Array(repeating: 3 * inputs, count: inputs == 2 ? 20 : 5)
    let network = try ReLUNetwork.serra(inputs: inputs, widths: widths)
    let counts = try counts(network, Array(repeating: .wholeLine, count: inputs), .automatic)
    let last = (0...inputs).reduce(Integer.zero) { $0 + Integer.binomial(3 * inputs, $1) }
    #expect(counts.activationRegions == Integer(4).power(inputs * (widths.count - 1)) * last)
  }

  @Test("as many cells in each layer as a search visits", arguments: [1, 2, 3])
  func agreesWithTheSearch(inputs: Int) throws {
    let boxes = [
      Array(repeating: try Interval(-1, 2), count: inputs),
      Array(repeating: Interval.wholeLine, count: inputs),
      try (0..<inputs).map { $0 == 0 ? try Interval(.finite(0), .positiveInfinity) : .unit },
    ]
    for seed in UInt64(0)..<20 {
      var generator = SplitMix64(seed: seed * 7 + UInt64(inputs))
      let widths = [inputs, 3, 1 + generator.nextInt(below: 3), 2, 1]
      let network = NetworkSamples.random(widths: widths, using: &generator)
      for box in boxes {
        let folded = try counts(network, box, .fold)
        let walked = try counts(network, box, .vertices)
        #expect(folded.activationRegions == walked.activationRegions, "seed \(seed), box \(box)")
        #expect(folded.perLayer == walked.perLayer, "seed \(seed), box \(box)")
      }
    }
  }

  @Test("a deep network that does not fold is walked through")
  func givesUp() throws {
    let network = try ReLUNetwork.random(widths: [2, 12, 6, 6, 6, 6, 1], seed: 3)
    let box = try Array(repeating: Interval(-1, 1), count: 2)
    let chosen = try counts(network, box, .automatic)
    #expect(chosen.method == .vertices)
    #expect(chosen.activationRegions == (try counts(network, box, .fold)).activationRegions)
  }
}
