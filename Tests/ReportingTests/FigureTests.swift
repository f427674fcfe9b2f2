import ExactNumbers
import Foundation
import Testing

@testable import Reporting

@Suite("Figures")
struct FigureTests {
  @Test func lengthsAreWrittenInHundredths() {
    let texts: [(Int, String)] = [
      (0, "0"), (5, "0.05"), (-5, "-0.05"), (10, "0.1"), (100, "1"), (-1250, "-12.5"),
      (312, "3.12"), (72000, "720"),
    ]
    for (hundredths, text) in texts { #expect(Length(hundredths: hundredths).text == text) }
    #expect(Length(rounding: Rational(1, 3)).hundredths == 33)
    #expect(Length(rounding: Rational(-1, 3)).hundredths == -33)
    #expect(Length(rounding: Rational(1, 200)).hundredths == 1)
    #expect(Length(rounding: Rational(Integer(10).power(50))).hundredths > 0)
  }

  @Test func raisedAndLoweredText() {
    #expect(FigureText("plain").svg(size: 10) == "plain")
    #expect(
      FigureText("10^{K} < n_{0}").svg(size: 10)
        == "10<tspan dy=\"-3.8\" font-size=\"7\">K</tspan><tspan dy=\"3.8\" dx=\"3.2\">&lt; n</tspan>"
        + "<tspan dy=\"2\" font-size=\"7\">0</tspan>")
    #expect(FigureText("a^b ^{open").svg(size: 10) == "a^b ^{open")
    #expect(FigureText("00").width(size: 10).hundredths == 1272)
  }

  @Test(
    "Every example is well-formed and says what it is", arguments: FigureExamples.all.map(\.name))
  func examplesAreWellFormed(_ name: String) throws {
    let figure = try #require(FigureExamples.all.first { $0.name == name }?.figure)
    let svg = figure.svg()
    #expect(try Self.elementsBalance(svg))
    #expect(svg.contains("<title id=\"title\">"))
    #expect(svg.contains("<desc id=\"summary\">"))
    #expect(!svg.contains("nan") && !svg.contains("inf"))
    #expect(svg == figure.svg())
  }

  @Test("No text is cut off or meets another", arguments: FigureExamples.all.map(\.name))
  func textsKeepApart(_ name: String) throws {
    let figure = try #require(FigureExamples.all.first { $0.name == name }?.figure)
    let svg = figure.svg()
    let height = try #require(svg.firstMatch(of: /height="([0-9.]+)"/)?.1)
    let boxes = try Self.textBoxes(svg)
    #expect(!boxes.isEmpty)
    for (index, box) in boxes.enumerated() {
      #expect(box.left >= 0 && box.right <= Double(figure.width), "\(box.text)")
      #expect(box.top >= 0 && box.bottom <= Double(height) ?? 0, "\(box.text)")
      for other in boxes[(index + 1)...] {
        let apart =
          box.right <= other.left || other.right <= box.left || box.bottom <= other.top
          || other.bottom <= box.top
        #expect(apart, "\(box.text) meets \(other.text)")
      }
    }
  }

  @Test("The bytes of a small figure")
  func bytesAreFixed() {
    let figure = Figure(
      title: "A & B", summary: "x^{2} at two points",
      panels: [
        Panel(
          xAxis: Axis("x", range: 0...3, ticks: [Axis.Tick(1, "1")]),
          yAxis: Axis("", range: 0...9, ticks: []),
          series: [Series("s", .line([PlotPoint(1, 1), PlotPoint(2, Integer(4))]))])
      ], panelHeight: 90, width: 200, legend: .none)
    #expect(figure.svg() == Self.smallFigure)
  }

  static let smallFigure = """
    <svg xmlns="http://www.w3.org/2000/svg" width="200" height="156" viewBox="0 0 200 156" \
    role="img" aria-labelledby="title summary" \
    font-family="Helvetica, Arial, 'DejaVu Sans', sans-serif">
      <title id="title">A &amp; B</title>
      <desc id="summary">x^2 at two points</desc>
      <rect x="0" y="0" width="200" height="156" fill="#ffffff"/>
      <g class="panel">
        <g stroke="#e4e4e4" stroke-width="0.8">
          <line x1="70" y1="16" x2="70" y2="106"/>
        </g>
        <g fill="none" stroke="#0072b2" stroke-width="1.8" stroke-opacity="1" \
    stroke-dasharray="none" stroke-linejoin="round">
          <polyline points="70,96 122,66"/>
        </g>
        <g stroke="#333333" stroke-width="1" fill="none">
          <line x1="18" y1="16" x2="18" y2="106"/>
          <line x1="18" y1="106" x2="174" y2="106"/>
          <line x1="70" y1="106" x2="70" y2="111"/>
        </g>
        <g fill="#1a1a1a">
          <text x="70" y="125" font-size="12" text-anchor="middle">1</text>
          <text x="96" y="145" font-size="13" text-anchor="middle">x</text>
        </g>
      </g>
    </svg>

    """

  @Test func hugeValuesHaveTheirPlace() {
    let svg = FigureExamples.huge.svg()
    #expect(svg.contains("10<tspan dy=\"-4.56\" font-size=\"8.4\">4000</tspan>"))
  }

  @Test func equalLabelsHaveEqualColours() {
    let panels = (0..<2).map { index in
      Panel(
        xAxis: Axis("x"), yAxis: Axis("y"),
        series: (index == 0 ? ["a", "b"] : ["b", "a"]).map {
          Series($0, .scatter([PlotPoint(0, 0), PlotPoint(1, 1)]))
        })
    }
    let layout = FigureLayout(Figure(title: "", summary: "", panels: panels))
    #expect(layout.panels[0].colors == [.blue, .vermilion])
    #expect(layout.panels[1].colors == [.vermilion, .blue])
    #expect(layout.legend.map(\.label) == ["a", "b"])
  }

  @Test func theColoursOfAnOrderAreDistinct() {
    for count in 1...40 {
      let colors = (0..<count).map { FigureColor.ordered($0, of: count) }
      #expect(Set(colors).count == count)
    }
    #expect(FigureColor.vermilion.hex == "#d55e00")
  }

  @Test func aFigureWithoutPanelsTraps() async {
    await #expect(processExitsWith: .failure) {
      _ = Figure(title: "", summary: "", panels: [])
    }
  }
}

extension FigureTests {
  struct TextBox {
    let text: String
    let left, right, top, bottom: Double
  }

  private static func elementsBalance(_ svg: String) throws -> Bool {
    var open: [Substring] = []
    for match in svg.matches(of: /<(\/?)([a-z]+)([^<>]*?)(\/?)>/) {
      if match.1 == "/" {
        guard open.popLast() == match.2 else { return false }
      } else if match.4.isEmpty {
        open.append(match.2)
      }
    }
    let bare = svg.replacing(/<\/?[a-z][^<>]*>/, with: "")
    return open.isEmpty && !bare.contains("<") && !bare.contains(">")
  }

  /// The extents of all texts that aren't turned, with 20 % of the size below the base line.
  private static func textBoxes(_ svg: String) throws -> [TextBox] {
    let pattern = /<text x="([-0-9.]+)" y="([-0-9.]+)" font-size="(\d+)"([^>]*)>(.*?)<\/text>/
    return try svg.matches(of: pattern).compactMap { match in
      if match.4.contains("rotate") { return nil }
      let (x, y) = (try #require(Double(match.1)), try #require(Double(match.2)))
      let size = try #require(Int(match.3))
      let text = String(match.5).replacing(/<tspan[^>]*>/, with: "")
        .replacing("</tspan>", with: "").replacing("&lt;", with: "<")
      let width =
        Double(
          FigureText(text).width(size: size, isBold: match.4.contains("bold")).hundredths) / 100
      let left =
        match.4.contains("middle") ? x - width / 2 : (match.4.contains("\"end\"") ? x - width : x)
      return TextBox(
        text: text, left: left, right: left + width, top: y - Double(size) * 0.8,
        bottom: y + Double(size) * 0.2)
    }
  }
}
