internal import ExactNumbers

extension EnclosedFunction {
  /// The stretches of an interval on which enclosures of f″ prove the function convex or concave.
  ///
  /// Parts on which f″ is not seen to keep a sign are halved. Between neighbouring stretches, and
  /// before the first and behind the last, may be a gap of width at most 2^−`bits`, or wider where
  /// the sign stays in doubt on many parts.
  func curvatureStretches(on interval: RationalInterval, bits: Int) -> [CurvatureStretch] {
    let width = Rational(dyadicNumerator: 1, fractionBits: bits)
    var proved: [CurvatureStretch] = []
    var open = [interval]
    while !open.isEmpty {
      var doubtful: [RationalInterval] = []
      for part in open {
        if let sign = curvature(on: part, bits: bits + 16) {
          proved.append(CurvatureStretch(range: part, curvature: sign))
        } else if part.width > width {
          doubtful.append(part)
        }
      }
      if doubtful.count > Self.doubtLimit { break }
      open = doubtful.flatMap {
        [RationalInterval($0.lower, $0.midpoint), RationalInterval($0.midpoint, $0.upper)]
      }
    }
    return Self.merged(proved)
  }

  /// So many parts in doubt at a time are no isolated inflections.
  private static let doubtLimit = 64

  /// The sign that f″ has, or 0, on all of an interval, or `nil`.
  private func curvature(on part: RationalInterval, bits: Int) -> Sign? {
    guard let range = enclosure(on: part, derivative: 2, bits: bits) else { return nil }
    if range.lower.sign != .negative { return range.upper.sign }
    return range.upper.sign == .positive ? nil : .negative
  }

  /// Neighbours of one sign as one stretch; affine parts go with either.
  private static func merged(_ stretches: [CurvatureStretch]) -> [CurvatureStretch] {
    var result: [CurvatureStretch] = []
    for next in stretches.sorted(by: { $0.range.lower < $1.range.lower }) {
      if let last = result.last, last.range.upper == next.range.lower,
        last.curvature == next.curvature || last.curvature == .zero || next.curvature == .zero
      {
        result[result.count - 1] = CurvatureStretch(
          range: last.range.hull(with: next.range),
          curvature: last.curvature == .zero ? next.curvature : last.curvature)
      } else {
        result.append(next)
      }
    }
    return result
  }
}
