internal import ExactNumbers

/// The power of |f″| that the heights are.
struct HeightPower: Sendable {
  /// 0 for constant heights, 1/3 for true perspective; a multiple of 1/12.
  let exponent: Double
  /// Whether |f″| may fall to a millionth of its greatest, not a fiftieth, before it is cut off.
  let isSteep: Bool

  static let all =
    [0, 2, 3, 4, 5].map { HeightPower(exponent: $0 / 12, isSteep: false) }
    + [2, 3, 4].map { HeightPower(exponent: $0 / 12, isSteep: true) }
}

/// A guess, in doubles, of coarse knots and heights, with what they leave of the error.
///
/// The heights are |f″|^(−power): 0 makes all cells of one chord gap, 1/3 makes f″ right all over
/// the cell. The knots make A − c v h(z/v) equal the curve where z/v = 1/2.
struct ZigzagGuess: Sendable {
  let places: [Double]
  let heights: [Double]
  /// c, with the curve's sign.
  let scale: Double
  /// At places in the cells, by z/v = step/24: A − c v h(z/v) − f, c v, and f′/2.
  private let probes: [(step: Int, rest: Double, gap: Double, slope: Double)]

  /// Lays `cells` cells on a curve of one curvature.
  init?(_ curve: Curve, cells: Int, power: HeightPower, error: Double) {
    let guide = curve.guide
    let (start, end) = (Double(curve.domain.lower), Double(curve.domain.upper))
    let side = curve.stretches[0].curvature == .negative ? -1.0 : 1.0
    guard let height = guide.heights(start, end, power: power, error: error) else { return nil }
    var scale = guide.bend((start + end) / 2).magnitude * (end - start) * (end - start)
    scale /= Double(cells * cells)
    var places: [Double] = []
    for _ in 0..<20 {
      let laid = guide.cells(start, end, limit: 4 * cells + 8, scale: scale, side, height)
      places = laid.places
      if (laid.count - Double(cells)).magnitude < 1e-7 { break }
      let ratio = laid.count / Double(cells)
      scale *= min(max(ratio * ratio, 1e-3), 1e3)
    }
    guard places.count >= cells + 1, scale.isFinite else { return nil }
    places = Array(places[...cells])
    places[cells] = end
    self.places = places
    self.scale = side * scale
    let heights = places.map(height)
    self.heights = heights
    probes = (0..<cells).flatMap { cell in
      (0...24).map { step in
        let (p, q, u, v) = (places[cell], places[cell + 1], heights[cell], heights[cell + 1])
        let part = Double(step) / 24
        let share = part * u / ((1 - part) * v + part * u)
        let x = p + share * (q - p)
        let high = u + share * (v - u)
        let chord = guide.value(p) + share * (guide.value(q) - guide.value(p))
        let rest = chord - side * scale * high * part * (1 - part) - guide.value(x)
        let slope = guide.slope(x)
        return (step, rest, side * scale * high, slope.isFinite ? slope / 2 : 0)
      }
    }
  }

  /// About the sup error with M pieces a cell, and the argument delayed by up to `delay`.
  func predictedError(cells: Int, delay: Double) -> Double {
    var (low, high) = (Double.infinity, -Double.infinity)
    let share = 1 / (Double(cells) * Double(cells))
    for probe in probes {
      // h − h_M = s (1 − s)/M² at the share s of a piece; its half at most is taken off A.
      let spread = (probe.slope * delay).magnitude
      let peak = probe.gap * share / 8
      var (least, most) = (-peak, peak)
      if cells <= 12 {
        let part = Double(probe.step * cells % 24) / 24
        let bulge = probe.gap * share * (part * (1 - part) - 0.125)
        (least, most) = (bulge, bulge)
      }
      low = min(low, probe.rest + min(least, most) - spread)
      high = max(high, probe.rest + max(least, most) + spread)
    }
    return (high - low) / 2
  }

  /// The knots as short dyadic numbers.
  func rounded(
    _ curve: Curve, digits: Int, cells: Int, delay: Double, error: Rational
  ) -> ZigzagKnots {
    let knots = ShallowKnots.rounded(places, on: curve.domain, digits: digits)
    let (factor, exact) = (1 / Double(cells * cells), heights.allSatisfy { $0 == heights[0] })
    let tall = heights.map { height in
      exact ? 1 : Self.significant(height / heights[0], digits: digits)
    }
    let fraction = (1 / error).ceiling.bitLength + 8
    var values: [Rational] = []
    for (index, x) in knots.enumerated() {
      let slope = curve.guide.slope(places[index])
      let drop = (slope.isFinite ? slope * delay / 2 : 0) + scale * heights[index] * factor / 8
      let goal = curve.enclosure(at: x).midpoint - (Rational(exactly: drop) ?? 0)
      guard let last = values.last else {
        values.append(goal.rounded(toFractionBits: fraction))
        continue
      }
      let step = x - knots[index - 1]
      let slopeDigits = max(0, fraction + 1 - (1 / step).floor.bitLength)
      values.append(last + ((goal - last) / step).rounded(toFractionBits: slopeDigits) * step)
    }
    return ZigzagKnots(
      places: knots, values: values, heights: tall,
      scale: Self.significant(scale * heights[0], digits: digits + 4))
  }

  /// A number other than 0 with few significant binary digits.
  private static func significant(_ value: Double, digits: Int) -> Rational {
    guard value.isNormal, let exact = Rational(exactly: value) else { return 1 }
    return exact.rounded(toFractionBits: digits - Int(value.exponent))
  }
}

extension FunctionGuide {
  /// |f″|^(−power) with the extremes of f″ cut off.
  fileprivate func heights(
    _ start: Double, _ end: Double, power: HeightPower, error: Double
  ) -> (@Sendable (Double) -> Double)? {
    let exponent = power.exponent
    guard exponent > 0 else { return { _ in 1 } }
    let width = end - start
    // Where f″ is infinite, at an end, knots come as close to it as the error makes sensible.
    let margin = bend(start).isFinite ? 0 : 36 * error * error
    let most = (0...64).map { bend(start + margin + (width - margin) * Double($0) / 64).magnitude }
    let peak = most.reduce(0, max)
    if power.isSteep && (margin > 0 || most.reduce(peak, min) >= 0.02 * peak) { return nil }
    let cut = margin > 0 ? 0 : peak * (power.isSteep ? 1e-6 : 0.02)
    let second = bend
    return { x in
      Self.power(max(second(max(x, start + margin)).magnitude, cut), -exponent)
    }
  }

  /// x^(n/12) for a rising x > 0 and multiples of 1/12, by roots.
  private static func power(_ x: Double, _ exponent: Double) -> Double {
    let twelfths = Int((exponent.magnitude * 12).rounded())
    // y = x^(1/12): two square roots, then Newton's cube root.
    let fourth = x.squareRoot().squareRoot()
    var root = fourth > 1 ? fourth : 1
    for _ in 0..<200 {
      let next = (2 * root + fourth / (root * root)) / 3
      if (next - root).magnitude <= 1e-15 * root { break }
      root = next
    }
    let result = (0..<twelfths).reduce(1.0) { product, _ in product * root }
    return exponent < 0 ? 1 / result : result
  }

  /// Cells from the left, each with A − c v/4 on the curve where z/v = 1/2.
  ///
  /// - Returns: the ends, and how many cells there are, the last one in part.
  fileprivate func cells(
    _ start: Double, _ end: Double, limit: Int, scale: Double, _ side: Double,
    _ height: (Double) -> Double
  ) -> (places: [Double], count: Double) {
    /// The chord's gap there over the gap wanted: about the square of the length.
    func ratio(_ p: Double, _ q: Double) -> Double {
      let (u, v) = (height(p), height(q))
      let share = u / (u + v)
      let x = p + share * (q - p)
      let chord = value(p) + share * (value(q) - value(p))
      return side * (chord - value(x)) / (scale * (u + share * (v - u)) / 4)
    }
    var places = [start]
    while places.count <= limit {
      let p = places[places.count - 1]
      let whole = ratio(p, end)
      if whole <= 1 {
        return (places + [end], Double(places.count - 1) + max(whole, 0).squareRoot())
      }
      var (low, high) = (p, end)
      var q = p + (end - p) / whole.squareRoot()
      for step in 0..<80 {
        if !(q > low && q < high) { q = (low + high) / 2 }
        let found = ratio(p, q)
        if (found - 1).magnitude < 1e-10 { break }
        if found < 1 { low = q } else { high = q }
        q = step % 4 == 3 || found <= 0 ? (low + high) / 2 : p + (q - p) / found.squareRoot()
      }
      if !(q > p) { break }
      places.append(q)
    }
    return (places, Double(limit))
  }
}
