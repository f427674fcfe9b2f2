import Constructions
import ExactNumbers
import LinearRegions
import ReLUNetworks
import TestSupport
import Testing

/// Counts by linear programs against counts by vertices.
@Suite("Regions by linear programs: counts")
struct ProgramMethodTests {
  private static let names: Set<RegionCountName> = [
    .activationRegions, .linearRegions, .affineFunctions, .perLayer,
  ]

  private func expectSame(_ network: ReLUNetwork, _ box: [Interval], _ name: String) throws {
    func counts(_ method: RegionMethod, _ threads: Int) throws -> RegionCounts {
      try network.regionCounts(
        in: box, RegionCountRequest(counts: Self.names, method: method, threads: threads))
    }
    let vertices = try counts(.vertices, 1)
    for threads in [1, 2] {
      let programs = try counts(.programs, threads)
      #expect(programs.activationRegions == vertices.activationRegions, "\(name)")
      #expect(programs.linearRegions == vertices.linearRegions, "\(name)")
      #expect(programs.affineFunctions == vertices.affineFunctions, "\(name)")
      #expect(programs.perLayer == vertices.perLayer, "\(name)")
    }
  }

  @Test("networks full of ties, R2, R4 and R6", arguments: [3, 4])
  func degenerate(inputs: Int) throws {
    for seed in UInt64(0)..<12 {
      var generator = SplitMix64(seed: seed * 10 + UInt64(inputs))
      let widths = [inputs, 4, 1 + generator.nextInt(below: 3), 1]
      let network = NetworkSamples.random(widths: widths, using: &generator)
      for side in [try Interval(-1, 2), .wholeLine] {
        try expectSame(
          network, Array(repeating: side, count: inputs), "seed \(seed), side \(side)")
      }
    }
  }

  @Test("more regions than one thread counts alone")
  func severalThreads() throws {
    let network = try ReLUNetwork.random(widths: [4, 12, 12, 1], seed: 5)
    let box = try Array(repeating: Interval(-1, 1), count: 4)
    func counts(_ method: RegionMethod, _ threads: Int) throws -> RegionCounts {
      try network.regionCounts(
        in: box,
        RegionCountRequest(
          counts: [.activationRegions, .perLayer], method: method, threads: threads))
    }
    let expected = try counts(.vertices, 1)
    for threads in [1, 2, 3] {
      let found = try counts(.programs, threads)
      #expect(found.activationRegions == expected.activationRegions)
      #expect(found.perLayer == expected.perLayer)
    }
  }

  @Test("from seven inputs on, by itself")
  func choosesItself() throws {
    let network = try ReLUNetwork.random(widths: [7, 8, 1], seed: 1)
    let box = try Array(repeating: Interval(-1, 1), count: 7)
    let counts = try network.regionCounts(in: box)
    #expect(counts.method == .programs)
    let vertices = try network.regionCounts(in: box, RegionCountRequest(method: .vertices))
    #expect(counts.activationRegions == vertices.activationRegions)
    #expect(throws: RegionCountError.needsVertices(inputs: 7)) {
      try network.regionCounts(
        in: box, RegionCountRequest(counts: [.activationPatterns], method: .programs))
    }
  }
}
