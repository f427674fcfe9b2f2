import ExactNumbers
import Testing

@testable import Approximation

@Suite("Independent vectors")
struct SquaresBasisTests {
  @Test(
    "coordinates give the vector back; outside the span there are none",
    arguments: [UInt64(1), 2, 3, 4])
  func coordinates(seed: UInt64) {
    var generator = SplitMix64(seed: seed)
    var basis = LinearBasis()
    var chosen: [[Rational]] = []
    for _ in 0..<8 {
      let vector = (0..<5).map { _ in
        Rational(generator.nextInt(below: 5) - 2, 1 + generator.nextInt(below: 2))
      }
      let wasInside = basis.coordinates(of: vector) != nil
      let wasChosen = basis.insert(vector)
      #expect(wasChosen != wasInside, "seed \(seed)")
      if !wasInside { chosen.append(vector) }
      guard let coordinates = basis.coordinates(of: vector) else {
        Issue.record("seed \(seed): a vector outside the span after its insertion")
        continue
      }
      let sum = (0..<5).map { column in
        zip(coordinates, chosen).reduce(Rational.zero) { $0 + $1.0 * $1.1[column] }
      }
      #expect(sum == vector, "seed \(seed)")
    }
    #expect(basis.count == chosen.count && basis.count <= 5)
  }

  @Test func zeroIsInEverySpan() {
    var basis = LinearBasis()
    #expect(basis.coordinates(of: [0, 0]) == [])
    let wasChosen = basis.insert([0, 0])
    #expect(!wasChosen)
    #expect(basis.coordinates(of: [1, 0]) == nil)
  }
}
