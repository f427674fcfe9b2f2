import ExactNumbers
import LinearRegions
import ReLUNetworks
import Testing

@testable import Approximation

@Suite("Products by two squares")
struct SquaresProductTests {
  private static func box(_ text: String) throws -> [Interval] {
    try text.split(separator: ";").map { try Interval(text: $0) }
  }

  @Test(arguments: [("1e-3", 15), ("1e-6", 38), ("1e-9", 60)])
  func neuronsMeetTheTable(error: String, neurons: Int) throws {
    let wanted = try Rational(text: error)
    let product = try ApproximationNetwork.product(on: [.unit, .unit], error: wanted)
    #expect(product.neuronCount <= neurons)
    #expect(product.errorBound <= wanted)
    #expect(product.network([Rational(3, 7), 0]) == [0] && product.network([0, 1]) == [0])
  }

  @Test("error ±AB/(4N²) exactly", arguments: ["0,1;0,1", "-1,1;-1,1", "-1/3,5/2;2,3", "1,2;-7,0"])
  func errorsAreExact(text: String) throws {
    let box = try Self.box(text)
    for radices in [[], [2], [3], [4], [2, 2], [3, 2], [2, 3]] {
      let product = try ApproximationNetwork.product(on: box, radices: radices)
      let error = try exactErrorOfProduct(product.network, on: box)
      #expect(error.lower == -product.errorBound && error.upper == product.errorBound)
    }
  }

  @Test("2k, 2k + 1, …, 2k − 1 neurons, Σ (2k + 1) − 3 in all")
  func widths() throws {
    let product = try ApproximationNetwork.product(on: [.unit, .unit], radices: [3, 5, 2, 4])
    #expect(product.network.architecture.hiddenWidths == [6, 11, 5, 7])
    let single = try ApproximationNetwork.product(on: [.unit, .unit], radices: [6])
    #expect(single.network.architecture.hiddenWidths == [11])
  }

  @Test("zero on the axes and symmetric", arguments: [[2], [4], [2, 3], [3, 3, 2], [2, 2, 2]])
  func axesAndSymmetry(radices: [Int]) throws {
    for text in ["0,1;0,1", "-1,1;-1,1", "-2,2;-2,2", "0,3;0,3"] {
      let network = try ApproximationNetwork.product(on: Self.box(text), radices: radices).network
      let box = try Self.box(text)
      guard let side = RationalInterval(box[0]) else { continue }
      for step in 0...20 {
        let x = side.lower + side.width * Rational(step, 20)
        #expect(network([x, 0]) == [0] && network([0, x]) == [0])
        let y = side.lower + side.width * Rational(step * step % 17, 17)
        #expect(network([x, y]) == network([y, x]))
      }
    }
  }

  @Test(
    "N²/2 + N regions on the unit square, twice as many cells on [−1, 1]²", arguments: [2, 3, 4])
  func regions(levels: Int) throws {
    let radices = [Int](repeating: 2, count: levels)
    let cells = 1 << levels
    let unit = try ApproximationNetwork.product(on: [.unit, .unit], radices: radices)
    let counts = try unit.network.regionCounts(in: unit.domain)
    #expect(counts.linearRegions == Integer(cells * cells / 2 + cells))
  }
}
