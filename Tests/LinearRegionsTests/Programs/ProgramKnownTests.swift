import Constructions
import ExactNumbers
import ReLUNetworks
import TestSupport
import Testing

@testable import LinearRegions

/// An arrangement of hyperplanes whose regions are counted in the literature.
struct KnownArrangement: Sendable, CustomTestStringConvertible {
  let name: String
  let regions: Int
  let rows: [[Rational]]

  var testDescription: String { name }

  init(_ name: String, _ regions: Int, _ rows: [[Rational]]) {
    self.name = name
    self.regions = regions
    self.rows = rows
  }

  /// xᵢ − xⱼ = c for all i < j and all c.
  static func deformed(_ dimension: Int, by constants: [Rational]) -> [[Rational]] {
    pairs(dimension).flatMap { i, j in
      constants.map { c in (0..<dimension).map { $0 == i ? 1 : $0 == j ? -1 : 0 } + [-c] }
    }
  }

  /// Σ over S of xᵢ = 0 for all nonempty S.
  static func resonance(_ dimension: Int) -> [[Rational]] {
    (1..<1 << dimension).map { set in
      (0..<dimension).map { Rational(set >> $0 & 1) } + [0]
    }
  }

  /// x₀ ± x₁ ± … = 0: the regions are the threshold functions of one variable less.
  static func threshold(_ inputs: Int) -> [[Rational]] {
    (0..<1 << inputs).map { set in
      [1] + (0..<inputs).map { Rational(set >> $0 & 1) } + [0]
    }
  }

  static func pairs(_ dimension: Int) -> [(Int, Int)] {
    (0..<dimension).flatMap { i in (i + 1..<dimension).map { (i, $0) } }
  }

  /// xᵢ ± xⱼ = 0, and xᵢ = 0 if `withAxes`.
  static func signed(_ dimension: Int, withAxes: Bool) -> [[Rational]] {
    let axes = (0..<(withAxes ? dimension : 0)).map { i in
      (0...dimension).map { $0 == i ? 1 as Rational : 0 }
    }
    return axes
      + pairs(dimension).flatMap { i, j in
        [1, -1].map { sign in (0...dimension).map { $0 == i ? 1 : $0 == j ? sign : 0 } }
      }
  }

  /// The sequences A034997, A000609, A007889, A006531 of the OEIS and their relatives, each computed for
  /// the project's table of cases by deletion and restriction.
  static let table = [
    Self("resonance 3", 32, resonance(3)), Self("resonance 4", 370, resonance(4)),
    Self("threshold 3", 104, threshold(3)), Self("threshold 4", 1882, threshold(4)),
    Self("braid 4", 24, deformed(4, by: [0])), Self("braid 5", 120, deformed(5, by: [0])),
    Self("Shi 4", 125, deformed(4, by: [0, 1])),
    Self("Catalan 4", 336, deformed(4, by: [-1, 0, 1])),
    Self("Linial 4", 36, deformed(4, by: [1])), Self("semiorder 4", 183, deformed(4, by: [-1, 1])),
    Self("type B 4", 384, signed(4, withAxes: true)),
    Self("type D 4", 192, signed(4, withAxes: false)),
    Self("type D 5", 1920, signed(5, withAxes: false)),
    Self(
      // 2 (1 + 6 + 15): half as many in each of two parallel planes.
      "planes through one point", 44,
      (1...7).map { (k: Int) in
        [1, Rational(k), Rational(k * k), -Rational(1 + 2 * k + 3 * k * k, 7)]
      }),
  ]
}

@Suite("Regions by linear programs: known counts")
struct ProgramKnownTests {
  @Test("arrangements", arguments: KnownArrangement.table)
  func arrangements(_ example: KnownArrangement) throws {
    let dimension = example.rows[0].count - 1
    let found = ProgramFindings(try arrangement(example.rows), try cube(dimension))
    #expect(found.patterns.count == example.regions)
    #expect(Set(found.patterns).count == example.regions)
  }

  @Test("central arrangements look the same in a box and in exact numbers")
  func boxed() throws {
    let network = try arrangement(KnownArrangement.resonance(3))
    let sides = ["-1,1", "-1/3,inf", "-inf,2"]
    let box = try sides.map { try Interval(text: $0) }
    #expect(ProgramFindings(network, box).patterns.count == 32)
    #expect(ProgramFindings(network, box, usesFilter: false).patterns.count == 32)
  }

  @Test("Montúfar's network of three inputs")
  func montufar() throws {
    let text =
      "2 0 0 0; 2 0 0 -1; 0 2 0 0; 0 2 0 -1; 0 0 2 0; 0 0 2 -1"
      + " | -3/16 3/8 3/4 -3/2 -1 2 1/64; -3/4 3/2 3/2 -3 -1 2 1/8; -27/16 27/8 9/4 -9/2 -1 2 27/64"
      + " | 1 1 1 0"
    let found = ProgramFindings(try ReLUNetwork(text: text), try cube(3, "0,1"))
    #expect(found.perLayer == [8, 64])
  }

  @Test("folds have the counts of their theorems")
  func folds() throws {
    let networks = [
      (try ReLUNetwork.montufar(inputs: 2, widths: [4, 4, 4]), 4 * 4 * 11),
      (try .montufar(inputs: 3, widths: [6, 6, 3]), 8 * 8 * 8),
      (try .montufar(inputs: 4, widths: [8, 4]), 16 * 16),
      (try .serra(inputs: 2, widths: [6, 4]), 16 * 11),
      (try .serra(inputs: 3, widths: [9, 3]), 64 * 8),
    ]
    for (network, count) in networks {
      let box = try cube(network.inputDimension, "0,1")
      #expect(ProgramFindings(network, box).patterns.count == count, "\(network.name ?? "")")
    }
  }

  @Test("a cube's hyperplanes through all vertices")
  func cubeVertices() throws {
    // x₁ + … + xₙ = k cuts [0,1]ⁿ for k = 1…n−1 and only touches it for k = 0 and n.
    for dimension in 2...6 {
      let rows = (0...dimension).map { k in
        Array(repeating: 1 as Rational, count: dimension) + [-Rational(k)]
      }
      let found = ProgramFindings(try arrangement(rows), try cube(dimension, "0,1"))
      #expect(found.patterns.count == dimension)
    }
  }
}
