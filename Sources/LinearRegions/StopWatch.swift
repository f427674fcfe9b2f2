/// Says when a count must stop: its budget is spent or somebody cancelled.
final class StopWatch: Sendable {
  private let end: ContinuousClock.Instant?
  private let isCancelled: @Sendable () -> Bool

  init(_ request: RegionCountRequest) {
    end = request.budgetSeconds.map { ContinuousClock.now + .seconds($0) }
    isCancelled = request.isCancelled
  }

  init(until end: ContinuousClock.Instant?, isCancelled: @escaping @Sendable () -> Bool) {
    self.end = end
    self.isCancelled = isCancelled
  }

  /// Whether it is time to stop.
  var isDue: Bool {
    if isCancelled() { return true }
    guard let end else { return false }
    return ContinuousClock.now >= end
  }
}
