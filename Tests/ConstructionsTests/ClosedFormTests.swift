import Constructions
import ExactNumbers
import ReLUNetworks
import TestSupport
import Testing

/// Constructions against the formulas of the functions that they compute.
@Suite("Closed forms at rational points")
struct ClosedFormTests {
  /// Points k/60 from −1 to 2 and some of other denominators.
  static let points: [Rational] =
    (-60...120).map { Rational($0, 60) } + (1...40).map { Rational($0, 41) }

  /// The zigzag of K pieces on [0, 1], by parity of ⌊Kx⌋; x in [0, 1].
  static func sawtooth(_ pieces: Int, _ x: Rational) -> Rational {
    let y = Rational(pieces) * x
    let part = y - Rational(y.floor)
    return y.floor.isOdd ? 1 - part : part
  }

  /// F((K + ½)x + ½) by its slopes 2, −1, 1, −1, … and values 0 at ½, then 1 and 0 in turn.
  static func zigzag(_ width: Int, _ x: Rational) -> Rational {
    let y = Rational(2 * width + 1, 2) * x + Rational(1, 2)
    guard y > 1 else { return 2 * y - 1 }
    let piece = min(Integer(width), y.floor)
    return piece.isOdd ? 1 - (y - Rational(piece)) : y - Rational(piece)
  }

  @Test(arguments: 1...5, 1...3)
  func sawtooth(width: Int, depth: Int) throws {
    let network = try ReLUNetwork.sawtooth(width: width, depth: depth)
    for x in Self.points where Interval.unit.contains(x) {
      let value = (0..<depth).reduce(x) { value, _ in Self.sawtooth(width, value) }
      #expect(network([x]) == [value])
    }
    #expect(network.architecture.widths == [1] + [Int](repeating: width, count: depth) + [1])
    #expect(
      network.architecture.parameterCount
        == 2 * width + (depth - 1) * width * (width + 1) + width + 1)
  }

  @Test func zigzag() throws {
    for widths in [[3], [4], [3, 3], [5, 3, 4], [3, 4, 5, 6]] {
      let network = try ReLUNetwork.zigzag(widths: widths)
      #expect(network.architecture.hiddenWidths == widths)
      for x in Self.points {
        #expect(network([x]) == [widths.reduce(x) { Self.zigzag($1, $0) }])
      }
    }
    #expect(
      try ReLUNetwork.zigzag(width: 4, depth: 2) == (try ReLUNetwork.zigzag(widths: [4, 4])))
  }

  @Test func absoluteFold() throws {
    let network = try ReLUNetwork.absoluteFold(depth: 4)
    for x in Self.points {
      #expect(network([x]) == [(0..<4).reduce(x) { value, _ in (2 * value - 1).magnitude }])
    }
  }

  @Test("Takagi by its series of distances to the nearest integer")
  func takagi() throws {
    func distance(_ x: Rational) -> Rational {
      let part = x - Rational(x.floor)
      return min(part, 1 - part)
    }
    for depth in 1...8 {
      let network = try ReLUNetwork.takagi(depth: depth)
      #expect(network.architecture.hiddenWidths == [Int](repeating: 3, count: depth))
      for x in Self.points where Interval.unit.contains(x) {
        let value = (0..<depth).reduce(Rational(0)) { sum, term in
          sum + distance(x * Rational(1 << term)) / Rational(1 << term)
        }
        #expect(network([x]) == [value])
      }
      // T(1/3) = 2/3, and the rest of the series at 1/3 is (2/3) 2^−m exactly.
      #expect(network([Rational(1, 3)]) == [Rational(2, 3) - Rational(2, 3 << depth)])
    }
  }

  @Test func hat() throws {
    let network = try ReLUNetwork.hat(left: -1, peak: Rational(1, 3), right: 1)
    for x in Self.points {
      let rise = (x + 1) / Rational(4, 3)
      let fall = (1 - x) / Rational(2, 3)
      #expect(network([x]) == [max(0, min(rise, fall))])
    }
  }

  @Test("A lattice network is the maximum of minima", arguments: [71, 72, 73] as [UInt64])
  func lattice(seed: UInt64) throws {
    var generator = SplitMix64(seed: seed)
    for (inputs, groups, perGroup) in [
      (1, 1, 1), (1, 3, 1), (2, 1, 5), (2, 2, 2), (3, 5, 3), (2, 3, 7), (1, 6, 4),
    ] {
      let lattice = try TwoLevelLattice.random(
        inputs: inputs, groups: groups, perGroup: perGroup, seed: seed)
      let network = try lattice.network()
      func levels(_ count: Int) -> Int { count == 1 ? 0 : 1 + levels((count + 1) / 2) }
      #expect(network.architecture.depth == levels(perGroup) + levels(groups))
      for _ in 0..<10 {
        let x = NetworkSamples.point(dimension: inputs, using: &generator)
        let value = lattice.groups.compactMap { $0(x).min() }.max()
        #expect(network(x) == [value] && lattice(x) == value)
      }
      #expect(
        try ReLUNetwork.twoLevelLattice(
          inputs: inputs, groups: groups, perGroup: perGroup, seed: seed
        ).layers == network.layers)
    }
  }

  @Test func latticeOfUnequalGroupsAndItsWidths() throws {
    let maps = [
      AffineMap(outputDimension: 1, inputDimension: 1, weights: [3], biases: [0]),
      AffineMap(
        outputDimension: 4, inputDimension: 1, weights: [1, -1, 2, 0], biases: [0, 1, 2, 3]),
      AffineMap(outputDimension: 3, inputDimension: 1, weights: [1, 1, -2], biases: [1, 1, 0]),
    ]
    let lattice = try TwoLevelLattice(groups: maps)
    let network = try lattice.network()
    #expect(network.architecture.hiddenWidths == [13, 8, 5, 3])
    for x in Self.points {
      let groups = maps.compactMap { $0([x]).min() }
      #expect(network([x]) == [groups.max()])
    }
  }

  @Test func narrowNetworksStayNarrow() throws {
    #expect(
      try ReLUNetwork.narrow(width: 2, depth: 5).architecture.hiddenWidths == [2, 2, 2, 2, 2])
    #expect(try ReLUNetwork.narrow(width: 1, depth: 4).architecture.hiddenWidths == [1, 1, 1, 1])
  }

  @Test func deepSawtoothIsBuiltFromOneMap() throws {
    let network = try ReLUNetwork.sawtooth(width: 10, depth: 4000)
    #expect(network.layers.count == 4001)
    // 1/11 ↦ 10/11 ↦ 10/11: 10 · 10/11 = 9 + 1/11 lies on a falling piece.
    #expect(network([Rational(1, 11)]) == [Rational(10, 11)])
  }
}
