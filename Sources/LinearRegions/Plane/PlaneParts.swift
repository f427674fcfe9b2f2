internal import Synchronization

/// The parts of a search that several threads share.
///
/// A part is what lies under a node a fixed number of cuts below the domain, or a region above that.
/// Every thread walks the nodes above in the same order and so numbers the parts alike; the first to
/// claim one searches it. So the parts, and the sums over them, do not depend on the threads.
final class PlaneParts: Sendable {
  /// Cuts from the domain to the root of a part.
  static let cuts = 14

  private struct Ledger {
    var claimed: [Bool] = []
    var isClosed = false
  }

  private let ledger = Mutex(Ledger())

  /// Whether a part is now the caller's to search.
  func claim(_ part: Int) -> Bool {
    ledger.withLock { ledger in
      if ledger.isClosed { return false }
      while ledger.claimed.count <= part { ledger.claimed.append(false) }
      if ledger.claimed[part] { return false }
      ledger.claimed[part] = true
      return true
    }
  }

  /// Gives out no more parts until they are opened again.
  func close() { ledger.withLock { $0.isClosed = true } }

  /// Gives out parts again.
  func open() { ledger.withLock { $0.isClosed = false } }
}
