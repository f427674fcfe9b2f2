extension Rational {
  /// The largest integer that is at most the number.
  public var floor: Integer { isInteger ? numerator : numerator.floorDivided(by: denominator) }

  /// The smallest integer that is at least the number.
  public var ceiling: Integer { isInteger ? numerator : numerator.ceilingDivided(by: denominator) }

  /// The number rounded to an integer.
  ///
  /// - Parameter rule: where to go, and where ties go; the default is the standard library's.
  /// - Returns: the integer that the rule names.
  public func rounded(
    _ rule: FloatingPointRoundingRule = .toNearestOrAwayFromZero
  ) -> Integer {
    switch rule {
    case .down: floor
    case .up: ceiling
    case .towardZero: sign == .negative ? ceiling : floor
    case .awayFromZero: sign == .negative ? floor : ceiling
    case .toNearestOrEven: nearest { $0.isOdd ? $0 + 1 : $0 }
    case .toNearestOrAwayFromZero: nearest { sign == .negative ? $0 : $0 + 1 }
    @unknown default: nearest { $0.isOdd ? $0 + 1 : $0 }
    }
  }

  /// The nearest integer; a tie between n and n + 1 is settled by `tie(n)`.
  private func nearest(tie: (Integer) -> Integer) -> Integer {
    let below = floor
    let part = self - Rational(below)
    let half = Rational(1, 2)
    return part < half ? below : part > half ? below + 1 : tie(below)
  }
}
