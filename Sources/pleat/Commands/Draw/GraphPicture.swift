import Approximation
import ExactNumbers
import LinearPieces
import ReLUNetworks
import Reporting

/// The picture of one or several networks along a line.
struct GraphPicture {
  let traces: [GraphTrace]
  var target: TargetTrace?
  let window: Interval
  let showsLayers: Bool
  let isStacked: Bool

  /// A graph with more breakpoints, or more ticks, than this shows neither.
  static let markLimit = 150
  /// More layers than this are named by a few of them in the legend.
  private static let namedLayers = 8

  var figure: Figure {
    var panels = isStacked ? traces.map { panel([$0]) } : [panel(traces)]
    if let target {
      let labels = traces.map(name)
      panels.append(target.panel(xAxis: xAxis(traces), labels: labels))
    }
    let isNamed = panels.contains { $0.series.contains { $0.label != nil } }
    let pieces = traces.map { "\(name($0)): \($0.pieceCount) linear pieces" }
    let distances = traces.indices.compactMap { index in
      target.map { " Sup error against \($0.target): \($0.errorText(index))." }
    }
    return Figure(
      title: "Graph of " + traces.map(name).joined(separator: ", "),
      summary: "On \(window). \(pieces.joined(separator: "; ")). Dots are breakpoints, hollow "
        + "ticks are places where a neuron switches and the slope stays." + distances.joined(),
      panels: panels, panelHeight: isStacked && traces.count > 2 ? 180 : target == nil ? 320 : 240,
      legend: isNamed ? .below : .none, sharesXAxis: isStacked || target != nil)
  }

  private func panel(_ traces: [GraphTrace]) -> Panel {
    var panel = Panel.functionGraphs(
      title: isStacked && self.traces.count > 1 ? traces.map(name).joined() : nil,
      xAxis: xAxis(traces), yAxis: Axis(yLabel(traces)), graphs: traces.flatMap(graphs),
      hairlines: showsLayers ? traces.flatMap(hairlines) : [],
      layerCount: traces.map(depth).max() ?? 0, markLimit: Self.markLimit)
    if showsLayers { panel.series = thinned(panel.series) }
    if let target {
      let style = SeriesStyle(color: .black, dash: .dashed, weight: .thin)
      panel.series.append(Series(target.target.description, .line(target.curve), style: style))
    }
    return panel
  }

  private func xAxis(_ traces: [GraphTrace]) -> Axis {
    var label = "x"
    if traces.first?.subject.line.segment != nil {
      label = "t"
    } else if let names = traces.first?.subject.network.network.inputNames {
      label = names[0]
    }
    guard let lower = window.lower.finiteValue, let upper = window.upper.finiteValue else {
      return Axis(label)
    }
    return Axis(label, range: lower...upper)
  }

  private func yLabel(_ traces: [GraphTrace]) -> String {
    guard traces.count == 1, let trace = traces.first, trace.outputs.count == 1,
      let names = trace.subject.network.network.outputNames
    else { return "output" }
    return names[trace.outputs[0].number - 1]
  }

  private func graphs(_ trace: GraphTrace) -> [FunctionGraph] {
    trace.outputs.map { output in
      let isMarked = output.markCount <= Self.markLimit
      return FunctionGraph(
        label: label(trace, output), vertices: output.vertices,
        breakpoints: isMarked ? output.breakpoints : [],
        activationChanges: isMarked ? output.ticks : [],
        color: showsLayers && trace.outputs.count == 1 ? .black : nil)
    }
  }

  /// Names a graph where a panel has several; equal names throughout a figure have one colour.
  private func label(_ trace: GraphTrace, _ output: OutputTrace) -> String? {
    let names = trace.subject.network.network.outputNames
    let outputName = names?[output.number - 1] ?? "output \(output.number)"
    let hasOutputs = trace.outputs.count > 1
    guard !isStacked && (traces.count > 1 || target != nil) else {
      return hasOutputs ? outputName : nil
    }
    return hasOutputs ? "\(name(trace)), \(outputName)" : name(trace)
  }

  private func name(_ trace: GraphTrace) -> String { trace.subject.network.shortName }

  private func depth(_ trace: GraphTrace) -> Int {
    trace.changes.map(\.layer).max() ?? 0
  }

  private func hairlines(_ trace: GraphTrace) -> [LayerHairlines] {
    let places = Dictionary(grouping: trace.changes, by: \.layer)
    return places.keys.sorted().map { layer in
      LayerHairlines(layer: layer, places: places[layer, default: []].map(\.position))
    }
  }

  /// Takes names of layers out of a long legend, evenly.
  private func thinned(_ series: [Series]) -> [Series] {
    let lines = series.indices.filter { index in
      if case .verticals = series[index].content { true } else { false }
    }
    guard lines.count > Self.namedLayers else { return series }
    let steps = Self.namedLayers - 1
    let kept = Set((0...steps).map { lines[$0 * (lines.count - 1) / steps] })
    var series = series
    for index in lines where !kept.contains(index) { series[index].label = nil }
    return series
  }
}
