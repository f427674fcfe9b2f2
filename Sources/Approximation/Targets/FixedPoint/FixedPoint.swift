internal import ExactNumbers

/// A real number known to within `radius` units of 2^−`fractionBits`:
/// |x · 2^`fractionBits` − `center`| ≤ `radius`.
///
/// The series of this folder work on integers at a fixed point. Each states how many units it may
/// be off, and counts them: a floor loses less than 1 unit, a product by a number y carries y
/// times the units of the other factor.
struct FixedPoint: Hashable, Sendable {
  var center: Integer
  var radius: Int
  var fractionBits: Int

  /// The interval of the number, with its ends on multiples of 2^−(`bits` + 2).
  ///
  /// Its width is at most radius · 2^(1 − fractionBits) + 2^−(bits + 1), so at most 2^−bits when
  /// fractionBits ≥ bits + 2 + log₂ radius.
  func interval(bits: Int) -> RationalInterval {
    let kept = min(bits + 2, fractionBits)
    let drop = fractionBits - kept
    let low = (center - Integer(radius)) >> drop
    let high = -((-center - Integer(radius)) >> drop)
    return RationalInterval(
      Rational(dyadicNumerator: low, fractionBits: kept),
      Rational(dyadicNumerator: high, fractionBits: kept))
  }

  /// The digits to work with so that a few units of error leave `bits` digits.
  static func guarded(_ bits: Int) -> Int { max(bits, 0) + 8 }

  /// ⌊x · 2^`fractionBits`⌋.
  static func floor(_ x: Rational, fractionBits: Int) -> Integer {
    (x.numerator << fractionBits).floorDivided(by: x.denominator)
  }
}
