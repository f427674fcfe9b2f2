import Constructions
import ExactNumbers
import PiecewiseLinear
import ReLUNetworks
import TestSupport
import Testing

@testable import LinearPieces

@Suite("Laws of the counts")
struct LawTests {
  private func samples(
    _ count: UInt64, _ body: (UInt64, ReLUNetwork, Interval, inout SplitMix64) throws -> Void
  ) throws {
    for seed in 0..<count {
      var generator = SplitMix64(seed: 60_000 + seed)
      let network = try TieNetworks.network(depth: 1 + Int(seed % 3), using: &generator)
      try body(seed, network, OracleTests.domains[Int(seed % 5)], &generator)
    }
  }

  private func counts(_ network: ReLUNetwork, _ domain: Interval) throws -> FiveCounts {
    let walked = try FiveCounts(network, on: domain, .enumerate)
    #expect(walked.agrees(with: try FiveCounts(network, on: domain, .fold)))
    return walked
  }

  /// The network with its hidden layers changed; the next map takes the change back.
  private func changing(
    _ network: ReLUNetwork, layer: Int, _ change: (AffineMap, AffineMap) -> (AffineMap, AffineMap)
  ) throws -> ReLUNetwork {
    let form = network.standardForm
    var maps = form.hidden + [form.output]
    (maps[layer], maps[layer + 1]) = change(maps[layer], maps[layer + 1])
    return try ReLUNetwork(hidden: Array(maps.dropLast()), output: maps[maps.count - 1])
  }

  /// A map with other rows: each old row's index and a factor.
  private func rows(_ map: AffineMap, _ choice: [(Int, Rational)]) -> AffineMap {
    AffineMap(
      outputDimension: choice.count, inputDimension: map.inputDimension,
      weights: choice.flatMap { row, factor in
        (0..<map.inputDimension).map { map[row, $0] * factor }
      }, biases: choice.map { map.biases[$0.0] * $0.1 })
  }

  /// A map with other columns: each old column's index and a factor.
  private func columns(_ map: AffineMap, _ choice: [(Int, Rational)]) -> AffineMap {
    AffineMap(
      outputDimension: map.outputDimension, inputDimension: choice.count,
      weights: (0..<map.outputDimension).flatMap { row in
        choice.map { map[row, $0.0] * $0.1 }
      }, biases: map.biases)
  }

  @Test("positive rescaling and permutation of neurons change no count")
  func rescaling() throws {
    try samples(80) { seed, network, domain, generator in
      let before = try counts(network, domain)
      let depth = network.standardForm.hidden.count
      let changed = try changing(network, layer: generator.nextInt(below: depth)) { map, next in
        let choice = (0..<map.outputDimension).shuffled(using: &generator).map {
          ($0, randomSmallRational(using: &generator).magnitude + Rational(1, 7))
        }
        return (rows(map, choice), columns(next, choice.map { ($0.0, 1 / $0.1) }))
      }
      #expect(try counts(changed, domain) == before, "seed \(seed)")
    }
  }

  @Test("a duplicate neuron shares its weights: no count changes; a dead one neither")
  func duplicates() throws {
    try samples(80) { seed, network, domain, generator in
      let before = try counts(network, domain)
      let depth = network.standardForm.hidden.count
      let layer = generator.nextInt(below: depth)
      let split = try changing(network, layer: layer) { map, next in
        let all = (0..<map.outputDimension).map { ($0, 1 as Rational) }
        let copied = generator.nextInt(below: map.outputDimension)
        // The copy is three times as large and takes over a third of the half.
        let shares = all.map { ($0.0, $0.0 == copied ? Rational(1, 2) : 1) }
        return (
          rows(map, all + [(copied, 3)]), columns(next, shares + [(copied, Rational(1, 6))])
        )
      }
      #expect(try counts(split, domain) == before, "seed \(seed)")
      let dead = try changing(network, layer: layer) { map, next in
        let all = (0..<map.outputDimension).map { ($0, 1 as Rational) }
        let wide = rows(map, all + [(0, 0)])
        return (wide, columns(next, all + [(0, Rational(seed) - 40)]))
      }
      #expect(try counts(dead, domain) == before, "seed \(seed)")
    }
  }

  @Test("an affine change of the input moves the domain and nothing else")
  func inputs() throws {
    try samples(80) { seed, network, domain, generator in
      let factor = randomSmallRational(using: &generator) + Rational(1, 17)
      let shift = randomSmallRational(using: &generator)
      let map = AffineMap(
        outputDimension: 1, inputDimension: 1, weights: [factor], biases: [shift])
      func preimage(_ end: ExtendedRational) -> ExtendedRational {
        switch end {
        case .finite(let value): .finite((value - shift) / factor)
        case .positiveInfinity: factor > 0 ? .positiveInfinity : .negativeInfinity
        case .negativeInfinity: factor > 0 ? .negativeInfinity : .positiveInfinity
        }
      }
      let ends = [preimage(domain.lower), preimage(domain.upper)].sorted()
      let moved = try counts(network.precomposed(with: map), try Interval(ends[0], ends[1]))
      #expect(moved == (try counts(network, domain)), "seed \(seed)")
    }
  }

  @Test("R1 ≥ R2 ≥ R4 ≥ R6 ≥ 1, layers only refine, and R2 is within the bound of Serra")
  func chain() throws {
    try samples(200) { seed, network, domain, _ in
      let found = try counts(network, domain)
      #expect(found.patterns >= found.regions, "seed \(seed)")
      #expect(found.regions >= found.pieces, "seed \(seed)")
      #expect(found.pieces >= found.functions ?? .max, "seed \(seed)")
      #expect(found.functions ?? 0 >= 1, "seed \(seed)")
      #expect(zip(found.perLayer, found.perLayer.dropFirst()).allSatisfy { $0 <= $1 })
      #expect(found.perLayer.last == found.regions, "seed \(seed)")
      let widths = network.standardForm.hidden.map(\.outputDimension)
      #expect(found.patterns <= serraBound(widths), "seed \(seed)")
      // A pattern's points are apart: at most one between two regions and one at each end.
      #expect(found.patterns <= 2 * found.regions + 1, "seed \(seed)")
    }
  }

  /// Serra, Tjandraatmadja, Ramalingam 2018, Theorem 1, for one input: regions on which the map so
  /// far is constant are cut no more.
  private func serraBound(_ widths: [Int]) -> Int {
    // With j = 0 the region keeps dimension min(1, n); with j = 1 (n ways) min(1, n − 1).
    var (moving, fixed) = (1, 0)
    for width in widths {
      let keeps = moving
      let cuts = moving * width
      (moving, fixed) = width > 1 ? (keeps + cuts, fixed) : (keeps, fixed + cuts)
    }
    return moving + fixed
  }

  @Test("two windows side by side: [a, c] against [a, b] and [b, c]")
  func windows() throws {
    try samples(120) { seed, network, _, generator in
      let points = SlowPieceOracle.pieces(of: network, on: .wholeLine).breakpoints
      let middle =
        points.isEmpty || seed % 3 == 0
        ? randomSmallRational(using: &generator)
        : points[generator.nextInt(below: points.count)]
      let (start, end) = (middle - 3, middle + Rational(5, 2))
      let whole = try counts(network, try Interval(start, end))
      let left = try counts(network, try Interval(start, middle))
      let right = try counts(network, try Interval(middle, end))
      var changes = Set<Rational>()
      var bends = Set<Rational>()
      try network.forEachActivationChange(on: try Interval(start, end)) {
        changes.insert($0.position)
        if $0.isBreakpoint { bends.insert($0.position) }
      }
      let isChange = changes.contains(middle) ? 0 : 1
      let isBend = bends.contains(middle) ? 0 : 1
      #expect(left.regions + right.regions - isChange == whole.regions, "seed \(seed)")
      #expect(left.pieces + right.pieces - isBend == whole.pieces, "seed \(seed)")
      #expect(max(left.functions ?? 0, right.functions ?? 0) <= whole.functions ?? 0)
      #expect(
        whole.functions ?? 0 <= (left.functions ?? 0) + (right.functions ?? 0), "seed \(seed)")
      #expect(max(left.patterns, right.patterns) <= whole.patterns, "seed \(seed)")
      #expect(whole.patterns <= left.patterns + right.patterns, "seed \(seed)")
    }
  }

  @Test("sums, compositions and rectified functions: p + q − 1, p q, 2 p")
  func composition() throws {
    for seed in UInt64(0)..<60 {
      var generator = SplitMix64(seed: 70_000 + seed)
      let pair = try (0..<2).map { _ in
        try TieNetworks.network(depth: 1 + Int(seed % 2), using: &generator).selectingOutputs([0])
      }
      let single = try pair.map { try counts($0, .wholeLine).pieces }
      let sum = try counts(pair[0] + pair[1], .wholeLine)
      #expect(sum.pieces <= single[0] + single[1] - 1, "seed \(seed)")
      let composed = try counts(try pair[0].composed(after: pair[1]), .wholeLine)
      #expect(composed.pieces <= single[0] * single[1], "seed \(seed)")
      let bend = AffineMap(outputDimension: 1, inputDimension: 1, weights: [1], biases: [0])
      let rectifier = try ReLUNetwork(hidden: [bend], output: bend)
      let rectified = try counts(try rectifier.composed(after: pair[0]), .wholeLine)
      #expect(rectified.pieces <= 2 * single[0], "seed \(seed)")
      let parallel = try counts(pair[0].parallel(with: pair[1]), .wholeLine)
      #expect(parallel.pieces <= single[0] + single[1] - 1, "seed \(seed)")
      #expect(parallel.pieces >= max(single[0], single[1], sum.pieces), "seed \(seed)")
    }
  }

  @Test("the function as a value has the network's pieces and values")
  func functionValue() throws {
    try samples(60) { seed, network, domain, generator in
      let single = network.selectingOutputs([0])
      let function = try single.piecewiseLinearFunction(on: domain)
      #expect(function.pieces.count == (try counts(single, domain)).pieces, "seed \(seed)")
      for _ in 0..<5 {
        let point = randomSmallRational(using: &generator)
        guard domain.contains(point) else { continue }
        #expect(function(point) == single([point])[0], "seed \(seed)")
      }
    }
  }

  @Test("the number of threads and the set of counts asked for change no answer")
  func requests() throws {
    try samples(40) { seed, network, domain, _ in
      let all = try network.pieceCounts(
        on: domain, PieceCountRequest(counts: Set(CountName.allCases)))
      let alone = try CountName.allCases.map {
        try network.pieceCounts(on: domain, PieceCountRequest(counts: [$0], threads: 2))
      }
      #expect(alone[0].activationPatterns == all.activationPatterns, "seed \(seed)")
      #expect(alone[1].activationRegions == all.activationRegions, "seed \(seed)")
      #expect(alone[2].linearPieces == all.linearPieces, "seed \(seed)")
      #expect(alone[3].affineFunctions == all.affineFunctions, "seed \(seed)")
      #expect(alone[4].perLayer == all.perLayer, "seed \(seed)")
      #expect(alone[4].linearPieces == nil && alone[2].perLayer == nil)
    }
  }
}
