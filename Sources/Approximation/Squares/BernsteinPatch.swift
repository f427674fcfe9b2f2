internal import ExactNumbers

/// A polynomial on a box in the Bernstein basis: its values lie between the least and the greatest
/// coefficient, and the coefficients at the corners are its values there.
///
/// Halving the box brings the coefficients closer to the values, quadratically.
struct BernsteinPatch {
  /// The degree in each variable.
  let degrees: [Int]
  /// One coefficient for every choice of an index up to the degree in each variable; the last
  /// variable runs fastest.
  private(set) var coefficients: [Rational]

  /// The most coefficients that are worth their price.
  static let sizeLimit = 4096

  /// The patch of a polynomial, or `nil` where it would have more than `sizeLimit` coefficients.
  init?(_ polynomial: MultivariatePolynomial, on box: [RationalInterval]) {
    degrees = polynomial.degrees
    var size = 1
    for degree in degrees {
      size *= degree + 1
      guard size <= Self.sizeLimit else { return nil }
    }
    coefficients = [Rational](repeating: 0, count: size)
    for (exponents, coefficient) in polynomial.terms {
      let place = zip(exponents, degrees).reduce(0) { $0 * ($1.1 + 1) + $1.0 }
      coefficients[place] = coefficient
    }
    for (axis, interval) in box.enumerated() {
      transform(axis) { Self.bernstein($0, interval) }
    }
  }

  /// An enclosure of the polynomial's values on the patch.
  var range: RationalInterval {
    var (low, high) = (coefficients[0], coefficients[0])
    for value in coefficients.dropFirst() {
      if value < low { low = value }
      if value > high { high = value }
    }
    return RationalInterval(low, high)
  }

  /// The polynomial's values at the corners of the patch.
  var corners: [Rational] {
    var places = [0]
    for degree in degrees {
      places = places.flatMap { place in
        degree == 0 ? [place] : [place * (degree + 1), place * (degree + 1) + degree]
      }
    }
    return places.map { coefficients[$0] }
  }

  /// The two halves of the patch, cut across one axis.
  func halves(axis: Int) -> (BernsteinPatch, BernsteinPatch) {
    var (left, right) = (self, self)
    left.transform(axis) { Self.halve($0).left }
    right.transform(axis) { Self.halve($0).right }
    return (left, right)
  }

  /// Replaces every line of coefficients along an axis.
  private mutating func transform(_ axis: Int, _ change: ([Rational]) -> [Rational]) {
    let length = degrees[axis] + 1
    let stride = degrees[(axis + 1)...].reduce(1) { $0 * ($1 + 1) }
    for start in coefficients.indices where (start / stride).isMultiple(of: length) {
      let places = (0..<length).map { start + $0 * stride }
      for (place, value) in zip(places, change(places.map { coefficients[$0] })) {
        coefficients[place] = value
      }
    }
  }

  /// From powers of x to the Bernstein basis of an interval: with x = lower + width · t the
  /// coefficients a_j of t^j give b_i = Σ_{j ≤ i} C(i, j)/C(n, j) a_j.
  private static func bernstein(_ powers: [Rational], _ interval: RationalInterval) -> [Rational] {
    let degree = powers.count - 1
    guard degree > 0 else { return powers }
    var shifted = Polynomial(powers).shifted(by: interval.lower)
      .withArgument(scaledBy: interval.width).coefficients
    shifted += [Rational](repeating: 0, count: powers.count - shifted.count)
    for j in shifted.indices { shifted[j] /= Rational(Integer.binomial(degree, j)) }
    return (0...degree).map { i in
      (0...i).reduce(Rational.zero) { $0 + Rational(Integer.binomial(i, $1)) * shifted[$1] }
    }
  }

  /// De Casteljau's halving.
  private static func halve(_ line: [Rational]) -> (left: [Rational], right: [Rational]) {
    var (row, left, right) = (line, [Rational](), [Rational]())
    while let first = row.first, let last = row.last {
      left.append(first)
      right.append(last)
      row = zip(row, row.dropFirst()).map { ($0 + $1) / 2 }
    }
    return (left, right.reversed())
  }
}
