extension SplitMix64 {
  /// An integer drawn uniformly from 0 ..< `bound`.
  ///
  /// The high word of a 128-bit product, with the draws that would favour some values left out.
  /// - Parameter bound: one past the largest value.
  /// - Returns: each value with the same probability.
  /// - Precondition: `bound` ≥ 1.
  /// - Source: Lemire, Fast random integer generation in an interval, arXiv 1805.10941.
  public mutating func nextInt(below bound: Int) -> Int {
    precondition(bound > 0, "SplitMix64.nextInt needs a bound of at least 1, not \(bound)")
    let range = UInt64(bound)
    let excess = (0 &- range) % range
    while true {
      let (high, low) = next().multipliedFullWidth(by: range)
      if low >= excess { return Int(high) }
    }
  }

  /// A dyadic number drawn uniformly from [−1, 1).
  ///
  /// One of the 2^`bits` values k / 2^(`bits` − 1), −2^(`bits` − 1) ≤ k < 2^(`bits` − 1), from the
  /// top bits of one `next()`.
  /// - Parameter bits: how many random bits; up to 24 the value is a `Float`, up to 53 a `Double`.
  /// - Returns: each value with the same probability.
  /// - Precondition: 1 ≤ `bits` ≤ 62.
  public mutating func nextDyadic(bits: Int) -> Rational {
    precondition((1...62).contains(bits), "SplitMix64.nextDyadic needs 1 to 62 bits, not \(bits)")
    let top = Int(next() >> UInt64(64 - bits))
    return Rational(dyadic: top - 1 << (bits - 1), exponent: 1 - bits)
  }

  /// A number of mean 0 and variance 1 (up to a factor 1 − 2^-64), nearly normal, and exact.
  ///
  /// The sum of twelve uniform numbers of (0, 1) minus 6 (the Irwin–Hall distribution), each of
  /// them (2k + 1) / 2^33 with k from 32 random bits: first the high, then the low half of six
  /// calls of `next()`. The distribution is symmetric, and no value exceeds 6 in size.
  /// - Returns: a dyadic number with denominator at most 2^32.
  public mutating func nextGaussian() -> Rational {
    var total = 0
    for _ in 0..<6 {
      let word = next()
      total += Int(word >> 32) + Int(word & 0xFFFF_FFFF)
    }
    // Σ (2k + 1) / 2^33 − 6 = (Σ k + 6 − 6 · 2^32) / 2^32.
    return Rational(dyadic: total + 6 - 6 << 32, exponent: -32)
  }
}
