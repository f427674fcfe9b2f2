/// How to make a count of many hours: in shards, saved on the way, resumed.
public struct LongCountRequest: Sendable {
  /// The counts wanted, of those that add up over shards: `additiveCounts`.
  public var counts: Set<RegionCountName>
  /// Count after so many hidden layers; nil for all.
  public var layers: Int?
  /// How to count: `automatic`, `vertices` or `programs`.
  public var method: RegionMethod
  /// The share to count.
  public var shard: RegionShard
  /// Where an earlier count of the same was saved; nil to begin anew.
  public var resumed: RegionCheckpoint?
  /// Cores to use; the counts do not depend on it, and it may change when a count is resumed.
  public var threads: Int
  /// Stop after so many seconds, with lower bounds.
  public var budgetSeconds: Double?
  /// Asked now and then, from any thread; true stops the count, with lower bounds.
  public var isCancelled: @Sendable () -> Bool
  /// Told now and then, from any thread, how far the count is.
  public var progress: (@Sendable (RegionProgress) -> Void)?
  /// Receives the place of the count now and then, and at the end.
  ///
  /// First after a tenth of a second, then at longer intervals up to 20 seconds; from any thread, one call
  /// at a time.
  public var save: (@Sendable (RegionCheckpoint) -> Void)?

  /// Told at the end how the searches of this run have decided, those that count it.
  public var decisions: (@Sendable (SignDecisions) -> Void)?

  /// The counts of a network that are the sums of those of its shards.
  public static let additiveCounts: Set<RegionCountName> = [.activationRegions, .perLayer]

  /// The methods that have parts and places to go on from.
  public static let methods: Set<RegionMethod> = [.automatic, .vertices, .programs]

  /// A request.
  ///
  /// - Parameters:
  ///   - counts: the counts wanted.
  ///   - layers: count after so many hidden layers; nil for all.
  ///   - method: how to count.
  ///   - shard: the share to count.
  ///   - resumed: where an earlier count of the same was saved.
  ///   - threads: cores to use.
  ///   - budgetSeconds: stop after so many seconds, with lower bounds.
  ///   - isCancelled: asked now and then; true stops the count.
  ///   - progress: told now and then how far the count is.
  ///   - save: receives the place of the count now and then.
  /// - Precondition: `threads` is positive, `counts` are among `additiveCounts`, and `method` has parts.
  public init(
    counts: Set<RegionCountName> = additiveCounts, layers: Int? = nil,
    method: RegionMethod = .automatic, shard: RegionShard = .whole,
    resumed: RegionCheckpoint? = nil, threads: Int = 1, budgetSeconds: Double? = nil,
    isCancelled: @escaping @Sendable () -> Bool = { false },
    progress: (@Sendable (RegionProgress) -> Void)? = nil,
    save: (@Sendable (RegionCheckpoint) -> Void)? = nil
  ) {
    precondition(threads > 0, "a count needs at least one thread")
    precondition(counts.isSubset(of: Self.additiveCounts), "counts that add up over shards")
    precondition(Self.methods.contains(method), "a method with parts")
    self.counts = counts
    self.layers = layers
    self.method = method
    self.shard = shard
    self.resumed = resumed
    self.threads = threads
    self.budgetSeconds = budgetSeconds
    self.isCancelled = isCancelled
    self.progress = progress
    self.save = save
  }
}

/// Why a count cannot be resumed.
public enum CheckpointError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The checkpoint is of another network, domain, number of layers, method, or version of the search.
  case otherTask
  /// The checkpoint is of another shard.
  case otherShard(saved: String, asked: RegionShard)
  /// What the checkpoint says cannot be.
  case damaged

  /// One sentence that says what is wrong and what to do.
  public var description: String {
    switch self {
    case .otherTask:
      "the checkpoint is of another network, domain, number of layers, method or version of the "
        + "program; choose another file"
    case .otherShard(let saved, let asked):
      "the checkpoint is of shard \(saved), not of \(asked); choose another file"
    case .damaged: "the checkpoint is damaged; remove it to begin anew"
    }
  }
}
