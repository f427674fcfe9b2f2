import ExactNumbers

/// A mark of an axis, placed by its coordinate; without a label it is a short one.
struct AxisMark: Hashable {
  let coordinate: Rational
  let label: String?
}

extension Axis {
  /// The marks between two coordinates, in increasing order.
  ///
  /// - Parameters:
  ///   - lower: the coordinate of one end.
  ///   - upper: the coordinate of the other, above `lower`.
  ///   - count: about how many labels there is room for, at least 2.
  /// - Returns: the marks with their labels.
  func marks(from lower: Rational, to upper: Rational, count: Int) -> [AxisMark] {
    if let ticks {
      let marks = ticks.compactMap { tick -> AxisMark? in
        guard let coordinate = AxisMapping.coordinate(tick.value, scale) else { return nil }
        return AxisMark(coordinate: coordinate, label: tick.label)
      }
      return marks.filter { $0.coordinate >= lower && $0.coordinate <= upper }
    }
    switch scale {
    case .linear: return Self.linearMarks(from: lower, to: upper, count: count)
    case .logarithmic: return Self.decadeMarks(from: lower, to: upper, count: count)
    }
  }

  private static func linearMarks(
    from lower: Rational, to upper: Rational, count: Int
  ) -> [AxisMark] {
    let (step, exponent) = roundStep(from: lower, to: upper, count: count, atLeast: 0)
    let values = multiples(of: step, from: lower, to: upper)
    let largest = values.map(\.magnitude).max() ?? 0
    let power = DecimalLogarithm.of(largest).flatMap { Int(exactly: $0.floor) } ?? 0
    let isScientific = power >= 7 || power < -4
    return values.map { value in
      let label =
        isScientific
        ? DecimalText.scientific(value, power: power, step: exponent)
        : DecimalText.grouped(value, decimals: max(0, -exponent))
      return AxisMark(coordinate: value, label: label)
    }
  }

  /// The smallest of 1, 2, 5 times a power of ten with at most `count` + 1 multiples in a range.
  ///
  /// - Parameters:
  ///   - lower: one end of the range.
  ///   - upper: the other end, above `lower`.
  ///   - count: at least 1.
  ///   - minimum: the smallest step there may be.
  /// - Returns: the step and its power's exponent.
  private static func roundStep(
    from lower: Rational, to upper: Rational, count: Int, atLeast minimum: Rational
  ) -> (step: Rational, exponent: Int) {
    let logarithm = DecimalLogarithm.of((upper - lower) / Rational(count + 2)) ?? 0
    var exponent = Int(exactly: logarithm.floor) ?? 0
    while true {
      for factor in [1, 2, 5] as [Rational] {
        let step = Rational(10).power(exponent) * factor
        let steps = (upper / step).floor - (lower / step).ceiling
        if step >= minimum && steps <= Integer(count) { return (step, exponent) }
      }
      exponent += 1
    }
  }

  /// The multiples of a step in a range that has few of them.
  private static func multiples(
    of step: Rational, from lower: Rational, to upper: Rational
  ) -> [Rational] {
    let first = (lower / step).ceiling
    guard let steps = Int(exactly: (upper / step).floor - first), steps >= 0 else { return [] }
    return (0...steps).map { step * Rational(first + Integer($0)) }
  }

  private static func decadeMarks(
    from lower: Rational, to upper: Rational, count: Int
  ) -> [AxisMark] {
    let span = upper - lower
    if span < Rational(3, 2) { return closeDecadeMarks(from: lower, to: upper, count: count) }
    let step = roundStep(from: lower, to: upper, count: count, atLeast: 1).step
    let exponents = multiples(of: step, from: lower, to: upper)
    let isPlain = exponents.allSatisfy { $0 >= 0 && $0 <= 4 }
    var marks = exponents.map { exponent in
      let plain = isPlain ? Int(exactly: exponent.numerator).map { DecimalText.power($0) } : nil
      return AxisMark(
        coordinate: exponent,
        label: plain ?? "10^{\(DecimalText.signed(exponent.description))}")
    }
    marks += unlabelledDecadeMarks(from: lower, to: upper, step: step)
    return marks.sorted { $0.coordinate < $1.coordinate }
  }

  /// Short marks between the labels: 2 to 9 in each decade, or the decades between.
  private static func unlabelledDecadeMarks(
    from lower: Rational, to upper: Rational, step: Rational
  ) -> [AxisMark] {
    guard upper - lower <= 24, let first = Int(exactly: lower.floor),
      let last = Int(exactly: upper.floor)
    else { return [] }
    var coordinates: [Rational] = []
    for exponent in first...last {
      if step > 1 && !(Rational(exponent) / step).isInteger {
        coordinates.append(Rational(exponent))
      } else if step == 1 && upper - lower <= 8 {
        coordinates += (2...9).compactMap { factor in
          DecimalLogarithm.of(Rational(factor)).map { Rational(exponent) + $0 }
        }
      }
    }
    return coordinates.filter { $0 >= lower && $0 <= upper }
      .map { AxisMark(coordinate: $0, label: nil) }
  }

  /// Less than a decade and a half: 1, 2, 5 are labelled, or each of 1 to 9 where there is room.
  private static func closeDecadeMarks(
    from lower: Rational, to upper: Rational, count: Int
  ) -> [AxisMark] {
    let exponents = (Int(exactly: lower.floor) ?? 0)...(Int(exactly: upper.floor) ?? 0)
    let labelsAll = upper - lower < Rational(3, 5)
    return exponents.flatMap { exponent in
      (1...9).compactMap { factor -> AxisMark? in
        guard let place = DecimalLogarithm.of(Rational(factor)) else { return nil }
        let coordinate = Rational(exponent) + place
        guard coordinate >= lower && coordinate <= upper else { return nil }
        let isLabelled = labelsAll || [1, 2, 5].contains(factor)
        let value = Rational(factor) * Rational(10).power(exponent)
        let label =
          exponent >= -4 && exponent < 7
          ? DecimalText.grouped(value, decimals: max(0, -exponent))
          : DecimalText.scientific(value, power: exponent, step: exponent)
        return AxisMark(coordinate: coordinate, label: isLabelled ? label : nil)
      }
    }
  }
}
