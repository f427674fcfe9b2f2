import Constructions
import ExactNumbers
import ReLUNetworks
import TestSupport
import Testing

@testable import LinearPieces

@Suite("Known counts")
struct KnownValueTests {
  private func network(_ known: KnownNetwork) throws -> ReLUNetwork {
    var maps: [AffineMap] = []
    for (text, times) in known.layers {
      let rows = try text.split(separator: ";").map { row in
        try row.split(separator: " ").map { try Rational(text: $0) }
      }
      let map = try AffineMap(
        weights: rows.map { Array($0.dropLast()) }, biases: rows.map { $0[$0.count - 1] })
      maps += Array(repeating: map, count: times)
    }
    return try ReLUNetwork(hidden: Array(maps.dropLast()), output: maps[maps.count - 1])
  }

  @Test("the table of one-input networks", arguments: KnownNetwork.all)
  func table(known: KnownNetwork) throws {
    let network = try network(known)
    let domain = try known.domain.map { try Interval(text: $0) } ?? .wholeLine
    for method in CountingMethod.allCases {
      let counts = try FiveCounts(network, on: domain, method)
      #expect(counts.patterns == known.counts[0])
      #expect(counts.regions == known.counts[1])
      #expect(counts.pieces == known.counts[2])
      #expect(counts.functions == nil || counts.functions == known.counts[3])
      #expect(counts.functions != nil || method == .fold)
      #expect(counts.perLayer.last == known.counts[1])
    }
  }

  /// R2 = R4 = R6 = `pieces` by both methods, and R1 = `patterns` where it is given.
  private func expect(
    _ network: ReLUNetwork, on domain: Interval, pieces: Int, patterns: Int? = nil
  ) throws {
    for method in [CountingMethod.enumerate, .fold] {
      let counts = try FiveCounts(network, on: domain, method)
      #expect(counts.regions == pieces)
      #expect(counts.pieces == pieces)
      if let patterns { #expect(counts.patterns == patterns) }
    }
  }

  @Test("sawtooth: K^H on [0, 1]; on the line K^H + 1, or K^H + 2 for even K and H ≥ 2")
  func sawtooth() throws {
    for (width, largest) in [(2, 8), (3, 5), (4, 4), (5, 3), (7, 3), (10, 2)] {
      for depth in 1...largest {
        let power = (0..<depth).reduce(1) { product, _ in product * width }
        let network = try ReLUNetwork.sawtooth(width: width, depth: depth)
        try expect(network, on: .unit, pieces: power)
        let onLine = depth == 1 ? power + 1 : power + (width.isMultiple(of: 2) ? 2 : 1)
        try expect(network, on: .wholeLine, pieces: onLine)
      }
    }
  }

  @Test("absolute-value fold: R1 = 2^(H+1) − 1, R2 = 2^H", arguments: [1, 2, 5, 9])
  func absoluteFold(depth: Int) throws {
    let network = try ReLUNetwork.absoluteFold(depth: depth)
    try expect(network, on: .wholeLine, pieces: 1 << depth, patterns: 2 << depth - 1)
    try expect(network, on: .unit, pieces: 1 << depth, patterns: 2 << depth - 1)
  }

  @Test("Takagi: 2^m activation regions, 3 · 2^(m−2) linear pieces", arguments: 2...9)
  func takagi(depth: Int) throws {
    let network = try ReLUNetwork.takagi(depth: depth)
    for method in CountingMethod.allCases {
      let counts = try FiveCounts(network, on: .unit, method)
      #expect(counts.regions == 1 << depth)
      #expect(counts.pieces == 3 << (depth - 2))
      #expect(counts.perLayer == (1...depth).map { 1 << $0 })
    }
  }

  @Test("the interpolant of x²: 2^m pieces on [0, 1], 2^m + 2 on the line", arguments: 2...8)
  func square(depth: Int) throws {
    let network = try Samples.square(depth: depth)
    for method in CountingMethod.allCases {
      let unit = try FiveCounts(network, on: .unit, method)
      #expect(unit.regions == 1 << depth && unit.pieces == 1 << depth)
      #expect(unit.functions == nil || unit.functions == 1 << depth)
      #expect(try FiveCounts(network, on: .wholeLine, method).pieces == 1 << depth + 2)
    }
    let value = network([Rational(3, 10)])[0]
    if depth <= 5 {
      #expect(
        value
          == [Rational(1, 10), Rational(3, 32), Rational(29, 320), Rational(231, 2560)][
            depth - 2])
    }
  }

  @Test("zigzag: every count is the product of the widths plus one")
  func zigzag() throws {
    for widths in [[3], [3, 3, 3], [4, 4], [5, 2 + 3], [6, 6, 6], [3, 5, 4], [7, 3, 3, 4]] {
      let product = widths.reduce(1) { $0 * ($1 + 1) }
      let networks = [
        try ReLUNetwork.zigzag(widths: widths), try Samples.literatureZigzag(widths: widths),
      ]
      for network in networks {
        for domain in [Interval.unit, .wholeLine] {
          try expect(network, on: domain, pieces: product, patterns: product)
          #expect(try FiveCounts(network, on: domain, .enumerate).functions == product)
        }
      }
    }
  }

  @Test("two layers of two neurons have 7 pieces at the most; deeper ones 19, 43, …")
  func narrow() throws {
    let best = try integerNetwork([
      [[-2, 2], [3, -4]], [[-4, -3, 2], [4, 3, -1]], [[2, 1, 0]],
    ])
    try expect(best, on: .wholeLine, pieces: 7)
    for (depth, pieces) in [(1, 3), (2, 7), (3, 19), (4, 43)] {
      let network = try ReLUNetwork.narrow(width: 2, depth: depth)
      for method in CountingMethod.allCases {
        #expect(try FiveCounts(network, on: .wholeLine, method).pieces == pieces)
      }
    }
  }
}
