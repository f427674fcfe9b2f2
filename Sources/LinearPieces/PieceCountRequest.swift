/// One of the exact counts along a line (Stargalla, Hertrich and Reichman 2025 compare six).
public enum CountName: String, Hashable, Sendable, CaseIterable {
  /// R1: activation patterns that occur anywhere in the closed domain, single points included.
  case activationPatterns
  /// R2: activation patterns that occur on an interval.
  case activationRegions
  /// R4: maximal intervals on which all outputs are one affine function.
  case linearPieces
  /// R6: different affine functions among the linear pieces.
  case affineFunctions
  /// R2 after 1, 2, … hidden layers.
  case perLayer
}

/// How to count.
public enum CountingMethod: String, Hashable, Sendable, CaseIterable {
  /// Enumerate, but fold when there are many cells and they look alike to the layers behind.
  case automatic = "auto"
  /// Visit every cell.
  case enumerate
  /// Count cells with the same future once.
  case fold
}

/// How far a count has come.
public struct PieceProgress: Hashable, Sendable {
  /// Activation regions found so far.
  public let activationRegions: Int
  /// The part of the first layer's cells that is done, 0…1: a guide, not a promise.
  public let fraction: Double
}

/// What to count along a line, how, and when to stop.
public struct PieceCountRequest: Sendable {
  /// The counts wanted.
  public var counts: Set<CountName>
  /// How to count.
  public var method: CountingMethod
  /// Cores to use, at least 1.
  public var threads: Int
  /// Seconds after which to stop with lower bounds; nil for no limit.
  public var budgetSeconds: Double?
  /// Asked now and then, from any thread; true stops the count with lower bounds.
  public var isCancelled: @Sendable () -> Bool
  /// Told now and then, from any thread, how far the count has come.
  public var progress: (@Sendable (PieceProgress) -> Void)?

  /// A request.
  ///
  /// - Parameters:
  ///   - counts: the counts wanted.
  ///   - method: how to count.
  ///   - threads: cores to use, at least 1.
  ///   - budgetSeconds: seconds after which to stop with lower bounds; nil for no limit.
  ///   - isCancelled: asked now and then; true stops the count with lower bounds.
  ///   - progress: told now and then how far the count has come.
  public init(
    counts: Set<CountName> = [.activationRegions, .linearPieces, .perLayer],
    method: CountingMethod = .automatic, threads: Int = 1, budgetSeconds: Double? = nil,
    isCancelled: @escaping @Sendable () -> Bool = { false },
    progress: (@Sendable (PieceProgress) -> Void)? = nil
  ) {
    precondition(threads >= 1, "a count needs at least one thread")
    self.counts = counts
    self.method = method
    self.threads = threads
    self.budgetSeconds = budgetSeconds
    self.isCancelled = isCancelled
    self.progress = progress
  }
}
