internal import ExactNumbers

/// A point in homogeneous coordinates: x = coordinates / scale, or the direction of a ray (scale 0).
///
/// The coordinates and the scale have no common factor, so equal points are equal values.
struct FoldVertex: Hashable, Sendable {
  let coordinates: [Integer]
  let scale: Integer

  init(_ coordinates: [Integer], scale: Integer) {
    let divisor = commonDivisor(of: coordinates, scale)
    self.coordinates =
      divisor == .one ? coordinates : coordinates.map { $0.exactlyDivided(by: divisor) }
    self.scale = divisor == .one ? scale : scale.exactlyDivided(by: divisor)
  }

  /// The point a·u + b·v of homogeneous coordinates, for a, b > 0: it lies between u and v.
  init(between u: FoldVertex, _ a: Integer, _ v: FoldVertex, _ b: Integer) {
    self.init(
      zip(u.coordinates, v.coordinates).map { a * $0 + b * $1 }, scale: a * u.scale + b * v.scale)
  }

  /// A positive multiple of the direction from this point to another.
  func direction(to other: FoldVertex) -> [Integer] {
    zip(coordinates, other.coordinates).map { scale * $1 - other.scale * $0 }
  }

  /// An order in which equal points are equal; it has no other meaning.
  func precedes(_ other: FoldVertex) -> Bool {
    if scale != other.scale { return scale < other.scale }
    return coordinates.lexicographicallyPrecedes(other.coordinates)
  }
}

/// The positive common divisor of some integers; 1 when all are zero.
///
/// It stops at the first 1, which is where it gets in nearly every case.
func commonDivisor(of numbers: [Integer], _ first: Integer) -> Integer {
  var divisor = first.magnitude
  for number in numbers where divisor != .one {
    if number.sign != .zero { divisor = divisor.greatestCommonDivisor(with: number) }
  }
  return divisor.sign == .zero ? .one : divisor
}

/// A piece of the line as the next layer sees it: its pre-activations run straight from u to v.
///
/// The order of the two ends is forgotten: what happens to a segment in the layers behind does not
/// depend on it.
struct FoldSegment: Hashable, Sendable {
  let u: FoldVertex
  let v: FoldVertex
  /// Whether the ends given were swapped.
  static func ordered(_ u: FoldVertex, _ v: FoldVertex) -> (segment: FoldSegment, swapped: Bool) {
    v.precedes(u) ? (FoldSegment(u: v, v: u), true) : (FoldSegment(u: u, v: v), false)
  }

  /// Whether every later layer is constant on it.
  var isPoint: Bool { u == v }
}

/// A breakpoint of earlier layers as the next layer sees it.
///
/// `point` is its pre-activation; `left` and `right` are the directions in which the pre-activations
/// leave it on either side, both per unit of |t| up to one common positive factor. Left and right are
/// ordered, since turning the line around changes nothing that is counted.
struct FoldJunction: Hashable, Sendable {
  var point: FoldVertex
  var left: [Integer]
  var right: [Integer]
  /// Sum of both directions in the carried coordinates: how much they bend.
  var carriedBend: [Integer]
  /// Whether some neuron active on a side vanishes at the point (kept only when R1 is asked for).
  var vanishesLeft: Bool
  var vanishesRight: Bool

  /// Divides out the common factor of the directions and orders the sides.
  func canonical() -> FoldJunction {
    let divisor = commonDivisor(of: left + right + carriedBend, .zero)
    var copy = self
    if divisor != .one {
      copy.left = left.map { $0.exactlyDivided(by: divisor) }
      copy.right = right.map { $0.exactlyDivided(by: divisor) }
      copy.carriedBend = carriedBend.map { $0.exactlyDivided(by: divisor) }
    }
    let swaps =
      copy.right.lexicographicallyPrecedes(copy.left)
      || (copy.left == copy.right && copy.vanishesRight && !copy.vanishesLeft)
    if swaps {
      swap(&copy.left, &copy.right)
      swap(&copy.vanishesLeft, &copy.vanishesRight)
    }
    return copy
  }

  /// Whether no later layer can bend at it any more.
  var isFlat: Bool {
    left.allSatisfy { $0.sign == .zero } && right.allSatisfy { $0.sign == .zero }
      && carriedBend.allSatisfy { $0.sign == .zero }
  }
}
