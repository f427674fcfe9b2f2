public import ExactNumbers

/// Runs `body` once for each seed, with a fresh generator that starts from it.
///
/// Write the seed into the comment of each expectation, so that a failure names it:
/// `#expect(a + b == b + a, "seed \(seed)")`.
///
/// - Parameters:
///   - seeds: the seeds, in order.
///   - body: what to check; it receives the seed and its generator.
/// - Throws: what `body` throws.
public func withSeeds(
  _ seeds: ClosedRange<UInt64>, _ body: (UInt64, inout SplitMix64) throws -> Void
) rethrows {
  for seed in seeds {
    var generator = SplitMix64(seed: seed)
    try body(seed, &generator)
  }
}
