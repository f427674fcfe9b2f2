import ExactNumbers
import TestSupport
import Testing

@testable import LinearRegions

/// The grid by which doubles prove affine maps to be different.
@Suite("Squares of gradients")
struct DistinctMapsTests {
  private func gradient(_ x: Double, _ y: Double, error: Double) -> LineEstimate {
    LineEstimate(
      constant: 0, x: x, y: y, error: PlaneError(constants: 0, x: error, y: error))
  }

  @Test("small integers and their halves are told apart, though binary fractions")
  func integers() {
    let maps = DistinctMaps()
    let values = stride(from: -16.5, through: 16.5, by: 0.5).filter { $0 != 0 }
    for _ in 0..<2 {
      for value in values { _ = maps.insert(gradient(value, -value, error: 0x1p-30)) }
    }
    #expect(maps.count == values.count)
  }

  @Test(
    "two estimates of one gradient are never in two squares",
    arguments: 1...4 as ClosedRange<UInt64>)
  func sameGradient(seed: UInt64) {
    var generator = SplitMix64(seed: seed)
    func unit() -> Double { Double(generator.nextInt(below: 1 << 30) - 1 << 29) * 0x1p-29 }
    var certain = 0
    for _ in 0..<20_000 {
      let size = Double(sign: .plus, exponent: generator.nextInt(below: 1400) - 700, significand: 1)
      // Bits enough that the sums below are exact, and errors that reach the next square.
      let (x, y) = (unit() * size, unit() * size)
      let error =
        size * Double(sign: .plus, exponent: -10 - generator.nextInt(below: 20), significand: 1)
      let maps = DistinctMaps()
      let firsts = (0..<2).map { _ in
        let (first, second) = (
          Double(generator.nextInt(below: 9) - 4), Double(generator.nextInt(below: 9) - 4)
        )
        return maps.insert(
          gradient(x + error * first / 4, y + error * second / 4, error: error))
      }
      #expect(firsts != [true, true], "seed \(seed): \(x), \(y), error \(error)")
      certain += firsts[0] ? 1 : 0
    }
    #expect(certain > 1000)
  }
}
