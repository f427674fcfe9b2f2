/// How an arrangement's characteristic polynomial is found.
public enum CountMethod: String, CaseIterable, Hashable, Sendable {
  /// The method that promises to be the faster one.
  case automatic = "auto"
  /// χ(A) = χ(A without h) − χ(A restricted to h).
  case deletionRestriction = "deletion-restriction"
  /// Points off the hyperplanes modulo primes, and interpolation.
  case finiteField = "finite-field"
}

/// How to count, and how long.
public struct CountRequest: Sendable {
  /// The method.
  public var method: CountMethod
  /// Cores to use; the counts do not depend on it.
  public var threads: Int
  /// Asked now and then, from any thread; true stops the count, with lower bounds.
  public var isCancelled: @Sendable () -> Bool
  /// Told now and then, from any thread, how far the count is.
  public var progress: (@Sendable (CountProgress) -> Void)?

  /// A request.
  ///
  /// - Parameters:
  ///   - method: the method.
  ///   - threads: cores to use, at least 1.
  ///   - isCancelled: asked now and then; true stops the count.
  ///   - progress: told now and then how far the count is.
  /// - Precondition: `threads` is positive.
  public init(
    method: CountMethod = .automatic, threads: Int = 1,
    isCancelled: @escaping @Sendable () -> Bool = { false },
    progress: (@Sendable (CountProgress) -> Void)? = nil
  ) {
    precondition(threads > 0, "a count needs at least one thread")
    self.method = method
    self.threads = threads
    self.isCancelled = isCancelled
    self.progress = progress
  }
}

/// How far a count is.
public struct CountProgress: Hashable, Sendable {
  /// The codimension, or the number of the prime, that is at work.
  public let codimension: Int
  /// How many restrictions of this codimension, or parts of the points, are done.
  public let done: Int
  /// How many there are.
  public let total: Int
}
