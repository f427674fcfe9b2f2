internal import ExactNumbers

extension MultivariatePolynomial {
  /// An enclosure of the values on a box.
  ///
  /// Bernstein coefficients, the box halved until the enclosure is at most 1/1024 wider than the
  /// values found at corners; after 256 halvings what has been reached is returned. Past 4096
  /// coefficients interval arithmetic on the terms is used instead.
  /// - Parameter box: one interval a variable.
  /// - Returns: an interval that holds all values; exact where both extremes lie at corners.
  /// - Precondition: the box has `variableCount` intervals.
  /// - Complexity: O(halvings · coefficients · degree) rationals.
  public func range(on box: [RationalInterval]) -> RationalInterval {
    precondition(box.count == variableCount, "\(box.count) intervals for \(variableCount)")
    guard let patch = BernsteinPatch(self, on: box) else { return termwiseRange(on: box) }
    var seen = RationalInterval.hull(of: patch.corners)
    var enclosure = seen
    var waiting = [(patch: patch, axis: 0)]
    var halvings = 0
    while let (patch, axis) = waiting.popLast() {
      seen = seen.hull(with: .hull(of: patch.corners))
      let slack = seen.width / 1024
      let range = patch.range
      let isClose = seen.lower - range.lower <= slack && range.upper - seen.upper <= slack
      if isClose || halvings >= 256 {
        enclosure = enclosure.hull(with: range)
        continue
      }
      halvings += 1
      let cut =
        (0..<variableCount).map { (axis + $0) % variableCount }
        .first { patch.degrees[$0] > 1 } ?? axis
      let (left, right) = patch.halves(axis: cut)
      waiting.append((left, (cut + 1) % variableCount))
      waiting.append((right, (cut + 1) % variableCount))
    }
    return enclosure
  }

  /// Interval arithmetic, term by term.
  private func termwiseRange(on box: [RationalInterval]) -> RationalInterval {
    var sum = RationalInterval(0)
    for (exponents, coefficient) in terms {
      var term = RationalInterval(coefficient)
      for (interval, exponent) in zip(box, exponents) where exponent > 0 {
        term = term * interval.power(exponent)
      }
      sum = sum + term
    }
    return sum
  }
}

extension RationalInterval {
  /// The smallest interval that holds some numbers.
  ///
  /// - Precondition: there is at least one.
  static func hull(of values: [Rational]) -> RationalInterval {
    RationalInterval(values.reduce(values[0], min), values.reduce(values[0], max))
  }

  /// The powers of the interval's numbers, for an exponent of at least 1.
  func power(_ exponent: Int) -> RationalInterval {
    let ends = (lower.power(exponent), upper.power(exponent))
    guard exponent.isMultiple(of: 2) else { return RationalInterval(ends.0, ends.1) }
    return contains(0) ? RationalInterval(0, max(ends.0, ends.1)) : .between(ends.0, ends.1)
  }
}
