internal import Synchronization

/// Adds up what the threads of a pass report.
final class SampleProgress: Sendable {
  private let found = Mutex(0)
  private let tell: (@Sendable (RegionProgress) -> Void)?

  init(_ tell: (@Sendable (RegionProgress) -> Void)?) { self.tell = tell }

  /// Takes in cells of the layer and regions under them.
  @Sendable
  func report(cells: Int, regions: Int, share: Double) {
    guard let tell else { return }
    let total = found.withLock { found in
      found += cells + regions
      return found
    }
    tell(RegionProgress(activationRegions: total, fraction: min(1, share)))
  }
}
