import ExactNumbers
import ExpressivityBounds
import Testing

@Suite("Deep against shallow, and the limits of pieces")
struct InequalityTests {
  struct TentCase: Sendable, CustomTestStringConvertible {
    let depth: Int, breakpoints: Integer
    let mean: Rational, squared: Rational, maximum: Rational
    var testDescription: String { "H = \(depth), n = \(breakpoints)" }
  }

  /// theory_cases.json, `tent_separation`.
  static let tentCases: [TentCase] = [
    .init(
      depth: 3, breakpoints: 0, mean: Rational(1, 4), squared: Rational(1, 12),
      maximum: Rational(1, 2)),
    .init(
      depth: 3, breakpoints: 1, mean: Rational(3, 16), squared: Rational(1, 16),
      maximum: Rational(1, 2)),
    .init(
      depth: 3, breakpoints: 2, mean: Rational(1, 8), squared: Rational(1, 24),
      maximum: Rational(1, 2)),
    .init(
      depth: 5, breakpoints: 4, mean: Rational(3, 16), squared: Rational(1, 16),
      maximum: Rational(1, 2)),
    .init(
      depth: 10, breakpoints: 100, mean: Rational(103, 512), squared: Rational(103, 1536),
      maximum: Rational(1, 2)),
    .init(
      depth: 10, breakpoints: 511, mean: Rational(1, 2048), squared: Rational(1, 6144),
      maximum: Rational(1, 2)),
    .init(depth: 10, breakpoints: 512, mean: 0, squared: 0, maximum: 0),
  ]

  @Test(arguments: tentCases)
  func tentTable(_ example: TentCase) {
    let tent = TentSeparation(depth: example.depth)
    #expect(tent.meanErrorLowerBound(breakpoints: example.breakpoints) == example.mean)
    #expect(tent.meanSquaredErrorLowerBound(breakpoints: example.breakpoints) == example.squared)
    #expect(tent.maximumErrorLowerBound(breakpoints: example.breakpoints) == example.maximum)
  }

  @Test("more breakpoints than teeth bound nothing, and a deep sawtooth is out of shallow reach")
  func tentExtremes() throws {
    #expect(TentSeparation(depth: 1).meanErrorLowerBound(breakpoints: 10) == 0)
    let deep = TentSeparation(depth: 1000)
    #expect(deep.toothCount == Integer(1) << 999)
    #expect(deep.maximumErrorLowerBound(breakpoints: Integer(1) << 998) == Rational(1, 2))
    #expect(deep.meanErrorLowerBound(breakpoints: Integer(1) << 998) == Rational(1, 8))
    // 100 neurons in one layer make 100 breakpoints, in two layers of 50 at most 2600.
    let ten = TentSeparation(depth: 10)
    #expect(ten.meanErrorLowerBound(forWidths: try Widths([1, 100])) == Rational(103, 512))
    #expect(ten.meanErrorLowerBound(forWidths: try Widths([1, 50, 50])) == 0)
  }

  struct SquareCase: Sendable, CustomTestStringConvertible {
    let pieces: Integer
    let best: Rational, interpolant: Rational
    var testDescription: String { "\(pieces) pieces" }
  }

  /// theory_cases.json, `minimax_square`.
  static let squareCases: [SquareCase] = [
    .init(pieces: 1, best: Rational(1, 8), interpolant: Rational(1, 4)),
    .init(pieces: 2, best: Rational(1, 32), interpolant: Rational(1, 16)),
    .init(pieces: 3, best: Rational(1, 72), interpolant: Rational(1, 36)),
    .init(pieces: 4, best: Rational(1, 128), interpolant: Rational(1, 64)),
    .init(pieces: 8, best: Rational(1, 512), interpolant: Rational(1, 256)),
    .init(pieces: 10, best: Rational(1, 800), interpolant: Rational(1, 400)),
  ]

  @Test(arguments: squareCases)
  func squareTable(_ example: SquareCase) {
    #expect(PiecewiseLimits.squareMaximumError(pieces: example.pieces) == example.best)
    #expect(PiecewiseLimits.squareInterpolationError(pieces: example.pieces) == example.interpolant)
  }

  @Test("pieces for a given error (theory.md D6 and H1), and the bound just misses with one fewer")
  func fewestPieces() {
    func fewest(_ numerator: Int, _ denominator: Int) -> Integer {
      PiecewiseLimits.fewestPiecesForSquare(error: Rational(numerator, denominator))
    }
    #expect(fewest(1, 100) == 4 && fewest(1, 10000) == 36 && fewest(1, 100_000_000) == 3536)
    #expect(fewest(1, 1000) == 12 && fewest(1, 1_000_000) == 354)
    #expect(fewest(1, 1_000_000_000) == 11181 && fewest(1, 1_000_000_000_000) == 353_554)
    #expect(fewest(1, 8) == 1 && fewest(5, 1) == 1 && fewest(1, 32) == 2)
    for denominator in 1...400 {
      let error = Rational(1, denominator)
      let pieces = PiecewiseLimits.fewestPiecesForSquare(error: error)
      #expect(PiecewiseLimits.squareMaximumError(pieces: pieces) <= error)
      if pieces > 1 { #expect(PiecewiseLimits.squareMaximumError(pieces: pieces - 1) > error) }
    }
  }

  @Test("the other limits of theory.md D6 and D8")
  func limits() throws {
    #expect(PiecewiseLimits.squareMeanError(pieces: 3) == Rational(1, 144))
    #expect(PiecewiseLimits.squareMeanSquaredError(pieces: 2) == Rational(1, 2880))
    // x² has second derivative 2.
    #expect(
      PiecewiseLimits.convexMaximumError(curvature: 2, length: 1, pieces: 7)
        == PiecewiseLimits.squareMaximumError(pieces: 7))
    #expect(
      PiecewiseLimits.convexMaximumError(curvature: 1, length: 3, pieces: 2) == Rational(9, 64))
    #expect(
      PiecewiseLimits.lipschitzInterpolationError(constant: 1, pieces: 50) == Rational(1, 100))
    #expect(PiecewiseLimits.lipschitzMaximumError(constant: 2, pieces: 50) == Rational(1, 100))
    let widths = try Widths([1, 3, 3])
    #expect(PiecewiseLimits.squareMaximumError(forWidths: widths) == Rational(1, 2048))
  }

  @Test("one hidden layer pays one neuron a breakpoint")
  func shallowCost() {
    let cost = ShallowCost(pieces: Integer(10).power(1000))
    #expect(cost.neurons == Integer(10).power(1000) - 1)
    #expect(cost.parameters == 3 * Integer(10).power(1000) - 2)
    #expect(ShallowCost(pieces: 1).neurons == 0 && ShallowCost(pieces: 1).parameters == 1)
  }

  @Test("fewest neurons for p pieces in k layers, against all lists of widths")
  func fewestNeuronsExhaustive() {
    for layers in 1...3 {
      for pieces in 1...60 {
        let least = Self.leastSum(layers: layers, pieces: pieces)
        #expect(
          fewestNeurons(forPieces: Integer(pieces), hiddenLayers: layers) == Integer(least),
          "\(pieces) pieces in \(layers) layers")
      }
    }
  }

  /// The least n₁ + … with n_l ≥ 1 and ∏ (n_l + 1) at least `pieces`, by trying the first layer.
  private static func leastSum(layers: Int, pieces: Int) -> Int {
    if layers == 1 { return max(1, pieces - 1) }
    return (1...max(1, pieces)).map { first in
      first + leastSum(layers: layers - 1, pieces: (pieces + first) / (first + 1))
    }.min() ?? 0
  }

  @Test("the price of depth (theory.md L6): w^k pieces in k' layers need k' (w^{k/k'} − 1)")
  func priceOfDepth() {
    // 3⁴ = 81 pieces: in 4 layers of 2, in 2 layers of 8, in one layer of 80.
    #expect(fewestNeurons(forPieces: 81, hiddenLayers: 4) == 8)
    #expect(fewestNeurons(forPieces: 81, hiddenLayers: 2) == 16)
    #expect(fewestNeurons(forPieces: 81, hiddenLayers: 1) == 80)
    #expect(fewestNeurons(forPieces: 82, hiddenLayers: 2) == 17)
    let huge = Integer(10).power(4000)
    #expect(fewestNeurons(forPieces: huge, hiddenLayers: 4000) == 36000)
    #expect(fewestNeurons(forPieces: huge, hiddenLayers: 2) == 2 * (Integer(10).power(2000) - 1))
    #expect(fewestNeurons(forPieces: 5, hiddenLayers: 10) == 10)
    #expect(fewestNeurons(forPieces: 1) == 0 && fewestNeurons(forPieces: 2) == 1)
    #expect(fewestNeurons(forPieces: 354) == 9 && fewestNeurons(forPieces: 1024) == 10)
  }

  @Test("the calculus of pieces (theory.md A8) and the depth that suffices (A7)")
  func calculus() {
    #expect(PieceCalculus.sum(3, 4) == 6 && PieceCalculus.composition(3, 4) == 12)
    #expect((1...6).map { PieceCalculus.relu(Integer($0)) } == [2, 4, 5, 7, 8, 10])
    let depths = [1, 2, 3, 4, 7, 8].map { PieceCalculus.sufficientHiddenLayers(inputs: $0) }
    #expect(depths == [1, 2, 2, 3, 3, 4])
  }

  @Test("a caller's mistakes stop the program")
  func preconditions() async {
    await #expect(processExitsWith: .failure) { _ = TentSeparation(depth: 0) }
    await #expect(processExitsWith: .failure) {
      _ = TentSeparation(depth: 1).meanErrorLowerBound(breakpoints: -1)
    }
    await #expect(processExitsWith: .failure) { _ = ShallowCost(pieces: 0) }
    await #expect(processExitsWith: .failure) {
      _ = PiecewiseLimits.fewestPiecesForSquare(error: 0)
    }
    await #expect(processExitsWith: .failure) {
      _ = maximumRegionCount(hyperplanes: -1, dimension: 2)
    }
    await #expect(processExitsWith: .failure) {
      _ = fewestNeurons(forPieces: 3, hiddenLayers: 0)
    }
  }
}
