internal import ExactNumbers
internal import ReLUNetworks

/// A way to reduce a target to a curve of one curvature, with what is done to the input before.
struct ZigzagForm: Sendable {
  enum Inner: Sendable {
    /// Nothing.
    case input
    /// c + |x − c|: two neurons.
    case fold(Rational)
    /// (x − c)² by radix layers, from above.
    case square(Rational)
  }

  let inner: Inner
  /// What the knots approximate, a function of the inner function's value.
  let curve: Curve
  /// The target is this times the curve, 1 or −1.
  let sign: Rational
  /// The target differs from ± the curve by at most this.
  let slack: Rational
  /// The inputs.
  let interval: RationalInterval

  /// x − c for the inputs x.
  var centered: RationalInterval {
    switch inner {
    case .input: interval
    case .fold(let axis), .square(let axis): interval - axis
    }
  }

  /// The forms of a target on an interval; none where it has several curvatures and no axis.
  static func forms(
    of target: ApproximationTarget, on interval: RationalInterval, error: Rational
  ) throws(ApproximationError) -> [ZigzagForm] {
    let bits = (1 / error).ceiling.bitLength + 32
    var forms: [ZigzagForm] = []
    func append(
      _ inner: Inner, _ curve: Curve, sign: Rational = 1, slack: Rational = 0
    ) {
      guard curve.hasOneCurvature else { return }
      forms.append(
        ZigzagForm(inner: inner, curve: curve, sign: sign, slack: slack, interval: interval))
    }
    append(.input, try Curve(target, on: interval, bits: bits))
    guard let axis = Axis(of: target, on: interval, error: error, bits: bits) else { return forms }
    let reach = max(interval.upper - axis.place, axis.place - interval.lower)
    let side = RationalInterval(axis.place, axis.place + reach)
    if target.isDefined(on: side) {
      append(.fold(axis.place), try Curve(target, on: side, bits: bits), slack: 2 * axis.deviation)
    }
    if let curve = try Curve(ofSquareIn: target, upTo: reach * reach, bits: bits) {
      append(.square(axis.place), curve, sign: axis.sign, slack: axis.deviation)
    }
    return forms
  }
}

/// An axis of symmetry of a target, or a rational number next to it.
struct Axis: Hashable, Sendable {
  /// The number.
  let place: Rational
  /// At most its distance to the axis.
  let deviation: Rational
  /// The sign of the sine or cosine at the axis; 1 for other targets.
  let sign: Rational

  /// The axis next to the middle of an interval, if there is one inside.
  init?(of target: ApproximationTarget, on interval: RationalInterval, error: Rational, bits: Int) {
    let turned: ElementaryFunction
    switch (target.elementary, target.polynomial) {
    case (.lorentz, _), (.runge, _):
      self.init(exact: 0, in: interval)
      return
    case (_, .some(let polynomial)):
      let isEven = (0...max(0, polynomial.degree)).allSatisfy {
        $0.isMultiple(of: 2) || polynomial[$0].sign == .zero
      }
      guard isEven else { return nil }
      self.init(exact: 0, in: interval)
      return
    // The sine has its axes where the cosine bends, and the other way round.
    case (.sin, _): turned = .cos
    case (.cos, _): turned = .sin
    default: return nil
    }
    let middle = interval.midpoint
    let places = ApproximationTarget(turned).inflections(on: interval, bits: bits)
    guard
      let axis = places.min(by: {
        ($0.midpoint - middle).magnitude < ($1.midpoint - middle).magnitude
      })
    else { return nil }
    let slack = error / 64
    let place =
      axis.exactValue
      ?? Rational.simplest(between: axis.lower - slack, and: axis.upper + slack)
    let value = target.enclosure(at: place, bits: 8)
    self.init(
      place: place, deviation: max(place - axis.lower, axis.upper - place),
      sign: value.lower.sign == .negative ? -1 : 1)
  }

  private init(place: Rational, deviation: Rational, sign: Rational) {
    (self.place, self.deviation, self.sign) = (place, deviation, sign)
  }

  private init?(exact place: Rational, in interval: RationalInterval) {
    guard interval.lower < place, place < interval.upper else { return nil }
    self.init(place: place, deviation: 0, sign: 1)
  }
}

extension Curve {
  /// The function of y = (x − c)² that a target with the axis c is, up to its sign, for y ≤ `end`.
  init?(
    ofSquareIn target: ApproximationTarget, upTo end: Rational, bits: Int
  ) throws(ApproximationError) {
    if let polynomial = target.polynomial {
      let halves = stride(from: 0, through: max(0, polynomial.degree), by: 2)
      let inner = ApproximationTarget(Polynomial(halves.map { polynomial[$0] }))
      guard polynomial.degree > 2 else { return nil }
      try self.init(inner, on: RationalInterval(0, end), bits: bits)
      return
    }
    switch target.elementary {
    case .lorentz: self.init(hyperbola: 1, upTo: end, bits: bits)
    case .runge: self.init(hyperbola: 25, upTo: end, bits: bits)
    case .sin, .cos:
      guard end < 10 else { return nil }
      self.init(cosineOfRootUpTo: end, bits: bits)
    default: return nil
    }
  }
}
