import ExactNumbers
import LinearPieces
import PiecewiseLinear
import ReLUNetworks
import Testing

@testable import Approximation

@Suite("Squares by radix layers")
struct SquaresSquareTests {
  /// theory.md H1: error, shallow optimum N*, neurons of the best radices.
  @Test(arguments: [("1e-3", 7), ("1e-6", 20), ("1e-9", 32), ("1e-12", 45)])
  func neuronsMeetTheTable(error: String, neurons: Int) throws {
    let wanted = try Rational(text: error)
    let square = try ApproximationNetwork.square(on: .unit, error: wanted)
    #expect(square.neuronCount <= neurons)
    #expect(square.errorBound <= wanted)
  }

  @Test(
    "sup error L²/(4N²), shifted L²/(8N²), N pieces, exactly",
    arguments: [
      [], [2], [3], [5], [2, 2], [2, 3], [3, 2], [3, 3], [4, 5], [2, 2, 2], [3, 2, 4],
      [2, 3, 2, 3],
    ])
  func errorsAreExact(radices: [Int]) throws {
    for text in ["0,1", "-1,1", "-1/3,5/2", "7/2,4", "-9,-2"] {
      let interval = try Interval(text: text)
      guard let width = RationalInterval(interval)?.width else { continue }
      let cells = Rational(radices.product)
      let gap = width * width / (4 * cells * cells)
      let plain = try ApproximationNetwork.square(on: interval, radices: radices, isShifted: false)
      let shifted = try ApproximationNetwork.square(on: interval, radices: radices)
      #expect(try exactErrorOfSquare(plain.network, on: interval) == (0, gap))
      #expect(try exactErrorOfSquare(shifted.network, on: interval) == (-gap / 2, gap / 2))
      #expect(plain.errorBound == gap && shifted.errorBound == gap / 2)
      #expect(plain.isErrorExact && shifted.isErrorExact)
      let function = try shifted.network.piecewiseLinearFunction(on: interval)
      #expect(Integer(function.pieceCount) == radices.product)
    }
  }

  @Test("Σ (k + 1) − 2 neurons in layers k₁, k + 1, …, k")
  func widths() throws {
    let square = try ApproximationNetwork.square(on: .unit, radices: [3, 5, 2, 4])
    #expect(square.network.architecture.hiddenWidths == [3, 6, 3, 4])
    let single = try ApproximationNetwork.square(on: .unit, radices: [7])
    #expect(single.network.architecture.hiddenWidths == [7])
    let chord = try ApproximationNetwork.square(on: .unit, radices: [])
    #expect(chord.depth == 0)
  }

  @Test(
    "the best radices, against every multiset of radices", arguments: [RadixCost.square, .product])
  func bestRadices(cost: RadixCost) throws {
    for cells in [1, 2, 3, 5, 7, 12, 13, 27, 28, 49, 81, 82, 100, 125, 126, 243, 354, 500] {
      for even in [false, true] {
        let least = cheapest(cells: cells, even: even, cost: cost, from: 2, chosen: [])
        let found = try cost.radices(forCells: Integer(cells), even: even)
        #expect(cost.neurons(found) == least, "\(cells) cells, even: \(even), \(found)")
        #expect(found.product >= Integer(cells) && (!even || !found.product.isOdd))
      }
    }
  }

  /// The fewest neurons of rising radices with a product of at least `cells`, by trying all.
  private func cheapest(
    cells: Int, even: Bool, cost: RadixCost, from: Int, chosen: [Int]
  ) -> Int {
    let product = chosen.reduce(1, *)
    if product >= cells && (!even || product.isMultiple(of: 2)) { return cost.neurons(chosen) }
    if product >= 4 * cells + 4 { return .max }
    var best = Int.max
    for radix in from...max(from, cells + 1) {
      best = min(
        best, cheapest(cells: cells, even: even, cost: cost, from: radix, chosen: chosen + [radix]))
      if product * radix >= cells && (!even || (product * radix).isMultiple(of: 2)) { break }
    }
    return best
  }

  @Test("2^200 pieces: error 2^-403, built at once")
  func manyPieces() throws {
    let square = try ApproximationNetwork.square(
      on: .unit, radices: [Int](repeating: 4, count: 100))
    #expect(square.errorBound == Rational(1, 2).power(403))
    #expect(square.neuronCount == 498)
    let x = Rational(1, 3)
    #expect((square.network([x])[0] - x * x).magnitude <= square.errorBound)
    #expect(square.network([x])[0] != x * x)
  }

  @Test func refusesBadRequests() {
    #expect(throws: ApproximationError.errorNotPositive(0)) {
      try ApproximationNetwork.square(on: .unit, error: 0)
    }
    #expect(throws: ApproximationError.unboundedDomain(.wholeLine)) {
      try ApproximationNetwork.square(on: .wholeLine, error: 1)
    }
    #expect(throws: ApproximationError.tooSmall(quantity: "a radix", minimum: 2, received: 1)) {
      try ApproximationNetwork.square(on: .unit, radices: [3, 1])
    }
    #expect(throws: ApproximationError.tooLarge(quantity: "neurons", limit: 1_000_000)) {
      try ApproximationNetwork.square(on: .unit, radices: [.max])
    }
    #expect(throws: ApproximationError.tooLarge(quantity: "layers", limit: 10_000)) {
      try ApproximationNetwork.square(on: .unit, radices: [Int](repeating: 2, count: 10_001))
    }
    #expect(throws: ApproximationError.self) {
      try ApproximationNetwork.square(
        on: .unit, error: Rational(1, 2).power(1_000_000), maximumLayers: 1)
    }
  }
}
