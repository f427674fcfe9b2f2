internal import ExactNumbers

extension FunctionGuide {
  /// 1/(1 + c y).
  init(hyperbola factor: Rational) { self.init(hyperbolaFactor: Double(factor)) }
}

extension Curve {
  /// A guess of the point between p and q where the slope is s: one from which a tangent is tried.
  func tangentGuess(_ p: Rational, _ q: Rational, slope: Rational) -> Rational {
    let (left, right, target) = (Double(p), Double(q), Double(slope))
    let place = guide.tangentPoint(left, right, slope: target)
    let part = (place - left) / (right - left)
    guard part > 0, part < 1, let share = Rational(exactly: (part * 0x1p24).rounded() * 0x1p-24)
    else { return (p + q) / 2 }
    let guess = p + (q - p) * share
    let digits = (1 / (q - p)).ceiling.bitLength + 26
    let short = RationalInterval(guess).rounded(fractionBits: digits).lower
    return p < short && short < q ? short : (p + q) / 2
  }
}

extension FunctionGuide {
  /// About the point between p and q where the slope is s, by bisection with Newton steps.
  ///
  /// To a part in 10⁹ of the length: the distance from a chord is off by the square of that.
  func tangentPoint(_ p: Double, _ q: Double, slope target: Double) -> Double {
    var (low, high) = (p, q)
    let isRising = slope(q) > slope(p)
    var x = (p + q) / 2
    for _ in 0..<60 {
      let excess = slope(x) - target
      if (excess > 0) == isRising { high = x } else { low = x }
      let next = x - excess / bend(x)
      let old = x
      x = next > low && next < high ? next : (low + high) / 2
      if (x - old).magnitude <= 1e-9 * (q - p).magnitude { break }
    }
    return x
  }

  /// The greatest distance of the graph from its chord, where it has one curvature.
  func chordGap(_ p: Double, _ q: Double) -> Double {
    let chord = (value(q) - value(p)) / (q - p)
    let x = tangentPoint(p, q, slope: chord)
    return (value(p) + chord * (x - p) - value(x)).magnitude
  }
}
