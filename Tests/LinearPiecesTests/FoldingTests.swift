import Constructions
import ExactNumbers
import ReLUNetworks
import TestSupport
import Testing

@testable import LinearPieces

@Suite("Folded counts")
struct FoldingTests {
  private func counts(
    _ network: ReLUNetwork, on domain: Interval, _ method: CountingMethod = .automatic
  ) throws -> PieceCounts {
    try network.pieceCounts(
      on: domain,
      PieceCountRequest(
        counts: [.activationPatterns, .activationRegions, .linearPieces, .perLayer],
        method: method))
  }

  @Test("10^1000, 11^1000 and 10^4000 pieces")
  func manyPieces() throws {
    let examples: [(ReLUNetwork, Interval, base: Integer, depth: Int)] = [
      (try .sawtooth(width: 10, depth: 1000), .unit, 10, 1000),
      (try .zigzag(width: 10, depth: 1000), .wholeLine, 11, 1000),
      (try .sawtooth(width: 10, depth: 4000), .unit, 10, 4000),
    ]
    for (network, domain, base, depth) in examples {
      let found = try counts(network, on: domain)
      #expect(found.method == .fold && found.isComplete)
      #expect(found.activationRegions == base.power(depth))
      #expect(found.linearPieces == base.power(depth))
      let layers = [0, 1, 500, depth - 1]
      #expect(layers.map { found.perLayer?[$0] } == layers.map { base.power($0 + 1) })
    }
  }

  @Test("mixed widths, each repeated: the product of the widths plus one")
  func mixedWidths() throws {
    let widths = (0..<90).map { [3, 5, 4, 4, 8][$0 % 5] }
    let product = widths.reduce(Integer.one) { $0 * Integer($1 + 1) }
    for domain in [Interval.unit, .wholeLine] {
      let found = try counts(try .zigzag(widths: widths), on: domain)
      #expect(found.activationPatterns == product)
      #expect(found.activationRegions == product)
      #expect(found.linearPieces == product)
    }
  }

  @Test("the zigzag of the theorem's proof, whose first piece maps onto [−1, 1]", arguments: 3...6)
  func literatureZigzag(width: Int) throws {
    let network = try Samples.literatureZigzag(widths: Array(repeating: width, count: 60))
    let found = try counts(network, on: .wholeLine)
    let power = Integer(width + 1).power(60)
    #expect(found.method == .fold)
    #expect(found.activationPatterns == power)
    #expect(found.activationRegions == power)
    #expect(found.linearPieces == power)
    #expect(found.perLayer == (1...60).map { Integer(width + 1).power($0) })
  }

  /// R1 of the two networks below on [0, 1]: every g_s = 0 inside is a point where a neuron that is
  /// active on both sides vanishes; it lies at the even multiples of 2^(1−s).
  private func patterns(depth: Int) -> Integer {
    Integer.one << depth + Integer.one << max(0, depth - 2) + 1
  }

  @Test("the interpolant of x² with 2^200 pieces: the sum is carried")
  func square() throws {
    for depth in [2, 5, 9, 200] {
      let found = try counts(try Samples.square(depth: depth), on: .unit, .fold)
      #expect(found.activationRegions == Integer.one << depth)
      #expect(found.linearPieces == Integer.one << depth)
      #expect(found.activationPatterns == patterns(depth: depth), "\(depth)")
      #expect(found.perLayer == (1...depth).map { Integer.one << $0 })
    }
    #expect(try counts(try Samples.square(depth: 200), on: .unit).method == .fold)
  }

  @Test("Takagi with 3 · 2^98 pieces in 2^100 regions")
  func takagi() throws {
    for depth in [2, 5, 9, 100] {
      let found = try counts(try .takagi(depth: depth), on: .unit, .fold)
      #expect(found.activationRegions == Integer.one << depth)
      #expect(found.linearPieces == Integer(3) << (depth - 2))
      #expect(found.activationPatterns == patterns(depth: depth), "\(depth)")
      #expect(found.perLayer == (1...depth).map { Integer.one << $0 })
    }
    #expect(try counts(try .takagi(depth: 100), on: .unit).method == .fold)
  }

  @Test("carried sums: random read-outs of a fold, by folding and by walking")
  func carriedSums() throws {
    for seed in UInt64(0)..<60 {
      var generator = SplitMix64(seed: 500 + seed)
      let depth = 3 + Int(seed % 5)
      var hidden: [AffineMap] = []
      for level in 0..<depth {
        // Neurons 1 and 2 fold [0, 1]; neuron 3 adds up multiples of what they give, sometimes
        // with a start so low that it is negative somewhere.
        let share = randomSmallRational(bound: 3, using: &generator)
        let start = Rational(generator.nextInt(below: 4) - 1)
        hidden.append(
          AffineMap(
            outputDimension: 3, inputDimension: level == 0 ? 1 : 3,
            weights: level == 0 ? [1, 1, share] : [2, -4, 0, 2, -4, 0, 2 * share, -4 * share, 1],
            biases: [0, Rational(-1, 2), start]))
      }
      let output = AffineMap(
        outputDimension: 1, inputDimension: 3,
        weights: [generator.nextInt(below: 2) == 0 ? 0 : 2, -4, 1], biases: [0])
      let network = try ReLUNetwork(hidden: hidden, output: output)
      for domain in [Interval.unit, try Interval(Rational(-1, 3), Rational(3, 2))] {
        #expect(try difference(network, on: domain) == nil, "seed \(seed)")
      }
    }
  }

  @Test("a sum that is negative on 2^-22 of the domain, or zero at its end, is not carried")
  func nearlyCarriedSums() throws {
    let starts = [-1, 0, 1].map { Rational($0) * Rational(2).power(-22) }
    let requests: [Set<CountName>] = [
      [.activationRegions, .linearPieces, .perLayer], Set(CountName.allCases),
    ]
    for (start, slope) in starts.flatMap({ start in [(start, 1), (start + 1, -1), (start, 0)] }) {
      let biases: [Rational] = [0, Rational(-1, 2), start]
      var hidden = [
        AffineMap(
          outputDimension: 3, inputDimension: 1, weights: [1, 1, Rational(slope)], biases: biases)
      ]
      for _ in 0..<4 {
        hidden.append(
          AffineMap(
            outputDimension: 3, inputDimension: 3, weights: [2, -4, 0, 2, -4, 0, 0, 0, 1],
            biases: [0, Rational(-1, 2), -start / 2]))
      }
      let network = try ReLUNetwork(
        hidden: hidden, output: try AffineMap(weights: [[2, -4, 5]], biases: [0]))
      let truth = FiveCounts(oracle: network, on: .unit)
      for names in requests {
        let counts = try network.pieceCounts(
          on: .unit, PieceCountRequest(counts: names, method: .fold))
        #expect(counts.activationRegions == Integer(truth.regions), "\(start), \(slope)")
        #expect(counts.linearPieces == Integer(truth.pieces), "\(start), \(slope)")
        #expect(counts.perLayer == truth.perLayer.map { Integer($0) }, "\(start), \(slope)")
        if let patterns = counts.activationPatterns {
          #expect(patterns == Integer(truth.patterns), "\(start), \(slope)")
        }
      }
    }
  }

  @Test("a sum that is subtracted later is not carried: its lower bounds would be upper ones")
  func subtractedSums() throws {
    // Layer 3 turns c = x into 1 − 2^-22 − x, which is negative on the last 2^-22 of [0, 1].
    let turn = 1 - Rational(2).power(-22)
    let biases: [Rational] = [0, Rational(-1, 2), 0]
    let hidden = (0..<5).map { level in
      AffineMap(
        outputDimension: 3, inputDimension: level == 0 ? 1 : 3,
        weights: level == 0
          ? [1, 1, 1] : [2, -4, 0, 2, -4, 0, 0, 0, level == 2 ? -1 : 1],
        biases: level == 2 ? [0, Rational(-1, 2), turn] : biases)
    }
    let network = try ReLUNetwork(
      hidden: hidden, output: try AffineMap(weights: [[2, -4, 5]], biases: [0]))
    let truth = FiveCounts(oracle: network, on: .unit)
    let counts = try network.pieceCounts(on: .unit, PieceCountRequest(method: .fold))
    #expect(counts.activationRegions == Integer(truth.regions))
    #expect(counts.linearPieces == Integer(truth.pieces))
    #expect(counts.perLayer == truth.perLayer.map { Integer($0) })
  }

  @Test("a network that does not fold stays within the limit; automatic walks it")
  func doesNotFold() throws {
    let network = try ReLUNetwork.random(
      widths: [1] + Array(repeating: 8, count: 12) + [1], seed: 3)
    let layers = try network.lineNetwork().layers
    for (limit, mustMerge) in [(20, false), (1000, true)] {
      #expect(throws: FoldFailure.self) {
        try PieceFold.count(
          layers, on: .wholeLine, patterns: true, pieces: true,
          limit: FoldLimit(count: limit, mustMerge: mustMerge), isCancelled: { false })
      }
    }
    let automatic = try counts(network, on: .wholeLine)
    #expect(automatic.method == .enumerate && automatic.isComplete)
    let forced = try counts(network, on: .wholeLine, .fold)
    #expect(forced.method == .fold)
    #expect(automatic.activationRegions == forced.activationRegions)
    #expect(automatic.activationPatterns == forced.activationPatterns)
    #expect(automatic.linearPieces == forced.linearPieces)
    #expect(automatic.perLayer == forced.perLayer)
  }

  @Test("the limit counts distinct segments, not cells")
  func limits() throws {
    let layers = try ReLUNetwork.sawtooth(width: 3, depth: 40).lineNetwork().layers
    let found = try PieceFold.count(
      layers, on: .unit, patterns: true, pieces: true,
      limit: FoldLimit(count: 8, mustMerge: true), isCancelled: { false })
    #expect(found.regions == Integer(3).power(40))
    #expect(throws: FoldFailure.self) {
      try PieceFold.count(
        layers, on: .unit, patterns: true, pieces: true,
        limit: FoldLimit(count: 8, mustMerge: true), isCancelled: { true })
    }
  }

  @Test("folding alone does not know R6, and says so")
  func functionsByFolding() throws {
    let network = try ReLUNetwork.sawtooth(width: 3, depth: 4)
    #expect(throws: PieceCountError.notKnownByFolding(.affineFunctions)) {
      try network.pieceCounts(
        on: .unit, PieceCountRequest(counts: [.affineFunctions], method: .fold))
    }
    let both = try network.pieceCounts(
      on: .unit, PieceCountRequest(counts: [.affineFunctions, .linearPieces], method: .fold))
    #expect(both.affineFunctions == nil && both.linearPieces == 81)
    let known = try network.pieceCounts(
      on: .unit, PieceCountRequest(counts: [.affineFunctions]))
    #expect(known.affineFunctions == 81 && known.linearPieces == nil)
  }

  @Test("coincidences in deep narrow integer networks, where segments are points and rays")
  func narrowIntegers() throws {
    for seed in UInt64(0)..<150 {
      var generator = SplitMix64(seed: 900 + seed)
      let network = try Samples.signs(
        width: 1 + Int(seed % 3), depth: 2 + Int(seed % 9), using: &generator)
      let domain = OracleTests.domains[Int(seed % 5)]
      #expect(try difference(network, on: domain) == nil, "seed \(seed)")
    }
  }
}
