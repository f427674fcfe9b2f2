import ExactNumbers
import ExpressivityBounds
import Testing

@Suite("The recurrence of Serra et al. against its definition and against Hinz's histogram")
struct SerraRecurrenceTests {
  /// Theorem 1 to the letter: the sum over all admissible (j₁, …, j_L) of ∏ C(n_l, j_l).
  private func sumOverIndices(inputs: Int, hidden: ArraySlice<Int>) -> Integer {
    guard let width = hidden.first else { return 1 }
    // `inputs` holds min(n₀, n₁ − j₁, …, n_{l−1} − j_{l−1}).
    return (0...min(inputs, width)).reduce(Integer.zero) { sum, j in
      let rest = sumOverIndices(inputs: min(inputs, width - j), hidden: hidden.dropFirst())
      return sum + Integer.binomial(width, j) * rest
    }
  }

  @Test("all architectures with up to 5 inputs and 3 layers of up to 5 neurons")
  func exhaustive() throws {
    for inputs in 1...5 {
      for shape in shapes(maximumWidth: 5, depths: 1...3) {
        try check([inputs] + shape)
      }
    }
  }

  @Test(
    "random architectures with up to 12 inputs and 5 layers of up to 9 neurons",
    arguments: [1, 2, 3] as [UInt64])
  func random(seed: UInt64) throws {
    var generator = SplitMix64(seed: seed)
    for _ in 0..<12 {
      let depth = 1 + generator.nextInt(below: 5)
      let hidden = (0..<depth).map { _ in 1 + generator.nextInt(below: depth > 3 ? 6 : 9) }
      try check([1 + generator.nextInt(below: 12)] + hidden)
    }
  }

  private func check(_ sizes: [Int]) throws {
    let widths = try Widths(sizes)
    let sum = sumOverIndices(inputs: sizes[0], hidden: sizes[1...])
    #expect(widths.serra2018Bound() == sum, "\(sizes)")
    #expect(widths.hinzBound(.serra) == sum, "\(sizes)")
    #expect(widths.hinzBound(.montufar) == widths.montufar2017Bound(), "\(sizes)")
    #expect(widths.hinzBound(.naive) == widths.naiveBound(), "\(sizes)")
  }

  @Test("the histogram of (2; 3, 3, 3) after each layer (theory.md A9)")
  func histogramTrace() {
    var histogram = RegionHistogram(dimension: 2)
    let expected: [[Integer]] = [[0, 3, 4], [0, 24, 16], [0, 144, 64]]
    for counts in expected {
      histogram.pass(width: 3, split: .serra)
      #expect(histogram.counts == counts)
    }
    #expect(histogram.total == 208)
  }

  @Test("the matrix B₃ of theory.md A9, column by column")
  func matrixOfWidthThree() {
    let columns: [[Integer]] = [[1], [0, 4], [0, 3, 4], [1, 3, 3, 1]]
    for (dimension, column) in columns.enumerated() {
      var histogram = RegionHistogram(dimension: dimension)
      histogram.pass(width: 3, split: .serra)
      #expect(histogram.counts == column)
    }
  }

  @Test("random architectures too large for the sum", arguments: [7, 8, 9] as [UInt64])
  func twoWaysAtSize(seed: UInt64) throws {
    var generator = SplitMix64(seed: seed)
    for _ in 0..<10 {
      let hidden = (0...generator.nextInt(below: 12)).map { _ in
        1 + generator.nextInt(below: 60)
      }
      let widths = try Widths([1 + generator.nextInt(below: 70)] + hidden)
      #expect(widths.serra2018Bound() == widths.hinzBound(.serra), "\(widths)")
      #expect(widths.montufar2017Bound() == widths.hinzBound(.montufar), "\(widths)")
    }
  }
}

/// All lists of widths from 1 to `maximumWidth` with a length in `depths`.
func shapes(maximumWidth: Int, depths: ClosedRange<Int>) -> [[Int]] {
  var shapes: [[Int]] = []
  var current: [[Int]] = [[]]
  for depth in 1...depths.upperBound {
    current = current.flatMap { shape in (1...maximumWidth).map { shape + [$0] } }
    if depths.contains(depth) { shapes += current }
  }
  return shapes
}
