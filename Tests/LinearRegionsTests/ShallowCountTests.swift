import Constructions
import ExactNumbers
import LinearRegions
import ReLUNetworks
import TestSupport
import Testing

/// One hidden layer as an arrangement, against the searches that visit its regions.
@Suite("Regions of one hidden layer")
struct ShallowCountTests {
  private func counts(
    _ network: ReLUNetwork, _ box: [Interval], _ method: RegionMethod
  ) throws -> RegionCounts {
    try network.regionCounts(
      in: box, RegionCountRequest(counts: [.activationRegions, .perLayer], method: method))
  }

  @Test("as many as a search visits, on boxes and on the whole space", arguments: [1, 2, 3, 4])
  func agreesWithTheSearch(inputs: Int) throws {
    let boxes = [
      Array(repeating: try Interval(-1, 2), count: inputs),
      Array(repeating: Interval.wholeLine, count: inputs),
      try (0..<inputs).map { $0 == 0 ? try Interval(.finite(0), .positiveInfinity) : .unit },
      try (0..<inputs).map { $0 == 0 ? .wholeLine : try Interval(Rational(-1, 3), 1) },
    ]
    for seed in UInt64(0)..<12 {
      var generator = SplitMix64(seed: seed * 5 + UInt64(inputs))
      let widths = [inputs, 2 + generator.nextInt(below: 5), 1]
      let network = NetworkSamples.random(widths: widths, using: &generator)
      for box in boxes {
        let counted = try counts(network, box, .automatic)
        #expect(counted.method == .arrangement)
        let visited = try counts(network, box, .vertices)
        #expect(counted.activationRegions == visited.activationRegions, "seed \(seed), box \(box)")
        #expect(counted.perLayer == visited.perLayer, "seed \(seed), box \(box)")
      }
    }
  }

  @Test("stopped, a lower bound")
  func stopped() throws {
    let network = try ReLUNetwork.random(widths: [5, 30, 1], seed: 1)
    let counts = try network.regionCounts(
      in: Array(repeating: .unit, count: 5),
      RegionCountRequest(counts: [.activationRegions], isCancelled: { true }))
    #expect(!counts.isComplete && counts.activationRegions == 1)
    let deep = try ReLUNetwork.random(widths: [2, 3, 3, 1], seed: 1)
    #expect(throws: RegionCountError.notShallow) {
      try self.counts(deep, [.unit, .unit], .arrangement)
    }
  }
}
