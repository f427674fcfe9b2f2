import Constructions
import ExactNumbers
import LinearRegions
import ReLUNetworks
import TestSupport
import Testing

/// What must hold between counts of related networks of several inputs.
@Suite("Laws of region counts in several inputs")
struct SpaceLawTests {
  private static let shapes = [[3, 4, 1], [3, 3, 3, 1], [4, 3, 2, 2], [3, 3, 2, 2, 1]]

  private func withNetworks(
    _ seeds: ClosedRange<UInt64>,
    _ body: (ReLUNetwork, [Interval], inout SplitMix64, String) throws -> Void
  ) throws {
    try withSeeds(seeds) { seed, generator in
      let widths = Self.shapes[Int(seed) % Self.shapes.count]
      let network =
        seed % 3 == 0
        ? NetworkSamples.random(widths: widths, using: &generator)
        : DegenerateNetworks.smallIntegers(widths: widths, using: &generator)
      let box = seed.isMultiple(of: 2) ? space(widths[0]) : try cube("-2,2", widths[0])
      try body(network, box, &generator, "seed \(seed): \(network.text)")
    }
  }

  /// All counts but those that four inputs and two outputs do not have.
  private func counts(
    _ network: ReLUNetwork, _ box: [Interval], threads: Int = 1
  ) throws -> RegionCounts {
    let names = Set(RegionCountName.allCases)
    let counts = try network.regionCounts(
      in: box,
      RegionCountRequest(
        counts: box.count > 3 ? names.subtracting([.closedRegions]) : names, threads: threads))
    #expect(counts.isComplete)
    return counts
  }

  @Test("an affine change of the space changes no count")
  func affineChange() throws {
    try withNetworks(1...8) { network, box, generator, name in
      let inputs = network.inputDimension
      // Lower times upper triangular, with ones on the diagonal: invertible.
      func triangle(_ isLower: Bool) -> AffineMap {
        AffineMap(
          outputDimension: inputs, inputDimension: inputs,
          weights: (0..<inputs * inputs).map { index -> Rational in
            let (row, column) = (index / inputs, index % inputs)
            if row == column { return 1 }
            return (row > column) == isLower ? Rational(generator.nextInt(below: 5) - 2, 3) : 0
          }, biases: (0..<inputs).map { Rational($0, 7) })
      }
      let change = triangle(true).composed(after: triangle(false))
      let moved = network.precomposed(with: change)
      let (found, other) = (try counts(network, space(inputs)), try counts(moved, space(inputs)))
      #expect(found == other, "\(name)")
    }
  }

  @Test("scaling neurons by positive factors and renumbering them changes no count")
  func equivalentNetworks() throws {
    try withNetworks(21...26) { network, box, generator, name in
      var maps = network.standardForm.hidden + [network.standardForm.output]
      for layer in 0..<maps.count - 1 {
        let width = maps[layer].outputDimension
        let order = Array(0..<width).shuffled(using: &generator)
        let factors = order.map { _ in 1 + Rational(generator.nextInt(below: 9), 4) }
        let (map, next) = (maps[layer], maps[layer + 1])
        maps[layer] = AffineMap(
          outputDimension: width, inputDimension: map.inputDimension,
          weights: zip(order, factors).flatMap { row, factor in map.row(row).map { factor * $0 } },
          biases: zip(order, factors).map { $1 * map.biases[$0] })
        maps[layer + 1] = AffineMap(
          outputDimension: next.outputDimension, inputDimension: width,
          weights: (0..<next.outputDimension).flatMap { row in
            zip(order, factors).map { next.weights[row * width + $0] / $1 }
          }, biases: next.biases)
      }
      let other = try ReLUNetwork(hidden: Array(maps.dropLast()), output: maps[maps.count - 1])
      let (found, changed) = (try counts(network, box), try counts(other, box))
      #expect(found == changed, "\(name)")
    }
  }

  @Test("dead neurons and twins add no region, and a bijection of outputs merges none")
  func uselessNeurons() throws {
    try withNetworks(41...44) { network, box, _, name in
      let form = network.standardForm
      let (first, inputs) = (form.hidden[0], network.inputDimension)
      let twins = first.stacked(over: first.selectingRows([0])).stacked(
        over: AffineMap(
          outputDimension: 1, inputDimension: inputs,
          weights: Array(repeating: 0, count: inputs), biases: [-1]))
      let rest = Array(form.hidden.dropFirst() + [form.output])
      let zero = AffineMap(
        outputDimension: rest[0].outputDimension, inputDimension: 2,
        weights: Array(repeating: 0, count: 2 * rest[0].outputDimension),
        biases: Array(repeating: 0, count: rest[0].outputDimension))
      let widened = [twins, rest[0].beside(zero)] + rest.dropFirst()
      let other = try ReLUNetwork(
        hidden: Array(widened.dropLast()), output: widened[widened.count - 1])
      let found = try counts(network, box)
      let same = try counts(other, box)
      #expect(same == found, "\(name)")
      let scaled = try counts(network.scaled(by: Rational(-2, 3)), box)
      #expect(scaled == found, "\(name)")
    }
  }

  @Test("R1 ≥ R2 ≥ R4 ≥ R5 ≥ R6, and layers only cut")
  func chain() throws {
    try withNetworks(61...68) { network, box, _, name in
      let counts = try counts(network, box)
      let chain = [
        counts.activationPatterns, counts.activationRegions, counts.linearRegions,
        counts.closedRegions, counts.affineFunctions, 1,
      ].compactMap { $0 }
      #expect(zip(chain, chain.dropFirst()).allSatisfy { $0 >= $1 }, "\(counts) \(name)")
      let layers = try #require(counts.perLayer)
      #expect(layers.last == counts.activationRegions, "\(name)")
      #expect(zip(layers, layers.dropFirst()).allSatisfy { $0 <= $1 }, "\(name)")
    }
  }

  @Test("the number of threads changes no count", arguments: [2, 3])
  func threads(_ threads: Int) throws {
    // More regions than one thread counts alone.
    let network = try ReLUNetwork.random(widths: [3, 32, 32, 1], seed: 5)
    let names: Set<RegionCountName> = [.activationRegions, .linearRegions, .perLayer]
    func counts(_ threads: Int, _ names: Set<RegionCountName>) throws -> RegionCounts {
      try network.regionCounts(
        in: cube("-1,1", 3), RegionCountRequest(counts: names, threads: threads))
    }
    let alone = try counts(1, names)
    #expect(alone.activationRegions ?? 0 > 20_000)
    let together = try counts(threads, names)
    #expect(together == alone)
    let quick = try counts(threads, [.activationRegions, .perLayer])
    #expect(quick.activationRegions == alone.activationRegions)
    #expect(quick.perLayer == alone.perLayer)
  }

  @Test("a cell of more than 64 facets")
  func manyFacets() throws {
    // Tangents of a parabola: the cell above it has an edge on each, and all crossings are in the box.
    let lines = (-33..<33).map { "\(-2 * $0) 1 \($0 * $0)" }
    let output = lines.map { _ in "1" }.joined(separator: " ") + " 0"
    let network = try ReLUNetwork(text: lines.joined(separator: "; ") + " | " + output)
    let box = try cube("-2000,2000", 2)
    let expected = 1 + 66 + 66 * 65 / 2
    let counts = try countsByVertices(network, box)
    #expect(counts.activationRegions == expected && counts.linearRegions == expected)
  }
}
