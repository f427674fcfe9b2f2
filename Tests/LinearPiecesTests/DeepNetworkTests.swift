import Constructions
import ExactNumbers
import ReLUNetworks
import TestSupport
import Testing

@testable import LinearPieces

@Suite("Depth 10,000")
struct DeepNetworkTests {
  @Test("a small network padded by identities keeps its counts")
  func padded() throws {
    let bump = try integerNetwork([[[1, 0], [1, -1], [1, -2]], [[1, -2, 1, 0]]])
    let counts = try bump.padded(toDepth: 10_000).pieceCounts(on: try Interval(-1, 3))
    #expect(counts.linearPieces == 4)
    #expect(counts.isComplete && counts.perLayer?.count == 10_000)
    #expect(counts.perLayer?.first == 4)
  }

  @Test("the same, walked cell by cell")
  func paddedWalk() throws {
    let bump = try integerNetwork([[[1, 0], [1, -1], [1, -2]], [[1, -2, 1, 0]]])
    let counts = try bump.padded(toDepth: 10_000).pieceCounts(
      on: try Interval(-1, 3),
      PieceCountRequest(counts: [.activationRegions, .linearPieces], method: .enumerate))
    #expect(counts.linearPieces == 4 && counts.isComplete)
  }

  @Test("folds: K^10000 pieces")
  func folds() throws {
    for width in [2, 3] {
      let counts = try ReLUNetwork.sawtooth(width: width, depth: 10_000).pieceCounts(on: .unit)
      #expect(counts.linearPieces == Integer(width).power(10_000))
      #expect(counts.activationRegions == counts.linearPieces)
    }
    let fold = try ReLUNetwork.absoluteFold(depth: 10_000).pieceCounts(
      on: .wholeLine, PieceCountRequest(counts: [.activationPatterns, .activationRegions]))
    #expect(fold.activationRegions == Integer.one << 10_000)
    #expect(fold.activationPatterns == Integer(2) << 10_000 - 1)
  }

  @Test("random entries ±1: walking and folding agree")
  func randomSigns() throws {
    var generator = SplitMix64(seed: 1)
    let network = try Samples.signs(width: 2, depth: 10_000, using: &generator)
    let automatic = try network.pieceCounts(on: .wholeLine)
    let walked = try network.pieceCounts(
      on: .wholeLine,
      PieceCountRequest(counts: [.activationRegions, .linearPieces], method: .enumerate))
    #expect(automatic.isComplete && walked.isComplete)
    #expect(automatic.activationRegions == walked.activationRegions)
    #expect(automatic.linearPieces == walked.linearPieces)
  }
}
