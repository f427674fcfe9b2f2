/// The data of an SVG path in whole hundredths of a pixel, each point written as a step from the one
/// before: a third of the bytes of written-out coordinates.
struct CompactPath {
  private(set) var text = ""
  /// Where the pen is.
  private var pen = Position(x: 0, y: 0)

  var isEmpty: Bool { text.isEmpty }

  /// Adds a closed polygon; points that fall together are one, and nothing is added where less than
  /// a triangle is left.
  mutating func addPolygon(_ points: [Position]) {
    var corners: [Position] = []
    for point in points where point != corners.last { corners.append(point) }
    if corners.count > 1 && corners.first == corners.last { corners.removeLast() }
    guard corners.count > 2 else { return }
    move(to: corners[0])
    for corner in corners.dropFirst() { step(to: corner) }
    text += "z"
    pen = corners[0]
  }

  /// Adds an open line.
  mutating func addLine(_ points: [Position]) {
    guard points.count > 1 else { return }
    move(to: points[0])
    for point in points.dropFirst() { step(to: point) }
  }

  private mutating func move(to point: Position) {
    text += "m"
    write(point.x - pen.x, isFirst: true)
    write(point.y - pen.y, isFirst: false)
    pen = point
  }

  /// Points after a move are lines, so they need no letter.
  private mutating func step(to point: Position) {
    write(point.x - pen.x, isFirst: false)
    write(point.y - pen.y, isFirst: false)
    pen = point
  }

  private mutating func write(_ length: Length, isFirst: Bool) {
    if !isFirst && length.hundredths >= 0 { text += " " }
    text += String(length.hundredths)
  }
}
