import ExactNumbers
import LinearPieces
import ReLUNetworks
import TestSupport
import Testing

@Suite("Every method agrees with the slow oracle")
struct OracleTests {
  static let domains: [Interval] = {
    let ends: [(ExtendedRational, ExtendedRational)] = [
      (.negativeInfinity, .positiveInfinity), (.finite(0), .finite(1)),
      (.finite(-1), .finite(Rational(1, 2))), (.finite(0), .positiveInfinity),
      (.negativeInfinity, .finite(Rational(-1, 3))),
    ]
    return ends.compactMap { try? Interval($0.0, $0.1) }
  }()

  /// Every vector of a length over {−1, 0, 1}.
  static func vectors(_ length: Int) -> [[Int]] {
    guard length > 0 else { return [[]] }
    return vectors(length - 1).flatMap { head in (-1...1).map { head + [$0] } }
  }

  /// Every layer of some rows and columns with a bias, as multisets of rows: their order is
  /// immaterial.
  static func layers(rows: Int, columns: Int) -> [[[Int]]] {
    let all = vectors(columns + 1)
    func choose(_ count: Int, from first: Int) -> [[[Int]]] {
      guard count > 0 else { return [[]] }
      return (first..<all.count).flatMap { index in
        choose(count - 1, from: index).map { [all[index]] + $0 }
      }
    }
    return choose(rows, from: 0)
  }

  @Test("one hidden layer of width 1…3, weights and biases in {−1, 0, 1}", arguments: 1...3)
  func oneLayer(width: Int) throws {
    for layer in Self.layers(rows: width, columns: 1) {
      for output in Self.vectors(width) where output.contains(where: { $0 != 0 }) {
        let network = try integerNetwork([layer, [output + [0]]])
        for domain in Self.domains.prefix(width == 3 ? 2 : 5) {
          let found = try difference(network, on: domain)
          #expect(found == nil)
        }
      }
    }
  }

  @Test("two hidden layers of widths 1 and 2", arguments: [[1, 1], [1, 2], [2, 1]])
  func twoSmallLayers(widths: [Int]) throws {
    for first in Self.layers(rows: widths[0], columns: 1) {
      for second in Self.layers(rows: widths[1], columns: widths[0]) {
        let network = try integerNetwork([
          first, second, [Array(1...widths[1]).map { 2 * $0 - 3 } + [1]],
        ])
        let found = try difference(network, on: .wholeLine)
        #expect(found == nil)
      }
    }
  }

  @Test("two hidden layers of width 2: all 17,010 pairs of layers, read out as a − b")
  func twoByTwo() throws {
    var failures: [String] = []
    var turn = 0
    for first in Self.layers(rows: 2, columns: 1) {
      for second in Self.layers(rows: 2, columns: 2) {
        let network = try integerNetwork([first, second, [[1, -1, 0]]])
        turn += 1
        if let found = try difference(network, on: Self.domains[turn % Self.domains.count]) {
          failures.append(found)
        }
      }
    }
    #expect(turn == 45 * 378)
    #expect(failures.isEmpty, "\(failures.prefix(3))")
  }

  @Test("seeded random networks to width 4 and depth 4, full of ties", arguments: 1...4)
  func random(depth: Int) throws {
    for seed in UInt64(0)..<150 {
      var generator = SplitMix64(seed: seed &* 4 &+ UInt64(depth))
      let network = try TieNetworks.network(depth: depth, using: &generator)
      for domain in Self.domains {
        let found = try difference(network, on: domain)
        #expect(found == nil, "seed \(seed)")
      }
    }
  }
}
