import ExactNumbers
import Testing

@testable import Reporting

@Suite("Colours of maps")
struct RegionColorTests {
  @Test("A band ends at 0 where values have both signs, and the bands cover the values")
  func valueScales() {
    let ranges: [(Rational, Rational)] = [
      (-1, 1), (-3, Rational(1, 7)), (Rational(-1, 1000), 5), (2, 3), (-5, -4), (0, 1), (-1, 0),
      (4, 4),
    ]
    for (low, high) in ranges {
      let scale = ColorScale.values("f", showing: low...high)
      #expect(scale.lower <= low && scale.upper >= high)
      #expect(scale.lower + scale.step > low || low == high)
      #expect(scale.upper - scale.step < high || low == high)
      #expect(Set(scale.colors).count == scale.colors.count)
      guard low.sign == .negative && high.sign == .positive else { continue }
      #expect((scale.lower / scale.step).isInteger)
      let blue = scale.colors[scale.band(of: low)]
      let orange = scale.colors[scale.band(of: high)]
      #expect(blue.blue > blue.red && orange.red > orange.blue)
    }
    let scale = ColorScale.values("f", showing: 0...1, bandCount: 4)
    #expect([-1, 0, Rational(1, 4), Rational(1, 2), 1, 9].map(scale.band) == [0, 0, 1, 2, 3, 3])
  }

  @Test func countScales() {
    let scale = ColorScale.counts("n", showing: 3...9)
    #expect((3...9).map { scale.band(of: Rational($0)) } == Array(0...6))
    #expect(Set(scale.colors).count == 7)
    #expect(ColorScale.counts("n", showing: 5...5).colors.count == 1)
    #expect(Set(ColorScale.counts("n", showing: 0...300).colors).count > 100)
  }

  @Test("Equal slopes have one colour, opposite ones differ, and flat is grey")
  func slopes() {
    let colors = SlopeColors("slope", xAxis: "x", yAxis: "y", typical: Rational(37, 10))
    #expect(colors.typical == 2)
    #expect(
      SlopeColors("", xAxis: "", yAxis: "", typical: Rational(1, 30)).typical == Rational(1, 50))
    #expect(SlopeColors("", xAxis: "", yAxis: "", typical: 1000).typical == 1000)
    let directions: [(Rational, Rational)] = [(1, 0), (1, 1), (0, 1), (-1, 1)]
    for (x, y) in directions {
      #expect(colors.color(x: x, y: y) == colors.color(x: x, y: y, shade: 3))
      #expect(colors.color(x: x, y: y) != colors.color(x: -x, y: -y))
      #expect(Set((0...2).map { colors.color(x: x, y: y, shade: $0) }).count == 3)
      #expect(colors.color(x: x, y: y) != colors.color(x: 9 * x, y: 9 * y))
    }
    let flat = colors.color(x: 0, y: 0)
    #expect(flat.red == flat.green && flat.green == flat.blue)
    let steep = SlopeColors("", xAxis: "", yAxis: "", typical: Rational(1, 1_000_000))
    for (x, y) in directions {
      #expect(steep.color(x: x, y: y) == steep.color(x: 100 * x, y: 100 * y))
    }
    let huge = Rational(Integer(10).power(400))
    #expect(colors.color(x: huge, y: 0) == colors.color(x: 2 * huge, y: 0))
  }

  @Test("Bands cut a region along its level lines and cover it", arguments: [71, 72] as [UInt64])
  func bands(seed: UInt64) {
    var random = SplitMix64(seed: seed)
    for _ in 0..<20 {
      let corners = (0..<3).map { _ in
        GridPoint(x: Int32(random.next() % (1 << 20)), y: Int32(random.next() % (1 << 20)))
      }
      let values = (0..<3).map { _ in Rational(Int(random.next() % 41) - 20, 3) }
      let range = (values.min() ?? 0)...(values.max() ?? 0)
      let bands = ValueBands(scale: .values("f", showing: range, bandCount: 8))
      let parts = bands.parts(of: corners, values: values)
      let whole = Self.doubledArea(corners)
      let sum = parts.reduce(0) { $0 + Self.doubledArea($1.corners) }
      // Each crossing is rounded by half a step, along an edge of at most 2^21.
      #expect(abs(whole - sum) <= 16 << 21)
      #expect(parts.map(\.band) == parts.map(\.band).sorted())
      #expect(parts.first?.band == bands.scale.band(of: range.lowerBound))
      if range.lowerBound < range.upperBound {
        #expect(parts.last?.band == bands.scale.band(of: range.upperBound))
      }
    }
    let flat = ValueBands(scale: .values("f", showing: -1...1, bandCount: 2))
    let square = [(0, 0), (8, 0), (8, 8), (0, 8)].map { GridPoint(x: $0.0, y: $0.1) }
    let halves = flat.parts(of: square, values: [-1, 1, 1, -1])
    #expect(halves.map { Self.doubledArea($0.corners) } == [64, 64])
    #expect(halves[0].corners.contains(GridPoint(x: 4, y: 0)))
    #expect(flat.parts(of: square, values: [0, 0, 0, 0]).map(\.band) == [1])
  }

  private static func doubledArea(_ corners: [GridPoint]) -> Int {
    abs(
      corners.indices.reduce(0) { sum, index in
        let (a, b) = (corners[index], corners[(index + 1) % corners.count])
        return sum + Int(a.x) * Int(b.y) - Int(b.x) * Int(a.y)
      })
  }
}
