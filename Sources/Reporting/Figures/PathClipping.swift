import ExactNumbers

/// Cuts a line at the edges of a panel, exactly, and thins it out to what can be seen.
struct PathClipping {
  private let x: AxisMapping
  private let y: AxisMapping

  init(_ x: AxisMapping, _ y: AxisMapping) {
    self.x = x
    self.y = y
  }

  /// A point by its coordinates on the two axes.
  private struct Point {
    let x: Rational
    let y: Rational

    func moved(toward end: Point, by share: Rational) -> Point {
      Point(x: x + share * (end.x - x), y: y + share * (end.y - y))
    }
  }

  /// The visible parts of the line through some points, each from where it enters to where it
  /// leaves; a point that has no place on a logarithmic axis breaks the line.
  func paths(through points: [PlotPoint]) -> [[Position]] {
    var paths: [[Position]] = []
    var current: [Position] = []
    var previous: Point?
    for point in points {
      guard let px = x.coordinate(point.x), let py = y.coordinate(point.y) else {
        previous = nil
        continue
      }
      let next = Point(x: px, y: py)
      defer { previous = next }
      guard let start = previous else { continue }
      guard let segment = visible(from: start, to: next) else { continue }
      let (from, to) = (place(segment.0), place(segment.1))
      if current.last != from {
        if current.count > 1 { paths.append(current) }
        current = [from]
      }
      if to != from { current.append(to) }
    }
    if current.count > 1 { paths.append(current) }
    return paths.map(Self.thinned)
  }

  private func place(_ point: Point) -> Position {
    Position(x: x.length(point.x), y: y.length(point.y))
  }

  /// The part of a segment within the panel.
  ///
  /// - Source: Liang and Barsky 1984, "A new concept and method for line clipping".
  private func visible(from start: Point, to end: Point) -> (Point, Point)? {
    func isInside(_ point: Point) -> Bool { x.contains(point.x) && y.contains(point.y) }
    if isInside(start) && isInside(end) { return (start, end) }
    var (first, last): (Rational, Rational) = (0, 1)
    for (from, to, axis) in [(start.x, end.x, x), (start.y, end.y, y)] {
      let step = to - from
      if step.sign == .zero {
        if !axis.contains(from) { return nil }
        continue
      }
      let (atLower, atUpper) = ((axis.lower - from) / step, (axis.upper - from) / step)
      first = max(first, min(atLower, atUpper))
      last = min(last, max(atLower, atUpper))
    }
    guard first < last else { return nil }
    return (start.moved(toward: end, by: first), start.moved(toward: end, by: last))
  }

  /// At most four points within each fifth of a pixel of the horizontal axis.
  ///
  /// They are where the line comes in, its lowest and highest point, and where it goes out; what is
  /// left out lies between them.
  private static func thinned(_ path: [Position]) -> [Position] {
    guard path.count > 4000 else { return path }
    var thinned: [Position] = []
    var start = 0
    while start < path.count {
      let column = path[start].x.hundredths / 20
      var end = start
      while end < path.count && path[end].x.hundredths / 20 == column { end += 1 }
      let range = start..<end
      if range.count <= 4 {
        thinned += path[range]
      } else if let low = range.min(by: { path[$0].y < path[$1].y }),
        let high = range.max(by: { path[$0].y < path[$1].y })
      {
        let kept = Set([start, low, high, end - 1]).sorted()
        thinned += kept.map { path[$0] }
      }
      start = end
    }
    return thinned
  }
}
