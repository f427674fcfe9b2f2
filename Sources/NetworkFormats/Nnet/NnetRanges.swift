internal import ExactNumbers
internal import ReLUNetworks

/// The rows about normalisation of a `.nnet` file that is written.
///
/// Means are 0. A range is 1, or what makes decimals of a box's ends: a reader divides by it again.
/// The format has no infinity; as the converters of its authors do, the largest float32 stands for
/// it, and a reader takes such an end as none.
struct NnetRanges {
  private(set) var minima: [Rational] = []
  private(set) var maxima: [Rational] = []
  private(set) var ranges: [Rational] = []

  /// The largest float32, 2^128 − 2^104.
  static let infinity = Rational((Integer.one << 128) - (Integer.one << 104))

  /// The float32 before it: decimals of the largest one with eight digits are beyond this.
  private static let threshold = Rational((Integer.one << 128) - (Integer.one << 105))

  /// The end of a range as a file spells it, infinite from the largest float32 on.
  static func end(_ value: Rational) -> ExtendedRational {
    if value > threshold { return .positiveInfinity }
    return value < -threshold ? .negativeInfinity : .finite(value)
  }

  /// Rows from which a reader gets a box, or none where there is none.
  init(_ box: [Interval]?, inputs: Int) throws(FormatProblem) {
    guard let box else {
      minima = [Rational](repeating: -Self.infinity, count: inputs)
      maxima = [Rational](repeating: Self.infinity, count: inputs)
      ranges = [Rational](repeating: 1, count: inputs)
      return
    }
    for (index, interval) in box.enumerated() {
      let ends = [interval.lower, interval.upper]
      let range = ends.reduce(Rational.one) { range, end in
        guard let value = end.finiteValue else { return range }
        return Rational(
          range.numerator.leastCommonMultiple(with: ExactDecimal.obstacle(value.denominator)))
      }
      minima.append(try Self.entry(ends[0], range, "box[\(index)][0]"))
      maxima.append(try Self.entry(ends[1], range, "box[\(index)][1]"))
      ranges.append(range)
    }
  }

  /// The entry of a row that a reader takes for an end.
  private static func entry(
    _ end: ExtendedRational, _ range: Rational, _ place: String
  ) throws(FormatProblem) -> Rational {
    switch end {
    case .negativeInfinity: return -infinity
    case .positiveInfinity: return infinity
    case .finite(let value):
      let entry = value * range
      guard Self.end(entry).isFinite, ExactDecimal.text(entry) != nil,
        ExactDecimal.text(range) != nil
      else {
        throw FormatProblem(
          "\(place) is \(FormatProblem.excerpt(value.description)), which is too long or too large "
            + "for a .nnet file")
      }
      return entry
    }
  }
}
