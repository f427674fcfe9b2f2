import ExactNumbers
import LinearPieces
import LinearRegions
import PiecewiseLinear
import ReLUNetworks
import Testing

@testable import Approximation

@Suite("Textbook squares and products")
struct SquaresTextbookTests {
  @Test("theory.md D1: width 3, 12m − 2 parameters, 8m − 1 of them not 0", arguments: 1...6)
  func sawtooth(levels: Int) throws {
    let square = try ApproximationNetwork.sawtoothSquare(on: .unit, levels: levels)
    let sizes = square.network.architecture
    #expect(sizes.hiddenWidths == [Int](repeating: 3, count: levels))
    #expect(sizes.parameterCount == 12 * levels - 2)
    #expect(sizes.nonzeroParameterCount == 8 * levels - 1)
    let gap = Rational(1, 4).power(levels + 1)
    #expect(try exactErrorOfSquare(square.network, on: .unit) == (0, gap))
    #expect(square.errorBound == gap)
    let function = try square.network.piecewiseLinearFunction(on: .unit)
    #expect(function.pieceCount == 1 << levels)
  }

  @Test("theory.md D1: f_m(3/10)")
  func sawtoothValues() throws {
    for (index, text) in ["3/20", "1/10", "3/32", "29/320", "231/2560"].enumerated() {
      let square = try ApproximationNetwork.sawtoothSquare(on: .unit, levels: index + 1)
      #expect(try square.network([Rational(3, 10)]) == [Rational(text: text)])
    }
  }

  @Test(arguments: ["-1,1", "-1/3,5/2", "-4,-3", "1/2,9"])
  func sawtoothOnAnyInterval(text: String) throws {
    let interval = try Interval(text: text)
    for levels in 1...4 {
      let square = try ApproximationNetwork.sawtoothSquare(on: interval, levels: levels)
      let error = try exactErrorOfSquare(square.network, on: interval)
      #expect(error == (0, square.errorBound))
      let radix = try ApproximationNetwork.square(
        on: interval, radices: [Int](repeating: 2, count: levels), isShifted: false)
      #expect(
        try square.network.piecewiseLinearFunction(on: interval)
          == radix.network.piecewiseLinearFunction(on: interval))
    }
  }

  @Test("skip connections: 2m neurons, the same function", arguments: 1...5)
  func skipConnections(levels: Int) throws {
    let square = try SkipConnectedSquare(levels: levels)
    #expect(square.neuronCount == square.hidden.reduce(0) { $0 + $1.outputDimension })
    for step in 0...48 {
      let x = Rational(step, 48)
      #expect([square.evaluate(at: x)] == square.carried([x]))
    }
  }

  @Test("theory.md D2: width 6, 42m + 7 parameters, 2^(m+1)(2^m + 1) regions", arguments: 1...3)
  func twoSquares(levels: Int) throws {
    let product = try ApproximationNetwork.sawtoothProduct(bound: 1, levels: levels)
    #expect(product.network.architecture.parameterCount == 42 * levels + 7)
    let error = try exactErrorOfProduct(product.network, on: product.domain)
    #expect(error == (-product.errorBound, product.errorBound))
    let counts = try product.network.regionCounts(in: product.domain)
    #expect(counts.activationRegions == Integer((2 << levels) * ((1 << levels) + 1)))
  }

  @Test("theory.md D2: values of mu_3")
  func twoSquaresValues() throws {
    let network = try ApproximationNetwork.sawtoothProduct(bound: 1, levels: 3).network
    #expect(network([Rational(1, 3), Rational(1, 2)]) == [Rational(1, 6)])
    #expect(network([Rational(2, 5), Rational(-3, 7)]) == [Rational(-97, 560)])
    #expect(network([Rational(1, 16), Rational(1, 16)]) == [Rational(1, 128)])
    let wide = try ApproximationNetwork.sawtoothProduct(bound: 5, levels: 3)
    #expect(wide.network([Rational(5, 16), Rational(5, 16)]) == [Rational(25, 128)])
    #expect(wide.errorBound == 25 * Rational(1, 256))
  }

  /// theory.md H2 and approximation_cases.json: form, m, [0, 1]² or [−1, 1]², range of the error
  /// in units of 4^−(m+1), linear regions.
  static let threeSquaresCases: [(ThreeSquaresForm, Int, String, Int, Int, Int?)] = [
    (.sameGrid, 1, "0,1", -1, 2, 6), (.sameGrid, 2, "0,1", -1, 2, 24),
    (.sameGrid, 2, "-1,1", -1, 2, nil), (.finerSum, 1, "0,1", -1, 0, 8),
    (.finerSum, 2, "0,1", -1, 0, 32), (.finerSum, 2, "-1,1", -1, 0, nil),
    (.commonScale, 1, "0,1", -4, 0, 2), (.commonScale, 3, "0,1", -4, 0, 32),
    (.commonScale, 1, "-1,1", -4, 0, 8), (.commonScale, 2, "-1,1", -4, 0, 32),
  ]

  @Test(arguments: threeSquaresCases)
  func threeSquares(
    form: ThreeSquaresForm, levels: Int, side: String, lower: Int, upper: Int, regions: Int?
  ) throws {
    let box = try [Interval](repeating: Interval(text: side), count: 2)
    let product = try ApproximationNetwork.threeSquares(on: box, levels: levels, form: form)
    let unit = Rational(1, 4).power(levels + 1)
    let error = try exactErrorOfProduct(product.network, on: box)
    #expect(error == (Rational(lower) * unit, Rational(upper) * unit))
    #expect(product.errorBound == max(-error.lower, error.upper))
    if let regions {
      #expect(try product.network.regionCounts(in: box).linearRegions == Integer(regions))
    }
    let onAxis = product.network([0, Rational(3, 8)])
    if form != .sameGrid { #expect(onAxis == [0]) }
  }

  @Test("any rectangle")
  func threeSquaresElsewhere() throws {
    let box = try [Interval(text: "-1/3,5/2"), Interval(text: "2,3")]
    for form in ThreeSquaresForm.allCases {
      let product = try ApproximationNetwork.threeSquares(on: box, levels: 2, form: form)
      let error = try exactErrorOfProduct(product.network, on: box)
      #expect(product.errorBound == max(-error.lower, error.upper))
    }
  }

  @Test func refusesBadSizes() {
    #expect(throws: ApproximationError.self) {
      try ApproximationNetwork.sawtoothSquare(on: .unit, levels: 0)
    }
    #expect(throws: ApproximationError.self) { try SkipConnectedSquare(levels: 1_000_000) }
    #expect(throws: ApproximationError.notPositive(quantity: "the bound", 0)) {
      try ApproximationNetwork.sawtoothProduct(bound: 0, levels: 2)
    }
    #expect(throws: ApproximationError.intervalCountMismatch(expected: 2, received: 1)) {
      try ApproximationNetwork.threeSquares(on: [.unit], levels: 2, form: .sameGrid)
    }
  }
}
