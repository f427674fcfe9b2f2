internal import ExactNumbers

/// Decides which cells of a layer are sampled: each with the same probability, for one seed always the
/// same ones.
///
/// A cell is sampled iff a number made from the seed and its activation pattern is below a threshold.
/// So the choice depends neither on the order of the search nor on the number of threads, and needs no
/// memory. The number starts as the seed; for each word of the pattern, layer after layer, it becomes
/// the first number of SplitMix64 seeded with its exclusive or with the word. That generator scrambles
/// its seed by a bijection, so patterns that differ in a word part there.
struct CellSampler: Sendable {
  let seed: UInt64
  /// The probability times 2⁶⁴; nil for 1.
  let threshold: UInt64?

  /// The probability that a cell is sampled.
  var probability: Rational {
    guard let threshold else { return 1 }
    return Rational(Integer(threshold), Integer(UInt128(1) << 64))
  }

  /// A sampler of every cell.
  static let all = CellSampler(seed: 0, threshold: nil)

  /// A sampler of no cell.
  static let none = CellSampler(seed: 0, threshold: 0)

  /// Whether the cell that a search has reached is sampled.
  @inline(__always)
  func takes(_ search: any ReplayableSearch) -> Bool {
    guard let threshold else { return true }
    if threshold == 0 { return false }
    var number = seed
    search.forEachPatternWord { word in
      var generator = SplitMix64(seed: number ^ word)
      number = generator.next()
    }
    return number < threshold
  }
}
