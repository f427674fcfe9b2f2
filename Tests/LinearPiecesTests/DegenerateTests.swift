import ExactNumbers
import ReLUNetworks
import TestSupport
import Testing

@testable import LinearPieces

@Suite("Degenerate networks and domains")
struct DegenerateTests {
  /// All five counts, or R1 to R4 where R6 is nil, by every method and kernel.
  private func expect(
    _ network: ReLUNetwork, on domain: Interval = .wholeLine, _ counts: FiveCounts,
    sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    let truth = FiveCounts(oracle: network, on: domain)
    #expect(truth == counts, sourceLocation: sourceLocation)
    let found = try allDifferences(network, on: domain)
    #expect(found.isEmpty, "\(found)", sourceLocation: sourceLocation)
  }

  @Test("neurons that are constant, dead, duplicate, scaled and negated")
  func idleNeurons() throws {
    let bend = try integerNetwork([[[1, 0]], [[1, 0]]])
    try expect(
      bend, FiveCounts(patterns: 2, regions: 2, pieces: 2, functions: 2, perLayer: [2]))
    let idle = try integerNetwork([
      [[1, 0], [2, 0], [0, 1], [0, 0], [0, -1], [3, 0]], [[1, 1, 5, 5, 5, 1, 0]],
    ])
    try expect(
      idle, FiveCounts(patterns: 2, regions: 2, pieces: 2, functions: 2, perLayer: [2]))
    let negated = try integerNetwork([[[1, 0], [-2, 0]], [[1, 1, 0]]])
    try expect(
      negated, FiveCounts(patterns: 3, regions: 2, pieces: 2, functions: 2, perLayer: [2]))
  }

  @Test("a neuron that is identically zero on a piece is inactive there")
  func zeroOnAPiece() throws {
    // Layer 2 sees relu(x): zero for x ≤ 0, without a bias.
    let network = try integerNetwork([[[1, 0]], [[1, 0], [-1, 0]], [[1, 1, 0]]])
    try expect(
      network, FiveCounts(patterns: 2, regions: 2, pieces: 2, functions: 2, perLayer: [2, 2]))
    // With a bias of another neuron: relu(relu(x) − relu(x)) is zero everywhere.
    let cancelled = try integerNetwork([[[1, 0], [2, 0]], [[2, -1, 0]], [[1, 0]]])
    try expect(
      cancelled, FiveCounts(patterns: 2, regions: 2, pieces: 1, functions: 1, perLayer: [2, 2]))
  }

  @Test("breakpoints of two layers at one point, and kinks that cancel")
  func coincidences() throws {
    // relu(x), and relu(relu(x) + x) bends at 0 as well.
    let shared = try integerNetwork([[[1, 0], [1, 5]], [[1, 1, -5]], [[1, 0]]])
    try expect(
      shared, FiveCounts(patterns: 3, regions: 3, pieces: 2, functions: 2, perLayer: [3, 3]))
    let cancel = try integerNetwork([[[1, -1], [1, -1], [2, -2]], [[1, 1, -1, 0]]])
    try expect(
      cancel, FiveCounts(patterns: 2, regions: 2, pieces: 1, functions: 1, perLayer: [2]))
    // |x| − relu(x) − relu(−x) in two layers: nothing is left.
    let nothing = try integerNetwork([
      [[1, 0], [-1, 0]], [[1, 1, 0], [1, 0, 0], [0, 1, 0]], [[1, -1, -1, 0]],
    ])
    try expect(
      nothing, FiveCounts(patterns: 3, regions: 2, pieces: 1, functions: 1, perLayer: [2, 2]))
  }

  @Test("windows that end on breakpoints: closed for R1, open for the rest")
  func windows() throws {
    let bump = try integerNetwork([[[1, 0], [1, -1], [1, -2]], [[1, -2, 1, 0]]])
    try expect(
      bump, on: try Interval(0, 2),
      FiveCounts(patterns: 3, regions: 2, pieces: 2, functions: 2, perLayer: [2]))
    try expect(
      bump, on: try Interval(.finite(2), .positiveInfinity),
      FiveCounts(patterns: 2, regions: 1, pieces: 1, functions: 1, perLayer: [1]))
    for seed in UInt64(0)..<80 {
      var generator = SplitMix64(seed: 20_000 + seed)
      let network = try TieNetworks.network(depth: 1 + Int(seed % 3), using: &generator)
      let points = SlowPieceOracle.pieces(of: network, on: .wholeLine).breakpoints
      guard let first = points.first, let last = points.last else { continue }
      var domains = [
        try Interval(.negativeInfinity, .finite(first)),
        try Interval(.finite(last), .positiveInfinity),
        try Interval(first - 1, last), try Interval(first, last + Rational(1, 1 << 40)),
      ]
      if first < last { domains.append(try Interval(first, last)) }
      for domain in domains {
        let found = try allDifferences(network, on: domain)
        #expect(found.isEmpty, "seed \(seed): \(found)")
      }
    }
  }

  @Test("slivers between kinks, as narrow as 2^-1000", arguments: [60, 200, 1000, 2000])
  func slivers(exponent: Int) throws {
    let width = Rational(2).power(-exponent)
    for place in [0, 1, Rational(1, 3), -Rational(2).power(70)] as [Rational] {
      let hidden = try AffineMap(
        weights: [[1], [1], [3]], biases: [-place, -place - width, -3 * place])
      let output = try AffineMap(weights: [[1, -1, 0], [0, 0, 1]], biases: [0, 0])
      let network = try ReLUNetwork(hidden: [hidden], output: output)
      let counts = FiveCounts(patterns: 3, regions: 3, pieces: 3, functions: 3, perLayer: [3])
      try expect(network, counts)
      try expect(network, on: try Interval(place - width, place + 2 * width), counts)
      let pieces = try visitedPieces(of: network, on: .wholeLine)
      #expect(pieces?.breakpoints == [place, place + width])
      // A second layer that cuts the sliver in its middle: relu(y) − width/2 on y = 0…width.
      let deeper = try ReLUNetwork(
        hidden: [hidden, try AffineMap(weights: [[1, -1, 0]], biases: [-width / 2])],
        output: try AffineMap(weights: [[1]], biases: [0]))
      try expect(
        deeper, FiveCounts(patterns: 4, regions: 4, pieces: 3, functions: 3, perLayer: [3, 4]))
      try expect(
        deeper, on: try Interval(place, place + width),
        FiveCounts(patterns: 3, regions: 2, pieces: 2, functions: 2, perLayer: [1, 2]))
    }
  }

  @Test("weights from the smallest double to the largest")
  func extremeExponents() throws {
    let extremes = [
      Double.leastNonzeroMagnitude, 0x1p-1073, .leastNormalMagnitude, 0x1p-600, 1 / 3, 0.1, 1, 3,
      0x1p600, 0x1p1023, .greatestFiniteMagnitude,
    ].compactMap { Rational(exactly: $0) }
    #expect(extremes[0] == Rational(2).power(-1074))
    for seed in UInt64(0)..<80 {
      var generator = SplitMix64(seed: 30_000 + seed)
      var last: Rational = 1
      func entry() -> Rational {
        if generator.nextInt(below: 3) > 0 {
          let value = extremes[generator.nextInt(below: extremes.count)]
          last = generator.nextInt(below: 2) == 0 ? value : -value
        }
        return generator.nextInt(below: 6) == 0 ? 0 : last
      }
      func map(_ rows: Int, _ columns: Int) -> AffineMap {
        AffineMap(
          outputDimension: rows, inputDimension: columns,
          weights: (0..<rows * columns).map { _ in entry() },
          biases: (0..<rows).map { _ in entry() })
      }
      let network = try ReLUNetwork(hidden: [map(3, 1), map(3, 3), map(2, 3)], output: map(1, 2))
      let found = try allDifferences(network, on: OracleTests.domains[Int(seed % 5)])
      #expect(found.isEmpty, "seed \(seed): \(found)")
    }
  }

  @Test("1/3 and 0.1 are fractions: kinks coincide that doubles tear apart")
  func fractions() throws {
    let (tenth, fifth) = (try Rational(text: "0.1"), try Rational(text: "0.2"))
    // relu(x − 0.1 − 0.2) and relu(x − 0.3); 3 (x/3 − 1/3) and x − 1.
    let hidden = try AffineMap(
      weights: [[1], [1], [Rational(1, 3)], [1]],
      biases: [-tenth - fifth, -(try Rational(text: "0.3")), Rational(-1, 3), -1])
    let output = try AffineMap(weights: [[1, -1, 3, -1]], biases: [0])
    try expect(
      try ReLUNetwork(hidden: [hidden], output: output),
      FiveCounts(patterns: 3, regions: 3, pieces: 1, functions: 1, perLayer: [3]))
    let asDoubles = try AffineMap(
      weights: [[1], [1]],
      biases: [0.1 + 0.2, 0.3].map { -(Rational(exactly: $0) ?? 0) })
    try expect(
      try ReLUNetwork(hidden: [asDoubles], output: try AffineMap(weights: [[1, -1]], biases: [0])),
      FiveCounts(patterns: 3, regions: 3, pieces: 3, functions: 3, perLayer: [3]))
  }

  @Test("ends of the domain beyond the range of doubles")
  func farDomains() throws {
    let far = Rational(10).power(400)
    let hidden = try AffineMap(weights: [[1], [1], [1]], biases: [0, -far, -far - 1])
    let network = try ReLUNetwork(
      hidden: [hidden], output: try AffineMap(weights: [[1, 2, 3]], biases: [0]))
    let ends: [(ExtendedRational, ExtendedRational, Int)] = [
      (.finite(-far), .finite(far), 2), (.finite(far - 1), .finite(far + 2), 3),
      (.finite(far), .finite(far + 1), 1), (.finite(-far * far), .positiveInfinity, 4),
      (.finite(far + Rational(1, 2)), .positiveInfinity, 2), (.negativeInfinity, .finite(far), 2),
    ]
    for (lower, upper, pieces) in ends {
      let domain = try Interval(lower, upper)
      #expect(try network.pieceCounts(on: domain).linearPieces == Integer(pieces))
      let found = try allDifferences(network, on: domain)
      #expect(found.isEmpty, "\(found)")
    }
    let small = try integerNetwork([
      [[1, 0], [2, -1]], [[1, -3, 1], [1, 1, -2]], [[1, 1, 0]],
    ])
    for domain in [
      try Interval(-far, far), try Interval(far, far + 1), try Interval(1 / far, 2 / far),
    ] {
      let found = try allDifferences(small, on: domain)
      #expect(found.isEmpty, "\(found)")
    }
  }

  @Test("no hidden layer, a zero output, several outputs, a last ReLU, an inner identity")
  func shapes() throws {
    let affine = try integerNetwork([[[3, 1]]])
    for method in CountingMethod.allCases {
      #expect(
        try FiveCounts(affine, on: .unit, method)
          == FiveCounts(patterns: 1, regions: 1, pieces: 1, functions: 1, perLayer: []))
    }
    #expect(try visitedPieces(of: affine, on: .unit)?.slopes == [[3]])
    let zero = try integerNetwork([[[1, 0], [1, -1]], [[0, 0, 7]]])
    try expect(zero, FiveCounts(patterns: 3, regions: 3, pieces: 1, functions: 1, perLayer: [3]))
    // Each output bends once, at different points.
    let two = try integerNetwork([[[1, 0], [1, -1]], [[1, 0, 0], [0, 1, 0]]])
    try expect(two, FiveCounts(patterns: 3, regions: 3, pieces: 3, functions: 3, perLayer: [3]))
    let bend = try AffineMap(weights: [[1], [-1]], biases: [0, 1])
    let sum = try AffineMap(weights: [[1, 1]], biases: [-2])
    let last = try ReLUNetwork(layers: [Layer(bend, .relu), Layer(sum, .relu)])
    try expect(
      last, FiveCounts(patterns: 5, regions: 5, pieces: 3, functions: 3, perLayer: [3, 5]))
    let inner = try ReLUNetwork(
      layers: [
        Layer(bend, .identity),
        Layer(try AffineMap(weights: [[1, 2], [-1, 1]], biases: [-1, 2]), .relu),
        Layer(sum, .identity),
      ])
    let found = try allDifferences(inner, on: .wholeLine)
    #expect(found.isEmpty, "\(found)")
    #expect(try inner.pieceCounts(on: .wholeLine).perLayer?.count == 1)
  }

  @Test("layers wider than a machine word of bits")
  func wideLayers() throws {
    for (seed, widths) in [[130], [66, 3, 70], [3, 129]].enumerated() {
      var generator = SplitMix64(seed: UInt64(40_000 + seed))
      let network = NetworkSamples.random(widths: [1] + widths + [1], using: &generator)
      let found = try allDifferences(network, on: OracleTests.domains[seed])
      #expect(found.isEmpty, "\(found)")
    }
  }
}
