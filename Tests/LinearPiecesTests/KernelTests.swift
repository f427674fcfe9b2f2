import ExactNumbers
import ReLUNetworks
import TestSupport
import Testing

@testable import LinearPieces

@Suite("Every kernel gives the same walk")
struct KernelTests {
  @Test("random networks full of ties, also where every decision falls to the exact path")
  func ties() throws {
    var runs: [ForcedKernel: Int] = [:]
    for seed in UInt64(0)..<400 {
      var generator = SplitMix64(seed: 7_000 + seed)
      let network = try TieNetworks.network(
        depth: 1 + Int(seed % 4), widest: 3 + Int(seed % 2), using: &generator)
      let domain = OracleTests.domains[Int(seed % 5)]
      let (found, ran) = try kernelDifferences(network, on: domain)
      for kernel in ran { runs[kernel, default: 0] += 1 }
      #expect(found.isEmpty, "seed \(seed): \(found)")
    }
    #expect(runs[.filtered] == 400)
    #expect(runs[.int64, default: 0] > 200)
    #expect(runs[.int128, default: 0] > runs[.int64, default: 0])
  }

  @Test("small networks with entries −1, 0, 1: widths 1, 2 and 3, one output layer of many")
  func exhaustive() throws {
    var failures: [String] = []
    var turn = 0
    for widths in [[1, 1, 1], [1, 2, 1], [1, 1, 1, 1]] {
      for index in 0..<NetworkSamples.ternaryCount(widths: widths) {
        turn += 1
        let network = NetworkSamples.ternary(widths: widths, index: index)
        failures += try kernelDifferences(network, on: OracleTests.domains[turn % 5]).found
      }
    }
    for index in stride(from: 0, to: NetworkSamples.ternaryCount(widths: [1, 3, 1]), by: 41) {
      let network = NetworkSamples.ternary(widths: [1, 3, 1], index: index)
      failures += try kernelDifferences(network, on: OracleTests.domains[index % 5]).found
    }
    #expect(failures.isEmpty, "\(failures.prefix(2))")
  }

  @Test("the public enumeration visits the oracle's pieces, joined end to end")
  func visitedPieceList() throws {
    for seed in UInt64(0)..<250 {
      var generator = SplitMix64(seed: 8_000 + seed)
      let network = try TieNetworks.network(depth: 1 + Int(seed % 3), using: &generator)
      let domain = OracleTests.domains[Int(seed % 5)]
      let found = try visitedPieces(of: network, on: domain)
      #expect(
        found == SlowPieceOracle.pieces(of: network, on: domain),
        "seed \(seed), \(domain): \(network.json())")
    }
  }

  /// The points where the activation pattern changes, from the oracle's pieces of each neuron after
  /// ReLU: it starts or ceases to be active exactly where that bends from or to zero.
  private func changes(
    _ network: ReLUNetwork, on domain: Interval
  ) throws -> [(position: Rational, layer: Int, isBreakpoint: Bool)] {
    let breakpoints = Set(SlowPieceOracle.pieces(of: network, on: domain).breakpoints)
    let hidden = network.standardForm.hidden
    var first: [Rational: Int] = [:]
    for depth in 1...hidden.count {
      let width = hidden[depth - 1].outputDimension
      for neuron in 0..<width {
        let output = AffineMap(
          outputDimension: 1, inputDimension: width,
          weights: (0..<width).map { $0 == neuron ? 1 : 0 }, biases: [0])
        let part = try ReLUNetwork(hidden: Array(hidden.prefix(depth)), output: output)
        let pieces = SlowPieceOracle.pieces(of: part, on: domain)
        for (index, point) in pieces.breakpoints.enumerated() where first[point] == nil {
          let isOff = [index, index + 1].map {
            pieces.slopes[$0] == [0] && pieces.intercepts[$0] == [0]
          }
          if isOff[0] != isOff[1] { first[point] = depth }
        }
      }
    }
    return first.sorted { $0.key < $1.key }.map { ($0.key, $0.value, breakpoints.contains($0.key)) }
  }

  @Test("activation changes: where, by which layer first, and whether the output bends")
  func activationChanges() throws {
    for seed in UInt64(0)..<120 {
      var generator = SplitMix64(seed: 9_000 + seed)
      let network = try TieNetworks.network(depth: 1 + Int(seed % 3), using: &generator)
      let domain = OracleTests.domains[Int(seed % 5)]
      var found: [ActivationChange] = []
      try network.forEachActivationChange(on: domain) { found.append($0) }
      let truth = try changes(network, on: domain)
      #expect(found.map(\.position) == truth.map(\.position), "seed \(seed)")
      #expect(found.map(\.layer) == truth.map(\.layer), "seed \(seed)")
      #expect(found.map(\.isBreakpoint) == truth.map(\.isBreakpoint), "seed \(seed)")
    }
  }

  @Test("changes of two layers, with a kink that cancels and one at a shared point")
  func knownChanges() throws {
    // |x| folded at 1, and a neuron of layer 2 that vanishes at 0 as well.
    let network = try integerNetwork([
      [[1, 0], [-1, 0]], [[1, 1, -1], [2, 2, -2], [1, -1, 0]], [[2, -1, 0, 0], [0, 0, 1, 0]],
    ])
    var found: [ActivationChange] = []
    try network.forEachActivationChange(on: .wholeLine) { found.append($0) }
    #expect(
      found == [
        ActivationChange(position: -1, layer: 2, isBreakpoint: false),
        ActivationChange(position: 0, layer: 1, isBreakpoint: true),
        ActivationChange(position: 1, layer: 2, isBreakpoint: false),
      ])
  }
}
