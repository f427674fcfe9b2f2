import ExactNumbers
import LinearRegions
import Reporting

/// The picture of the regions of one or several networks, each in a panel of its own.
struct MapPicture {
  let traces: [MapTrace]
  let fill: FillName?
  let showsLayers: Bool

  /// About the width of a character of a panel's title in pixels.
  private static let characterWidth = 8

  var figure: Figure {
    let fill = regionFill
    let columns = traces.count == 4 ? 2 : min(3, traces.count)
    let names = traces.map(\.subject.name).joined(separator: ", ")
    let described = traces.map { "\($0.subject.name) on \($0.window.text): \(counts($0))" }
    return Figure(
      title: "Regions of \(names)", summary: described.joined(separator: "; ") + ".",
      panels: traces.map { panel($0, fill, columns: columns) }, columns: columns,
      width: columns == 1 ? 720 : 960, legend: showsLayers ? .below : .none, panelAspect: aspect,
      key: fill.key)
  }

  private func panel(_ trace: MapTrace, _ fill: RegionFill, columns: Int) -> Panel {
    let names = trace.subject.axisNames
    let labels = names.map { trace.subject.plane.slice == nil ? $0 : "slice coordinate \($0)" }
    return Panel.regionMap(
      title: title(trace, room: columns == 1 ? 560 : (columns == 2 ? 310 : 190)),
      xAxis: Axis(labels[0]), yAxis: Axis(labels[1]),
      map: trace.map, fill: fill, edges: edges)
  }

  /// The longest title for which there is room; of a long name the end is kept.
  private func title(_ trace: MapTrace, room: Int) -> String {
    let name = trace.subject.name
    let activation = trace.counts.activationRegions.map { "\($0)" } ?? "?"
    let linear = trace.counts.linearRegions.map { "\($0)" } ?? "?"
    let choices = [
      ": \(counts(trace))", ": \(activation) activation, \(linear) linear regions",
      ": \(activation) and \(linear) regions",
    ]
    let letters = room / Self.characterWidth
    if let choice = choices.first(where: { name.count + $0.count <= letters }) {
      return name + choice
    }
    let short = ": \(activation) regions"
    let kept = max(4, letters - short.count - 1)
    return (name.count <= kept ? name : "…" + name.suffix(kept)) + short
  }

  private func counts(_ trace: MapTrace) -> String {
    let activation = trace.counts.activationRegions.map { "\($0)" } ?? "?"
    let linear = trace.counts.linearRegions.map { "\($0)" } ?? "?"
    return "\(activation) activation regions, \(linear) linear regions"
  }

  /// Equal units on both axes, unless the panel then were too high or too flat.
  private var aspect: Rational {
    guard let frame = traces.first?.map.frame else { return 1 }
    let (x, y) = (frame.x, frame.y)
    let ratio = (y.upperBound - y.lowerBound) / (x.upperBound - x.lowerBound)
    return ratio >= Rational(2, 5) && ratio <= Rational(5, 4) ? ratio : 1
  }

  private var edges: [RegionEdgeStyle] {
    func style(_ color: FigureColor, _ weight: SeriesStyle.Weight, isKink: Bool) -> SeriesStyle {
      SeriesStyle(color: color, dash: isKink ? .solid : .dotted, weight: weight)
    }
    guard showsLayers else {
      return [true, false].map { isKink in
        RegionEdgeStyle(style: style(.black, .hairline, isKink: isKink))
      }
    }
    let depth = traces.map(\.subject.depth).max() ?? 1
    return [true, false].flatMap { isKink in
      (0..<depth).map { layer in
        RegionEdgeStyle(
          isKink ? "layer \(layer + 1)" : nil,
          style: style(FigureColor.ordered(layer, of: depth), .thin, isKink: isKink))
      }
    }
  }

  private var regionFill: RegionFill {
    guard let first = traces.first, let fill else { return .none }
    switch fill {
    case .affine:
      let typical = traces.compactMap(\.map.typicalSlope).max() ?? 1
      let names = first.subject.axisNames
      return .slopes(
        SlopeColors(
          "slope of \(first.subject.outputName)", xAxis: names[0], yAxis: names[1],
          typical: typical))
    case .pattern:
      let ranges = traces.compactMap(\.activeRange)
      let (low, high) = (ranges.map(\.lowerBound).min() ?? 0, ranges.map(\.upperBound).max() ?? 0)
      return .scale(.counts("active neurons", showing: low...high))
    case .value:
      let ranges = traces.compactMap(\.map.valueRange)
      let (low, high) = (ranges.map(\.lowerBound).min() ?? 0, ranges.map(\.upperBound).max() ?? 0)
      return .scale(.values(first.subject.outputName, showing: low...high))
    }
  }
}
