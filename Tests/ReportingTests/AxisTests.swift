import ExactNumbers
import Foundation
import Testing

@testable import Reporting

@Suite("Axes")
struct AxisTests {
  @Test func logarithmsOfPowersOfTenAreExact() {
    for exponent in [0, 1, 2, 3, 17, 18, 19, 20, 100, 308, 309, 1000, 4000, 100_000] {
      let power = Integer(10).power(exponent)
      #expect(DecimalLogarithm.of(Rational(power)) == Rational(exponent))
      #expect(DecimalLogarithm.of(Rational(1, power)) == Rational(-exponent))
    }
    #expect(DecimalLogarithm.of(0) == nil)
    #expect(DecimalLogarithm.of(-1) == nil)
  }

  @Test("log10 against libm's, the documented error and libm's together below 2^-30")
  func logarithmsAgreeWithTheLibrary() throws {
    var random = SplitMix64(seed: 7)
    for _ in 0..<2000 {
      let exponent = Int.random(in: -60...60, using: &random)
      let value = Double.random(in: 1...2, using: &random) * Foundation.pow(2, Double(exponent))
      let exact = try #require(Rational(exactly: value))
      let logarithm = try #require(DecimalLogarithm.of(exact))
      #expect(abs(Double(logarithm) - Foundation.log10(value)) < 0x1p-30, "\(value)")
    }
  }

  @Test func logarithmsGrowAndAdd() throws {
    var random = SplitMix64(seed: 8)
    for _ in 0..<300 {
      let a = Integer(Int.random(in: 1...Int.max, using: &random)).power(5)
      let b = Integer(Int.random(in: 1...1000, using: &random))
      let parts = try [a, b, a * b, a + b].map { try #require(DecimalLogarithm.of(Rational($0))) }
      #expect((parts[2] - parts[0] - parts[1]).magnitude <= Rational(3, Integer(1) << 31))
      #expect(parts[3] >= parts[0] && parts[0] >= parts[1] - 3)
    }
  }

  struct TickCase: Sendable, CustomTestStringConvertible {
    let scale: Axis.Scale
    let lower: Rational
    let upper: Rational
    let labels: [String]
    var testDescription: String { "\(scale) from \(lower) to \(upper)" }
  }

  @Test(arguments: [
    TickCase(
      scale: .linear, lower: 0, upper: 1, labels: ["0.0", "0.2", "0.4", "0.6", "0.8", "1.0"]),
    TickCase(
      scale: .linear, lower: -2, upper: 2, labels: ["\u{2212}2", "\u{2212}1", "0", "1", "2"]),
    TickCase(
      scale: .linear, lower: 0, upper: 65536, labels: ["0", "20,000", "40,000", "60,000"]),
    TickCase(
      scale: .linear, lower: 0, upper: Rational(Integer(10).power(100) * 2),
      labels: ["0", "0.5×10^{100}", "1.0×10^{100}", "1.5×10^{100}", "2.0×10^{100}"]),
    TickCase(
      scale: .linear, lower: Rational(1, 100_000_000), upper: Rational(3, 100_000_000),
      labels: ["1.0×10^{−8}", "1.5×10^{−8}", "2.0×10^{−8}", "2.5×10^{−8}", "3.0×10^{−8}"]),
    TickCase(
      scale: .logarithmic, lower: 0, upper: 4, labels: ["1", "10", "100", "1000", "10,000"]),
    TickCase(
      scale: .logarithmic, lower: -2, upper: 1, labels: ["10^{−2}", "10^{−1}", "10^{0}", "10^{1}"]),
    TickCase(
      scale: .logarithmic, lower: 0, upper: 4000,
      labels: ["10^{0}", "10^{1000}", "10^{2000}", "10^{3000}", "10^{4000}"]),
    TickCase(
      scale: .logarithmic, lower: 1, upper: 2, labels: ["10", "20", "50", "100"]),
  ])
  func marksAreRound(_ example: TickCase) {
    let axis = Axis("", scale: example.scale)
    let marks = axis.marks(from: example.lower, to: example.upper, count: 5)
    #expect(marks.compactMap(\.label) == example.labels)
  }

  @Test func marksStayInsideAndAreOrdered() {
    var random = SplitMix64(seed: 9)
    for _ in 0..<400 {
      let scale: Axis.Scale = random.nextInt(below: 2) == 0 ? .linear : .logarithmic
      let size = Rational(10).power(random.nextInt(below: scale == .linear ? 40 : 5))
      let lower = random.nextDyadic(bits: 20) * size
      let upper = lower + (random.nextDyadic(bits: 20).magnitude + Rational(1, 1000)) * size
      let count = 2 + random.nextInt(below: 9)
      let marks = Axis("", scale: scale).marks(from: lower, to: upper, count: count)
      let places = marks.map(\.coordinate)
      #expect(places.allSatisfy { $0 >= lower && $0 <= upper })
      #expect(zip(places, places.dropFirst()).allSatisfy { $0 < $1 })
      #expect(marks.count(where: { $0.label != nil }) <= count + 14)
      #expect(Set(marks.compactMap(\.label)).count == marks.count(where: { $0.label != nil }))
    }
  }

  @Test func limitsLeaveRoomAndHonourARange() {
    let axis = Axis("")
    #expect(axis.limits(showing: [0, 25], includesZero: false) == (-1, 26))
    #expect(axis.limits(showing: [25, 50], includesZero: true) == (0, 52))
    #expect(axis.limits(showing: [3], includesZero: false).0 < 3)
    #expect(axis.limits(showing: [], includesZero: false) == (0, 1))
    let ranged = Axis("", scale: .logarithmic, range: 1...1000)
    #expect(ranged.limits(showing: [5], includesZero: false) == (0, 3))
  }
}
