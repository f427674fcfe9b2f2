internal import ExactNumbers

/// The corners of a box as vertices of the first cell; an infinite end of a side stands for ±M.
enum SpaceCorners {
  /// No finite coordinate of the box is larger, in size, than this double.
  static func largestCoordinate(_ box: [Interval]) -> Double {
    box.flatMap { [$0.lower, $0.upper] }.reduce(1.0) { largest, end in
      guard case .finite(let value) = end else { return largest }
      return max(largest, Double(value).magnitude * (1 + 0x1p-50))
    }
  }

  /// An end of a side in double, with a bound of its error.
  static func rounded(_ end: Rational) -> (value: Double, error: Double) {
    let value = Double(end)
    let isExact = Rational(exactly: value) == end
    return (value, isExact ? 0 : value.magnitude * 0x1p-52 + 0x1p-500)
  }

  /// Writes the corners into the pool of the input layer.
  ///
  /// The error of a coordinate is that of rounding to nearest, or 2⁻⁵⁰⁰ where that underflows.
  /// - Parameters:
  ///   - box: one interval an input.
  ///   - pool: empty; symbolic if an end is infinite.
  ///   - ids: receives the corners, 2ⁿ of them.
  static func write(
    _ box: [Interval], to pool: inout VertexPool, _ ids: UnsafeMutablePointer<Int32>
  ) {
    for corner in 0..<(1 << box.count) {
      let id = pool.make()
      ids[corner] = id
      let values = pool.values(id)
      for index in 0..<pool.numberCount { values[index] = 0 }
      for word in 0..<pool.facetWords { pool.facetSet(id)[word] = 0 }
      for (input, interval) in box.enumerated() {
        let side = corner >> input & 1
        switch side == 0 ? interval.lower : interval.upper {
        case .finite(let end):
          (values[input], values[pool.errorStart + input]) = rounded(end)
        case .negativeInfinity: pool.leading(id)[input] = -1
        case .positiveInfinity: pool.leading(id)[input] = 1
        }
        let slot = 2 * input + side
        pool.facetSet(id)[slot >> 6] |= 1 << UInt64(slot & 63)
      }
    }
  }
}
