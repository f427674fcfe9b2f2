internal import ExactNumbers
internal import ReLUNetworks

/// The rows of minima and maxima of a `.nnet` file that is written.
///
/// The format has no infinity; as the converters of its authors do, the largest float32 stands for
/// it, and a reader takes such an end as none.
struct NnetRanges {
  let minima: [Rational]
  let maxima: [Rational]
  /// The box that a reader gets.
  let box: [Interval]?

  /// The largest float32, 2^128 − 2^104.
  static let infinity = Rational((Integer.one << 128) - (Integer.one << 104))

  /// The float32 before it: decimals of the largest one with eight digits are beyond this.
  private static let threshold = Rational((Integer.one << 128) - (Integer.one << 104) * 2)

  /// The end of a range as a file spells it, infinite from the largest float32 on.
  static func end(_ value: Rational) -> ExtendedRational {
    if value > threshold { return .positiveInfinity }
    return value < -threshold ? .negativeInfinity : .finite(value)
  }

  init(
    _ box: [Interval]?, inputs: Int, _ rounding: inout NumberRounding
  ) throws(FormatProblem) {
    var (minima, maxima): ([Rational], [Rational]) = ([], [])
    var intervals: [Interval] = []
    for (index, interval) in (box ?? []).enumerated() {
      let lower = try Self.finite(interval.lower, "box[\(index)][0]", &rounding)
      let upper = try Self.finite(interval.upper, "box[\(index)][1]", &rounding)
      guard let range = try? Interval(Self.end(lower), Self.end(upper)) else {
        throw FormatProblem("box[\(index)] has no interior once its ends are rounded")
      }
      minima.append(lower)
      maxima.append(upper)
      intervals.append(range)
    }
    let isBounded = intervals.contains { $0 != .wholeLine }
    self.box = isBounded ? intervals : nil
    let none = [Rational](repeating: Self.infinity, count: inputs)
    self.minima = box == nil ? none.map { -$0 } : minima
    self.maxima = box == nil ? none : maxima
  }

  /// The number that stands for an end.
  private static func finite(
    _ end: ExtendedRational, _ place: String, _ rounding: inout NumberRounding
  ) throws(FormatProblem) -> Rational {
    switch end {
    case .negativeInfinity: return -infinity
    case .positiveInfinity: return infinity
    case .finite(let value):
      let written = try rounding.rounded(value, place)
      guard Self.end(written).isFinite else {
        throw FormatProblem(
          "\(place) is \(FormatProblem.excerpt(value.description)), which .nnet files cannot tell "
            + "from no bound")
      }
      return written
    }
  }
}
