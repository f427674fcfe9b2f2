public import ExactNumbers

// Random numbers that visit the corners: with odds of 1/16 each they are zero, a unit, a number
// beside the end of a machine word or of a double's significand, or a power of two plus or minus 1.

/// A random integer of at most `bits` bits, biased to corners.
///
/// - Parameters:
///   - bits: the most bits, at least 1; every length up to it is equally likely.
///   - generator: where the random bits come from.
/// - Returns: an integer of either sign.
public func randomInteger(bits: Int = 200, using generator: inout SplitMix64) -> Integer {
  switch generator.nextInt(below: 16) {
  case 0: .zero
  case 1: Integer(generator.nextInt(below: 5) - 2)
  case 2: randomlySigned(besideWordEnd(using: &generator), using: &generator)
  case 3:
    randomlySigned(
      Integer.one << generator.nextInt(below: bits) + Integer(generator.nextInt(below: 3) - 1),
      using: &generator)
  default: randomlySigned(uniformInteger(bits: bits, using: &generator), using: &generator)
  }
}

/// A random rational, biased to corners, in size as in sign.
///
/// Small fractions, dyadic numbers, integers and large fractions come in turn, each with numerator
/// and denominator from `randomInteger`.
/// - Parameters:
///   - bits: the most bits of numerator and denominator.
///   - generator: where the random bits come from.
/// - Returns: a rational of either sign.
public func randomRational(bits: Int = 100, using generator: inout SplitMix64) -> Rational {
  switch generator.nextInt(below: 8) {
  case 0, 1: randomSmallRational(using: &generator)
  case 2: Rational(randomInteger(bits: bits, using: &generator))
  case 3, 4:
    Rational(
      randomInteger(bits: bits, using: &generator), Integer.one << generator.nextInt(below: bits))
  default:
    Rational(
      randomInteger(bits: bits, using: &generator),
      randomNonzeroInteger(bits: bits, using: &generator))
  }
}

/// A random fraction p/q with |p| ≤ `bound` and 1 ≤ q ≤ `bound`: equal values come often.
///
/// - Parameters:
///   - bound: the largest size of numerator and denominator.
///   - generator: where the random bits come from.
/// - Returns: a fraction of either sign.
public func randomSmallRational(
  bound: Int = 12, using generator: inout SplitMix64
) -> Rational {
  Rational(generator.nextInt(below: 2 * bound + 1) - bound, 1 + generator.nextInt(below: bound))
}

/// A random integer other than 0, biased to corners.
///
/// - Parameters:
///   - bits: the most bits.
///   - generator: where the random bits come from.
/// - Returns: an integer of either sign.
public func randomNonzeroInteger(
  bits: Int = 200, using generator: inout SplitMix64
) -> Integer {
  while true {
    let value = randomInteger(bits: bits, using: &generator)
    if value != .zero { return value }
  }
}

/// Every rational p/q with |p| ≤ `bound` and 1 ≤ q ≤ `bound`, each value once, in order.
///
/// - Parameter bound: the largest size of numerator and denominator.
/// - Returns: the distinct values, ascending.
public func allRationals(upTo bound: Int) -> [Rational] {
  var values: Set<Rational> = []
  for numerator in -bound...bound {
    for denominator in 1...bound { values.insert(Rational(numerator, denominator)) }
  }
  return values.sorted()
}

private func uniformInteger(bits: Int, using generator: inout SplitMix64) -> Integer {
  let length = 1 + generator.nextInt(below: bits)
  var value = Integer.zero
  for _ in 0...(length / 64) { value = value << 64 + Integer(generator.next()) }
  return value >> (value.bitLength - min(value.bitLength, length))
}

private func besideWordEnd(using generator: inout SplitMix64) -> Integer {
  let ends = [31, 53, 62, 63, 64, 126, 128]
  let end = Integer.one << ends[generator.nextInt(below: ends.count)]
  return end + Integer(generator.nextInt(below: 5) - 2)
}

private func randomlySigned(_ value: Integer, using generator: inout SplitMix64) -> Integer {
  generator.next() & 1 == 0 ? value : -value
}
