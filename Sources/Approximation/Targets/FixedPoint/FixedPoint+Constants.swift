internal import ExactNumbers

extension FixedPoint {
  /// An integer c with c ≤ π · 2^`fractionBits` < c + 2.
  static func pi(fractionBits: Int) -> Integer {
    storedBits >= fractionBits
      ? storedPi >> (storedBits - fractionBits) : computedPi(fractionBits: fractionBits)
  }

  /// An integer c with c ≤ ln 2 · 2^`fractionBits` < c + 2.
  static func logarithmOfTwo(fractionBits: Int) -> Integer {
    storedBits >= fractionBits
      ? storedLogarithm >> (storedBits - fractionBits)
      : computedLogarithm(fractionBits: fractionBits)
  }

  // A floor of a stored value c ≤ v < c + 2 loses less than 1 + 2 · 2^−drop ≤ 2 units, or stays.
  private static let storedBits = 4096
  private static let storedPi = computedPi(fractionBits: storedBits)
  private static let storedLogarithm = computedLogarithm(fractionBits: storedBits)

  /// π = 16 arctan(1/5) − 4 arctan(1/239).
  ///
  /// Each arctangent is off by at most 3 w / 4 + 2 units of 2^−w, see `oddSeries`, so the sum by
  /// less than 20 (w + 3) ≤ 2^(g − 1) units with g guard digits, half a unit of the result: moved
  /// down by half a unit and cut off, it lies below π by less than 2 units.
  /// - Source: Machin 1706.
  private static func computedPi(fractionBits: Int) -> Integer {
    let guardBits = fractionBits.bitWidth - fractionBits.leadingZeroBitCount + 8
    let bits = fractionBits + guardBits
    let sum =
      16 * oddSeries(5, alternating: true, fractionBits: bits)
      - 4 * oddSeries(239, alternating: true, fractionBits: bits)
    return (sum - Integer.one << (guardBits - 1)) >> guardBits
  }

  /// ln 2 = 2 artanh(1/3), cut off as π is.
  private static func computedLogarithm(fractionBits: Int) -> Integer {
    let guardBits = fractionBits.bitWidth - fractionBits.leadingZeroBitCount + 8
    let sum = 2 * oddSeries(3, alternating: false, fractionBits: fractionBits + guardBits)
    return (sum - Integer.one << (guardBits - 1)) >> guardBits
  }

  /// Σ (±1)ᵏ / ((2k + 1) m^(2k + 1)): the arctangent or artanh of 1/m.
  ///
  /// The powers are ⌊2^w / m^(2k + 1)⌋ exactly, for floors of quotients by integers nest. A term
  /// loses less than 2 units, and the terms end once the power is below 1, after at most
  /// w / (2 log₂ m) + 1 ≤ w / 3 + 1 of them for m ≥ 3; what is left out is less than 1 unit.
  private static func oddSeries(_ m: Int, alternating: Bool, fractionBits w: Int) -> Integer {
    let square = Integer(m * m)
    var power = (Integer.one << w) / Integer(m)
    var sum = Integer.zero
    var k = 0
    while power != .zero {
      let term = power / Integer(2 * k + 1)
      if alternating && k % 2 == 1 { sum -= term } else { sum += term }
      power /= square
      k += 1
    }
    return sum
  }
}
