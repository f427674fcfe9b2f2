import Constructions
import ExactNumbers
import LinearPieces
import LinearRegions
import ReLUNetworks
import TestSupport
import Testing

/// What must hold between counts of related networks and boxes.
@Suite("Laws of region counts")
struct RegionLawTests {
  private static let shapes = [[2, 4, 1], [2, 3, 3, 1], [2, 4, 3, 2], [2, 3, 2, 2, 1]]

  /// One degenerate and one general network for each seed.
  private func withNetworks(
    _ seeds: ClosedRange<UInt64>,
    _ body: (ReLUNetwork, inout SplitMix64, String) throws -> Void
  ) throws {
    try withSeeds(seeds) { seed, generator in
      let widths = Self.shapes[Int(seed) % Self.shapes.count]
      let degenerate = DegenerateNetworks.smallIntegers(widths: widths, using: &generator)
      try body(degenerate, &generator, "seed \(seed): \(degenerate.text)")
      let general = NetworkSamples.random(widths: widths, using: &generator)
      try body(general, &generator, "seed \(seed): \(general.text)")
    }
  }

  @Test("an affine change of the plane changes no count")
  func affineChange() throws {
    try withNetworks(1...16) { network, generator, name in
      func entry() -> Rational { randomSmallRational(bound: 5, using: &generator) }
      var weights = [1, 0, 0, 1] as [Rational]
      repeat {
        weights = (0..<4).map { _ in entry() }
      } while weights[0] * weights[3] == weights[1] * weights[2]
      let change = AffineMap(
        outputDimension: 2, inputDimension: 2, weights: weights, biases: [entry(), entry()])
      let moved = network.precomposed(with: change)
      try expectSameCounts(network, plane, moved, plane, "\(name), \(weights)")
    }
  }

  @Test("stretching, moving and exchanging the coordinates with the box changes no count")
  func boxChange() throws {
    let change = AffineMap(
      outputDimension: 2, inputDimension: 2, weights: [0, Rational(-3, 2), 5, 0],
      biases: [Rational(1, 3), Rational(-1, 7)])
    // x = 1/3 − 3/2 v and y = 5 u − 1/7 for u in [0, 1/5], v in [−2/3, 2/3].
    let sides = [
      try Interval(Rational(-2, 3), Rational(4, 3)), try Interval(Rational(-1, 7), Rational(6, 7)),
    ]
    let moved = [
      try Interval(0, Rational(1, 5)), try Interval(Rational(-2, 3), Rational(2, 3)),
    ]
    try withNetworks(21...36) { network, _, name in
      try expectSameCounts(network, sides, network.precomposed(with: change), moved, name)
    }
  }

  @Test("scaling neurons by positive factors and renumbering them changes no count")
  func equivalentNetworks() throws {
    try withNetworks(41...56) { network, generator, name in
      var maps = network.standardForm.hidden + [network.standardForm.output]
      for layer in 0..<maps.count - 1 {
        let width = maps[layer].outputDimension
        let order = Array(0..<width).shuffled(using: &generator)
        let factors = order.map { _ in 1 + randomSmallRational(using: &generator).magnitude }
        var scale = [Rational](repeating: 0, count: width * width)
        var inverse = scale
        for (row, column) in order.enumerated() {
          scale[row * width + column] = factors[row]
          inverse[column * width + row] = 1 / factors[row]
        }
        let zeros = [Rational](repeating: 0, count: width)
        func map(_ weights: [Rational]) -> AffineMap {
          AffineMap(
            outputDimension: width, inputDimension: width, weights: weights, biases: zeros)
        }
        maps[layer] = map(scale).composed(after: maps[layer])
        maps[layer + 1] = maps[layer + 1].composed(after: map(inverse))
      }
      let other = try ReLUNetwork(hidden: Array(maps.dropLast()), output: maps[maps.count - 1])
      try expectSameCounts(network, plane, other, plane, name)
    }
  }

  @Test("dead neurons and twins add no region, and a bijection of outputs merges none")
  func uselessNeurons() throws {
    try withNetworks(61...72) { network, _, name in
      let form = network.standardForm
      let first = form.hidden[0]
      let twins = first.stacked(over: first.selectingRows([0])).stacked(
        over: AffineMap(outputDimension: 1, inputDimension: 2, weights: [0, 0], biases: [-1]))
      let rest = form.hidden.dropFirst() + [form.output]
      let zero = AffineMap(
        outputDimension: rest[rest.startIndex].outputDimension, inputDimension: 2,
        weights: [Rational](repeating: 0, count: 2 * rest[rest.startIndex].outputDimension),
        biases: [Rational](repeating: 0, count: rest[rest.startIndex].outputDimension))
      let widened = [twins, rest[rest.startIndex].beside(zero)] + rest.dropFirst()
      let other = try ReLUNetwork(
        hidden: Array(widened.dropLast()), output: widened[widened.count - 1])
      try expectSameCounts(network, plane, other, plane, name)
      try expectSameCounts(network, plane, network.scaled(by: Rational(-2, 3)), plane, name)
    }
  }

  @Test("R1 ≥ R2 ≥ R4 ≥ R5 ≥ R6, layers only cut, and Zaslavsky's bound holds")
  func chain() throws {
    try withNetworks(81...110) { network, _, name in
      let counts = try regionCounts(network, plane)
      let chain = [
        counts.activationPatterns, counts.activationRegions, counts.linearRegions,
        counts.closedRegions, counts.affineFunctions, 1,
      ]
      #expect(zip(chain, chain.dropFirst()).allSatisfy { $0 >= $1 }, "\(counts) \(name)")
      #expect(counts.perLayer.last == counts.activationRegions, "\(name)")
      #expect(zip(counts.perLayer, counts.perLayer.dropFirst()).allSatisfy { $0 <= $1 }, "\(name)")
      let bound = network.standardForm.hidden.reduce(1) { product, map in
        let width = map.outputDimension
        return product * (1 + width + width * (width - 1) / 2)
      }
      #expect(counts.activationPatterns <= bound, "\(name)")
    }
  }

  @Test("cutting a box along a line counts the cells on the line twice")
  func splitBox() throws {
    // No vertex and no kink of these networks lies on the line.
    let place = Rational(1, 7919)
    let (whole, left, right) = (
      try box("-1,1", "-2,1"), [try Interval(-1, place), try Interval(-2, 1)],
      [try Interval(place, 1), try Interval(-2, 1)]
    )
    for seed in 1...10 as ClosedRange<UInt64> {
      let network = try ReLUNetwork.random(widths: [2, 6, 5, 1], seed: seed)
      let parts = try activationRegionCount(network, left) + activationRegionCount(network, right)
      let total = try activationRegionCount(network, whole)
      let line = Line(origin: [place, 0], direction: [0, 1])
      let doubled = try network.restricted(to: line).pieceCounts(on: Interval(-2, 1))
      let common = try #require(doubled.activationRegions.flatMap(Int.init(exactly:)))
      #expect(parts - common == total, "seed \(seed)")
    }
  }

  @Test("the counts after k layers are those of the first k layers")
  func truncated() throws {
    try withNetworks(121...132) { network, _, name in
      let form = network.standardForm
      for depth in 1...form.hidden.count {
        let found = try regionCounts(network, box("-1,1"), layers: depth)
        let first = Array(form.hidden.prefix(depth))
        let prefix = try ReLUNetwork(
          hidden: first, output: .identity(first[depth - 1].outputDimension))
        let expected = try regionCounts(
          depth < form.hidden.count ? prefix : network, box("-1,1"))
        #expect(found == expected, "\(depth) layers, \(name)")
      }
    }
  }

  @Test("the number of threads changes no count", arguments: [2, 3, 8])
  func threads(_ threads: Int) throws {
    func expectSame(_ network: ReLUNetwork, _ name: String) throws {
      let counts = try regionCounts(network, plane)
      let shared = try regionCounts(network, plane, threads: threads)
      #expect(shared == counts, "\(name)")
    }
    try withNetworks(141...150) { network, _, name in try expectSame(network, name) }
    try expectSame(AdversarialNetworks.folded(by: .absoluteFold(depth: 2), lines: 3), "folds")
    for seed in 1...2 as ClosedRange<UInt64> {
      try expectSame(.random(widths: [2, 12, 12, 1], seed: seed), "seed \(seed)")
    }
  }
}
