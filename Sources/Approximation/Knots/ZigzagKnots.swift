internal import ExactNumbers

/// Coarse knots with the data of a perspective parabola between neighbours.
///
/// Three functions are affine between the knots x_0 < … < x_K: A with values a_i; a positive height v
/// with values v_i; and the zigzag z, 0 at even knots and v at odd ones, so that z/v runs from 0 to 1
/// and back, a Möbius function of x on each cell. The curve is approximated by
///
///   A − c · v · h(z/v),   h(t) = t − t²,
///
/// and h by its interpolant h_M at j/M. With v constant, each cell is a parabola of the chord gap
/// c v/4. In general (v h(z/v))″ = −2 (z′v − zv′)²/v³, and z′v − zv′ is constant on a cell; so with v
/// near |f″|^(−1/3) the second derivative is right not only in the middle of the cell but all over
/// it: what remains is of fourth order in the cell's size, and a hyperbola 1/(1 + y) is met exactly.
/// v · relu(z/v − j/k) = relu(z − (j/k) v) is a neuron, so this costs no more than carrying v along.
struct ZigzagKnots: Hashable, Sendable {
  /// The knots, K + 1 of them, rising.
  var places: [Rational]
  /// A there.
  var values: [Rational]
  /// v there, each above 0.
  var heights: [Rational]
  /// c: above 0 for a convex curve.
  var scale: Rational

  /// K.
  var cellCount: Int { places.count - 1 }

  /// Whether v is the same at all knots.
  var isLevel: Bool { heights.allSatisfy { $0 == heights[0] } }

  /// The breakpoints of A − c v h_M(z/v) with the values there.
  ///
  /// On a rising cell z = t v_{i+1} and v = v_i + t (v_{i+1} − v_i) at the share t of the cell, so
  /// z/v = s at t = s v_i / ((1 − s) v_{i+1} + s v_i); and h_M(s) = s − s² for s = j/M.
  func samples(cells: Int) -> [(x: Rational, y: Rational)] {
    var samples = [(x: places[0], y: values[0])]
    for i in 0..<cellCount {
      let (left, right) = (heights[i], heights[i + 1])
      for j in 1..<max(cells, 1) {
        let part = Rational(i.isMultiple(of: 2) ? j : cells - j, cells)
        // On a falling cell z/v = 1 at its left end: the same with the parts exchanged.
        let (near, far) = i.isMultiple(of: 2) ? (part, 1 - part) : (1 - part, part)
        let share = near * left / (far * right + near * left)
        let height = left + share * (right - left)
        samples.append(
          (
            places[i] + share * (places[i + 1] - places[i]),
            values[i] + share * (values[i + 1] - values[i])
              - scale * height * (part - part * part)
          ))
      }
      samples.append((places[i + 1], values[i + 1]))
    }
    return samples
  }

  /// The same with a number added to A.
  func shifted(by offset: Rational) -> ZigzagKnots {
    var result = self
    for index in values.indices { result.values[index] += offset }
    return result
  }
}
