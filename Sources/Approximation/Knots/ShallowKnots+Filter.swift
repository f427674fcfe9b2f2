internal import ExactNumbers

/// A guess of the knots of a free-knot interpolant: where, and how far beside the curve.
///
/// With error E a piece on a convex stretch may leave the curve E below it, touch E above it and
/// come back to E below it: its chord gap is 2E, and no piece through that start reaches farther.
/// A piece across an inflection starts on one side of the tube and ends on the other.
struct ShallowKnots: Sendable {
  /// The knots, from the start of the domain to its end.
  var places: [Double]
  /// What is added to the curve at each knot: −E where it is convex, E where it is concave.
  var offsets: [Double]

  /// The number of pieces.
  var pieceCount: Int { places.count - 1 }

  /// Lays pieces from the left, each as long as an error allows.
  ///
  /// - Returns: `nil` when there would be more pieces than `limit`.
  init?(_ curve: Curve, error: Double, limit: Int) {
    let stretches = curve.stretches.enumerated().map { index, stretch in
      (
        end: Double(
          index + 1 == curve.stretches.count ? curve.domain.upper : stretch.range.upper),
        side: stretch.curvature == .negative ? 1.0 : stretch.curvature == .positive ? -1.0 : 0.0
      )
    }
    places = [Double(curve.domain.lower)]
    offsets = [error * stretches[0].side]
    var index = 0
    while pieceCount <= limit {
      let here = places[places.count - 1]
      let (end, side) = stretches[index]
      let reach = side == 0 ? end : curve.guide.reach(from: here, gap: 2 * error, limit: end)
      if reach < end {
        append(reach, error * side)
      } else if index + 1 == stretches.count {
        append(end, error * side)
        return
      } else {
        let next = stretches[index + 1]
        let place = curve.guide.crossing(from: here, over: end, to: next.end, side * error)
        append(place, error * next.side)
        index += 1
        if place >= next.end {
          if index + 1 == stretches.count { return }
          index += 1
          offsets[offsets.count - 1] = error * stretches[index].side
        }
      }
    }
    return nil
  }

  private mutating func append(_ place: Double, _ offset: Double) {
    places.append(place)
    offsets.append(offset)
  }

  /// The fewest pieces for an error, with the error that makes them about equally good.
  static func balanced(_ curve: Curve, error: Rational, limit: Int) -> ShallowKnots? {
    let most = Double(error) * (1 - 1e-9)
    guard let first = ShallowKnots(curve, error: most, limit: limit) else { return nil }
    var best = first
    var (low, high) = (most / 4, most)
    for _ in 0..<12 {
      let middle = (low + high) / 2
      if let knots = ShallowKnots(curve, error: middle, limit: first.pieceCount),
        knots.pieceCount == first.pieceCount
      {
        (best, high) = (knots, middle)
      } else {
        low = middle
      }
    }
    return best
  }

  /// About the least error of some number of pieces; 2^−900 for an affine curve.
  static func leastError(_ curve: Curve, pieces: Int) -> Rational {
    func fits(_ error: Double) -> Bool {
      ShallowKnots(curve, error: error, limit: pieces).map { $0.pieceCount <= pieces } ?? false
    }
    var high = 1.0
    while high < 0x1p900 && !fits(high) { high *= 16 }
    while high > 0x1p-900 && fits(high / 16) { high /= 16 }
    var low = high / 16
    for _ in 0..<16 where high > 0x1p-900 {
      let middle = (low * high).squareRoot()
      if fits(middle) { high = middle } else { low = middle }
    }
    return Rational(exactly: high) ?? 1
  }

  /// The knots as short dyadic numbers, with values that short slopes lead to.
  ///
  /// Of the distance to the next knot `digits` binary digits are kept, of the values a few more
  /// than the error asked for has.
  func samples(_ curve: Curve, digits: Int, error: Rational) -> [(x: Rational, y: Rational)] {
    let knots = Self.rounded(places, on: curve.domain, digits: digits)
    let fraction = (1 / error).ceiling.bitLength + digits
    var samples: [(x: Rational, y: Rational)] = []
    for (x, offset) in zip(knots, offsets) {
      let goal = curve.enclosure(at: x).midpoint + (Rational(exactly: offset) ?? 0)
      guard let last = samples.last else {
        samples.append((x, goal.rounded(toFractionBits: fraction)))
        continue
      }
      let step = x - last.x
      let slopeDigits = max(0, fraction + 1 - (1 / step).floor.bitLength)
      let slope = ((goal - last.y) / step).rounded(toFractionBits: slopeDigits)
      samples.append((x, last.y + slope * step))
    }
    return samples
  }

  /// Rising numbers as dyadic ones, to a few digits of the distance to the next; the ends exactly.
  static func rounded(
    _ places: [Double], on domain: RationalInterval, digits: Int
  ) -> [Rational] {
    var result = [domain.lower]
    for index in places.indices.dropFirst().dropLast() {
      let gap = min(places[index] - places[index - 1], places[index + 1] - places[index])
      let fraction = digits - (gap > 0 ? Int(gap.exponent) : 0)
      let value = (Rational(exactly: places[index]) ?? 0).rounded(toFractionBits: fraction)
      if let last = result.last, last < value, value < domain.upper { result.append(value) }
    }
    return result + [domain.upper]
  }
}

extension Rational {
  /// The multiple of 2^−bits next to the number.
  func rounded(toFractionBits bits: Int) -> Rational {
    RationalInterval(self + Rational(dyadicNumerator: 1, fractionBits: bits + 1))
      .rounded(fractionBits: bits).lower
  }
}

extension FunctionGuide {
  /// About the farthest q ≤ limit with chord gap at most `gap` from p: with a gap of a part in 10¹⁰
  /// less at most.
  func reach(from p: Double, gap: Double, limit: Double) -> Double {
    if chordGap(p, limit) <= gap { return limit }
    var (low, high) = (p, limit)
    let curvature = bend(p).magnitude
    var q = curvature > 0 ? p + (8 * gap / curvature).squareRoot() : (p + limit) / 2
    for _ in 0..<200 {
      if !(q > low && q < high) { q = (low + high) / 2 }
      let found = chordGap(p, q)
      if found <= gap { low = q } else { high = q }
      if found <= gap && found >= gap * (1 - 1e-10) { break }
      if high - low <= 1e-14 * (high - p) { break }
      // The gap grows about as the square of the length.
      let step = (q - p) * (gap / found).squareRoot()
      let next = p + step * (found <= gap ? 1 + 1e-12 : 1 - 1e-12)
      q =
        (high - low) > 0.5 * (limit - p) && !(next > low && next < high)
        ? (low + high) / 2 : next
      if (q - low).magnitude < 1e-15 * (high - p) { break }
    }
    return low
  }

  /// The farthest end of a line from beside the curve at p across an inflection w to the other
  /// side of the curve, within the tube; `offset` is what is added at p.
  func crossing(from p: Double, over w: Double, to limit: Double, _ offset: Double) -> Double {
    func fits(_ q: Double) -> Bool {
      let start = value(p) + offset
      let slope = (value(q) - offset - start) / (q - p)
      func distance(_ x: Double) -> Double { (start + slope * (x - p) - value(x)).magnitude }
      let places = [tangentPoint(p, w, slope: slope), tangentPoint(w, q, slope: slope), w]
      return places.allSatisfy { distance($0) <= offset.magnitude }
    }
    if fits(limit) { return limit }
    var (low, high) = (w, limit)
    for _ in 0..<50 {
      let middle = (low + high) / 2
      if fits(middle) { low = middle } else { high = middle }
    }
    return low
  }
}
