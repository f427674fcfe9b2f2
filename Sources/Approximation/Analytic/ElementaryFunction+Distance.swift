internal import ExactNumbers

extension ElementaryFunction {
  /// A proved bound of sup |f − p| on an interval, or `nil` where it exceeds a limit.
  ///
  /// On parts short enough the Taylor model T about the middle is within a thousandth of the limit,
  /// and |T − p| is bounded by Bernstein coefficients on ever smaller pieces.
  ///
  /// - Parameters:
  ///   - polynomial: p.
  ///   - interval: where; all derivatives exist there.
  ///   - limit: the greatest distance of interest, above 0.
  /// - Returns: a bound at most `limit`, larger than the distance by at most some hundredths of it.
  func distance(
    to polynomial: Polynomial, on interval: RationalInterval, limit: Rational
  ) -> Rational? {
    let slack = limit / 1024
    let bits = (1 / slack).ceiling.bitLength + 8
    var greatest: Rational = 0
    var parts = [interval]
    var count = 0
    while let part = parts.popLast() {
      count += 1
      guard count <= Self.partLimit else { return nil }
      guard let model = model(on: part, slack: slack, degree: polynomial.degree, bits: bits) else {
        parts.append(RationalInterval(part.lower, part.midpoint))
        parts.append(RationalInterval(part.midpoint, part.upper))
        continue
      }
      let difference = model.polynomial - polynomial.shifted(by: model.center)
      let bound = difference.magnitudeBound(on: part - model.center, limit: limit)
      greatest = max(greatest, bound + model.remainder)
      if greatest > limit { return nil }
    }
    return RationalInterval.round(greatest, bits: 32, .up)
  }

  /// The most parts that an interval is cut into.
  private static let partLimit = 4096

  /// A Taylor model with little remainder, or `nil` where the part is too long for one.
  private func model(
    on part: RationalInterval, slack: Rational, degree: Int, bits: Int
  ) -> TaylorModel? {
    let center = part.midpoint
    let reach = part.width / 2
    guard isDefined(on: part, derivative: 1) else { return nil }
    for extra in [4, 8, 16, 32] {
      let order = degree + extra + 1
      let power = RationalInterval.round(reach, bits: 64, .up).power(order)
      guard derivativeBound(order: order, on: part, bits: 64) * power <= slack / 2 else {
        continue
      }
      let model = taylorModel(at: center, reach: reach, degree: order - 1, bits: bits)
      return model.remainder <= slack ? model : nil
    }
    return nil
  }
}

extension Polynomial {
  /// A bound of |p| on an interval, at most a 64th above the largest value, or above a limit where
  /// the largest value is.
  ///
  /// Pieces are halved until their Bernstein coefficients are no larger than that.
  func magnitudeBound(on interval: RationalInterval, limit: Rational) -> Rational {
    let ends = [interval.lower, interval.upper].map { evaluate(at: $0).magnitude }
    var reached = max(ends[0], ends[1])
    var greatest = reached
    var parts = [interval]
    while let part = parts.popLast() {
      let range = range(on: part)
      let middle = part.midpoint
      reached = max(reached, evaluate(at: middle).magnitude)
      if reached > limit { return reached }
      if range.magnitude <= reached * Rational(65, 64) {
        greatest = max(greatest, range.magnitude)
        continue
      }
      parts.append(RationalInterval(part.lower, middle))
      parts.append(RationalInterval(middle, part.upper))
    }
    return greatest
  }
}
