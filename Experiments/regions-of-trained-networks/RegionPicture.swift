internal import ExactNumbers
internal import LinearRegions
internal import ReLUNetworks
internal import Reporting

/// A panel with the regions of a case on its box, drawn from their exact corners.
///
/// Colours show the value of one output, in bands along its level lines, blue where it is negative and
/// orange where it is positive. Black edges are drawn by the first hidden layer, grey ones by those
/// behind, and across dotted ones the network's function is the same.
struct RegionPicture {
  let example: TrainedCase
  let title: String
  /// The output shown, as a combination of the network's outputs.
  let weights: [Rational]
  /// Texts at places of the plane.
  var marks: [Panel.Annotation] = []

  private static let edges = [
    RegionEdgeStyle("edge of layer 1", style: SeriesStyle(color: .black, weight: .thin)),
    RegionEdgeStyle("edge of layer 2", style: SeriesStyle(color: .gray, weight: .hairline)),
    RegionEdgeStyle(
      "no kink", style: SeriesStyle(color: .vermilion, dash: .dotted, weight: .thin)),
  ]

  func panel() throws -> Panel {
    let map = try map()
    let values = map.valueRange ?? 0...0
    var panel = Panel.regionMap(
      title: title, xAxis: Axis("", ticks: Self.ticks(map.frame.x)),
      yAxis: Axis("", ticks: Self.ticks(map.frame.y)), map: map,
      fill: .scale(.values("value", showing: values, bandCount: 12)), edges: Self.edges)
    panel.annotations = marks
    if !marks.isEmpty {
      panel.series.append(
        Series(
          nil, .scatter(marks.map(\.point)),
          style: SeriesStyle(color: .black, marker: .openCircle)))
    }
    return panel
  }

  private func map() throws -> RegionMap {
    var regions: [ActivationRegion] = []
    try example.restricted.forEachActivationRegion(in: example.box) { regions.append($0) }
    // In an order of their own, so that the figure does not depend on that of the search.
    let ordered = regions.map { (pattern: $0.pattern.description, region: $0) }
      .sorted { $0.pattern < $1.pattern }
    var map = RegionMap(frame: try frame())
    for (_, region) in ordered {
      let sides = Self.sides(region)
      map.addRegion(
        sides.map { PlotPoint($0.corner[0], $0.corner[1]) },
        .values(sides.map { value(region.affineMap($0.corner)) }))
      for (side, next) in zip(sides, sides.dropFirst() + sides.prefix(1)) {
        guard case .neuron(let layer, _) = side.edge.origin else { continue }
        map.addEdge(
          from: PlotPoint(side.corner[0], side.corner[1]),
          to: PlotPoint(next.corner[0], next.corner[1]),
          kind: side.edge.isKink ? min(layer, 2) - 1 : 2)
      }
    }
    return map
  }

  /// The corners, each with the edge behind it, from the leftmost, or of these the lowest, on.
  private static func sides(
    _ region: ActivationRegion
  ) -> [(corner: [Rational], edge: RegionFacet)] {
    let corners = region.vertices.map(\.point)
    let first = corners.indices.min { corners[$0].lexicographicallyPrecedes(corners[$1]) } ?? 0
    return corners.indices.map { index in
      let place = (first + index) % corners.count
      return (corners[place], region.facets[place])
    }
  }

  private func value(_ outputs: [Rational]) -> Rational {
    zip(weights, outputs).reduce(0) { $0 + $1.0 * $1.1 }
  }

  private func frame() throws -> PlaneFrame {
    let sides = example.box.compactMap { side -> ClosedRange<Rational>? in
      guard case .finite(let lower) = side.lower, case .finite(let upper) = side.upper else {
        return nil
      }
      return lower...upper
    }
    precondition(sides.count == 2, "a picture of \(example.name)")
    return PlaneFrame(x: sides[0], y: sides[1])
  }

  /// Whole numbers.
  private static func ticks(_ range: ClosedRange<Rational>) -> [Axis.Tick] {
    var ticks: [Axis.Tick] = []
    var value = range.lowerBound.ceiling
    while Rational(value) <= range.upperBound {
      ticks.append(Axis.Tick(Rational(value), value.description))
      value += 1
    }
    return ticks
  }
}
