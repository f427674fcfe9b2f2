import Constructions
import ExactNumbers
import ReLUNetworks
import TestSupport
import Testing

/// A one-input network with its counts.
struct OneInputCase: Sendable, CustomTestStringConvertible {
  let testDescription: String
  let network: ReLUNetwork
  let domain: Interval
  /// R1, R2, R4, R6.
  let counts: [Int]

  init(_ name: String, _ network: ReLUNetwork, _ domain: Interval, _ counts: Int...) {
    testDescription = name
    self.network = network
    self.domain = domain
    self.counts = counts
  }
}

@Suite("Counts of one-input constructions, by the slow oracle")
struct OneInputCountTests {
  static func cases() throws -> [OneInputCase] {
    [
      // From theory.md L1, L2 and D7; R1 of the absolute-value fold is 2^(H+1) − 1.
      OneInputCase(
        "zigzag K=5 H=2 on R", try .zigzag(width: 5, depth: 2), .wholeLine, 36, 36, 36, 36),
      OneInputCase(
        "zigzag K=3 H=3 on [0,1]", try .zigzag(width: 3, depth: 3), .unit, 64, 64, 64, 64),
      OneInputCase(
        "zigzag 3,4,3 on R", try .zigzag(widths: [3, 4, 3]), .wholeLine, 80, 80, 80, 80),
      OneInputCase(
        "zigzag 6,3 on [0,1]", try .zigzag(widths: [6, 3]), .unit, 28, 28, 28, 28),
      OneInputCase(
        "sawtooth K=2 H=5 on R", try .sawtooth(width: 2, depth: 5), .wholeLine, 41, 34, 34, 33),
      OneInputCase(
        "sawtooth K=4 H=2 on [0,1]", try .sawtooth(width: 4, depth: 2), .unit, 19, 16, 16, 16),
      OneInputCase(
        "sawtooth K=5 H=3 on [0,1]", try .sawtooth(width: 5, depth: 3), .unit, 138, 125, 125, 125),
      OneInputCase(
        "sawtooth K=5 H=3 on R", try .sawtooth(width: 5, depth: 3), .wholeLine, 138, 126, 126, 126),
      OneInputCase(
        "absolute fold H=5 on R", try .absoluteFold(depth: 5), .wholeLine, 63, 32, 32, 32),
      OneInputCase("Takagi m=5 on [0,1]", try .takagi(depth: 5), .unit, 41, 32, 24, 20),
      OneInputCase(
        "hat on R", try .hat(left: 0, peak: 1, right: 2), .wholeLine, 4, 4, 4, 3),
    ]
  }

  @Test func matchTheTable() throws {
    for example in try Self.cases() {
      let counts = SlowPieceOracle.counts(of: example.network, on: example.domain)
      #expect(
        [
          counts.activationPatterns, counts.activationRegions, counts.linearPieces,
          counts.affineFunctions,
        ] == example.counts, "\(example.testDescription)")
    }
  }

  @Test("K^H on [0,1]; one or two more on the line", arguments: 1...5, 1...4)
  func sawtooth(width: Int, depth: Int) throws {
    let network = try ReLUNetwork.sawtooth(width: width, depth: depth)
    let power = (0..<depth).reduce(1) { count, _ in count * width }
    let line = width.isMultiple(of: 2) && depth > 1 ? power + 2 : power + 1
    #expect(SlowPieceOracle.counts(of: network, on: .unit).linearPieces == power)
    #expect(SlowPieceOracle.counts(of: network, on: .wholeLine).linearPieces == line)
  }

  @Test("Layer by layer the zigzag multiplies")
  func zigzagPerLayer() throws {
    let network = try ReLUNetwork.zigzag(widths: [3, 5, 3])
    #expect(SlowPieceOracle.counts(of: network, on: .unit).perLayer == [4, 24, 96])
  }

  @Test("The narrow networks: 3, 7, 19, 43, 115, 259 pieces")
  func narrow() throws {
    for (depth, pieces) in [(1, 3), (2, 7), (3, 19), (4, 43), (5, 115), (6, 259)] {
      let network = try ReLUNetwork.narrow(width: 2, depth: depth)
      for domain in [Interval.unit, .wholeLine] {
        #expect(SlowPieceOracle.counts(of: network, on: domain).linearPieces == pieces)
      }
    }
    for (depth, pieces) in [(1, 2), (2, 3), (3, 3), (6, 3)] {
      let network = try ReLUNetwork.narrow(width: 1, depth: depth)
      for domain in [Interval.unit, .wholeLine] {
        #expect(SlowPieceOracle.counts(of: network, on: domain).linearPieces == pieces)
      }
    }
  }

  @Test func takagiHasFewerPiecesThanRegions() throws {
    for depth in 1...7 {
      let counts = SlowPieceOracle.counts(of: try .takagi(depth: depth), on: .unit)
      #expect(counts.activationRegions == 1 << depth)
      #expect(counts.linearPieces == (depth == 1 ? 2 : 3 << (depth - 2)))
    }
  }
}
