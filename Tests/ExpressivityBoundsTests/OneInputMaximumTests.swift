import ExactNumbers
import ExpressivityBounds
import Testing

@Suite("The most pieces with one input")
struct OneInputMaximumTests {
  struct MaximumCase: Sendable, CustomTestStringConvertible {
    let hidden: [Int]
    let maximum: Integer
    var testDescription: String { "\(hidden)" }
  }

  /// theory.md A6: (2, 2) and (1, 1, 1); the rest worked out by hand from Docs/bounds.md.
  static let cases: [MaximumCase] = [
    .init(hidden: [1], maximum: 2), .init(hidden: [2], maximum: 3),
    .init(hidden: [7], maximum: 8), .init(hidden: [2, 2], maximum: 7),
    .init(hidden: [1, 1], maximum: 3), .init(hidden: [1, 1, 1], maximum: 3),
    .init(hidden: [3, 3, 3], maximum: 64), .init(hidden: [4, 2], maximum: 15),
    .init(hidden: [5, 5], maximum: 36), .init(hidden: [2, 1], maximum: 5),
    .init(hidden: [3, 1], maximum: 7), .init(hidden: [6, 1], maximum: 11),
    .init(hidden: [2, 1, 1], maximum: 6), .init(hidden: [3, 1, 3], maximum: 19),
    .init(hidden: [3, 2, 2], maximum: 28), .init(hidden: [1, 2, 2], maximum: 8),
    .init(hidden: [1, 1, 2, 2], maximum: 9), .init(hidden: [3, 2, 1], maximum: 17),
    .init(hidden: [2, 2, 1], maximum: 11), .init(hidden: [2, 2, 2], maximum: 19),
    .init(hidden: [3, 2, 2, 2], maximum: 76),
  ]

  @Test(arguments: cases)
  func matchesTheTable(_ example: MaximumCase) throws {
    #expect(try maximumPieceCount(forWidths: [1] + example.hidden) == example.maximum)
    #expect(try maximumUpperBound(forWidths: [1] + example.hidden) == example.maximum)
  }

  @Test("closed forms where some widths are below 3")
  func closedForms() throws {
    func maximum(_ hidden: [Int]) throws -> Integer? {
      try maximumPieceCount(forWidths: [1] + hidden)
    }
    for m in 1...12 {
      #expect(try maximum([2, m]) == Integer(2 * m + 3))
      #expect(try maximum([1, m]) == Integer(m + 2))
      #expect(try maximum([1, 1, m]) == Integer(m == 1 ? 3 : m + 3))
      #expect(try maximum([2, 2, m]) == Integer(m == 1 ? 11 : 6 * m + 7))
      #expect(try maximum([2, 1, m]) == Integer(m == 1 ? 6 : 2 * m + 5))
    }
    for first in 3...7 {
      for second in 3...7 {
        let product = (first + 1) * (second + 1)
        #expect(try maximum([first, second, 2]) == Integer(3 * product))
        #expect(try maximum([first, second, 1]) == Integer(product + 1 + product / 2))
        #expect(try maximum([1, first, second]) == Integer(product + 1))
        #expect(try maximum([1, 1, 1, first, second]) == Integer(product + 2))
        #expect(try maximum([first, 2, second]) == Integer((first + 1) * (2 * second + 3)))
        let folded = (first + 1) * (second + 1) + 1 + (first + 1) / 2
        #expect(try maximum([first, 1, second]) == Integer(folded))
      }
    }
  }

  @Test("what is open stays open: nil, with bounds on both sides")
  func openCases() throws {
    let twos = try Widths([1, 2, 2, 2, 2])
    #expect(twos.maximumPieceCount() == nil)
    #expect(twos.constructedPieceCount() == 43 && twos.maximumUpperBound() == 47)
    let threes = try Widths([1, 2, 3, 3])
    #expect(threes.maximumPieceCount() == nil)
    #expect(threes.constructedPieceCount() == 33 && threes.maximumUpperBound() == 36)
    #expect(try maximumPieceCount(forWidths: [2, 3, 3]) == nil)
    #expect(try maximumUpperBound(forWidths: [2, 3, 3, 3]) == 208)
  }

  @Test("the constructions have the pieces that are claimed, counted one by one")
  func constructionsAreAttained() throws {
    let shapes =
      shapes(maximumWidth: 5, depths: 1...3)
      + shapes(maximumWidth: 2, depths: 4...6) + [[3, 1, 3, 1], [1, 4, 2, 2], [3, 3, 3, 3]]
    for hidden in shapes {
      let networks = ConstructedNetwork.best(hidden: hidden)
      for network in networks {
        #expect(network.network.layers.map(\.count) == hidden)
      }
      let best = networks.max { $0.breakpoints.count < $1.breakpoints.count }
      let count = try #require(best?.network.pieceCount)
      #expect(try Widths([1] + hidden).constructedPieceCount() == Integer(count), "\(hidden)")
    }
  }

  @Test("the network of theory.md A6 with widths (2, 2) has 7 pieces")
  func sevenPieces() {
    let network = OneInputNetwork(layers: [[[-2, 2], [3, -4]], [[-4, -3, 2], [4, 3, -1]]])
    #expect(network.pieceCount == 7)
  }

  @Test(
    "no random network has more pieces than the upper bound",
    arguments: 1...4 as ClosedRange<UInt64>)
  func neverExceeded(seed: UInt64) throws {
    var generator = SplitMix64(seed: seed)
    for hidden in shapes(maximumWidth: 3, depths: 1...3) {
      let bound = try maximumUpperBound(forWidths: [1] + hidden)
      for _ in 0..<12 {
        let network = randomNetwork(hidden, &generator)
        #expect(Integer(network.pieceCount) <= bound, "\(hidden): \(network.layers)")
      }
    }
  }

  private func randomNetwork(
    _ hidden: [Int], _ generator: inout SplitMix64
  ) -> OneInputNetwork {
    var inputs = 1
    return OneInputNetwork(
      layers: hidden.map { width in
        defer { inputs = width }
        return (0..<width).map { _ in
          (0...inputs).map { _ in Rational(generator.nextInt(below: 13) - 6) }
        }
      })
  }
}
