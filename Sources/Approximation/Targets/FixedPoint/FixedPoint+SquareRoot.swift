internal import ExactNumbers

extension FixedPoint {
  /// √x for x ≥ 0: an interval of width at most 2^−`bits`, one point when the root is rational.
  ///
  /// p/q in lowest terms has a rational root exactly if p and q are squares. Otherwise
  /// s = ⌊√⌊x 4^b⌋⌋ = ⌊2^b √x⌋, so s/2^b < √x < (s + 1)/2^b.
  static func squareRoot(_ x: Rational, bits: Int) -> RationalInterval {
    let (top, bottom) = (x.numerator.squareRootFloor, x.denominator.squareRootFloor)
    if top * top == x.numerator && bottom * bottom == x.denominator {
      return RationalInterval(Rational(top, bottom))
    }
    let root = floor(x, fractionBits: 2 * max(bits, 0)).squareRootFloor
    return RationalInterval(
      Rational(dyadicNumerator: root, fractionBits: max(bits, 0)),
      Rational(dyadicNumerator: root + 1, fractionBits: max(bits, 0)))
  }
}
