import ExactNumbers

/// Cuts a convex region along the level lines of an affine function, into bands of one colour.
struct ValueBands {
  let scale: ColorScale

  private struct Corner {
    let place: GridPoint
    let value: Rational
  }

  /// Cuts a region.
  ///
  /// - Parameters:
  ///   - corners: the region's corners, in order around it.
  ///   - values: the function's value at each.
  /// - Returns: the parts with their bands, from the lowest band on.
  func parts(
    of corners: [GridPoint], values: [Rational]
  ) -> [(band: Int, corners: [GridPoint])] {
    guard let low = values.min(), let high = values.max() else { return [] }
    var rest = zip(corners, values).map { Corner(place: $0, value: $1) }
    var parts: [(band: Int, corners: [GridPoint])] = []
    let first = scale.band(of: low)
    for band in first...max(first, scale.band(of: high)) {
      let level = scale.boundary(band + 1)
      guard level < high && band < scale.colors.count - 1 else {
        parts.append((band, rest.map(\.place)))
        break
      }
      parts.append((band, cut(rest, at: level, keepsBelow: true).map(\.place)))
      rest = cut(rest, at: level, keepsBelow: false)
    }
    return parts
  }

  /// The part of a convex polygon on one side of a level.
  ///
  /// A crossing is computed from the lower end of its edge, whichever region it is cut for, so
  /// neighbours agree on it.
  private func cut(_ corners: [Corner], at level: Rational, keepsBelow: Bool) -> [Corner] {
    var kept: [Corner] = []
    for (index, corner) in corners.enumerated() {
      let next = corners[(index + 1) % corners.count]
      if keepsBelow ? corner.value <= level : corner.value >= level { kept.append(corner) }
      let isCrossing =
        (corner.value < level && next.value > level)
        || (corner.value > level && next.value < level)
      guard isCrossing else { continue }
      let (low, high) = corner.value < next.value ? (corner, next) : (next, corner)
      let share = (level - low.value) / (high.value - low.value)
      func between(_ a: Int32, _ b: Int32) -> Int32 {
        let step = (share * Rational(Int(b) - Int(a)) + Rational(1, 2)).floor
        return a + Int32(Int(exactly: step) ?? 0)
      }
      let place = GridPoint(
        x: between(low.place.x, high.place.x), y: between(low.place.y, high.place.y))
      kept.append(Corner(place: place, value: level))
    }
    return kept
  }
}
