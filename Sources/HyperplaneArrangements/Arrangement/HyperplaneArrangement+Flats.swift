public import ExactNumbers

extension HyperplaneArrangement {
  /// How many flats there are of each codimension: the Whitney numbers of the second kind.
  ///
  /// A *flat* is a non-empty intersection of hyperplanes; the whole space is the one of codimension
  /// 0. Each is visited once, as the span of its first hyperplanes, in memory that does not grow.
  ///
  /// - Parameter isCancelled: asked now and then; true ends the count.
  /// - Returns: their numbers for codimension 0, 1, …, r, or nil if it was stopped.
  /// - Complexity: O(m · d) operations modulo primes for each flat.
  public func flatCounts(isCancelled: @escaping () -> Bool = { false }) -> [Integer]? {
    let vectors = VectorArrangement(self)
    guard vectors.rank > 0, !vectors.vectors.isEmpty else { return [1] }
    let rank = vectors.isCentral ? vectors.rank : vectors.rank - 1
    var skipped = 0
    while true {
      let primes = Primes.covering(vectors.minorBound, skipping: skipped)
      let search = FlatSearch(vectors, primes: primes, isCancelled: isCancelled)
      if let search, search.run() {
        return search.isStopped ? nil : search.counts.prefix(rank + 1).map { Integer($0) }
      }
      skipped += primes.count
    }
  }
}

extension ArrangementCounts {
  /// Whether the hyperplanes are in general position in the space: any k ≤ d of them meet in a flat
  /// of codimension k, more than d do not meet; nil if the count was stopped.
  ///
  /// That is so iff there are Z(m, d) regions, the most that m hyperplanes can make.
  ///
  /// - Source: Zaslavsky 1975 (Facing up to arrangements).
  public var isInGeneralPosition: Bool? {
    guard isComplete, let numbers = whitneyNumbers else { return nil }
    let count = Int(exactly: numbers.count > 1 ? numbers[1] : 0) ?? 0
    guard rank == min(count, dimension) else { return false }
    return numbers.enumerated().allSatisfy { $0.element == Integer.binomial(count, $0.offset) }
  }
}
