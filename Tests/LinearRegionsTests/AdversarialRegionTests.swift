import Constructions
import ExactNumbers
import LinearRegions
import ReLUNetworks
import TestSupport
import Testing

/// Degenerate and extreme networks: known counts where there is a formula, else the oracle.
@Suite("Adversarial networks and domains")
struct AdversarialRegionTests {
  @Test("small networks with a trap, on six domains", arguments: AdversarialNetworks.small)
  func small(_ example: AdversarialNetworks.Example) throws {
    let network = try ReLUNetwork(text: example.text)
    for sides in AdversarialNetworks.domains {
      try expectOracle(network, sides.map { try Interval(text: $0) })
    }
  }

  @Test("domains of extreme size", arguments: AdversarialNetworks.extremeDomains)
  func extremeDomains(_ sides: [String]) throws {
    let sides = try sides.map { try Interval(text: $0) }
    for example in AdversarialNetworks.small {
      try expectOracle(try ReLUNetwork(text: example.text), sides, example.name)
    }
  }

  @Test("k lines through (1/3, 1/7): 2k regions", arguments: [1, 2, 3, 7, 20, 70])
  func pencil(count: Int) throws {
    let lines = AdversarialNetworks.pencil(count, x: Rational(1, 3), y: Rational(1, 7))
    let network = try ReLUNetwork(hidden: [lines], output: AdversarialNetworks.sum(of: count))
    for sides in [plane, [.unit, .unit], try box("0,1/3", "-inf,inf")] {
      let counts = try regionCounts(network, sides)
      // The last box ends on the point, and the first line is its side.
      let regions = sides[0].upper == .finite(Rational(1, 3)) ? count : 2 * count
      #expect(counts.activationRegions == regions)
      #expect(counts.linearRegions == regions)
    }
    if count <= 7 {
      try expectOracle(network, plane)
      try expectOracle(network, try box("1/3,2", "-1,1/7"))
    }
  }

  @Test("folds of both coordinates under concurrent lines", arguments: [1, 2, 3], [1, 5, 8])
  func folded(depth: Int, lines: Int) throws {
    let network = try AdversarialNetworks.folded(by: .absoluteFold(depth: depth), lines: lines)
    // Every square of side 2^-depth is the whole fan of 2k regions again.
    let fans = 1 << (2 * depth)
    #expect(try activationRegionCount(network, [.unit, .unit]) == fans * 2 * lines)
    // A window that ends on folds of the last layer.
    let window = [try Interval(0, Rational(1, 2)), try Interval(Rational(1, 2), 1)]
    #expect(try activationRegionCount(network, window) == fans / 4 * 2 * lines)
    if depth == 1 { try expectOracle(network, try box("-1/2,1", "0,inf")) }
  }

  @Test("zigzags of both coordinates under concurrent lines", arguments: [(1, 3), (2, 3), (1, 20)])
  func zigzag(depth: Int, lines: Int) throws {
    let network = try AdversarialNetworks.folded(by: .zigzag(width: 3, depth: depth), lines: lines)
    let pieces = depth == 1 ? 4 : 16
    #expect(try activationRegionCount(network, [.unit, .unit]) == pieces * pieces * 2 * lines)
    let sawtooth = try AdversarialNetworks.folded(
      by: .sawtooth(width: 2, depth: depth), lines: lines)
    #expect(
      try activationRegionCount(sawtooth, [.unit, .unit]) == (1 << (2 * depth)) * 2 * lines)
  }

  @Test("two-level lattices", arguments: 1...3 as ClosedRange<UInt64>)
  func lattice(seed: UInt64) throws {
    let sizes = [(2, 2), (2, 3), (3, 2)][Int(seed % 3)]
    let network = try ReLUNetwork.twoLevelLattice(
      inputs: 2, groups: sizes.0, perGroup: sizes.1, seed: seed)
    try expectOracle(network, try box("-1,1"), "seed \(seed)")
    try expectOracle(network, plane, "seed \(seed)")
  }

  @Test("values that no double holds", arguments: [(40, 3), (400, 2), (3000, 1)])
  func overflow(digits: Int, seeds: UInt64) throws {
    let large = Rational(10).power(digits)
    for seed in 1...seeds {
      var generator = SplitMix64(seed: seed)
      let form = DegenerateNetworks.smallIntegers(widths: [2, 3, 3, 1], using: &generator)
        .standardForm
      let (first, second) = (form.hidden[0], form.hidden[1])
      // One layer's values are huge; then the last bits of a layer's biases are far below the
      // others; then both layers are huge and without biases, so that the origin is a vertex.
      let zeros: [Rational] = [0, 0, 0]
      let variants = [
        [first.scaled(by: large), second],
        [first, second.withBiases(second.biases.map { $0 + 1 / large })],
        [first.scaled(by: large).withBiases(zeros), second.scaled(by: large).withBiases(zeros)],
      ]
      for hidden in variants {
        let network = try ReLUNetwork(hidden: hidden, output: form.output)
        try expectOracle(network, plane, "seed \(seed), 10^\(digits)")
        try expectOracle(network, try box("\(-large),\(large)"), "seed \(seed), 10^\(digits)")
      }
    }
  }
}

extension AffineMap {
  /// The map with other biases.
  fileprivate func withBiases(_ biases: [Rational]) -> AffineMap {
    AffineMap(
      outputDimension: outputDimension, inputDimension: inputDimension, weights: weights,
      biases: biases)
  }
}
