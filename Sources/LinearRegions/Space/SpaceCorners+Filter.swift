internal import ExactNumbers

/// The corners of a bounded box as vertices of the first cell.
enum SpaceCorners {
  /// No coordinate of the box is larger, in size, than this double.
  static func largestCoordinate(_ box: [Interval]) -> Double {
    ends(box).map { max(Double($0.0).magnitude, Double($0.1).magnitude) }.reduce(0, max)
      * (1 + 0x1p-50)
  }

  /// Lower and upper ends.
  private static func ends(_ box: [Interval]) -> [(Rational, Rational)] {
    box.map { interval in
      guard case (.finite(let lower), .finite(let upper)) = (interval.lower, interval.upper) else {
        preconditionFailure("the search of vertices needs a bounded box")
      }
      return (lower, upper)
    }
  }

  /// Writes the corners into the pool of the input layer.
  ///
  /// The error of a coordinate is that of rounding to nearest, or 2⁻⁵⁰⁰ where that underflows.
  /// - Parameters:
  ///   - box: one bounded interval an input.
  ///   - pool: empty.
  ///   - ids: receives the corners, 2ⁿ of them.
  static func write(
    _ box: [Interval], to pool: inout VertexPool, _ ids: UnsafeMutablePointer<Int32>
  ) {
    let ends = ends(box)
    for corner in 0..<(1 << box.count) {
      let id = pool.make()
      ids[corner] = id
      let values = pool.values(id)
      for index in 0..<pool.numberCount { values[index] = 0 }
      for word in 0..<pool.facetWords { pool.facetSet(id)[word] = 0 }
      for (input, pair) in ends.enumerated() {
        let side = corner >> input & 1
        let value = Double(side == 0 ? pair.0 : pair.1)
        values[input] = value
        let isExact = Rational(exactly: value) == (side == 0 ? pair.0 : pair.1)
        values[pool.errorStart + input] = isExact ? 0 : value.magnitude * 0x1p-52 + 0x1p-500
        let slot = 2 * input + side
        pool.facetSet(id)[slot >> 6] |= 1 << UInt64(slot & 63)
      }
    }
  }
}
