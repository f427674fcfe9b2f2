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

  /// The coordinates after ReLU.
  var rectified: [Integer] { coordinates.map { $0.sign == .positive ? $0 : .zero } }

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
  /// Whether every later layer is constant on it.
  var isPoint: Bool { u == v }
}

extension FoldVertex {
  /// A point of the input line, or the direction of one of its ends.
  init(inputAt end: ExtendedRational) {
    switch end {
    case .negativeInfinity: self.init([-1], scale: .zero)
    case .positiveInfinity: self.init([1], scale: .zero)
    case .finite(let value): self.init([value.numerator], scale: value.denominator)
    }
  }
}
