public import ExactNumbers

/// How regions are to be estimated, and how long.
public struct RegionEstimateRequest: Sendable {
  /// Estimate after so many hidden layers; nil for all.
  public var layers: Int?
  /// Which cells are sampled; the same seed samples the same ones, on any number of threads.
  public var seed: UInt64
  /// The standard error aimed at, as a share of the estimate; nil for as small as the budget allows.
  public var relativeError: Rational?
  /// Stop after so many seconds.
  public var budgetSeconds: Double?
  /// The layer whose cells are sampled, from 1; nil to choose it.
  public var sampledLayer: Int?
  /// The probability that a cell is sampled, above 0 and at most 1; nil to choose it.
  public var probability: Rational?
  /// Cores to use.
  public var threads: Int
  /// Asked now and then, from any thread; true stops the work.
  public var isCancelled: @Sendable () -> Bool
  /// Told now and then, from any thread, how far the present pass is.
  public var progress: (@Sendable (RegionProgress) -> Void)?
  /// Told after each pass how the search under the sampled cells, and on the way to them, decided its signs;
  /// with three inputs or more.
  public var decisions: (@Sendable (SignDecisions) -> Void)?

  /// A request.
  ///
  /// - Parameters:
  ///   - layers: estimate after so many hidden layers; nil for all.
  ///   - seed: decides which cells are sampled.
  ///   - relativeError: the standard error aimed at, as a share of the estimate.
  ///   - budgetSeconds: stop after so many seconds.
  ///   - sampledLayer: the layer whose cells are sampled, from 1; nil to choose it.
  ///   - probability: that a cell is sampled; nil to choose it.
  ///   - threads: cores to use.
  ///   - isCancelled: asked now and then; true stops the work.
  ///   - progress: told now and then how far the present pass is.
  /// - Precondition: `threads` is positive, `relativeError` too, and `probability` lies in (0, 1].
  public init(
    layers: Int? = nil, seed: UInt64 = 1, relativeError: Rational? = nil,
    budgetSeconds: Double? = nil, sampledLayer: Int? = nil, probability: Rational? = nil,
    threads: Int = 1, isCancelled: @escaping @Sendable () -> Bool = { false },
    progress: (@Sendable (RegionProgress) -> Void)? = nil
  ) {
    precondition(threads > 0, "an estimate needs at least one thread")
    precondition(
      relativeError.map { $0.sign == .positive } ?? true, "the error aimed at must be positive")
    precondition(
      probability.map { $0.sign == .positive && $0 <= 1 } ?? true, "a probability is in (0, 1]")
    self.layers = layers
    self.seed = seed
    self.relativeError = relativeError
    self.budgetSeconds = budgetSeconds
    self.sampledLayer = sampledLayer
    self.probability = probability
    self.threads = threads
    self.isCancelled = isCancelled
    self.progress = progress
  }
}
