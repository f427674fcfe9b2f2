import ExactNumbers

/// Draws the regions and the edges of a map: one path a colour, lines as long as they can be.
///
/// The paths are in hundredths of a pixel, in a group that scales them down.
struct RegionMapDrawing {
  let map: RegionMap
  /// Where the map stands in the figure.
  let frame: Frame

  /// The fills, each in a hairline of its own colour, so that no background shines through between
  /// neighbours.
  func drawRegions(_ fill: RegionFill, into writer: inout SVGWriter) {
    var paths: [FigureColor: CompactPath] = [:]
    for region in map.regions {
      for (color, corners) in parts(of: region, fill) {
        paths[color, default: CompactPath()].addPolygon(corners.map { $0.position(in: frame) })
      }
    }
    writer.begin(
      "g",
      [
        "class": "regions", "transform": "scale(.01)", "stroke-width": "35",
        "stroke-linejoin": "round",
      ])
    for (hex, path) in paths.map({ ($0.key.hex, $0.value) }).sorted(by: { $0.0 < $1.0 })
    where !path.isEmpty {
      writer.element("path", ["fill": hex, "stroke": hex, "d": path.text])
    }
    writer.end()
  }

  private func parts(
    of region: RegionMap.Region, _ fill: RegionFill
  ) -> [(FigureColor, [GridPoint])] {
    switch (fill, region.mark) {
    case (.colors(let colors), .kind(let kind)) where colors.indices.contains(kind):
      [(colors[kind], region.corners)]
    case (.scale(let scale), .kind(let kind)):
      [(scale.colors[scale.band(of: Rational(kind))], region.corners)]
    case (.scale(let scale), .values(let values)):
      ValueBands(scale: scale).parts(of: region.corners, values: values)
        .map { (scale.colors[$0.band], $0.corners) }
    case (.slopes(let slopes), .slopes(let x, let y, let shade)):
      [(slopes.color(x: x, y: y, shade: shade), region.corners)]
    default: []
    }
  }

  /// The edges of one kind in a style: thinner where regions are small.
  func drawEdges(
    ofKind kind: Int, _ style: SeriesStyle, color: FigureColor, into writer: inout SVGWriter
  ) {
    var path = CompactPath()
    for trail in EdgeTrails.trails(of: map.edges(ofKind: kind)) {
      path.addLine(trail.map { $0.position(in: frame) })
    }
    guard !path.isEmpty else { return }
    let width = lineWidth(style.weight)
    let dashes = style.dash == .solid ? "none" : "\(2 * width) \(3 * width)"
    writer.element(
      "path",
      [
        "class": "edges", "transform": "scale(.01)", "fill": "none", "stroke": color.hex,
        "stroke-width": String(width), "stroke-dasharray": dashes, "stroke-linejoin": "round",
        "d": path.text,
      ])
  }

  /// A line's width in hundredths of a pixel: a part of a typical region's, within limits.
  private func lineWidth(_ weight: SeriesStyle.Weight) -> Int {
    let area = frame.width.hundredths * frame.height.hundredths / max(1, map.regionCount)
    var side = 1
    while side * side < area { side += max(1, side / 16) }
    let (share, limits) =
      switch weight {
      case .hairline: (20, 9...55)
      case .thin: (12, 14...100)
      case .regular: (10, 16...120)
      }
    return min(max(side / share, limits.lowerBound), limits.upperBound)
  }
}

/// Joins edges to long lines, so that each is drawn once and few points are written twice.
enum EdgeTrails {
  /// Lines that together go along every edge once.
  static func trails(of edges: [RegionMap.Edge]) -> [[GridPoint]] {
    var edgesAt: [GridPoint: [Int]] = [:]
    for (index, edge) in edges.enumerated() {
      edgesAt[edge.start, default: []].append(index)
      edgesAt[edge.end, default: []].append(index)
    }
    var isDrawn = [Bool](repeating: false, count: edges.count)
    var trails: [[GridPoint]] = []
    for (index, edge) in edges.enumerated() where !isDrawn[index] {
      isDrawn[index] = true
      var trail = [edge.start, edge.end]
      for _ in 0..<2 {
        while let next = straightest(from: trail, edges, edgesAt, isDrawn) {
          isDrawn[next] = true
          let end = trail[trail.count - 1]
          trail.append(edges[next].start == end ? edges[next].end : edges[next].start)
        }
        trail.reverse()
      }
      trails.append(trail)
    }
    return trails
  }

  /// The edge at a line's end that is not drawn yet and turns off least.
  private static func straightest(
    from trail: [GridPoint], _ edges: [RegionMap.Edge], _ edgesAt: [GridPoint: [Int]],
    _ isDrawn: [Bool]
  ) -> Int? {
    let (before, end) = (trail[trail.count - 2], trail[trail.count - 1])
    let (dx, dy) = (Int(end.x - before.x), Int(end.y - before.y))
    var best: (index: Int, forward: Int, side: Int)?
    for index in edgesAt[end, default: []] where !isDrawn[index] {
      let next = edges[index].start == end ? edges[index].end : edges[index].start
      let (nx, ny) = (Int(next.x - end.x), Int(next.y - end.y))
      let (forward, side) = (dx * nx + dy * ny, abs(dx * ny - dy * nx))
      guard forward > 0 else { continue }
      // side / forward is the tangent of the turn.
      if let best, Self.product(side, best.forward) >= Self.product(best.side, forward) { continue }
      best = (index, forward, side)
    }
    return best?.index
  }

  private static func product(_ a: Int, _ b: Int) -> Int128 { Int128(a) * Int128(b) }
}
