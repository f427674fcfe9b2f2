import ExactNumbers
import TestSupport
import Testing

@testable import Approximation

@Suite("Enclosures on an interval")
struct TargetsRangeTests {
  private static let targets =
    ElementaryFunction.allCases.map { ApproximationTarget($0) }
    + [Polynomial.chebyshev(5), .legendre(4), .monomial(3)].map { ApproximationTarget($0) }

  /// A random interval where every derivative of the target is defined.
  private static func interval(
    for target: ApproximationTarget, using generator: inout SplitMix64
  ) -> RationalInterval {
    while true {
      let start = randomSmallRational(using: &generator)
      let width = Rational(
        1 + generator.nextInt(below: 60), [1, 16, 64][generator.nextInt(below: 3)])
      let interval = RationalInterval(start, start + width)
      if target.isDefined(on: interval, derivative: 2) { return interval }
    }
  }

  @Test("hold the values at points of the interval, of function and derivatives")
  func inclusion() {
    withSeeds(1...40) { seed, generator in
      for target in Self.targets {
        let interval = Self.interval(for: target, using: &generator)
        let x = TargetsIntervalTests.element(of: interval, using: &generator)
        for order in 0...2 {
          let range = target.enclosure(on: interval, derivative: order, bits: 60)
          let value = target.enclosure(at: x, derivative: order, bits: 90)
          #expect(
            range.contains(value.lower) || range.contains(value.upper),
            "\(target) order \(order) on \(interval), seed \(seed)")
        }
      }
    }
  }

  @Test("the mean value law ties each derivative to the one before")
  func meanValue() {
    withSeeds(1...40) { seed, generator in
      for target in Self.targets {
        let start = Self.interval(for: target, using: &generator).lower
        let width = Rational(1, 1 << 20)
        for order in 0...1 {
          let ends = [start, start + width].map {
            target.enclosure(at: $0, derivative: order, bits: 120)
          }
          let quotient = (ends[1] - ends[0]) * (1 / width)
          let slopes = target.enclosure(
            on: RationalInterval(start, start + width), derivative: order + 1, bits: 90)
          #expect(
            quotient.intersection(with: slopes) != nil,
            "\(target) order \(order) at \(start), seed \(seed)")
          #expect(slopes.width < 1, "\(target) at \(start)")
        }
      }
    }
  }

  @Test(
    "the peaks inside are found",
    arguments: [
      ("sin", 0, "0,3", "0,1"), ("sin", 0, "-2,2", "-1,1"), ("sin", 0, "100,200", "-1,1"),
      ("sin", 1, "-1,1", nil), ("cos", 0, "-1,1", nil), ("cos", 0, "3,4", nil),
      ("cos", 1, "1,2", nil), ("lorentz", 0, "-1,2", "1/5,1"), ("lorentz", 2, "-1,1", "-2,1/2"),
      ("lorentz", 2, "-3,-1/4", "-416/4913,1/2"), ("runge", 2, "-1,1", "-50,25/2"),
      ("runge", 0, "-1,1", "1/26,1"), ("reciprocal1p", 0, "-3,-2", "-1,-1/2"),
      ("sqrt", 0, "4,9", "2,3"), ("lorentz", 1, "-1,1", nil),
    ] as [(String, Int, String, String?)])
  func peaks(_ name: String, _ order: Int, _ on: String, _ expected: String?) throws {
    let target = try ApproximationTarget(text: name)
    let interval = try #require(RationalInterval(try Interval(text: on)))
    let range = target.enclosure(on: interval, derivative: order, bits: 60)
    let unit = Rational(1, 1 << 59)
    if let expected {
      let exact = try #require(RationalInterval(try Interval(text: expected)))
      guard name != "lorentz" || on != "-3,-1/4" else {
        // Its least value is the one at −1/4, below that at −3.
        #expect(range.upper == exact.upper && range.lower < 0)
        return
      }
      #expect(range.contains(exact) || range == exact)
      #expect(exact.lower - range.lower <= unit && range.upper - exact.upper <= unit)
      return
    }
    // Otherwise by 4,000 samples: nothing beyond the range, and both ends nearly reached.
    var samples: RationalInterval?
    for k in 0...4000 {
      let x = interval.lower + interval.width * Rational(k, 4000)
      let value = target.enclosure(at: x, derivative: order, bits: 64)
      samples = samples?.hull(with: value) ?? value
    }
    let seen = try #require(samples)
    #expect(range.lower - unit <= seen.lower && seen.upper <= range.upper + unit)
    let slack = Rational(1, 1_000_000)
    #expect(seen.lower - range.lower < slack && range.upper - seen.upper < slack)
  }

  @Test("boxes: products exactly, one input as before")
  func boxes() {
    let box = [RationalInterval(-1, 2), RationalInterval(-3, 1)]
    #expect(ApproximationTarget.product.enclosure(on: box, bits: 9) == RationalInterval(-6, 3))
    #expect(
      ApproximationTarget.square.enclosure(on: [RationalInterval(1, 2)], bits: 9)
        == RationalInterval(1, 4))
  }
}
