import ExactNumbers
import Testing

@testable import Reporting

@Suite("Lines cut at the edges of a panel")
struct PathClippingTests {
  /// Ten by ten units on 100 by 100 pixels, the vertical axis upward.
  private func clipping(_ scale: Axis.Scale = .linear) -> PathClipping {
    PathClipping(
      AxisMapping(scale: .linear, lower: 0, upper: 10, start: 0, end: 100),
      AxisMapping(scale: scale, lower: 0, upper: 10, start: 100, end: 0))
  }

  private func paths(_ points: [(Rational, Rational)]) -> [[String]] {
    clipping().paths(through: points.map { PlotPoint($0.0, $0.1) }).map { $0.map(\.text) }
  }

  @Test func table() {
    #expect(paths([(0, 0), (10, 10)]) == [["0,100", "100,0"]])
    #expect(paths([(-10, -10), (20, 20)]) == [["0,100", "100,0"]])
    #expect(paths([(-5, 0), (0, 15)]) == [])
    #expect(paths([(5, -5), (5, 5), (15, 5)]) == [["50,100", "50,50", "100,50"]])
    #expect(paths([(1, 5), (3, 25), (5, 5)]) == [["10,50", "15,0"], ["45,0", "50,50"]])
    #expect(paths([(0, 11), (10, 11)]) == [])
    #expect(paths([(3, 3)]) == [])
    #expect(paths([(3, 3), (3, 3), (4, 4)]) == [["30,70", "40,60"]])
  }

  @Test func whatHasNoLogarithmBreaksTheLine() {
    let points = [PlotPoint(0, 1), PlotPoint(1, 10), PlotPoint(2, 0), PlotPoint(3, 1)]
    let paths = clipping(.logarithmic).paths(through: points + [PlotPoint(4, 100)])
    #expect(paths.map { $0.map(\.text) } == [["0,100", "10,90"], ["30,100", "40,80"]])
  }

  /// Cutting is compared with walking along each segment in small exact steps.
  @Test func agreesWithWalkingAlongTheLine() {
    var random = SplitMix64(seed: 3)
    for _ in 0..<200 {
      let ends = (0..<2).map { _ in
        PlotPoint(
          Rational(random.nextInt(below: 41) - 15), Rational(random.nextInt(below: 41) - 15))
      }
      let walk = (0...400).map { step -> PlotPoint in
        let share = Rational(step, 400)
        return PlotPoint(
          ends[0].x + share * (ends[1].x - ends[0].x), ends[0].y + share * (ends[1].y - ends[0].y))
      }
      let inside = walk.filter { $0.x >= 0 && $0.x <= 10 && $0.y >= 0 && $0.y <= 10 }
      let path = clipping().paths(through: ends).first ?? []
      guard let first = inside.first, let last = inside.last, inside.count > 1 else {
        continue
      }
      let reach = Length(pixels: 1)
      #expect(distance(path.first, first) <= reach)
      #expect(distance(path.last, last) <= reach)
    }
  }

  private func distance(_ position: Position?, _ point: PlotPoint) -> Length {
    guard let position else { return 1000 }
    let x = Length(rounding: point.x * 10) - position.x
    let y = Length(rounding: 100 - point.y * 10) - position.y
    return max(max(x, -x), max(y, -y))
  }

  @Test func longLinesAreThinnedToWhatIsSeen() {
    let points = (0...100_000).map {
      PlotPoint(Rational($0, 10_000), $0.isMultiple(of: 2) ? 2 : 8)
    }
    let path = clipping().paths(through: points)[0]
    #expect(path.count <= 4 * 501 && path.count >= 500)
    #expect(path.map(\.y).min() == 20 && path.map(\.y).max() == 80)
    #expect(path.first?.text == "0,80" && path.last?.text == "100,80")
  }
}
