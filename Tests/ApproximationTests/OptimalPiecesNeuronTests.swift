import ExactNumbers
import Testing

@testable import Approximation

@Suite("The fewest neurons for some pieces")
struct OptimalPiecesNeuronTests {
  /// The least sum of `depth` widths whose factors n + 1 multiply to enough, by trying all.
  private static func slow(pieces: Int, depth: Int) -> Int {
    if depth == 1 { return max(pieces - 1, 1) }
    return (1...max(pieces - 1, 1)).map { width in
      width + slow(pieces: (pieces + width) / (width + 1), depth: depth - 1)
    }.min() ?? 0
  }

  @Test("agrees with trying all widths", arguments: 1...4)
  func exhaustive(_ depth: Int) {
    for pieces in 1...(depth < 4 ? 60 : 30) {
      #expect(
        OptimalPieces.leastNeurons(pieces: Integer(pieces), depth: depth)
          == Integer(Self.slow(pieces: pieces, depth: depth)), "\(pieces)")
    }
  }

  @Test("known values")
  func table() {
    #expect(OptimalPieces.leastNeurons(pieces: 1, depth: 0) == 0)
    #expect(OptimalPieces.leastNeurons(pieces: 12, depth: 2) == 5)
    #expect(OptimalPieces.leastNeurons(pieces: 354, depth: 5) == 12)
    #expect(OptimalPieces.leastNeurons(pieces: Integer.one << 200, depth: 200) == 200)
    #expect(OptimalPieces.leastNeurons(pieces: Integer.one << 200, depth: 100) == 300)
    #expect(
      OptimalPieces.leastNeurons(pieces: Integer.one << 200, depth: 1)
        == Integer.one << 200 - 1)
    for (pieces, neurons) in [(1, 0), (2, 1), (3, 2), (4, 2), (354, 9), (1024, 10), (1025, 11)] {
      #expect(OptimalPieces.leastNeurons(pieces: Integer(pieces)) == neurons)
    }
  }

  @Test("no pieces, or several without a hidden layer, stop the caller")
  func refusals() async {
    await #expect(processExitsWith: .failure) {
      _ = OptimalPieces.leastNeurons(pieces: 0, depth: 1)
    }
    await #expect(processExitsWith: .failure) {
      _ = OptimalPieces.leastNeurons(pieces: 2, depth: 0)
    }
  }
}
